"""Registers and dissemination on the small bloc: numbers, refusals, three levels down, sessions taken back."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.audit.actions import act
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.actions import NewTerm
from dangvu.organisations.actions import begin_term as begin
from dangvu.work.documents import actions, queries
from dangvu.work.documents.actions import NewDocument, NewIncoming, NewSession, NewStub, Told
from dangvu.work.documents.models import DocumentState, Incoming, StudyDuty, StudySession
from dangvu.work.documents.rules import Force, Status

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2023, 5, 10), date(2023, 6, 10)


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def issue(
    bloc: SmallBloc, on: date = MAY, type_: str = "bao_cao", at: int | None = None, **more: object
) -> actions.Issued:
    new = NewDocument(type_, on, str(more.pop("title", "Báo cáo tháng")), **more)  # type: ignore[arg-type]
    (made,) = actions.issue(actor=OPERATOR, organisation=at or bloc.root, documents=[new])
    return made


def resolution(bloc: SmallBloc) -> int:
    """A resolution of the province, received by the bloc."""
    (made,) = actions.receive_from_outside(
        actor=OPERATOR, organisation=bloc.root,
        documents=[NewIncoming("15-NQ/TU", date(2023, 5, 2), "Tỉnh ủy", "Nghị quyết về chuyển đổi số", date(2023, 5, 4), "nghi_quyet")],
    )  # fmt: skip
    return made


def test_each_type_has_its_numbers_and_they_go_on_over_the_year(bloc: SmallBloc) -> None:
    assert issue(bloc, date(2023, 5, 9)).symbol == "01-BC/ĐU"
    assert issue(bloc).symbol == "02-BC/ĐU"
    assert issue(bloc, type_="ke_hoach").symbol == "01-KH/ĐU"
    assert issue(bloc, at=bloc.first_cell, body="chi_bo").symbol == "01-BC/CB"
    with pytest.raises(Impossible, match="không thể mang ngày sớm hơn"):
        issue(bloc, date(2023, 5, 8))
    with pytest.raises(Impossible, match="số tiếp theo là 03"):
        issue(bloc, number=2)
    with pytest.raises(Impossible, match="không bỏ cách số"):
        issue(bloc, number=4)


def test_a_register_goes_on_from_paper_and_a_new_term_begins_at_one(
    bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(
        actor=OPERATOR,
        organisation=bloc.root,
        term=NewTerm(2020, 2025, 15, date(2020, 8, 27)),
        on=date(2023, 1, 2),
    )
    assert issue(bloc, number=119).symbol == "119-BC/ĐU"
    assert issue(bloc).symbol == "120-BC/ĐU"
    monkeypatch.setenv("DANGVU_NOW", "2026-07-05T09:00:00")
    begin(
        actor=OPERATOR,
        organisation=bloc.root,
        term=NewTerm(2025, 2030, 16, date(2025, 6, 20)),
        on=date(2025, 6, 21),
    )
    assert issue(bloc, date(2025, 7, 1)).symbol == "01-BC/ĐU"
    assert issue(bloc, date(2026, 1, 5)).symbol == "02-BC/ĐU"


def test_decisions_and_regulations_share_the_letters_and_so_the_series(bloc: SmallBloc) -> None:
    assert issue(bloc, type_="quyet_dinh").symbol == "01-QĐ/ĐU"
    assert issue(bloc, type_="quy_dinh").symbol == "02-QĐ/ĐU"


def test_a_number_withdrawn_is_kept_with_its_reason_and_never_given_again(bloc: SmallBloc) -> None:
    made = issue(bloc)
    actions.withdraw_numbers(actor=OPERATOR, organisation=bloc.root, documents=[made.id], reason="ký nhầm")
    assert issue(bloc).symbol == "02-BC/ĐU"
    lines = queries.outgoing(actor=OPERATOR, organisation=bloc.root, start=MAY, end=MAY)
    assert [(one.symbol, one.says) for one in lines] == [
        ("02-BC/ĐU", "Báo cáo tháng"),
        ("01-BC/ĐU", "Đã hủy số: ký nhầm"),
    ]
    with pytest.raises(Impossible, match="đã được hủy"):
        actions.withdraw_numbers(
            actor=OPERATOR, organisation=bloc.root, documents=[made.id], reason="lần nữa"
        )


def test_a_stub_takes_a_number_and_nothing_else(bloc: SmallBloc) -> None:
    issue(bloc)
    stub = actions.keep_stub(actor=OPERATOR, organisation=bloc.root, stub=NewStub("bao_cao", MAY))
    row = DocumentState.objects.known().get(document_id=stub.id)
    assert (row.symbol, row.title, row.signer, row.recipients, row.note) == ("02-BC/ĐU", "", "", "", "")
    assert row.status == Status.STUB
    assert issue(bloc).symbol == "03-BC/ĐU"
    with pytest.raises(Impossible, match="không có nội dung"):
        actions.correct(actor=OPERATOR, organisation=bloc.root, document=stub.id, told=Told("x"), reason="y")


@pytest.mark.parametrize("title", ["Báo cáo (MẬT)", "Độ mật: Tối mật. Kế hoạch", "TUYỆT MẬT"])
def test_what_bears_a_mark_is_refused_and_nothing_is_written(bloc: SmallBloc, title: str) -> None:
    with pytest.raises(Impossible, match="dấu độ mật") as refused:
        issue(bloc, title=title)
    assert refused.value.field == "title"
    with pytest.raises(Impossible, match="dấu độ mật"):
        actions.receive_from_outside(
            actor=OPERATOR, organisation=bloc.root,
            documents=[NewIncoming("12-BC/MẬT", MAY, "Tỉnh ủy", "Báo cáo", MAY)],
        )  # fmt: skip
    with pytest.raises(Impossible, match="dấu độ mật"):
        actions.record_sessions(
            actor=OPERATOR, organisation=bloc.root, sessions=[NewSession(bloc.root, MAY, title)]
        )
    assert (
        not DocumentState.objects.exists()
        and not Incoming.objects.exists()
        and not StudySession.objects.exists()
    )


def test_a_type_is_refused_where_the_body_may_not_issue_it_on_that_day(bloc: SmallBloc) -> None:
    with pytest.raises(Impossible, match="66-QĐ/TW"):
        issue(bloc, type_="quy_che", at=bloc.first_cell, body="chi_bo")
    with pytest.raises(Impossible, match="không có cơ quan ban hành"):
        issue(bloc, at=bloc.first_cell, body="ban_thuong_vu")
    assert issue(bloc, type_="chi_thi", body="ban_thuong_vu").symbol == "01-CT/ĐU"


def test_a_document_comes_down_three_levels_and_the_missing_are_told(bloc: SmallBloc) -> None:
    document = resolution(bloc)
    actions.send(actor=OPERATOR, organisation=bloc.root, document=document, to=[bloc.first_unit, bloc.second_unit, bloc.lone_cell],
                 on=date(2023, 5, 5), study_by=date(2023, 6, 15))  # fmt: skip
    assert set(StudyDuty.objects.known().values_list("organisation_id", flat=True)) == {
        bloc.first_cell, bloc.second_cell, bloc.third_cell, bloc.lone_cell,
    }  # fmt: skip
    assert [
        one.symbol for one in queries.waiting(actor=OPERATOR, organisation=bloc.first_unit, tree=bloc.tree)
    ] == ["15-NQ/TU"]
    with pytest.raises(Impossible, match="Đã nhận"):
        actions.send(
            actor=OPERATOR,
            organisation=bloc.first_unit,
            document=document,
            to=[bloc.first_cell],
            on=date(2023, 5, 8),
        )
    actions.receive(actor=OPERATOR, organisation=bloc.first_unit, documents=[document], on=date(2023, 5, 6))
    actions.read(actor=OPERATOR, organisation=bloc.first_unit, document=document, on=date(2023, 5, 7))
    actions.send(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        document=document,
        to=[bloc.first_cell, bloc.second_cell],
        on=date(2023, 5, 8),
    )
    actions.read(actor=OPERATOR, organisation=bloc.first_cell, document=document, on=date(2023, 5, 9))
    actions.record_sessions(
        actor=OPERATOR, organisation=bloc.first_unit,
        sessions=[NewSession(bloc.first_unit, JUNE, "Học Nghị quyết 15", obliged=8, present=7, non_members=2,
                             documents=(document,), cells=(bloc.first_cell,))],
    )  # fmt: skip
    actions.mark_studied(actor=OPERATOR, organisation=bloc.lone_cell, document=document, on=date(2023, 6, 12))
    actions.plan(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        document=document,
        symbol="03-KH/ĐU",
        on=date(2023, 6, 1),
    )

    spread = queries.spread(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree, document=document)
    assert [(row.organisation, row.stuck) for row in spread.within("chua-hoc")] == [
        (bloc.second_cell, "chưa nhận"), (bloc.third_cell, "Đảng bộ Sở Thứ Hai chưa nhận"),
    ]  # fmt: skip
    assert spread.share == 50
    for step, count in (
        ("da-gui", 5),
        ("da-nhan", 2),
        ("chua-nhan", 3),
        ("da-doc", 2),
        ("da-chuyen", 1),
        ("da-hoc", 2),
        ("ke-hoach", 1),
    ):
        assert (spread.count(step), len(spread.within(step))) == (count, count), step
    today = date(2023, 7, 5)
    late = queries.overdue(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree, today=today)
    assert [one.organisation for one in late] == [bloc.second_cell, bloc.third_cell]
    (studied,) = queries.studied(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree, today=today)
    assert (studied.cells, studied.done, studied.late, studied.share) == (4, 2, 2, 50)


def test_a_session_taken_back_opens_the_duties_again(bloc: SmallBloc) -> None:
    document = resolution(bloc)
    actions.send(
        actor=OPERATOR, organisation=bloc.root, document=document, to=[bloc.lone_cell], on=MAY, study_by=JUNE
    )
    (held,) = actions.record_sessions(
        actor=OPERATOR,
        organisation=bloc.root,
        sessions=[NewSession(bloc.lone_cell, JUNE, "Học", documents=(document,))],
    )
    assert not StudyDuty.objects.known().filter(done_on__isnull=True).exists()
    actions.take_back_sessions(actor=OPERATOR, organisation=bloc.root, sessions=[held], reason="ghi nhầm")
    assert StudyDuty.objects.known().get().done_on is None
    with pytest.raises(Impossible, match="đã được bỏ"):
        actions.take_back_sessions(actor=OPERATOR, organisation=bloc.root, sessions=[held], reason="ghi nhầm")


def told_by_a_workbook(bloc: SmallBloc, row: int, present: int) -> None:
    (told,) = [NewSession(bloc.lone_cell, JUNE, "Học", present=present, source_row=row)]
    actions.record_sessions(actor=OPERATOR, organisation=bloc.root, sessions=[told])


def test_a_row_of_a_workbook_carries_over_what_was_studied_and_opens_it_again_when_it_vanishes(
    bloc: SmallBloc,
) -> None:
    document = resolution(bloc)
    actions.send(
        actor=OPERATOR, organisation=bloc.root, document=document, to=[bloc.lone_cell], on=MAY, study_by=JUNE
    )
    typed = NewSession(bloc.lone_cell, JUNE, "Học", documents=(document,))
    actions.record_sessions(actor=OPERATOR, organisation=bloc.root, sessions=[typed])
    told_by_a_workbook(bloc, 1, 9)
    duty = StudyDuty.objects.known().get()
    assert (duty.done_on, duty.session) == (JUNE, StudySession.objects.known().get())
    with act(OPERATOR, "intake.load"):  # the corrected file: what it said before is withdrawn in the same act
        actions.withdraw(actor=OPERATOR, organisation=bloc.root, source_rows=[1], reason="nộp lại")
        told_by_a_workbook(bloc, 2, 10)
    duty = StudyDuty.objects.known().get()
    assert (duty.done_on, duty.session) == (JUNE, StudySession.objects.known().get())
    actions.withdraw(actor=OPERATOR, organisation=bloc.root, source_rows=[2], reason="không còn trong biểu")
    assert StudyDuty.objects.known().get().done_on is None


def test_a_session_names_no_document_that_does_not_concern_those_who_held_it(bloc: SmallBloc) -> None:
    document = resolution(bloc)
    held = NewSession(bloc.first_cell, JUNE, "Học", documents=(document,))
    with pytest.raises(LookupError):
        actions.record_sessions(actor=OPERATOR, organisation=bloc.first_unit, sessions=[held])
    assert not StudySession.objects.exists()


def test_a_cell_keeps_one_duty_and_the_earlier_day(bloc: SmallBloc) -> None:
    document = resolution(bloc)
    for day in (JUNE, date(2023, 6, 20), date(2023, 6, 1)):
        actions.send(
            actor=OPERATOR,
            organisation=bloc.root,
            document=document,
            to=[bloc.lone_cell],
            on=MAY,
            study_by=day,
        )
    assert [duty.study_by for duty in StudyDuty.objects.known()] == [date(2023, 6, 1)]


def test_a_document_replaced_as_a_whole_no_longer_holds_an_amended_one_does(bloc: SmallBloc) -> None:
    old, new, other = issue(bloc), issue(bloc), issue(bloc)
    actions.replace(
        actor=OPERATOR, organisation=bloc.root, document=new.id, replaced=old.id, on=JUNE, whole=True
    )
    actions.replace(
        actor=OPERATOR, organisation=bloc.root, document=other.id, replaced=new.id, on=JUNE, whole=False
    )

    def force(document: int, on: date) -> Force:
        asked = {
            "actor": OPERATOR,
            "organisation": bloc.root,
            "tree": bloc.tree,
            "document": document,
            "on": on,
        }
        return queries.document(**asked).force  # type: ignore[arg-type]

    assert [force(old.id, day) for day in (MAY, date(2023, 6, 9), JUNE)] == [
        Force.IN_FORCE,
        Force.IN_FORCE,
        Force.REPLACED,
    ]
    assert force(new.id, date(2024, 1, 1)) is Force.IN_FORCE
    with pytest.raises(Impossible, match="chính nó"):
        actions.replace(
            actor=OPERATOR, organisation=bloc.root, document=new.id, replaced=new.id, on=JUNE, whole=True
        )


def test_incoming_numbers_begin_anew_with_the_year_and_nothing_enters_twice(bloc: SmallBloc) -> None:
    resolution(bloc)
    with pytest.raises(Impossible, match="số đến 1/2023"):
        resolution(bloc)
    new = [
        NewIncoming(f"{n}-CV/TU", date(2022, 12, 30), "Tỉnh ủy", "Công văn", date(2022, 12, 31))
        for n in (1, 2)
    ]
    actions.receive_from_outside(actor=OPERATOR, organisation=bloc.root, documents=new)
    lines = queries.incoming(
        actor=OPERATOR, organisation=bloc.root, start=date(2022, 1, 1), end=date(2023, 12, 31), today=JUNE
    )
    assert [(one.order, one.year) for one in lines] == [(1, 2023), (2, 2022), (1, 2022)]


def test_a_document_that_does_not_concern_an_organisation_is_not_there(bloc: SmallBloc) -> None:
    made = issue(bloc)
    with pytest.raises(LookupError):
        queries.document(
            actor=OPERATOR, organisation=bloc.first_unit, tree=bloc.tree, document=made.id, on=JUNE
        )
    with pytest.raises(LookupError):
        actions.read(actor=OPERATOR, organisation=bloc.first_unit, document=made.id, on=JUNE)


def test_rights_are_asked_first(bloc: SmallBloc) -> None:
    def who(role: str, at: int) -> Actor:
        return actor_for(person(at, role))

    with pytest.raises(Refused):
        actions.issue(actor=who("theo_doi", bloc.root), organisation=bloc.root, documents=[])
    with pytest.raises(Refused):
        actions.issue(actor=who("chi_bo_bi_thu", bloc.first_cell), organisation=bloc.root, documents=[])
    with pytest.raises(Refused):
        queries.outgoing(actor=who("quan_tri", bloc.root), organisation=bloc.root, start=MAY, end=MAY)
    made = issue(bloc)
    with pytest.raises(LookupError):
        actions.withdraw_numbers(
            actor=OPERATOR, organisation=bloc.first_unit, documents=[made.id], reason="x"
        )
