"""The first page counts what is to be mended without listing it: whoever asks, the counts are those of the list."""

from __future__ import annotations

import pytest

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.audit.actions import act
from dangvu.foundation.workbooks.models import ReceivedFile, SourceSheet
from dangvu.indicators.models import DeclaredFigure
from dangvu.intake.models import Finding, Severity
from dangvu.intake.queries import Tally, findings, tallies
from dangvu.members.models import Movement
from dangvu.members.rules import ALREADY_MEMBER
from tests.support import SmallBloc, person, small_bloc

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc() -> SmallBloc:
    bloc = small_bloc()
    places = (bloc.root, bloc.first_unit, bloc.first_cell, bloc.second_unit, bloc.lone_cell, None)
    with act(OPERATOR, "test.findings") as opened:
        file = ReceivedFile.objects.create(name="KT.xlsx", sha256="0" * 64, size=1, act=opened)
        sheet = SourceSheet.objects.create(file=file, name="KT", kind="inspections", position=0)
        for number, place in enumerate(places):
            for severity in Severity:
                for about in (None, sheet):
                    Finding.objects.create(
                        kind="under_18", severity=severity, organisation_id=place, name="Người Nào",
                        file_name=f"{number % 4}.xlsx" if about is None else "KT.xlsx", sheet=about, message="Chưa đủ tuổi.",
                        known_from_act=opened,
                    )  # fmt: skip
            if place:
                for name in ("members_end", "inspections"):
                    DeclaredFigure.objects.create(
                        organisation_id=place, name=name, label="Tự khai", period_start="2023-01-01",
                        period_end="2023-06-30", value=999, known_from_act=opened,
                    )  # fmt: skip
        for row, is_counted in zip(
            Movement.objects.known().order_by("pk")[:6], (True, False) * 3, strict=True
        ):
            Movement.objects.filter(pk=row.pk).update(breach=ALREADY_MEMBER, counted=is_counted)
    return bloc


def asking(bloc: SmallBloc) -> list[Actor]:
    roles = ((bloc.root, "cap_tren_to_chuc"), (bloc.root, "theo_doi"), (bloc.first_unit, "co_so_to_chuc"),
             (bloc.root, "cap_tren_kiem_tra"), (bloc.first_cell, "chi_bo_bi_thu"))  # fmt: skip
    return [OPERATOR, *(actor_for(person(place, role)) for place, role in roles)]


def test_counts_are_those_of_the_list_for_everybody_and_everywhere(bloc: SmallBloc) -> None:
    told = 0
    for actor in asking(bloc):
        for place in (bloc.root, bloc.first_unit, bloc.second_unit):
            inside = set(bloc.tree.descendants(place))
            listed = findings(actor=actor, organisations=inside)
            by_severity, declared = tallies(actor=actor, organisations=inside, severities=list(Severity))
            for severity in Severity:
                rows = [view for view in listed if view.severity == severity]
                assert by_severity[severity] == Tally(
                    len(rows), len({view.file for view in rows if view.file})
                )
                told += len(rows)
            assert declared.count == sum(view.kind == "declared_differs" for view in listed)
    assert told > 100


def test_declared_differences_are_shown_by_the_rights_of_whoever_asks(bloc: SmallBloc) -> None:
    _, _, _, unit, *_ = asking(bloc)
    everywhere = {
        (v.organisation_id, v.figure) for v in findings(actor=OPERATOR) if v.kind == "declared_differs"
    }
    mine = {(v.organisation_id, v.figure) for v in findings(actor=unit) if v.kind == "declared_differs"}
    inside = set(bloc.tree.descendants(bloc.first_unit))
    assert mine and mine == {
        (place, figure) for place, figure in everywhere if place in inside and figure != "inspections"
    }
