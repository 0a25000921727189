from django.apps import AppConfig


class DuesConfig(AppConfig):
    name = "dangvu.work.dues"
    label = "dues"
