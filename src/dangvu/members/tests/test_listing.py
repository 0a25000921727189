"""The list of members: the same list in the same order, whether it is sorted or walked along the index of names."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.indicators import opening
from dangvu.members.queries import listing
from dangvu.members.queries.listing import MemberFilter, MemberList, members

ON = date(2023, 6, 30)
ASKED = (
    MemberFilter(ON), MemberFilter(ON, status="chinh_thuc"), MemberFilter(ON, sex="nu"),
    MemberFilter(ON, ethnicity="thieu-so", status="chinh_thuc"), MemberFilter(ON, missing="bat-ky"),
    MemberFilter(date(2023, 1, 31), age="31-40"),
)  # fmt: skip


def asked_for(bloc: SmallBloc, organisation: int, asked: MemberFilter) -> MemberList:
    return members(actor=OPERATOR, organisation=organisation, asked=asked)


@pytest.mark.parametrize("asked", ASKED)
def test_a_long_list_cut_into_pages_is_the_list(
    asked: MemberFilter, bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    for organisation in (bloc.root, bloc.first_unit):
        whole = asked_for(bloc, organisation, asked)[:]
        monkeypatch.setattr(listing, "LONG", 1)
        found = asked_for(bloc, organisation, asked)
        assert len(found) == len(whole)
        assert [row for start in range(0, len(whole), 3) for row in found[start : start + 3]] == whole
        monkeypatch.undo()


def test_a_long_list_behind_a_figure_is_cut_alike(bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch) -> None:
    def labels(first: int, most: int, split: str = "", part: str = "") -> list[str]:
        found = opening.open_figure(
            actor=OPERATOR, name="members_end", organisation=bloc.node(bloc.root), period=bloc.period,
            first=(first, 0), most=most, split=split, part=part,
        )  # fmt: skip
        return [record.label for record in found.top.records]

    for split in (("", ""), ("gioi-tinh", "nu")):
        whole = labels(0, opening.ALL, *split)
        monkeypatch.setattr(opening, "LONG", 4)
        pages = [label for first in range(0, len(whole), 3) for label in labels(first, 3, *split)]
        assert len(whole) > 4 and pages == whole
        monkeypatch.undo()
