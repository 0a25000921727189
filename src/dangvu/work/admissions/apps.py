from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    name = "dangvu.work.admissions"
    label = "admissions"
