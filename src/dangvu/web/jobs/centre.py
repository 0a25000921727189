"""The job centre: what the machine is doing for me, how far it is, and the files to fetch again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dangvu.foundation.actor import Actor
from dangvu.foundation.jobs import queries
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import signed_in
from dangvu.web.lists import attachment
from dangvu.web.pages import own_page

_FILTERS = {
    "": "Tất cả", queries.OPEN: "Đang làm", queries.FINISHED: "Xong trong 24 giờ qua",
    queries.FAILED: "Không làm được trong 7 ngày qua",
}  # fmt: skip


@require_safe
@signed_in
def jobs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """My jobs, the newest first; ``?loc=`` those that failed or were finished lately, or are still open."""
    asked = request.GET.get("loc", "")
    found = queries.jobs(actor=actor)
    if asked not in _FILTERS:
        raise WrongRequest("Danh sách việc không có cách lọc này. Đề nghị mở lại từ trang đầu.")
    return own_page(
        request, "jobs/list.html", at="jobs", under_way=any(one.is_open for one in found), jobs=[one for one in found if not asked or one.stands(asked)],
        chips=[
            (title, which, sum(not which or one.stands(which) for one in found), which == asked)
            for which, title in _FILTERS.items()
        ],
    )  # fmt: skip


@require_safe
@signed_in
def job(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """One job; while it is open, its state is asked again every two seconds."""
    found = queries.job(actor=actor, id_=number)
    if request.headers.get("HX-Request") == "true":
        return render(request, "jobs/state.html", {"job": found})
    return own_page(request, "jobs/job.html", at="jobs", job=found)


@require_safe
@signed_in
def job_file(request: HttpRequest, actor: Actor, number: int, file: int) -> HttpResponse:
    """A file of one of my jobs."""
    found = queries.job_file(actor=actor, job=number, file=file)
    return attachment(bytes(found.content), found.name, found.content_type)
