from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    name = "dangvu.work.petitions"
    label = "petitions"
