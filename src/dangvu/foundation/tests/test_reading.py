"""What a page asks several times is asked once; what is counted is kept until the next act; writing forgets both."""

from __future__ import annotations

from itertools import count

import pytest
from django.db.models import Count

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.audit.models import Act
from dangvu.foundation.audit.queries import counted
from dangvu.foundation.audit.rehearsal import rehearse
from dangvu.foundation.reading import is_reading, once, one_computation, one_reading, until_next_act, writing


def test_a_page_asks_once() -> None:
    numbers = count()
    with one_reading():
        assert [once("a", lambda: next(numbers)) for _ in range(3)] == [0, 0, 0]
        assert once("b", lambda: next(numbers)) == 1


def test_the_next_page_asks_anew_and_outside_a_page_nothing_is_remembered() -> None:
    numbers = count()
    for expected in (0, 1):
        with one_reading():
            assert once("a", lambda: next(numbers)) == expected
    assert [once("a", lambda: next(numbers)) for _ in range(2)] == [2, 3]


def test_what_is_written_is_read_anew_inside_and_afterwards() -> None:
    numbers = count()
    with one_reading():
        assert once("a", lambda: next(numbers)) == 0
        with writing():
            assert [once("a", lambda: next(numbers)) for _ in range(2)] == [1, 2]
        assert once("a", lambda: next(numbers)) == 3


def test_a_computation_asks_once_in_a_command_and_in_an_act_and_shares_a_page_s_memory() -> None:
    numbers = count()

    @one_computation()
    def computed() -> list[int]:
        assert not is_reading()
        return [once("a", lambda: next(numbers)) for _ in range(2)]

    assert [computed(), computed()] == [[0, 0], [1, 1]]
    with one_reading():
        with writing():
            assert computed() == [2, 2]
        assert once("a", lambda: next(numbers)) == 3
        with one_computation():
            assert once("a", lambda: next(numbers)) == 3


@pytest.mark.django_db
def test_an_act_and_its_rehearsal_are_writing() -> None:
    numbers = count()

    def ask() -> int:
        return once("a", lambda: next(numbers))

    with one_reading():
        ask()
        with act(OPERATOR, "test"):
            assert ask() == 1
        assert ask() == 2
        assert rehearse(ask) == 3
        assert ask() == 4


@pytest.mark.django_db(transaction=True)
def test_a_count_is_kept_from_page_to_page_until_the_next_act(django_assert_num_queries: object) -> None:
    acts = Act.objects.values_list("kind").annotate(count=Count("pk")).order_by("kind")

    def page() -> list[tuple[str, int]]:
        with one_reading():
            return counted(acts)

    with act(OPERATOR, "test"):
        pass
    assert page() == [("test", 1)]
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert page() == [("test", 1)]  # only the number of the last act is asked
    with act(OPERATOR, "test"):
        pass
    assert page() == [("test", 2)]


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_kept_from_page_to_page() -> None:
    numbers = count()
    for expected in (0, 1):
        with one_reading():
            assert until_next_act(1, "a", lambda: next(numbers)) == expected
