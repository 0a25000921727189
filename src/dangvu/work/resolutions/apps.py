from django.apps import AppConfig


class ResolutionsConfig(AppConfig):
    name = "dangvu.work.resolutions"
    label = "resolutions"
