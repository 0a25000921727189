"""Units write, send and are taken over into the draft above, level by level; nothing loses its unit or its words."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.queries import tree_on
from dangvu.reports.actions import write_half_year_review
from dangvu.reports.queries import draft as report_draft
from dangvu.reports.queries import rendered_again
from dangvu.review import actions
from dangvu.review.actions import NewRemark
from dangvu.review.narrative import queries
from dangvu.review.narrative.actions import Choice, choose, take_out, write
from dangvu.review.narrative.queries import Gathered, Group
from dangvu.review.narrative.rules import Fate
from dangvu.review.sections import BY_KEY, CAUSES, PROPOSALS, SHORTCOMINGS, STRENGTHS
from dangvu.work.meetings.queries import OpinionView, opinions_at

ASKED = "Đề nghị Đảng ủy cấp trên mở thêm lớp bồi dưỡng nhận thức về Đảng trong quý III."
ALIKE = "Đề nghị cấp trên mở thêm lớp bồi dưỡng nhận thức về Đảng trong quý III"
OTHER = "Đề nghị hướng dẫn cách tính đảng phí của đảng viên nghỉ hưu."


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    made = small_bloc()
    actions.open_period(
        actor=OPERATOR, organisation=made.root, period=HALF_YEAR, cut_off=date(2023, 7, 7), confirm_by=date(2023, 7, 12),
        levels=2, lead_days=1,
    )  # fmt: skip
    return made


def writes(unit: int, actor: Actor = OPERATOR, **texts: str) -> int:
    return write(actor=actor, organisation=unit, period=HALF_YEAR, texts=texts)


def send(*units: int) -> list[int]:
    return [
        actions.send(actor=OPERATOR, organisation=unit, period=HALF_YEAR, without="thử") for unit in units
    ]


def give_back(receiver: int, unit: int) -> None:
    said = [NewRemark("admitted", "Xem lại")]
    actions.give_back(actor=OPERATOR, receiver=receiver, unit=unit, period=HALF_YEAR, remarks=said)


def seen(bloc: SmallBloc, receiver: int, section: str = "kien_nghi") -> Gathered:
    found = queries.gathered(
        actor=OPERATOR, receiver=bloc.node(receiver), period=HALF_YEAR, section=BY_KEY[section], tree=tree_on(HALF_YEAR.end)
    )  # fmt: skip
    assert found is not None
    return found


def decide(
    receiver: int, group: Group, fate: Fate, text: str = "", section: str = "kien_nghi", reason: str = ""
) -> None:
    choice = Choice(tuple(group.ids), fate, text or group.text, reason)
    choose(actor=OPERATOR, receiver=receiver, period=HALF_YEAR, section=section, choices=[choice])


def book(bloc: SmallBloc, at: int) -> list[OpinionView]:
    return opinions_at(actor=OPERATOR, organisation=at, tree=bloc.tree)


def texts(bloc: SmallBloc, unit: int, section: str = "kien_nghi", version: int | None = None) -> list[str]:
    found = queries.draft(
        actor=OPERATOR, node=bloc.node(unit), period=HALF_YEAR, tree=bloc.tree, version=version
    )
    assert found is not None
    [one] = [one for one in found.sections if one.section.key == section]
    return [said.text for said in (*one.own, *one.taken)]


def printed(bloc: SmallBloc, unit: int, title: str) -> list[tuple[str, bool]]:
    document = report_draft(actor=OPERATOR, organisation=bloc.node(unit), period=HALF_YEAR).document
    return [(p.text, p.placeholder) for s in document.sections if s.title == title for p in s.paragraphs]


# -- the unit writes and sends -------------------------------------------------------------------------------


def test_sending_freezes_the_words_and_a_returned_unit_writes_again(bloc: SmallBloc) -> None:
    writes(bloc.lone_cell, han_che="- Sinh hoạt chuyên đề còn ít.\n- Hồ sơ lưu chưa đủ.")
    [first] = send(bloc.lone_cell)
    writes(bloc.lone_cell, han_che="Sinh hoạt chuyên đề còn ít.")
    assert [said.text for group in seen(bloc, bloc.root, "han_che").groups for said in group.said] == [
        "Sinh hoạt chuyên đề còn ít.", "Hồ sơ lưu chưa đủ.",
    ]  # fmt: skip
    give_back(bloc.root, bloc.lone_cell)
    actions.adjust(
        actor=OPERATOR, organisation=bloc.lone_cell, period=HALF_YEAR, name="admitted", value=1, reason="đến muộn"
    )  # fmt: skip
    [second] = send(bloc.lone_cell)
    assert texts(bloc, bloc.lone_cell, "han_che", first) == [
        "Sinh hoạt chuyên đề còn ít.", "Hồ sơ lưu chưa đủ.",
    ]  # fmt: skip
    assert texts(bloc, bloc.lone_cell, "han_che", second) == ["Sinh hoạt chuyên đề còn ít."]
    assert seen(bloc, bloc.root, "han_che").count == 1


def test_what_was_accepted_or_locked_is_not_written_over(bloc: SmallBloc) -> None:
    writes(bloc.lone_cell, uu_diem="Tốt.")
    send(bloc.lone_cell)
    actions.accept(actor=OPERATOR, receiver=bloc.root, units=[bloc.lone_cell], period=HALF_YEAR)
    with pytest.raises(Impossible, match="đã được nhận"):
        writes(bloc.lone_cell, uu_diem="Rất tốt.")
    actions.lock(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, without="thử")
    with pytest.raises(Impossible, match="đã khóa"):
        writes(bloc.root, uu_diem="Rất tốt.")
    with pytest.raises(Impossible, match="đã khóa"):
        decide(bloc.root, seen(bloc, bloc.root, "uu_diem").groups[0], Fate.TAKE, section="uu_diem")


def test_a_section_that_did_not_change_is_no_change_and_too_much_is_refused_at_its_box(
    bloc: SmallBloc,
) -> None:
    assert writes(bloc.lone_cell, uu_diem="Một.\nHai.", han_che="Ba.") == 2
    assert writes(bloc.lone_cell, uu_diem="- Một.\n- Hai.", han_che="Bốn.") == 1
    assert writes(bloc.lone_cell, uu_diem="Hai.\nMột.") == 1
    assert texts(bloc, bloc.lone_cell, "uu_diem") == ["Hai.", "Một."]
    with pytest.raises(Impossible, match="nhiều nhất 20 đoạn") as refused:
        writes(bloc.lone_cell, uu_diem="Một việc.\n" * 21)
    assert refused.value.field == "uu_diem"
    with pytest.raises(LookupError):
        writes(bloc.lone_cell, kiem_tra="Vụ việc.")


# -- the office above chooses --------------------------------------------------------------------------------


def test_three_units_with_one_proposal_are_one_paragraph_and_one_entry_with_three_voices(
    bloc: SmallBloc,
) -> None:
    for unit, said in (
        (bloc.first_unit, ASKED),
        (bloc.second_unit, ALIKE),
        (bloc.lone_cell, f"{ASKED}\n{OTHER}"),
    ):
        writes(unit, kien_nghi=said)
    send(bloc.first_unit, bloc.second_unit, bloc.lone_cell)
    found = seen(bloc, bloc.root)
    assert [(len(group.units), group.new) for group in found.groups] == [(3, 3), (1, 1)]
    assert found.groups[0].text == f"{ASKED.rstrip('.')} (3 đơn vị)."
    decide(bloc.root, found.groups[0], Fate.TAKE)
    found = seen(bloc, bloc.root)
    assert (found.new, found.groups[0].text) == (1, OTHER), "what nothing was chosen for stands first"
    [entry] = book(bloc, bloc.root)
    assert entry.text == ASKED
    assert [voice.words for voice in entry.voices] == [ASKED, ALIKE, ASKED]
    assert texts(bloc, bloc.root) == [f"{ASKED.rstrip('.')} (3 đơn vị)."]


def test_what_is_left_out_stays_listed_with_its_reason_and_can_be_chosen_again(bloc: SmallBloc) -> None:
    writes(bloc.lone_cell, han_che="Hồ sơ lưu chưa đủ.")
    send(bloc.lone_cell)
    [group] = seen(bloc, bloc.root, "han_che").groups
    decide(bloc.root, group, Fate.LEAVE, section="han_che", reason="việc nhỏ")
    [group] = seen(bloc, bloc.root, "han_che").groups
    assert (group.fate, group.reason, group.new) == (Fate.LEAVE, "việc nhỏ", 0)
    decide(bloc.root, group, Fate.AGAIN, section="han_che")
    assert seen(bloc, bloc.root, "han_che").new == 1
    decide(bloc.root, group, Fate.TAKE, "Hồ sơ của một số chi bộ chưa đủ.", "han_che")
    assert texts(bloc, bloc.root, "han_che") == ["Hồ sơ của một số chi bộ chưa đủ."]
    [group] = seen(bloc, bloc.root, "han_che").groups
    assert group.said[0].text == "Hồ sơ lưu chưa đủ.", "the unit's words stay as they were sent"
    decide(bloc.root, group, Fate.LEAVE, section="han_che")
    assert texts(bloc, bloc.root, "han_che") == []


def test_a_proposal_may_be_entered_without_standing_in_the_draft(bloc: SmallBloc) -> None:
    writes(bloc.lone_cell, kien_nghi=OTHER)
    send(bloc.lone_cell)
    decide(bloc.root, seen(bloc, bloc.root).groups[0], Fate.ENTER)
    [group] = seen(bloc, bloc.root).groups
    assert (group.fate, group.new, texts(bloc, bloc.root)) == (Fate.ENTER, 0, [])
    assert [one.text for one in book(bloc, bloc.root)] == [OTHER]
    decide(bloc.root, group, Fate.TAKE)
    assert len(book(bloc, bloc.root)) == 1, "no second entry for the same words"


def test_a_unit_that_joins_later_joins_the_paragraph_and_the_entry(bloc: SmallBloc) -> None:
    writes(bloc.first_unit, kien_nghi=ASKED)
    send(bloc.first_unit)
    decide(bloc.root, seen(bloc, bloc.root).groups[0], Fate.TAKE)
    for unit in (bloc.second_unit, bloc.lone_cell):
        writes(unit, kien_nghi=ALIKE)
        send(unit)
    [group] = seen(bloc, bloc.root).groups
    assert (group.new, group.fate, group.text) == (2, Fate.TAKE, ASKED)
    decide(bloc.root, group, Fate.TAKE, "Mở thêm lớp (3 đơn vị).")
    assert texts(bloc, bloc.root) == ["Mở thêm lớp (3 đơn vị)."]
    [entry] = book(bloc, bloc.root)
    assert {voice.organisation for voice in entry.voices} == {
        bloc.first_unit,
        bloc.second_unit,
        bloc.lone_cell,
    }


def test_the_same_words_sent_again_are_not_asked_about_and_changed_words_are(bloc: SmallBloc) -> None:
    writes(bloc.lone_cell, han_che="Hồ sơ lưu chưa đủ.\nSinh hoạt chuyên đề còn ít.")
    send(bloc.lone_cell)
    for group in seen(bloc, bloc.root, "han_che").groups:
        decide(bloc.root, group, Fate.TAKE, section="han_che")
    writes(bloc.lone_cell, han_che="Sinh hoạt chuyên đề còn ít.\nPhát triển đảng viên chậm.")
    send(bloc.lone_cell)
    found = seen(bloc, bloc.root, "han_che")
    assert [(said.text, said.is_new) for group in found.groups for said in group.said] == [
        ("Phát triển đảng viên chậm.", True), ("Sinh hoạt chuyên đề còn ít.", False),
    ]  # fmt: skip
    [(loose, units)] = found.loose
    assert (loose.text, units) == ("Hồ sơ lưu chưa đủ.", ["Chi bộ Hội Thứ Ba"])
    take_out(actor=OPERATOR, receiver=bloc.root, period=HALF_YEAR, passage=loose.id)
    assert seen(bloc, bloc.root, "han_che").loose == []


def test_words_that_were_sent_again_meanwhile_are_not_chosen_unseen(bloc: SmallBloc) -> None:
    writes(bloc.lone_cell, han_che="Hồ sơ lưu chưa đủ.")
    send(bloc.lone_cell)
    [shown] = seen(bloc, bloc.root, "han_che").groups
    writes(bloc.lone_cell, han_che="Hồ sơ lưu đã đủ.")
    send(bloc.lone_cell)
    with pytest.raises(Impossible, match="vừa gửi lại"):
        decide(bloc.root, shown, Fate.TAKE, section="han_che")
    assert texts(bloc, bloc.root, "han_che") == []


def test_nothing_sent_is_ever_uncounted(bloc: SmallBloc) -> None:
    writes(bloc.first_unit, uu_diem="Một việc.\nViệc hai khác hẳn.", nguyen_nhan="Cán bộ kiêm nhiệm.")
    writes(bloc.lone_cell, nguyen_nhan="Cán bộ kiêm nhiệm.", dan_van="Một mô hình dân vận.")
    send(bloc.first_unit, bloc.lone_cell)
    tallies = queries.tallies(actor=OPERATOR, receiver=bloc.node(bloc.root), period=HALF_YEAR, tree=bloc.tree)
    assert tallies is not None
    assert {t.section.key: (t.paragraphs, t.units, t.new) for t in tallies if t.paragraphs} == {
        "uu_diem": (2, 1, 2), "nguyen_nhan": (2, 2, 2), "dan_van": (1, 1, 1),
    }  # fmt: skip
    assert queries.not_yet_in(bloc.root, HALF_YEAR) == 5
    limits = report_draft(
        actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR
    ).document.closing_limits
    assert "Còn 5 đoạn nội dung đơn vị gửi chưa được chọn lấy hay không lấy vào báo cáo" in limits
    decide(bloc.root, seen(bloc, bloc.root, "nguyen_nhan").groups[0], Fate.TAKE, section="nguyen_nhan")
    assert queries.not_yet_in(bloc.root, HALF_YEAR) == 3


# -- level by level, into the report ---------------------------------------------------------------------------


def test_a_cells_proposal_climbs_two_levels_and_is_still_the_cells(bloc: SmallBloc) -> None:
    writes(bloc.first_cell, kien_nghi=ASKED)
    writes(bloc.second_cell, kien_nghi=ALIKE)
    send(bloc.first_cell, bloc.second_cell)
    decide(bloc.first_unit, seen(bloc, bloc.first_unit).groups[0], Fate.TAKE, "Đảng bộ đề nghị mở lớp.")
    send(bloc.first_unit)
    [group] = seen(bloc, bloc.root).groups
    [said] = group.said
    assert (said.unit.id, said.text) == (bloc.first_unit, "Đảng bộ đề nghị mở lớp.")
    assert [words for _, words in said.through] == [ASKED, ALIKE]
    assert "Chi bộ Văn phòng" in said.through[0][0]
    decide(bloc.root, group, Fate.TAKE)
    upper = next(one for one in book(bloc, bloc.first_cell) if one.holder == bloc.root)
    assert [voice.words for voice in upper.voices] == [ASKED], (
        "the cell sees its own words, not its neighbour's"
    )
    mine = next(one for one in book(bloc, bloc.root) if one.holder == bloc.root)
    assert {voice.organisation for voice in mine.voices} == {
        bloc.first_unit,
        bloc.first_cell,
        bloc.second_cell,
    }
    assert [voice.organisation for voice in mine.direct] == [bloc.first_unit]


def test_the_report_prints_the_paragraphs_in_place_of_its_marked_places(bloc: SmallBloc) -> None:
    assert printed(bloc, bloc.root, "Hạn chế, khuyết điểm") == [("hạn chế, khuyết điểm", True)]
    writes(bloc.root, han_che="Một số đơn vị gửi báo cáo chậm.")
    writes(bloc.lone_cell, han_che="Hồ sơ lưu chưa đủ, đạt 60%.")
    send(bloc.lone_cell)
    decide(bloc.root, seen(bloc, bloc.root, "han_che").groups[0], Fate.TAKE, section="han_che")
    assert printed(bloc, bloc.root, "Hạn chế, khuyết điểm") == [
        ("Một số đơn vị gửi báo cáo chậm.", False), ("Hồ sơ lưu chưa đủ, đạt 60%.", False),
    ]  # fmt: skip
    assert printed(bloc, bloc.root, "Nguyên nhân") == [("nguyên nhân", True)]
    actions.lock(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, without="thử")
    issued = write_half_year_review(
        actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, issue=True
    )
    assert issued.issued is not None
    again = rendered_again(actor=OPERATOR, report=issued.issued)
    assert again is not None and again.is_same


def test_every_place_of_the_outline_is_asked_for_once() -> None:
    from dangvu.reports.outlines.half_year_review import OUTLINE
    from dangvu.review.sections import Section

    places = [place.key for part in OUTLINE.parts for place in part.prose if isinstance(place, Section)]
    assert sorted(places) == sorted(BY_KEY)
    assert [section.key for section in BY_KEY.values() if section.main] == [
        section.key for section in (STRENGTHS, SHORTCOMINGS, CAUSES, PROPOSALS)
    ]  # fmt: skip


# -- rights ----------------------------------------------------------------------------------------------------


def test_whoever_sends_writes_and_whoever_accepts_chooses(bloc: SmallBloc) -> None:
    secretary = actor_for(person(bloc.lone_cell, "chi_bo_bi_thu"))
    helper = actor_for(person(bloc.lone_cell, "chi_bo_can_bo"))
    writes(bloc.lone_cell, secretary, uu_diem="Tốt.")
    for actor, unit in ((helper, bloc.lone_cell), (secretary, bloc.root), (secretary, bloc.first_unit)):
        with pytest.raises(Refused):
            writes(unit, actor, uu_diem="Không được.")
    with pytest.raises(Refused):
        choose(actor=secretary, receiver=bloc.root, period=HALF_YEAR, section="uu_diem", choices=[])
    with pytest.raises(Refused):
        queries.tallies(actor=secretary, receiver=bloc.node(bloc.root), period=HALF_YEAR, tree=bloc.tree)
