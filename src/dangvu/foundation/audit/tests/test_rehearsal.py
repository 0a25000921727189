"""A rehearsal does the real thing and leaves nothing behind."""

from __future__ import annotations

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act, inside_an_act, record
from dangvu.foundation.audit.models import Act, Entry
from dangvu.foundation.audit.rehearsal import rehearse

pytestmark = pytest.mark.django_db


def do() -> int:
    with act(OPERATOR, "thử") as opened:
        record(opened, "thử", count=1)
    return int(Act.objects.latest("number").number)


def test_it_returns_what_was_done_and_the_database_is_as_before() -> None:
    first = do()
    assert rehearse(do) == first + 1
    assert (Act.objects.count(), Entry.objects.count()) == (1, 1)
    assert do() == first + 1, "the number is free again"


def test_a_refusal_passes_through_and_nothing_stays() -> None:
    def refuse() -> None:
        do()
        raise ValueError("không được")

    with pytest.raises(ValueError, match="không được"):
        rehearse(refuse)
    assert not Act.objects.exists()
    assert not inside_an_act()


def test_it_is_not_part_of_an_act() -> None:
    with pytest.raises(RuntimeError), act(OPERATOR, "thử"):
        rehearse(do)
    assert not Act.objects.exists()
