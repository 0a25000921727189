"""The job centre."""

from django.urls import URLPattern, path

from dangvu.web.jobs.centre import job, job_file, jobs

urlpatterns: list[URLPattern] = [
    path("viec-may/", jobs, name="jobs"),
    path("viec-may/<int:number>/", job, name="job"),
    path("viec-may/<int:number>/<int:file>/", job_file, name="job_file"),
]
