from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    name = "dangvu.work.integrity"
    label = "integrity"
