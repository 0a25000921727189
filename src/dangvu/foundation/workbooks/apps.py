from django.apps import AppConfig


class WorkbooksConfig(AppConfig):
    name = "dangvu.foundation.workbooks"
    label = "workbooks"
