"""Admission and recognition on the last day of an old regulation and on the first day of the new one."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from dangvu.foundation.partial_date import PartialDate
from dangvu.work.admissions.rules.deadlines import terms
from dangvu.work.admissions.rules.gates import Check, Entry, gate
from dangvu.work.admissions.rules.steps import AWARENESS, Done, File, Paper
from dangvu.work.admissions.rules.votes import Vote, share
from dangvu.work.admissions.tests.numbers import CALENDAR, ask
from tests.regulations.sides import GUIDANCE, STATUTE

pytestmark = pytest.mark.engine_free


def _line(file: File, step: str, on: date, name: str, **more: object) -> Check:
    return next(one for one in gate(file, Entry(step, on, **more), ask, CALENDAR) if one.name == name)  # type: ignore[arg-type]


def _term(file: File, kind: str, today: date) -> tuple[int, str]:
    found = next(one for one in terms(file, ask, CALENDAR, today) if one.kind == kind)
    return found.deadline.days, found.deadline.document


@pytest.mark.parametrize(("on", "document"), STATUTE)
def test_the_vote_is_held_to_the_statute_s_regulation_of_its_day(on: date, document: str) -> None:
    old = File(birth=PartialDate(on.year - 70, 1, 1))
    for name in ("tuoi", "gioi_thieu"):
        check = _line(old, "nghi_quyet_chi_bo", on, name)
        assert not check.ok and document in check.source, name


@pytest.mark.parametrize(("on", "document"), GUIDANCE)
def test_a_certificate_is_good_for_sixty_months_by_the_guidance_of_the_vote(on: date, document: str) -> None:
    issued = date(on.year - 5, on.month, on.day)
    last = _line(File(papers=(Paper(AWARENESS, issued),)), "nghi_quyet_chi_bo", on, "chung_nhan")
    gone = File(papers=(Paper(AWARENESS, issued - timedelta(days=1)),))
    late = _line(gone, "nghi_quyet_chi_bo", on, "chung_nhan")
    assert last.ok and not late.ok and document in last.source and document in late.source


@pytest.mark.parametrize(("on", "document"), GUIDANCE)
def test_two_thirds_pass_on_either_side(on: date, document: str) -> None:
    found = ask("admission.vote_share", on)
    assert found is not None and document in found.document
    two_thirds: Fraction = share(found.value)
    base = {"listed": 20, "away": 1, "exempt_absent": 1}
    assert Vote(votes_for=12, **base).passed(two_thirds) and not Vote(votes_for=11, **base).passed(two_thirds)


@pytest.mark.parametrize(("on", "document"), STATUTE)
def test_the_terms_of_an_admission_run_by_the_regulation_of_the_day_they_begin(
    on: date, document: str
) -> None:
    voted = Done("nghi_quyet_chi_bo", on, received_on=on)
    assert _term(File(False, steps=(voted,)), "quyet_dinh", on) == (60, f"Quy định {document}")
    longer = (voted, Done("gia_han", on, extra_days=30))
    assert _term(File(False, steps=longer), "quyet_dinh", on) == (90, f"Quy định {document}")
    extension = _line(File(False, steps=(voted,)), "gia_han", on, "gia_han", extra_days=31)
    assert not extension.ok and document in extension.source
    decided = (voted, Done("quyet_dinh", on, received_on=on))
    assert _term(File(False, steps=decided), "le_ket_nap", on) == (30, f"Quy định {document}")


@pytest.mark.parametrize(("on", "document"), STATUTE)
def test_the_terms_of_a_recognition_run_by_the_regulation_of_the_day_they_begin(
    on: date, document: str
) -> None:
    joined = PartialDate(on.year - 1, on.month, on.day)
    assert _term(File(False, joined=joined), "xet_chinh_thuc", on) == (30, f"Quy định {document}")
    voted = Done("nghi_quyet_chi_bo_ct", on, received_on=on)
    assert _term(File(False, joined=joined, steps=(voted,)), "quyet_dinh_ct", on) == (30, f"Quy định {document}")  # fmt: skip
    missed = tuple(Done("nghi_quyet_chi_bo_ct", on, passed=False) for _ in range(3))
    up = _line(File(True, joined=joined, steps=missed), "nghi_quyet_dang_uy_ct", on, "nghi_quyet_chi_bo_ct")
    assert up.ok and document in up.source


@pytest.mark.parametrize(("on", "document"), GUIDANCE[2:])
def test_vetting_takes_thirty_working_days_by_the_guidance_of_the_declaration(
    on: date, document: str
) -> None:
    declared = File(steps=(Done("don", on), Done("ly_lich", on)))
    days, told = _term(declared, "tham_tra", on)
    assert days == 30 and document in told
    abroad = File(steps=(Done("don", on), Done("ly_lich", on, abroad=True)))
    days, told = _term(abroad, "tham_tra", on)
    assert days == 90 and document in told


def test_the_file_of_a_member_is_written_within_thirty_working_days_of_the_ceremony() -> None:
    held = File(steps=(Done("le_ket_nap", date(2023, 7, 5)),))
    found = next(
        one for one in terms(held, ask, CALENDAR, date(2023, 7, 6)) if one.kind == "ly_lich_dang_vien"
    )
    assert found.deadline.on == date(2023, 8, 16) and "12-HD/BTCTW" in found.deadline.document
    written = File(steps=(*held.steps, Done("ly_lich_dang_vien", date(2023, 8, 1))))
    assert all(one.kind != "ly_lich_dang_vien" for one in terms(written, ask, CALENDAR, date(2023, 8, 2)))
