from django.apps import AppConfig


class MassConfig(AppConfig):
    name = "dangvu.work.mass"
    label = "mass"
