"""What a load asks once for all its files still holds when somebody else writes between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.audit.models import Act
from dangvu.foundation.workbooks import Reader, Workbook
from dangvu.intake import actions, reading
from dangvu.intake.people import Numbered
from dangvu.members.actions import Profile, correct_profiles, register
from dangvu.members.models import PersonProfile
from dangvu.organisations.queries import tree_on
from tests.cases.compare import differences
from tests.intake.conftest import H1
from tests.intake.support import load

pytestmark = pytest.mark.usefixtures("parameters")
Case = tuple[Path, dict[str, Any]]


def _someone_numbered(folder: Path) -> tuple[str, str]:
    """The name and personal number of somebody in the last of the files with lists of members."""
    for path in sorted(folder.rglob("*.*"), key=lambda path: path.name, reverse=True):
        with Reader() as reader:
            read = reader.read(path)
        if not isinstance(read, Workbook):
            continue
        for sheet, kind in reading.understood(read).recognised:
            for row in sheet.rows if kind.slug == "roster" else ():
                number = row.cells.get("personal_number")
                if number is not None and isinstance(number.value, str) and number.problem is None:
                    return row.cells["name"].text, number.value
    raise LookupError("no list with numbers")


def test_a_person_registered_between_two_files_is_not_registered_again(
    plain: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, expected = plain
    name, number = _someone_numbered(folder)
    opened, done = actions.act, []

    @contextmanager
    def act(actor: Actor, kind: str, reason: str = "") -> Iterator[Act]:
        with opened(actor, kind, reason) as it:
            yield it
        if kind == "intake.load_file" and not done:
            done.append(kind)
            tree = tree_on(H1[1])
            register(
                actor=OPERATOR,
                organisation=tree.roots[0],
                people=[Profile(name=name, personal_number=number)],
            )

    monkeypatch.setattr(actions, "act", act)
    load(folder)
    assert done
    assert PersonProfile.objects.known().filter(personal_number=number).count() == 1
    assert differences(expected) == []


def test_people_keep_one_identity_through_all_files_of_a_load(plain: Case) -> None:
    folder, _ = plain
    load(folder)
    numbers = list(
        PersonProfile.objects.known().exclude(personal_number="").values_list("personal_number", flat=True)
    )
    assert len(numbers) == len(set(numbers)) > 0


def test_a_number_that_was_corrected_away_no_longer_names_the_person(plain: Case) -> None:
    folder, _ = plain
    load(folder)
    found = PersonProfile.objects.known().exclude(personal_number="").first()
    assert found is not None
    numbered = Numbered()
    old = numbered.having([found.personal_number])[found.person_id]
    new = Profile(name=old.name, unit_id=old.unit_id, personal_number="099999999999")
    correct_profiles(actor=OPERATOR, organisation=tree_on(H1[1]).roots[0], profiles={found.person_id: new})
    numbered.note({found.person_id: new})
    for asked in (numbered, Numbered()):
        assert asked.having([found.personal_number]) == {}
        assert list(asked.having(["99999999999"])) == [found.person_id]
