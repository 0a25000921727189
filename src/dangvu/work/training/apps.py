from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "dangvu.work.training"
    label = "training"
