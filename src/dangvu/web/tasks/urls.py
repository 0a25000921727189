from django.urls import URLPattern, path

from dangvu.web.tasks import doing, following, giving, papers, programmes, views

_AT = "o/<slug:code>/nhiem-vu/"
_ONE = f"{_AT}<int:task>/"
urlpatterns: list[URLPattern] = [
    path(_AT, views.tasks, name="tasks"),
    path(f"{_AT}theo-doi/", following.parts, name="task_parts"),
    path(f"{_AT}theo-doi/xuat/", following.export, name="task_parts_export"),
    path(f"{_AT}don-vi/", views.units, name="task_units"),
    path(f"{_AT}chuong-trinh/", programmes.programmes, name="programmes"),
    path(f"{_AT}chuong-trinh/moi/", programmes.new, name="programme_new"),
    path(f"{_AT}chuong-trinh/<int:programme>/", programmes.programme, name="programme"),
    path(f"{_AT}chuong-trinh/<int:programme>/bo/", programmes.take_back, name="programme_take_back"),
    path(f"{_AT}moi/", giving.new, name="task_new"),
    path(_ONE, views.one, name="task"),
    path(f"{_ONE}phieu.docx", papers.sheet, name="task_paper"),
    path(f"{_ONE}xong/", doing.done, name="task_done"),
    path(f"{_ONE}chua-xong/", doing.undone, name="task_undone"),
    path(f"{_ONE}ket-qua/", doing.result, name="task_result"),
    path(f"{_ONE}ket-qua/<int:result>/bo/", doing.result_undo, name="task_result_undo"),
    path(f"{_ONE}phan-cong/", doing.charge, name="task_charge"),
    path(f"{_ONE}gia-han/", giving.extend, name="task_extend"),
    path(f"{_ONE}gia-han/<int:unit>/bo/", giving.unextend, name="task_unextend"),
    path(f"{_ONE}bo/", giving.take_back, name="task_take_back"),
]
