from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "dangvu.review"
    label = "review"
