"""The one clock."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import override_settings

from dangvu.foundation import clock


def test_a_rehearsal_sets_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T23:30:00")
    assert clock.today() == date(2023, 7, 5)
    assert clock.now().utcoffset() == clock.end_of(date(2023, 7, 5)).utcoffset()


def test_the_clock_is_refused_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    with override_settings(PRODUCTION=True), pytest.raises(clock.ClockRefused):
        clock.now()


def test_a_clock_that_cannot_be_read_is_refused_with_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "5/7/2023")
    with pytest.raises(clock.ClockRefused, match="2023-07-05T09:00:00"):
        clock.now()


def test_a_moment_told_in_another_zone_is_a_day_in_viet_nam(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T20:00:00+00:00")
    assert clock.today() == date(2023, 7, 6)


def test_what_is_known_on_a_day_is_known_before_its_midnight() -> None:
    assert clock.end_of(date(2023, 6, 30)).isoformat() == "2023-07-01T00:00:00+07:00"


def test_without_a_rehearsal_the_clock_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DANGVU_NOW", raising=False)
    assert clock.now() <= clock.now()
    assert clock.today() == clock.now().date()
