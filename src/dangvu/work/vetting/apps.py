from django.apps import AppConfig


class VettingConfig(AppConfig):
    name = "dangvu.work.vetting"
    label = "vetting"
