from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "dangvu.foundation.parameters"
    label = "parameters"
