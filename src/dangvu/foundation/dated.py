"""Facts with two clocks: when it was true, and when it was known.

The known clock is the number of the act that wrote the row. A row is never edited: a correction closes it
(``known_to_act``) and writes another. ``known(None)`` is what is known now; ``known(n)`` is what was known
once act ``n`` was done.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Q

from dangvu.foundation import among as _among  # noqa: F401 - a lookup of every question
from dangvu.foundation.bulk import chunks


def known_q(at: int | None, prefix: str = "") -> Q:
    """The rows known after act ``at`` (None: now), for use on a related table with ``prefix='profile__'``."""
    if at is None:
        return Q(**{f"{prefix}known_to_act__isnull": True})
    still = Q(**{f"{prefix}known_to_act__isnull": True}) | Q(**{f"{prefix}known_to_act__gt": at})
    return Q(**{f"{prefix}known_from_act__lte": at}) & still


def valid_q(on: Any, prefix: str = "") -> Q:
    """The rows true on day ``on``: ``valid_from`` is included, ``valid_to`` is the first day no longer."""
    open_end = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    return Q(**{f"{prefix}valid_from__lte": on}) & open_end


#: {model: all its rows that are known now}: every page asks for them dozens of times, so the question is begun once.
_NOW: dict[type[models.Model], Any] = {}


class KnownQuerySet(models.QuerySet[Any]):
    """Rows on the known clock."""

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query, using, hints)
        self._is_whole = query is None and using is None and not hints

    def known(self, at: int | None = None) -> Self:
        """What was known after act ``at``; None: now."""
        if at is None and self._is_whole:
            if self.model not in _NOW:
                _NOW[self.model] = self.filter(known_q(None))
            now: Self = _NOW[self.model].all()
            return now
        return self.filter(known_q(at))

    def valid_on(self, day: Any) -> Self:
        """What was true on ``day`` (models with valid_from and valid_to)."""
        return self.filter(valid_q(day))


def retire(model: type[KnownFact], source_rows: Collection[int], act: int) -> int:
    """Close what these source rows said: no longer known from act ``act`` on. The number of facts closed."""
    closed = 0
    for rows in chunks(source_rows):
        closed += model.objects.known().filter(source_row_id__in=rows).update(known_to_act=act)
    return closed


class KnownFact(models.Model):
    """A row of the known clock, with the workbook row it came from where there is one.

    These three are written by the act that is open, never from outside, and what they name is never deleted: the
    database is not asked to look them up once more for each of a load's rows (ADR 0008).
    """

    known_from_act = models.ForeignKey(
        "audit.Act", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False,
        verbose_name="được biết từ",
    )  # fmt: skip
    known_to_act = models.ForeignKey(
        "audit.Act",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        db_constraint=False,
        verbose_name="được biết đến",
    )
    source_row = models.ForeignKey(
        "workbooks.SourceRow",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_constraint=False,
        verbose_name="dòng nguồn",
    )

    objects = KnownQuerySet.as_manager()

    class Meta:
        abstract = True


class DatedFact(KnownFact):
    """A fact that holds from a day until another: [valid_from, valid_to)."""

    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        abstract = True
