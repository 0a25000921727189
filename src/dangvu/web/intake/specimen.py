"""One upload, one load and one open finding in the small bloc of the tests: the access matrix needs their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dangvu.foundation.actor import OPERATOR
from dangvu.intake.queries import findings
from dangvu.intake.upload import actions, queries
from dangvu.intake.upload.reading import Incoming

_TABLE = """{unit}
DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP
6 tháng đầu năm 2023

TT;Họ và tên;Ngày sinh;Giới tính;Chi bộ;Ngày kết nạp
1;Phí Văn Ất {mark};05/03/1998;Nam;{cell};17/05/2023
2;Doãn Thị Ửng {mark};06/04/1999;Nữ;{cell};31/02/2023
"""


@dataclass(frozen=True)
class Specimen:
    """The numbers that addresses need."""

    upload: int
    file: int
    row: int
    batch: int
    finding: int


def specimen(bloc: Any) -> Specimen:
    """Made once for each bloc."""
    found: Specimen | None = bloc.__dict__.get("_intake")
    if found is None:
        found = bloc.__dict__["_intake"] = _make(bloc)
    return found


def _hand_in(bloc: Any, mark: str) -> int:
    unit, cell = bloc.node(bloc.first_unit).name, bloc.node(bloc.second_cell).name
    data = _TABLE.format(unit=unit, cell=cell, mark=mark).encode()
    upload = actions.receive(
        actor=OPERATOR, organisation=bloc.first_unit, files=[Incoming(f"Ket nap {mark}.csv", data)]
    ).upload
    actions.examine(actor=OPERATOR, upload=upload)
    return upload


def _make(bloc: Any) -> Specimen:
    batch = actions.write(actor=OPERATOR, upload=_hand_in(bloc, "Một")).pk
    upload = _hand_in(bloc, "Hai")
    rows = queries.rows(
        actor=OPERATOR, organisation=bloc.first_unit, upload=upload, which=queries.RowFilter("xu-ly")
    )
    finding = next(view.id for view in findings(actor=OPERATOR) if view.kind == "invalid_date" and view.id)
    return Specimen(upload, rows[0].file_id, rows[0].pk, batch, finding)
