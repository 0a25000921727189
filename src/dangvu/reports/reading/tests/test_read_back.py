"""A draft goes out, the records move, the file comes back: against real records, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.intake.upload.models import SecretRefusal
from dangvu.members.actions import NewMovement, record_movements
from dangvu.members.models import MovementKind
from dangvu.reports.actions import write_half_year_review
from dangvu.reports.models import ReturnedFile
from dangvu.reports.package import read_parts
from dangvu.reports.queries import rendered_again
from dangvu.reports.reading.actions import drop_returned, keep_returned, refresh_returned
from dangvu.reports.reading.compare import Verdict
from dangvu.reports.reading.prose import Check
from dangvu.reports.reading.queries import KEPT_FOR, read_back, returned
from dangvu.reports.reading.word import read_word

from .paper import body, typed_over, with_body, without_bookmarks, without_controls


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


@pytest.fixture
def clerk(bloc: SmallBloc) -> Actor:
    return actor_for(person(bloc.root, "bi_thu"))


def draft(bloc: SmallBloc, actor: Actor = OPERATOR, organisation: int | None = None) -> bytes:
    node = bloc.node(bloc.root if organisation is None else organisation)
    return write_half_year_review(actor=actor, organisation=node, period=HALF_YEAR).docx


def someone_died(bloc: SmallBloc) -> None:
    dead = NewMovement(bloc.people["Đỗ Ắng"], bloc.first_cell, MovementKind.DIED, date(2023, 6, 1))
    record_movements(actor=OPERATOR, organisation=bloc.root, movements=[dead])


def keep(bloc: SmallBloc, actor: Actor, data: bytes, name: str = "Báo cáo đã sửa.docx") -> None:
    keep_returned(actor=actor, organisation=bloc.node(bloc.root), period=HALF_YEAR, name=name, data=data)


def test_a_draft_that_comes_straight_back_agrees_in_every_number(bloc: SmallBloc) -> None:
    for organisation in (bloc.root, bloc.first_unit, bloc.lone_cell):
        node = bloc.node(organisation)
        read = read_back(
            actor=OPERATOR, organisation=node, period=HALF_YEAR, data=draft(bloc, organisation=organisation)
        )
        assert {line.verdict for line in read.lines} == {Verdict.SAME}
        assert not read.prose_of(Check.DIFFERS) and not read.reworded
        assert len(read.lines) > 8


def test_a_late_record_makes_the_printed_numbers_outdated_and_only_those(bloc: SmallBloc) -> None:
    out = typed_over(draft(bloc), "dv_KN_01_1", "4")
    someone_died(bloc)
    read = read_back(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, data=out)
    outdated = {line.indicator.name for line in read.of(Verdict.OUTDATED)}
    assert {"members_end", "died"} <= outdated and "members_start" not in outdated
    (by_hand,) = read.of(Verdict.BY_HAND)
    assert (by_hand.printed.text, by_hand.there, by_hand.now) == ("3", "4", "3")
    assert 0 < read.printed_known < read.known


def test_a_share_is_compared_as_that_place_prints_it(bloc: SmallBloc) -> None:
    read = read_back(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, data=draft(bloc))
    shown = {
        line.now
        for line in read.lines
        if line.indicator.name == "admission_target_share" and not line.printed.unit
    }
    assert shown == {"60%", "60,00%"}


def test_figures_of_inspection_are_not_told_to_whoever_may_not_see_them(bloc: SmallBloc) -> None:
    out = draft(bloc)
    blind = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    read = read_back(actor=blind, organisation=bloc.node(bloc.root), period=HALF_YEAR, data=out)
    hidden = [line for line in read.lines if line.indicator.sensitive]
    assert hidden and {(line.verdict, line.now) for line in hidden} == {(Verdict.UNTOLD, "")}


def test_a_file_of_another_organisation_is_refused_and_of_another_period_is_read_as_its_own(
    bloc: SmallBloc,
) -> None:
    out = draft(bloc)
    with pytest.raises(Impossible, match="tổ chức khác"):
        read_back(actor=OPERATOR, organisation=bloc.node(bloc.first_unit), period=HALF_YEAR, data=out)
    quarter = Period.parse("2023-Q1")
    read = read_back(actor=OPERATOR, organisation=bloc.node(bloc.root), period=quarter, data=out)
    assert (read.period, read.other_period) == (HALF_YEAR, quarter)
    assert {line.verdict for line in read.lines} == {Verdict.SAME}


def test_prose_that_nobody_bound_is_read_from_a_text_file(bloc: SmallBloc) -> None:
    text = (
        "Toàn Đảng bộ kết nạp 4 đảng viên.\nĐảng bộ Sở Thứ Nhất kết nạp 2 đảng viên; đầu kỳ có 12 đảng viên."
    )
    read = read_back(
        actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, data=text.encode(), name="loi-van.txt"
    )  # fmt: skip
    told = [(one.number.stated.value, one.check, one.expected, one.unit) for one in read.prose]
    unit = bloc.code(bloc.first_unit)
    assert told[0] == (4, Check.DIFFERS, 3, "")
    assert told[1][1:] == (Check.AGREES, 2, unit)


def test_a_number_that_lost_its_mark_is_told_once(bloc: SmallBloc) -> None:
    bare = with_body(draft(bloc), lambda xml: without_bookmarks(without_controls(xml)))
    read = read_back(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, data=bare)
    lost = {(line.paragraph, line.where) for line in read.of(Verdict.LOST)}
    assert len(lost) > 10
    assert not lost & {
        (one.number.paragraph, one.number.before_sentence + one.number.at) for one in read.prose
    }


def test_whoever_may_not_read_reports_may_not_read_one_back(bloc: SmallBloc) -> None:
    stranger = actor_for(person(bloc.second_unit, "bi_thu"))
    with pytest.raises((Refused, LookupError)):
        read_back(actor=stranger, organisation=bloc.node(bloc.root), period=HALF_YEAR, data=draft(bloc))


# -- kept while it is looked at --------------------------------------------------------------------------


def test_a_file_is_brought_up_to_date_where_ticked_and_says_what_was_written(
    bloc: SmallBloc, clerk: Actor
) -> None:
    node = bloc.node(bloc.root)
    out = with_body(
        typed_over(draft(bloc), "dv_KN_01_1", "4"),
        lambda xml: xml.replace("tổng số đảng viên là", "đảng viên toàn khối là"),
    )
    keep(bloc, clerk, out)
    someone_died(bloc)
    there = returned(actor=clerk, organisation=node)
    assert there is not None
    ticked = [line.place for line in there.read.lines if line.is_for_ticking]
    assert ("KN-01", 1) not in ticked
    count = refresh_returned(actor=clerk, organisation=node, ticked=ticked)
    again = returned(actor=clerk, organisation=node)
    assert again is not None and count == len(ticked) == len(again.written)
    assert not again.read.of(Verdict.OUTDATED)
    assert [line.there for line in again.read.of(Verdict.BY_HAND)] == ["4"]
    assert "đảng viên toàn khối là" in "".join(p.text for p in read_word(again.content).paragraphs)
    with pytest.raises(Impossible, match="Chưa chọn số nào"):
        refresh_returned(actor=clerk, organisation=node, ticked=[])


def test_one_file_at_a_time_of_one_person_gone_when_dropped_or_after_two_days(
    bloc: SmallBloc, clerk: Actor
) -> None:
    node = bloc.node(bloc.root)
    keep(bloc, clerk, draft(bloc))
    keep(bloc, clerk, draft(bloc), "ban-hai.docx")
    assert ReturnedFile.objects.count() == 1
    other = actor_for(person(bloc.root, "cap_tren_to_chuc"))
    assert returned(actor=other, organisation=node) is None
    there = returned(actor=clerk, organisation=node)
    assert there is not None and there.name == "ban-hai.docx"
    drop_returned(actor=clerk, organisation=node)
    assert returned(actor=clerk, organisation=node) is None
    keep(bloc, clerk, draft(bloc))
    ReturnedFile.objects.update(at=there.at - KEPT_FOR - timedelta(minutes=1))
    assert returned(actor=clerk, organisation=node) is None
    with pytest.raises(Impossible, match="không còn ở đây"):
        refresh_returned(actor=other, organisation=node, ticked=[("KN-01", 1)])


@pytest.mark.parametrize(
    ("edit", "name"),
    [
        (lambda docx: with_body(docx, lambda xml: xml.replace(">BÁO CÁO<", ">TỐI MẬT<")), "a.docx"),
        (lambda docx: docx, "TUYỆT MẬT.docx"),
    ],
)  # fmt: skip
def test_a_file_with_a_mark_of_secrecy_is_refused_and_nothing_of_it_is_kept(
    bloc: SmallBloc, clerk: Actor, edit, name: str
) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Impossible, match="dấu độ mật"):
        keep(bloc, clerk, edit(draft(bloc)), name)
    assert not ReturnedFile.objects.exists()
    assert SecretRefusal.objects.count() == 1


def test_reading_a_file_back_writes_no_act(bloc: SmallBloc, clerk: Actor) -> None:
    out = draft(bloc)
    keep(bloc, clerk, out)
    assert draft(bloc) == out, "the next draft is known by the same act"


# -- the address of the desk -----------------------------------------------------------------------------


def test_an_issued_report_keeps_the_address_that_it_was_issued_with(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DANGVU_ADDRESS", "https://dangvu.khoi.local")
    written = write_half_year_review(
        actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, issue=True
    )
    link = f"https://dangvu.khoi.local/o/{bloc.code(bloc.root)}/so-lieu/KN-01/?ky=2023-H1"
    assert link in read_parts(written.docx)["word/_rels/document.xml.rels"].decode()
    monkeypatch.setattr(settings, "DANGVU_ADDRESS", "https://noi-khac.local")
    with time_machine.travel(date(2024, 1, 1)):
        again = rendered_again(actor=OPERATOR, report=written.issued or 0)
    assert again is not None and again.is_same
    monkeypatch.setattr(settings, "DANGVU_ADDRESS", "")
    assert "hyperlink" not in body(draft(bloc))
