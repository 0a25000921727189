import pytest

from dangvu.foundation.bulk import Reserved

pytestmark = pytest.mark.engine_free


class Sequence:
    """A sequence that others use as well."""

    def __init__(self) -> None:
        self.next = 1
        self.asked = 0

    def __call__(self, count: int) -> int:
        self.asked += 1
        first, self.next = self.next, self.next + count
        return first


def test_ids_in_store_are_each_given_once_and_asked_for_by_the_block() -> None:
    store, sequence = Reserved(), Sequence()
    given = [
        first + n for count in [300] * 10 + [2500, 1] for first in [store.take("t", count, sequence)] for n in range(count)
    ]  # fmt: skip
    assert len(set(given)) == len(given) == 5501
    assert given == sorted(given)
    assert sequence.asked <= 7


def test_every_table_has_a_store_of_its_own() -> None:
    store, one, other = Reserved(), Sequence(), Sequence()
    assert [store.take("one", 2, one), store.take("other", 2, other), store.take("one", 1, one)] == [1, 1, 3]


def test_rows_written_after_somebody_elses_have_higher_ids() -> None:
    store, sequence = Reserved(), Sequence()
    store.take("t", 1, sequence)
    theirs = sequence(1)
    store.forget()
    assert store.take("t", 1, sequence) > theirs
