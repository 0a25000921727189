from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "dangvu.work.conferences"
    label = "conferences"
