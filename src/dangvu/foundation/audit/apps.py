from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "dangvu.foundation.audit"
    label = "audit"
