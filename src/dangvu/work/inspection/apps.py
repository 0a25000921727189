from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "dangvu.work.inspection"
    label = "inspection"
