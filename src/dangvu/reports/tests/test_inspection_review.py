"""The report on inspection, supervision and discipline: what it prints, and for whom."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.indicators.actions import adjust
from dangvu.reports.actions import write_inspection_review
from dangvu.reports.outlines.half_year_review import OUTLINE
from dangvu.reports.outlines.inspection_review import INSPECTION_REVIEW
from dangvu.reports.queries import drafted, inspection_review
from dangvu.work.discipline.actions import NewDecision, enter

pytestmark = pytest.mark.django_db

WHO = "Đỗ Ắng"


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def said(bloc: SmallBloc) -> str:
    finished = drafted(
        actor=OPERATOR,
        organisation=bloc.node(bloc.root),
        period=HALF_YEAR,
        outline=INSPECTION_REVIEW,
    )
    sections = finished.composed.document.sections
    return "\n".join(p.text for section in sections for p in section.paragraphs)


def reprimanded(bloc: SmallBloc) -> None:
    decision = NewDecision(
        organisation=bloc.first_unit, form="khien_trach", decided_on=date(2023, 4, 10),
        published_on=date(2023, 4, 20), code="05-QĐ/ĐU", body="cap_uy", member=WHO,
    )  # fmt: skip
    enter(actor=OPERATOR, organisation=bloc.root, new=decision)


def test_a_decision_is_counted_by_form_and_named_nowhere(bloc: SmallBloc) -> None:
    assert "kỷ luật 1 đảng viên" not in said(bloc)
    reprimanded(bloc)
    assert "Thi hành kỷ luật 1 đảng viên: khiển trách 1." in said(bloc)
    written = write_inspection_review(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR)
    assert written.figures["disciplined_members"]["value"] == 1
    assert WHO not in said(bloc) and written.number == ""


def test_nothing_is_said_of_what_is_not_on_record(bloc: SmallBloc) -> None:
    text = said(bloc)
    for absent in ("đơn thư,", "kê khai tài sản", "Thi hành kỷ luật", "Cộng các chủ thể có 0"):
        assert absent not in text


def test_the_summary_says_what_the_report_is_about(bloc: SmallBloc) -> None:
    assert INSPECTION_REVIEW.about.startswith("{kind} công tác kiểm tra, giám sát, kỷ luật đảng")
    assert INSPECTION_REVIEW.name != OUTLINE.name and not INSPECTION_REVIEW.gathers and OUTLINE.gathers


@pytest.mark.parametrize("role", ["cap_tren_to_chuc", "quan_tri"])
def test_without_the_line_of_inspection_there_is_no_such_report(bloc: SmallBloc, role: str) -> None:
    actor = actor_for(person(bloc.root, role))
    with pytest.raises(Refused):
        inspection_review(actor=actor, organisation=bloc.node(bloc.root), period=HALF_YEAR)


def test_an_inspector_of_a_unit_gets_that_of_the_unit_only(bloc: SmallBloc) -> None:
    actor = actor_for(person(bloc.first_unit, "co_so_kiem_tra"))
    content, name = inspection_review(actor=actor, organisation=bloc.node(bloc.first_unit), period=HALF_YEAR)
    assert content[:2] == b"PK" and name.startswith("bao-cao-kiem-tra-") and name.isascii()
    with pytest.raises((Refused, LookupError)):
        inspection_review(actor=actor, organisation=bloc.node(bloc.root), period=HALF_YEAR)


def test_an_adjustment_of_inspection_is_told_in_this_report_and_not_to_who_may_not_read_it(
    bloc: SmallBloc,
) -> None:
    root = bloc.node(bloc.root)
    for name in ("disciplined_members", "thematic_meetings"):
        adjust(
            actor=OPERATOR, organisation=root.id, period=HALF_YEAR, name=name, value=1, reason=f"lý do {name}"
        )
    office = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    plain = drafted(actor=office, organisation=root, period=HALF_YEAR).composed.document.sections
    told = "\n".join(p.text for section in plain for p in section.paragraphs)
    assert "lý do thematic_meetings" in told and "lý do disciplined_members" not in told
    assert "lý do disciplined_members" in said(bloc) and "lý do thematic_meetings" not in said(bloc)
