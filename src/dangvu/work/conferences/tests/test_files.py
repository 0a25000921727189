"""Papers of a conference as files: whose they are, who reads them, and what the gate keeps out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.work.conferences import actions, queries
from dangvu.work.conferences.actions import NewConference, NewDelegate
from dangvu.work.conferences.models import ConferenceFile

pytestmark = pytest.mark.django_db
TEXT = "Tham luận: sinh hoạt chuyên đề".encode()


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-04T09:00:00")
    return small_bloc()


@pytest.fixture
def asked(bloc: SmallBloc) -> dict[str, Any]:
    """The conference of the bloc: the first two units are called, the first is asked to speak."""
    conference = actions.call(
        actor=OPERATOR, organisation=bloc.root, new=NewConference("Sơ kết", date(2023, 7, 5)), usual=True
    )
    told = {"actor": OPERATOR, "organisation": bloc.root, "conference": conference}
    units = (bloc.first_unit, bloc.second_unit)
    actions.invite(**told, delegates=[NewDelegate("Bí thư", unit=unit) for unit in units])
    actions.ask_for_papers(**told, units=[bloc.first_unit], title="Sinh hoạt chuyên đề")
    return told


def _at(bloc: SmallBloc, asked: dict[str, Any], unit: int) -> dict[str, Any]:
    return {**asked, "organisation": unit, "tree": bloc.tree}


def test_a_unit_hands_in_its_paper_and_it_has_then_come(bloc: SmallBloc, asked: dict[str, Any]) -> None:
    own = {**asked, "organisation": bloc.first_unit, "unit": bloc.first_unit}
    for _ in range(2):  # pressed twice
        assert actions.attach(**own, name="tham-luan.txt", data=TEXT).read
    assert ConferenceFile.objects.count() == 1
    [paper] = queries.papers(**_at(bloc, asked, bloc.root))
    assert paper.received_on == date(2023, 7, 4)
    actions.attach(**own, name="tham-luan sửa.txt", data=TEXT + b".")
    files = queries.files(**_at(bloc, asked, bloc.root))
    assert [one.name for one in files.every] == ["tham-luan sửa.txt"]
    file = files.of_units[bloc.first_unit].id
    assert queries.file_of(**_at(bloc, asked, bloc.root), file=file) == ("tham-luan sửa.txt", TEXT + b".")


def test_everybody_called_reads_the_own_papers_and_nobody_the_paper_of_another_unit(
    bloc: SmallBloc, asked: dict[str, Any]
) -> None:
    actions.attach(**asked, name="du-thao.txt", data=b"Du thao bao cao")
    actions.attach(**asked, name="tham-luan.txt", data=TEXT, unit=bloc.first_unit)
    assert [f.name for f in queries.files(**_at(bloc, asked, bloc.second_unit)).every] == ["du-thao.txt"]
    assert len(queries.files(**_at(bloc, asked, bloc.first_unit)).every) == 2
    theirs = queries.files(**_at(bloc, asked, bloc.root)).of_units[bloc.first_unit]
    with pytest.raises(LookupError):
        queries.file_of(**_at(bloc, asked, bloc.second_unit), file=theirs.id)
    with pytest.raises(LookupError):  # not called at all
        queries.files(**_at(bloc, asked, bloc.lone_cell))


def test_a_unit_hands_in_nothing_but_its_own_and_takes_nothing_else_away(
    bloc: SmallBloc, asked: dict[str, Any]
) -> None:
    second = {**asked, "organisation": bloc.second_unit}
    actions.attach(**asked, name="du-thao.txt", data=b"Du thao bao cao")
    [own] = queries.files(**_at(bloc, asked, bloc.root)).own
    for unit in (None, bloc.first_unit, bloc.second_unit):
        with pytest.raises(LookupError):
            actions.attach(**second, name="x.txt", data=TEXT, unit=unit)
    with pytest.raises(LookupError):
        actions.drop_file(**second, file=own.id)
    actions.drop_file(**asked, file=own.id)
    actions.drop_file(**asked, file=own.id)  # pressed twice
    assert queries.files(**_at(bloc, asked, bloc.root)).every == []


def test_a_marked_file_leaves_nothing_and_the_paper_has_not_come(
    bloc: SmallBloc, asked: dict[str, Any]
) -> None:
    done = actions.attach(
        **asked, name="tham-luan.txt", data="TỐI MẬT\nNội dung".encode(), unit=bloc.first_unit
    )
    assert done.refused and not ConferenceFile.objects.exists()
    assert queries.papers(**_at(bloc, asked, bloc.root))[0].received_on is None
    with pytest.raises(Impossible):
        actions.attach(**asked, name="x.exe", data=b"MZ")


def test_a_unit_that_is_asked_no_more_leaves_no_file(bloc: SmallBloc, asked: dict[str, Any]) -> None:
    actions.attach(**asked, name="tham-luan.txt", data=TEXT, unit=bloc.first_unit)
    actions.drop_papers(**asked, units=[bloc.first_unit])
    assert queries.files(**_at(bloc, asked, bloc.root)).every == []


def test_nothing_is_handed_in_to_a_conference_that_was_cancelled(
    bloc: SmallBloc, asked: dict[str, Any]
) -> None:
    actions.cancel(**asked, reason="dời sang tháng sau")
    for organisation, unit in ((bloc.root, None), (bloc.first_unit, bloc.first_unit)):
        with pytest.raises(Impossible, match="đã hủy"):
            actions.attach(**{**asked, "organisation": organisation}, name="a.txt", data=TEXT, unit=unit)
    with pytest.raises(Impossible, match="đã hủy"):
        actions.receive_paper(
            **{**asked, "organisation": bloc.first_unit}, unit=bloc.first_unit, on=date(2023, 7, 4)
        )
