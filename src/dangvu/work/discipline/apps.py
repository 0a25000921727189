from django.apps import AppConfig


class DisciplineConfig(AppConfig):
    name = "dangvu.work.discipline"
    label = "discipline"
