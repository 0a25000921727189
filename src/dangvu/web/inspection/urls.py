from django.urls import URLPattern, path

from dangvu.web.inspection import cases, discipline, integrity, petitions, programme, views

_BOOK = "o/<slug:code>/kiem-tra/"

urlpatterns: list[URLPattern] = [
    path(_BOOK, views.inspections, name="inspections"),
    path(_BOOK + "moi/", views.new, name="inspection_new"),
    path(_BOOK + "<int:inspection>/sua/", views.correct, name="inspection_correct"),
    path(_BOOK + "<int:inspection>/bo/", views.take_back, name="inspection_take_back"),
    path(_BOOK + "chuong-trinh/", programme.programme, name="inspection_programme"),
    path(_BOOK + "chuong-trinh/moi/", programme.line_new, name="inspection_line_new"),
    path(_BOOK + "chuong-trinh/<int:line>/bo/", programme.line_drop, name="inspection_line_drop"),
    path(_BOOK + "cuoc/", cases.cases, name="inspection_cases"),
    path(_BOOK + "cuoc/moi/", cases.case_new, name="inspection_case_new"),
    path(_BOOK + "cuoc/<int:case>/", cases.case, name="inspection_case"),
    path(_BOOK + "cuoc/<int:case>/buoc/", cases.step, name="inspection_step"),
    path(_BOOK + "cuoc/<int:case>/ket-luan/", cases.conclude, name="inspection_conclude"),
    path(_BOOK + "cuoc/<int:case>/khac-phuc/", cases.follow_up, name="inspection_follow_up"),
    path(_BOOK + "cuoc/<int:case>/bo/", cases.case_drop, name="inspection_case_drop"),
    path(_BOOK + "ky-luat/", discipline.discipline, name="discipline"),
    path(_BOOK + "ky-luat/moi/", discipline.new, name="discipline_new"),
    path(_BOOK + "ky-luat/<int:decision>/", discipline.one, name="discipline_one"),
    path(_BOOK + "ky-luat/<int:decision>/khieu-nai/", discipline.complaint, name="discipline_complaint"),
    path(_BOOK + "ky-luat/<int:decision>/bo/", discipline.drop, name="discipline_drop"),
    path(_BOOK + "don-thu/", petitions.petitions, name="petitions"),
    path(_BOOK + "don-thu/moi/", petitions.new, name="petition_new"),
    path(_BOOK + "don-thu/<int:petition>/xu-ly/", petitions.settle, name="petition_settle"),
    path(_BOOK + "don-thu/<int:petition>/bo/", petitions.drop, name="petition_drop"),
    path(_BOOK + "phong-chong-tham-nhung/", integrity.integrity, name="integrity"),
    path(_BOOK + "phong-chong-tham-nhung/moi/", integrity.new, name="integrity_new"),
    path(_BOOK + "phong-chong-tham-nhung/<int:count>/bo/", integrity.drop, name="integrity_drop"),
]
