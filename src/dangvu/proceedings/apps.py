from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "dangvu.proceedings"
    label = "proceedings"
