"""The way into the Party, and the classes on it."""

from django.urls import URLPattern, path

from dangvu.web.admissions import batch, board, classes, decisions, dossier, outlook, papers

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/ket-nap/", board.board, name="admissions"),
    path("o/<slug:code>/ket-nap/danh-sach/", board.people, name="admission_people"),
    path("o/<slug:code>/ket-nap/quyet-dinh-cong-nhan/", decisions.decisions, name="recognition_decisions"),
    path("o/<slug:code>/ket-nap/du-bao/", outlook.forecast, name="admission_forecast"),
    path("o/<slug:code>/ket-nap/quan-chung-moi/", dossier.outstanding, name="outstanding_new"),
    path("o/<slug:code>/ket-nap/buoc/<slug:step>/", batch.batch, name="step_batch"),
    path("o/<slug:code>/ket-nap/ho-so/<int:person>/", dossier.dossier, name="dossier"),
    path("o/<slug:code>/ket-nap/ho-so/<int:person>/buoc/<slug:step>/", dossier.step, name="dossier_step"),
    path(
        "o/<slug:code>/ket-nap/ho-so/<int:person>/go/<slug:step>/", dossier.take_back, name="step_take_back"
    ),
    path("o/<slug:code>/ket-nap/ho-so/<int:person>/in/<slug:paper>/", papers.paper, name="dossier_paper"),
    path("o/<slug:code>/ket-nap/ho-so/<int:person>/gioi-thieu/", dossier.introduction, name="introduction"),
    path(
        "o/<slug:code>/ket-nap/ho-so/<int:person>/gioi-thieu/<slug:kind>/<int:by>/bo/",
        dossier.withdraw_introduction,
        name="introduction_withdraw",
    ),
    path("o/<slug:code>/ket-nap/ho-so/<int:person>/thong-tin/", dossier.amend, name="dossier_amend"),
    path("o/<slug:code>/ket-nap/ho-so/<int:person>/ket-thuc/", dossier.end, name="dossier_end"),
    path("o/<slug:code>/lop/", classes.classes, name="classes"),
    path("o/<slug:code>/lop/moi/", classes.new, name="class_new"),
    path("o/<slug:code>/lop/<int:pk>/", classes.training_class, name="training_class"),
    path("o/<slug:code>/lop/<int:pk>/hoc-vien/", classes.enrol, name="class_enrol"),
    path("o/<slug:code>/lop/<int:pk>/bo/", classes.drop, name="class_drop"),
]
