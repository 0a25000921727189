"""Movements, cards and badges on the last day of an old regulation and on the first day of the new one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.actions import seed
from dangvu.foundation.parameters.models import Parameter
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.members import rules
from dangvu.members.actions.absences import NewAbsence, record_absences
from dangvu.members.actions.cards import NewCardEvent, record_cards
from dangvu.members.actions.leaving import Departure, Return, come_back, leave
from dangvu.members.actions.transfers import Introduction, introduce
from dangvu.members.models import Absence, MovementKind, Transfer
from dangvu.members.queries.badges import bonuses_on
from dangvu.members.rules.badge import ILL, Badge, badge, next_award_day, party_age
from tests.regulations.sides import GUIDANCE, STATUTE, number
from tests.support import SmallBloc, small_bloc

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=31)


@pytest.fixture
def seeds() -> None:
    seed(actor=OPERATOR)


@pytest.fixture
def bloc(monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2026-11-20T09:00:00")
    return small_bloc()


@pytest.mark.parametrize(("on", "document"), STATUTE)
def test_a_late_transfer_is_held_to_the_regulation_of_its_day(seeds: None, on: date, document: str) -> None:
    start = number("transfer.start_within_working_days", on)
    said = rules.introduced_late(on, on - timedelta(days=1), "", start)
    assert said is not None and f"60 ngày làm việc, Quy định {document}" in said.sentence


@pytest.mark.parametrize(("on", "document"), STATUTE[3:])
def test_a_transfer_keeps_the_regulation_under_which_it_was_introduced(
    bloc: SmallBloc, on: date, document: str
) -> None:
    asked = Introduction(bloc.people["Tạ Thị Ngữ"], on, bloc.lone_cell)
    introduce(actor=OPERATOR, organisation=bloc.first_unit, introductions=[asked])
    assert document in Transfer.objects.get().rule


@pytest.mark.parametrize(("on", "document"), STATUTE)
def test_a_temporary_transfer_is_as_long_as_the_regulation_of_its_first_day_allows(
    seeds: None, on: date, document: str
) -> None:
    least = number("transfer.temporary_minimum_months", on)
    below, study = number("transfer.temporary_below_months", on), number("transfer.study_maximum_months", on)
    short = rules.temporary(on, on + MONTH, least, below, study=False)
    long = rules.temporary(on, on + 12 * MONTH, least, below, study=False)
    longest = rules.temporary(on, on + 24 * MONTH, least, study, study=True)
    said = [one.sentence for one in (short, long, longest) if one is not None]
    assert len(said) == 3 and all(document in sentence for sentence in said)


@pytest.mark.parametrize(("on", "document"), STATUTE[3:])
def test_an_exemption_names_the_regulation_of_its_first_day(bloc: SmallBloc, on: date, document: str) -> None:
    asked = NewAbsence(bloc.people["Đỗ Ắng"], Absence.Kind.EXEMPT, on, ground="tuoi_cao")
    record_absences(actor=OPERATOR, organisation=bloc.first_unit, absences=[asked])
    assert Absence.objects.known().get().rule == f"Quy định {document}, điểm 7"


@pytest.mark.parametrize(
    ("on", "document"),
    [(date(2017, 6, 4), "12-HD/BTCTW (2012)"), (date(2017, 6, 5), "09-HD/BTCTW"), (date(2022, 1, 17), "09-HD/BTCTW"),
     (date(2022, 1, 18), "12-HD/BTCTW (2022)")],
)  # fmt: skip
def test_mobile_work_is_exempt_by_the_guidance_of_its_first_day(seeds: None, on: date, document: str) -> None:
    said = rules.exempt("luu_dong", on, None, number("exemption.mobile_work_below_months", on))
    assert said is not None and document in said.sentence


@pytest.mark.parametrize(("on", "document"), STATUTE)
def test_twelve_months_of_help_are_asked_by_the_regulation_of_the_day(
    seeds: None, on: date, document: str
) -> None:
    facts = rules.StrikingFacts("giam_sut", helped_from=on - 5 * MONTH)
    codes = ("struck_off.months_in_a_year", "struck_off.help_months", "struck_off.years_not_fulfilled")
    said = rules.struck_off(facts, "chinh_thuc", on, *(number(code, on) for code in codes))
    assert said is not None and document in said.sentence and "12 tháng" in said.sentence


@pytest.mark.parametrize(("on", "document"), STATUTE)
def test_admitted_again_once_and_after_the_wait_of_the_regulation_of_the_day(
    seeds: None, on: date, document: str
) -> None:
    wait, most = number("readmission.wait_months", on), number("readmission.maximum_times", on)
    early = rules.readmitted("A", on - 12 * MONTH, on, 0, wait, most)
    twice = rules.readmitted("A", on - 60 * MONTH, on, 1, wait, most)
    assert early is not None and document in early.sentence
    assert twice is not None and document in twice.sentence and "chỉ được 1 lần" in twice.sentence


@pytest.mark.parametrize(
    ("on", "document"), [(date(2023, 8, 17), "24-QĐ/TW"), (date(2023, 8, 18), "117-QĐ/TW")]
)
def test_restoring_names_the_regulation_of_its_day(bloc: SmallBloc, on: date, document: str) -> None:
    someone = bloc.people["Tạ Thị Ngữ"]
    gone = Departure(someone, MovementKind.RESIGNED, date(2023, 5, 10), "12-QĐ/ĐU", date(2023, 5, 10))
    leave(actor=OPERATOR, organisation=bloc.first_unit, departures=[gone])
    back = Return(someone, bloc.first_cell, MovementKind.RESTORED, on, "20-QĐ/ĐU", on)
    with pytest.raises(Impossible, match=document):
        come_back(actor=OPERATOR, organisation=bloc.first_unit, returns=[back])


def test_a_card_has_eight_digits_until_7_8_2025_and_twelve_from_8_8_2025(bloc: SmallBloc) -> None:
    def issue(on: date, number: str) -> None:
        event = NewCardEvent(bloc.people["Tạ Thị Ngữ"], "phat", on, number, "30-QĐ/ĐU")
        record_cards(actor=OPERATOR, organisation=bloc.first_unit, events=[event])

    with pytest.raises(Impossible, match=r"8 chữ số \(Chỉ thị 29-CT/TW"):
        issue(date(2025, 8, 7), "030098123456")
    with pytest.raises(Impossible, match=r"12 chữ số \(Chỉ thị 51-CT/TW"):
        issue(date(2025, 8, 8), "30.012345")
    issue(date(2025, 8, 8), "030098123456")


def _given(on: date, discipline: str) -> rules.Obstacle | None:
    """A badge of thirty years to somebody with the years, disciplined a month before."""
    asked = Badge(30, on, ILL, discipline, on - MONTH)
    early, wait = number("badge.early_months", on), number(f"badge.wait_{discipline}", on)
    return badge(asked, on.replace(year=on.year - 31), (), [30], [], early, wait)


@pytest.mark.parametrize(
    ("form", "before", "after"), [("khien_trach", 0, 6), ("canh_cao", 6, 9), ("cach_chuc", 12, 12)]
)
def test_a_badge_waits_after_discipline_as_29_and_then_24_ask(
    seeds: None, form: str, before: int, after: int
) -> None:
    old, new = _given(date(2021, 7, 29), form), _given(date(2021, 7, 30), form)
    assert (old is None) is (before == 0)
    if old is not None:
        assert f"qua {before} tháng (Quy định 29-QĐ/TW" in old.sentence
    assert new is not None and f"qua {after} tháng (Quy định 24-QĐ/TW" in new.sentence


@pytest.mark.parametrize(("on", "document"), STATUTE[2:])
@pytest.mark.parametrize("form", ["khien_trach", "canh_cao", "cach_chuc"])
def test_the_wait_for_a_badge_names_the_regulation_of_the_award(
    seeds: None, form: str, on: date, document: str
) -> None:
    said = _given(on, form)
    assert said is not None and document in said.sentence


@pytest.mark.parametrize(("on", "document"), GUIDANCE)
@pytest.mark.parametrize(
    ("code", "months"),
    [("badge.early_months", 12), ("badge.early_months_high", 24), ("badge.posthumous_months", 12)],
)
def test_how_early_a_badge_may_be_given_names_the_guidance_of_the_award(
    seeds: None, code: str, months: int, on: date, document: str
) -> None:
    asked, since = Badge(30, on, ILL), on.replace(year=on.year - 20)
    said = badge(asked, since, (), [30], [], number(code, on), None)
    assert said is not None and f"{months} tháng (Hướng dẫn {document}" in said.sentence


def test_the_worked_example_of_a_badge() -> None:
    outside = ((date(2000, 1, 1), date(2002, 1, 1)),)
    assert party_age(date(1993, 8, 10), date(2023, 9, 2), outside) == 28 * 12
    first = rules.months_after(date(2023, 4, 20), 9)
    assert first == date(2024, 1, 20)
    assert next_award_day(first, [(2, 3), (5, 19), (9, 2), (11, 7)]) == date(2024, 2, 3)


@pytest.mark.parametrize(
    ("on", "thirty", "document"),
    [
        (date(2023, 6, 30), 2_235_000, "38/2019/NĐ-CP"), (date(2023, 7, 1), 2_700_000, "24/2023/NĐ-CP"),
        (date(2024, 6, 30), 2_700_000, "24/2023/NĐ-CP"), (date(2024, 7, 1), 3_510_000, "73/2024/NĐ-CP"),
    ],
)  # fmt: skip
def test_a_bonus_goes_by_the_base_pay_of_the_award(seeds: None, on: date, thirty: int, document: str) -> None:
    told = bonuses_on(Parameters(), on)
    assert told.of(30) == thirty and told.of(45) is None
    assert document in told.source and "56-HD/VPTW" in told.source


def test_no_bonus_is_told_of_a_day_without_its_numbers(seeds: None) -> None:
    told = bonuses_on(Parameters(), date(2015, 10, 26))
    assert told.of(30) is None and told.source == ""


def test_the_worked_example_of_the_balance() -> None:
    """5.356 + 88 + 120 − 131 − 6 − 2 − 1 = 5.424 (domain §13.6), each person's movements settled by the rule."""
    first, moved = date(2022, 12, 31), date(2023, 4, 3)
    enter = {"tiep_nhan_danh_sach": 5_356, "ket_nap": 88, "chuyen_den": 120}
    leaving = {"chuyen_di": 131, "tu_tran": 6, "xoa_ten": 2, "xin_ra": 1}
    people: list[list[rules.Moved]] = []
    for kind, count in enter.items():
        on = first if kind == "tiep_nhan_danh_sach" else moved
        people += [[rules.Moved(1, kind, on, 7)] for _ in range(count)]
    ways_out = (kind for kind, count in leaving.items() for _ in range(count))
    for person, kind in zip(people, ways_out, strict=False):
        person.append(rules.Moved(2, kind, date(2023, 5, 4), 7))
    stays = [rules.timeline(person, lambda organisation, on: organisation).stays for person in people]
    assert sum(any(stay.start <= first for stay in one) for one in stays) == 5_356
    assert sum(any(stay.end is None for stay in one) for one in stays) == 5_424


def test_the_worked_examples_of_numbers() -> None:
    """Domain §13.7."""
    assert "030098123456" in rules.identifier_fault("personal_number", "30098123456")
    for field, told in (
        ("card_number", "30012345"), ("card_number", "030098123456"), ("personal_number", "030098123456"),
        ("old_personal_number", "090123456"), ("registry_number", "012345 TN"), ("registry_number", "012345TNG"),
    ):  # fmt: skip
        assert rules.identifier_fault(field, told) == "", told
    for field, told in (
        ("card_number", "3001234"), ("personal_number", "03009812345X"), ("old_personal_number", "09012345"),
        ("registry_number", "12345 TN"),
    ):  # fmt: skip
        assert rules.identifier_fault(field, told) != "", told


def test_a_database_of_before_answers_by_232_once_it_is_brought_up_to_date(seeds: None) -> None:
    """The row of 24-QĐ/TW used to reach to 1/7/2025; the one that an upgrade adds stands inside its days."""
    code = "transfer.start_within_working_days"
    rows = Parameter.objects.known().filter(code=code)
    rows.filter(document__contains="232").delete()
    rows.filter(valid_from=date(2021, 7, 30)).update(valid_to=date(2025, 7, 1))
    assert seed(actor=OPERATOR) == 1
    found = [Parameters().on(code, on).document for on, _ in STATUTE]
    assert found == [f"Quy định {document}" for _, document in STATUTE]
