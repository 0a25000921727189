"""The year's admissions, foreseen from the dossiers on the way and from the pace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_FIGURES
from dangvu.members.models import Movement, MovementKind
from dangvu.organisations.access import organisations_visible
from dangvu.organisations.queries import first_day, tree_on
from dangvu.work.admissions.models import DossierStep, Outcome, OutstandingPerson
from dangvu.work.admissions.queries.board import cases
from dangvu.work.admissions.rules.forecast import ENOUGH, WAY, Forecast, Waiting, pace, pipeline

#: How far back step times, shares and shapes of the year are taken.
YEARS_BACK = 3


def forecast(
    actor: Actor, organisations: Collection[int], today: date, target: int | None = None
) -> Forecast:
    """Low, middle and high for the year of ``today``; the target comes from whoever asks."""
    tree = tree_on(today)
    inside = set(organisations) & organisations_visible(actor, READ_FIGURES, tree)
    _, found = cases(actor, inside, today)
    waiting = [Waiting(c.person, c.stage, c.since) for c in found if not c.file.is_probationer]
    by_year = _by_month(inside, today)
    this_year = by_year.pop(today.year, [0] * 12)
    done = sum(this_year)
    return Forecast(
        done=done,
        today=today,
        done_by_month=tuple(this_year),
        pipeline=pipeline(done, waiting, today, _observed(inside, today), _passed_share(inside, today)),
        pace=pace(done, today, by_year),
        target=target,
    )


def _by_month(inside: Collection[int], today: date) -> dict[int, list[int]]:
    """{year: admissions of its twelve months} of this year until today and of the whole years on record before."""
    begins = first_day()
    earliest = today.year - YEARS_BACK
    if begins is not None:
        first_whole = begins.year if (begins.month, begins.day) <= (1, 2) else begins.year + 1
        earliest = max(earliest, first_whole)
    rows = (
        Movement.objects.known()
        .filter(
            counts_in_id__among=inside, kind=MovementKind.ADMITTED, counted=True, on__gte=date(earliest, 1, 1),
            on__lte=today,
        )
        .values_list(ExtractYear("on"), ExtractMonth("on"))
        .order_by()
        .annotate(count=Count("pk"))
    )  # fmt: skip
    found: dict[int, list[int]] = defaultdict(lambda: [0] * 12)
    for year, month, count in rows:
        found[year][month - 1] += count
    return dict(found)


def _observed(inside: Collection[int], today: date) -> dict[str, list[int]]:
    """Days that each step took, from the step recorded before it on the same dossier."""
    rows = (
        DossierStep.objects.known()
        .filter(organisation_id__among=inside, passed=True, on__gte=today - timedelta(days=366 * YEARS_BACK))
        .values_list("dossier_id", "step", "on")
    )
    by_dossier: dict[int, dict[str, date]] = defaultdict(dict)
    for dossier, step, on in rows:
        by_dossier[dossier][step] = max(on, by_dossier[dossier].get(step, on))
    found: dict[str, list[int]] = defaultdict(list)
    for steps in by_dossier.values():
        before: date | None = None
        for slug in WAY:
            if slug not in steps:
                continue
            if before is not None:
                found[slug].append(max((steps[slug] - before).days, 0))
            before = max(steps[slug], before or steps[slug])
    return found


def _passed_share(inside: Collection[int], today: date) -> float | None:
    """Of the dossiers whose way to admission ended in the last years, the share that was admitted."""
    since = today - timedelta(days=366 * YEARS_BACK)
    admitted = (
        DossierStep.objects.known()
        .filter(organisation_id__among=inside, step="le_ket_nap", on__gte=since)
        .aggregate(count=Count("dossier", distinct=True))["count"]
    )
    stopped = (
        OutstandingPerson.objects.known()
        .filter(organisation_id__among=inside, ended_on__gte=since)
        .exclude(outcome__in=(Outcome.OFFICIAL, Outcome.UNFIT))
        .count()
    )
    total = admitted + stopped
    return admitted / total if total >= ENOUGH else None
