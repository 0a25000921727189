from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "dangvu.work.awards"
    label = "awards"
