from django.urls import URLPattern, path

from dangvu.web.tasks import views

urlpatterns: list[URLPattern] = [
    path("o/<slug:code>/nhiem-vu/", views.tasks, name="tasks"),
    path("o/<slug:code>/nhiem-vu/moi/", views.new, name="task_new"),
    path("o/<slug:code>/nhiem-vu/<int:task>/", views.one, name="task"),
    path("o/<slug:code>/nhiem-vu/<int:task>/xong/", views.done, name="task_done"),
    path("o/<slug:code>/nhiem-vu/<int:task>/chua-xong/", views.undone, name="task_undone"),
    path("o/<slug:code>/nhiem-vu/<int:task>/bo/", views.take_back, name="task_take_back"),
]
