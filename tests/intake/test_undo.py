"""A whole load is taken back by a new act: figures and open rows are as before, and nothing is deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.vietnamese import fold
from dangvu.indicators.catalogue import CATALOGUE
from dangvu.indicators.engine import Run
from dangvu.intake.queries import findings
from dangvu.intake.undo import undo
from dangvu.intake.upload.models import Batch
from dangvu.members.models import SearchEntry
from dangvu.organisations.queries import tree_on
from tests.cases import generate
from tests.intake.conftest import H1 as DAYS
from tests.intake.support import H1, load

pytestmark = pytest.mark.usefixtures("parameters")
Case = tuple[Path, dict[str, Any]]


def state(known: int | None = None) -> tuple[dict[str, object], list[tuple[object, ...]]]:
    """All figures of all organisations, and all open findings."""
    tree = tree_on(H1.end, known)
    said: dict[str, object] = {}
    for organisation, found in Run(H1, known=known).figures(CATALOGUE, list(tree.nodes)).items():
        said |= {
            f"{tree[organisation].code} {name}": (f.value, f.numerator, f.denominator)
            for name, f in found.items()
        }
    open_ = [(v.kind, v.file, v.sheet, v.row, v.name, v.message) for v in findings(actor=OPERATOR)]
    return said, sorted(open_, key=str)


def files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*.*") if p.is_file() and p.suffix != ".json")


def newest() -> Batch:
    return Batch.objects.order_by("-pk")[0]


def test_after_undo_everything_is_as_before_and_the_time_between_stays_readable(uneven: Case) -> None:
    first, *others = files(uneven[0])
    load(first)
    before = state()
    load(*others)
    loaded, known = state(), last_act()
    assert loaded != before
    undo(actor=OPERATOR, batch=newest().pk, reason="gửi nhầm")
    assert state() == before
    assert state(known)[0] == loaded[0]


def test_after_undo_people_are_found_as_before(uneven: Case) -> None:
    def found() -> list[tuple[object, ...]]:
        return sorted(SearchEntry.objects.values_list("person_id", "text", "organisation_id", "is_member"))

    first, *others = files(uneven[0])
    load(first, *others[:4])
    before = found()
    load(*others[4:])
    undo(actor=OPERATOR, batch=newest().pk, reason="gửi nhầm")
    assert found() == before


def test_what_was_undone_can_be_loaded_again(uneven: Case) -> None:
    first, *others = files(uneven[0])
    load(first)
    load(*others)
    loaded = state()
    undo(actor=OPERATOR, batch=newest().pk, reason="thử lại")
    load(*others)
    assert state() == loaded


@pytest.mark.parametrize("seed", [61, 62, 63])
def test_loads_are_taken_back_one_after_another(seed: int, tmp_path: Path) -> None:
    generate(tmp_path, seed, units=3, members=(3, 5), period=DAYS)
    known = []
    for path in files(tmp_path):
        known.append(state())
        load(path)
    for batch, before in zip(Batch.objects.order_by("-pk"), reversed(known), strict=False):
        undo(actor=OPERATOR, batch=batch.pk, reason="lùi lại")
        assert state() == before


def test_a_load_on_which_another_builds_is_not_undone_and_the_other_is_named(plain: Case) -> None:
    others = files(plain[0])
    first = next(path for path in others if fold(path.name).startswith("to chuc"))
    others.remove(first)
    load(first)
    tree = newest()
    load(*others)
    with pytest.raises(Impossible, match=f"đợt nạp số {newest().pk}"):
        undo(actor=OPERATOR, batch=tree.pk, reason="nhầm")


def test_an_undone_load_is_not_undone_again_and_a_reason_is_asked_for(plain: Case) -> None:
    load(*files(plain[0])[:1])
    with pytest.raises(Impossible, match="lý do"):
        undo(actor=OPERATOR, batch=newest().pk, reason=" ")
    undo(actor=OPERATOR, batch=newest().pk, reason="nhầm")
    with pytest.raises(Impossible, match="đã được hoàn tác"):
        undo(actor=OPERATOR, batch=newest().pk, reason="nhầm")
