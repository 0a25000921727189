from django.apps import AppConfig


class SchemesConfig(AppConfig):
    name = "dangvu.work.schemes"
    label = "schemes"
