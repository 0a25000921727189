from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "dangvu.work.documents"
    label = "documents"
