from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "dangvu.foundation.jobs"
    label = "jobs"
