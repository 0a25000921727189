from django.urls import URLPattern, path

from dangvu.web.documents import entering, files, one, registers, spreading, studying

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/van-ban/", registers.outgoing, name="documents"),
    path("o/<slug:code>/van-ban/den/", registers.incoming, name="documents_in"),
    path("o/<slug:code>/van-ban/xuat/", registers.export, name="documents_export"),
    path("o/<slug:code>/van-ban/moi/", entering.new, name="document_new"),
    path("o/<slug:code>/van-ban/den/moi/", entering.new_in, name="document_new_in"),
    path("o/<slug:code>/van-ban/so-khong-quan-ly/", entering.stub, name="document_stub"),
    path("o/<slug:code>/van-ban/quan-triet/", spreading.study, name="study"),
    path("o/<slug:code>/van-ban/<int:document>/", one.document, name="document"),
    path("o/<slug:code>/van-ban/<int:document>/buoc/", one.step, name="document_step"),
    path("o/<slug:code>/van-ban/<int:document>/tep/", files.attach, name="document_attach"),
    path("o/<slug:code>/van-ban/<int:document>/tai-ve/", files.file, name="document_file"),
    path("o/<slug:code>/van-ban/<int:document>/sua/", one.correct, name="document_correct"),
    path("o/<slug:code>/van-ban/<int:document>/huy-so/", one.withdraw, name="document_withdraw"),
    path("o/<slug:code>/van-ban/<int:document>/thay-the/", one.replace, name="document_replace"),
    path("o/<slug:code>/van-ban/<int:document>/gui/", spreading.send, name="document_send"),
    path("o/<slug:code>/van-ban/<int:document>/ke-hoach/", spreading.plan, name="document_plan"),
    path("o/<slug:code>/van-ban/<int:document>/quan-triet/", spreading.spread, name="document_spread"),
    path("o/<slug:code>/lop-hoc-tap/", studying.sessions, name="study_sessions"),
    path("o/<slug:code>/lop-hoc-tap/moi/", studying.new, name="study_session_new"),
    path("o/<slug:code>/lop-hoc-tap/<int:session>/bo/", studying.take_back, name="study_session_take_back"),
]
