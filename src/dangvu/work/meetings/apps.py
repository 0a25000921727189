from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "dangvu.work.meetings"
    label = "meetings"
