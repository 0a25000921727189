"""The pages, area by area. Every one of them stands in the access matrix (tests/access) and in docs/access.md."""

from django.urls import URLPattern

from dangvu.web.account import urls as account
from dangvu.web.accounts import urls as accounts
from dangvu.web.admissions import urls as admissions
from dangvu.web.audit import urls as audit
from dangvu.web.awards import urls as awards
from dangvu.web.badges import urls as badges
from dangvu.web.cards import urls as cards
from dangvu.web.conferences import urls as conferences
from dangvu.web.contradictions import urls as contradictions
from dangvu.web.documents import urls as documents
from dangvu.web.dues import urls as dues
from dangvu.web.exemplars import urls as exemplars
from dangvu.web.figures import urls as figures
from dangvu.web.home import urls as home
from dangvu.web.inspection import urls as inspection
from dangvu.web.intake import urls as intake
from dangvu.web.jobs import urls as jobs
from dangvu.web.mass import urls as mass
from dangvu.web.meetings import urls as meetings
from dangvu.web.members import urls as members
from dangvu.web.organisations import urls as organisations
from dangvu.web.ranking import urls as ranking
from dangvu.web.reports import urls as reports
from dangvu.web.review import urls as review
from dangvu.web.schemes import urls as schemes
from dangvu.web.search import urls as search
from dangvu.web.settings import urls as settings
from dangvu.web.statistics import urls as statistics
from dangvu.web.targets import urls as targets
from dangvu.web.tasks import urls as tasks
from dangvu.web.vetting import urls as vetting

urlpatterns: list[URLPattern] = [
    *home.urlpatterns,
    *search.urlpatterns,
    *account.urlpatterns,
    *accounts.urlpatterns,
    *settings.urlpatterns,
    *organisations.urlpatterns,
    *members.urlpatterns,
    *figures.urlpatterns,
    *targets.urlpatterns,
    *intake.urlpatterns,
    *review.urlpatterns,
    *contradictions.urlpatterns,
    *reports.urlpatterns,
    *statistics.urlpatterns,
    *jobs.urlpatterns,
    *audit.urlpatterns,
    *admissions.urlpatterns,
    *vetting.urlpatterns,
    *meetings.urlpatterns,
    *inspection.urlpatterns,
    *tasks.urlpatterns,
    *ranking.urlpatterns,
    *awards.urlpatterns,
    *badges.urlpatterns,
    *cards.urlpatterns,
    *dues.urlpatterns,
    *schemes.urlpatterns,
    *documents.urlpatterns,
    *conferences.urlpatterns,
    *exemplars.urlpatterns,
    *mass.urlpatterns,
]
