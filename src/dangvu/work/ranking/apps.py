from django.apps import AppConfig


class RankingConfig(AppConfig):
    name = "dangvu.work.ranking"
    label = "ranking"
