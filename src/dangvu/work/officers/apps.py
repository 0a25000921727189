from django.apps import AppConfig


class OfficersConfig(AppConfig):
    name = "dangvu.work.officers"
    label = "officers"
