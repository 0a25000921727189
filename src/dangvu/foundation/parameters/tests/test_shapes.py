"""A new value of a regulation is of the shape of the old one, or is refused with an example."""

from __future__ import annotations

import pytest

from dangvu.foundation.parameters.actions import read_seeds
from dangvu.foundation.parameters.shapes import Misshapen, shape_of

#: Words that the program itself must know; a new one comes with a new version.
_OWN_WORDS = {
    "documents.types_upper_committee", "documents.types_upper_standing", "documents.types_grassroots_committee",
    "documents.types_grassroots_standing", "documents.types_cell", "mass.kinds", "ranking.excellent_cap_base",
    "ranking.excellent_share_base",
}  # fmt: skip


@pytest.mark.parametrize(
    ("known", "typed", "read"),
    [(30, "20", 20), (30, "1.234", 1234), ("2/3", "3 / 4", "3/4"), ("0.5", "0,7", "0.7"), ("1", "0,8", "0.8"),
     ("294-QĐ/TW", "500-QĐ/TW", "500-QĐ/TW"), ("30, 40, 45", "30; 35, 40", "30, 35, 40"),
     ("03/02, 19/05", "3/2, 2/9", "03/02, 02/09")],
)  # fmt: skip
def test_a_value_is_read_as_people_write_it(known: object, typed: str, read: object) -> None:
    shape = shape_of([known])
    assert shape is not None and shape.read(typed) == read


@pytest.mark.parametrize(
    ("known", "typed"),
    [(30, "12.5"), (30, "-1"), (30, "²"), (30, ""), ("2/3", "3/2"), ("2/3", "1/0"), ("2/3", "0/3"), ("0.5", "nửa"),
     ("294-QĐ/TW", "Quy định mới"), ("30, 40", "30, x"), ("30, 40", " , "), ("03/02, 19/05", "31/02"), ("03/02", "02")],
)  # fmt: skip
def test_another_shape_is_refused(known: object, typed: str) -> None:
    shape = shape_of([known])
    assert shape is not None
    with pytest.raises(Misshapen):
        shape.read(typed)


def test_every_seeded_number_share_day_and_document_can_be_entered_and_reads_as_itself() -> None:
    seeded: dict[str, list[object]] = {}
    for row in read_seeds():
        seeded.setdefault(row["code"], []).append(row["value"])
    shapes = {code: shape_of(values) for code, values in seeded.items()}
    assert {code for code, shape in shapes.items() if shape is None} == _OWN_WORDS
    for code, shape in shapes.items():
        if shape is not None:
            assert f"{shape.read(shape.example)}" == f"{seeded[code][0]}", code
