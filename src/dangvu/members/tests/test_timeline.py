"""Membership follows from movements, in whatever order they are told.

Source: Điều lệ Đảng, Điều 6; Quy định 24-QĐ/TW and 294-QĐ/TW, điểm 6.3 (domain rule 8): a person has exactly one
official organisation on any day.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dangvu.members.rules import (
    ALREADY_MEMBER,
    ALREADY_OFFICIAL,
    DOUBLE_MEMBERSHIP,
    NOT_A_MEMBER,
    Implied,
    Moved,
    Stay,
    Timeline,
    timeline,
)

ROSTER = date(2022, 12, 31)
ENTERING = ("tiep_nhan_danh_sach", "ket_nap", "chuyen_den", "den_theo_to_chuc")
LEAVING = ("chuyen_di", "di_theo_to_chuc", "tu_tran", "xoa_ten", "khai_tru", "xin_ra")
#: Organisations 10, 11, 12 are cells of unit 1; 20 and 21 of unit 2; unit 3 has none.
UNITS = {1: 1, 10: 1, 11: 1, 12: 1, 2: 2, 20: 2, 21: 2, 3: 3}


def unit(organisation: int, day: date) -> int:
    return UNITS[organisation]


def line(*movements: Moved) -> Timeline:
    return timeline(movements, unit)


MOVEMENTS = st.lists(
    st.builds(
        Moved,
        key=st.just(0),
        kind=st.sampled_from((*ENTERING, *LEAVING, "chinh_thuc")),
        on=st.integers(0, 8).map(lambda days: ROSTER + timedelta(days=days)),  # few days: much falls on one
        organisation=st.sampled_from(sorted(UNITS)),
        status=st.sampled_from(("", "du_bi", "chinh_thuc")),
    ),
    max_size=7,
)


def numbered(movements: list[Moved], start: int = 0) -> list[Moved]:
    return [Moved(n, m.kind, m.on, m.organisation, m.status) for n, m in enumerate(movements, start)]


def judged(movements: list[Moved], found: Timeline) -> Counter[tuple[object, ...]]:
    """What was decided of each movement, by its content."""
    return Counter(
        (m.kind, m.on, m.organisation, m.status, found.breaches.get(m.key), m.key in found.uncounted, found.places.get(m.key))
        for m in movements
    )  # fmt: skip


@given(MOVEMENTS, st.randoms())
def test_the_order_of_telling_does_not_matter(movements: list[Moved], random: object) -> None:
    told = numbered(movements)
    shuffled = list(movements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = numbered(shuffled, start=100)
    first, second = timeline(told, unit), timeline(again, unit)
    assert (first.stays, first.implied) == (second.stays, second.implied)
    assert judged(told, first) == judged(again, second)


@given(MOVEMENTS)
def test_on_any_evening_a_person_is_in_one_place_at_most(movements: list[Moved]) -> None:
    stays = timeline(numbered(movements), unit).stays
    for n, earlier in enumerate(stays):
        assert earlier.end is None or earlier.start < earlier.end
        for later in stays[n + 1 :]:
            assert earlier.end is not None
            assert earlier.end <= later.start


@given(MOVEMENTS)
def test_what_counts_in_and_out_of_a_place_is_its_change(movements: list[Moved]) -> None:
    """Opening + in − out = closing, for every organisation and every evening (domain rule 6)."""
    told = numbered(movements)
    found = timeline(told, unit)
    counted = [(found.places.get(m.key, m.organisation), m) for m in told if m.key not in found.uncounted]
    for organisation in UNITS:
        for days in range(-1, 10):
            evening = ROSTER + timedelta(days=days)
            came = sum(o == organisation and m.kind in ENTERING and m.on <= evening for o, m in counted)
            went = sum(o == organisation and m.kind in LEAVING and m.on <= evening for o, m in counted)
            went += sum(i.organisation == organisation and i.on <= evening for i in found.implied)
            there = sum(
                s.organisation == organisation and s.start <= evening and (s.end is None or evening < s.end)
                for s in found.stays
            )
            assert came - went == there


def test_a_transfer_ends_one_stay_and_begins_another() -> None:
    day = date(2023, 4, 10)
    found = line(
        Moved(1, "tiep_nhan_danh_sach", ROSTER, 10, "chinh_thuc"),
        Moved(2, "chuyen_di", day, 10),
        Moved(3, "chuyen_den", day, 20, "chinh_thuc"),
    )
    assert found.stays == (Stay(10, "chinh_thuc", ROSTER, day), Stay(20, "chinh_thuc", day, None))
    assert (found.breaches, found.implied) == ({}, ())


def test_an_arrival_elsewhere_implies_a_departure() -> None:
    day = date(2023, 4, 10)
    found = line(Moved(1, "tiep_nhan_danh_sach", ROSTER, 10), Moved(2, "chuyen_den", day, 20))
    assert found.implied == (Implied(10, day),)
    assert found.breaches == {2: DOUBLE_MEMBERSHIP}
    assert not found.uncounted


def test_a_death_told_by_the_committee_counts_in_the_cell_of_the_dead() -> None:
    found = line(Moved(1, "tiep_nhan_danh_sach", ROSTER, 10), Moved(2, "tu_tran", date(2023, 5, 1), 1))
    assert found.places == {2: 10}
    assert found.stays == (Stay(10, "chinh_thuc", ROSTER, date(2023, 5, 1)),)


def test_whoever_is_named_by_two_cells_of_one_unit_is_one_member() -> None:
    found = line(Moved(1, "tiep_nhan_danh_sach", ROSTER, 10), Moved(2, "tiep_nhan_danh_sach", ROSTER, 11))
    assert found.breaches == {2: ALREADY_MEMBER}
    assert found.uncounted == {2}
    assert len(found.stays) == 1


def test_leaving_where_one_is_not_is_not_counted() -> None:
    found = line(Moved(1, "tiep_nhan_danh_sach", ROSTER, 10), Moved(2, "chuyen_di", date(2023, 1, 13), 20))
    assert found.breaches == {2: NOT_A_MEMBER}
    assert found.stays[0].end is None


def test_a_probationer_becomes_official_once() -> None:
    first, second = date(2023, 3, 1), date(2023, 5, 1)
    found = line(
        Moved(1, "ket_nap", ROSTER, 10, "du_bi"),
        Moved(2, "chinh_thuc", first, 10),
        Moved(3, "chinh_thuc", second, 10),
    )
    assert found.stays == (Stay(10, "du_bi", ROSTER, first), Stay(10, "chinh_thuc", first, None))
    assert found.breaches == {3: ALREADY_OFFICIAL}
