from django.apps import AppConfig


class ExemplarsConfig(AppConfig):
    name = "dangvu.work.exemplars"
    label = "exemplars"
