"""A new value of a regulation is of the shape of the old one, or is refused with an example."""

from __future__ import annotations

import pytest

from dangvu.foundation.parameters.actions import read_seeds, shape_for
from dangvu.foundation.parameters.shapes import Misshapen, shape_of


@pytest.mark.parametrize(
    ("known", "typed", "read"),
    [(30, "20", 20), (30, "1.234", 1234), ("2/3", "3 / 4", "3/4"), ("0.5", "0,7", "0.7"), ("1", "0,8", "0.8"),
     ("294-QĐ/TW", "500-QĐ/TW", "500-QĐ/TW"), ("30, 40, 45", "30; 35, 40", "30, 35, 40"),
     ("03/02, 19/05", "3/2, 2/9", "03/02, 02/09"), ("30: 1,5; 40: 2", "45:2.5\n30: 1,5;", "30: 1,5; 45: 2,5"),
     ("30: 1,5; 40: 2", "30: 1234,5678", "30: 1234,5678")],
)  # fmt: skip
def test_a_value_is_read_as_people_write_it(known: object, typed: str, read: object) -> None:
    shape = shape_of([known])
    assert shape is not None and shape.read(typed) == read


@pytest.mark.parametrize(
    ("known", "typed"),
    [(30, "12.5"), (30, "-1"), (30, "²"), (30, ""), ("2/3", "3/2"), ("2/3", "1/0"), ("2/3", "0/3"), ("0.5", "nửa"),
     ("294-QĐ/TW", "Quy định mới"), ("30, 40", "30, x"), ("30, 40", " , "), ("03/02, 19/05", "31/02"), ("03/02", "02"),
     ("30: 1,5; 40: 2", "30: 1,5; 30: 2"), ("30: 1,5; 40: 2", "30; 40"), ("30: 1,5; 40: 2", ";")],
)  # fmt: skip
def test_another_shape_is_refused(known: object, typed: str) -> None:
    shape = shape_of([known])
    assert shape is not None
    with pytest.raises(Misshapen):
        shape.read(typed)


def test_every_seeded_parameter_can_be_entered_and_reads_as_itself() -> None:
    seeded: dict[str, list[object]] = {}
    for row in read_seeds():
        seeded.setdefault(row["code"], []).append(row["value"])
    for code, values in seeded.items():
        shape = shape_for(code, values)
        assert shape is not None, code
        assert f"{shape.read(shape.example)}" == f"{values[0]}", code
        for value in values:
            assert f"{shape.read(str(value))}" == f"{value}", code


def test_words_that_the_program_knows_are_chosen_and_no_others() -> None:
    cell = shape_for("documents.types_cell", ["nghị quyết, báo cáo"])
    assert cell is not None and cell.several and ("quy chế", "quy chế") in cell.choices
    assert cell.read("Nghị quyết\nquy chế, nghị quyết") == "nghị quyết, quy chế"
    with pytest.raises(Misshapen, match="“sắc lệnh” không có trong danh sách"):
        cell.read("nghị quyết, sắc lệnh")
    base = shape_for("ranking.excellent_cap_base", ["htt"])
    assert base is not None and not base.several
    assert base.read("số được đánh giá") == base.read("danh_gia") == "danh_gia"
    with pytest.raises(Misshapen):
        base.read("htt, danh_gia")


def test_a_list_of_names_is_told_one_on_a_line() -> None:
    kinds = shape_for("mass.kinds", ["Công đoàn"])
    assert kinds is not None and kinds.several and not kinds.choices
    assert kinds.read("Công đoàn\n  hội   Chữ thập đỏ\ncông đoàn\n") == "Công đoàn, Hội Chữ thập đỏ"
    for wrong in ("", "\n , ", "123", "A" * 61):
        with pytest.raises(Misshapen):
            kinds.read(wrong)
