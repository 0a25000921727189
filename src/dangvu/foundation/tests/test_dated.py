"""What is known now is begun once by a process and continued by everybody, each apart."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.parameters.models import Holiday

pytestmark = pytest.mark.django_db


def _day(on: date) -> Holiday:
    with act(OPERATOR, "tests.holiday") as opened:
        return Holiday.objects.create(day=on, name="thử", document="Quy định thử", known_from_act=opened)


def test_what_is_known_now_is_asked_anew_each_time() -> None:
    assert list(Holiday.objects.known().filter(name="thử")) == []
    row = _day(date(2030, 1, 1))
    assert list(Holiday.objects.known().filter(name="thử")) == [row]
    known = Holiday.objects.known()
    assert row in known
    with act(OPERATOR, "tests.holiday") as opened:
        known.filter(pk=row.pk).update(known_to_act=opened)
    assert row not in Holiday.objects.known()
    assert row in Holiday.objects.known(row.known_from_act_id)


def test_one_who_narrows_the_question_narrows_it_for_nobody_else() -> None:
    one, other = _day(date(2030, 1, 1)), _day(date(2030, 1, 2))
    narrow = Holiday.objects.known().filter(day=one.day).order_by("-day")[:1]
    assert list(narrow) == [one]
    assert list(Holiday.objects.filter(name="thử").order_by("pk").known()) == [one, other]
    assert set(Holiday.objects.known().filter(name="thử")) == {one, other}
    assert Holiday.objects.exclude(pk=one.pk).known().filter(name="thử").get() == other
