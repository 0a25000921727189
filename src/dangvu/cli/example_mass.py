"""Examples and mass work of the sample's period. Invented, and through the ordinary actions."""

from __future__ import annotations

from datetime import timedelta

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.periods import Period
from dangvu.members.queries import members_on
from dangvu.organisations.tree import Node, Tree
from dangvu.work.exemplars.actions import NewExemplar, tell
from dangvu.work.exemplars.rules import ExemplarKind, Level

_MODELS = (
    "Ngày thứ Sáu nghe dân", "Mỗi tuần một việc tốt vì dân", "Phòng họp không giấy", "Nụ cười công sở",
    "Góc học tập và làm theo Bác", "Tiếp dân trước giờ, trả kết quả trước hẹn",
)  # fmt: skip
_DEEDS = (
    "Hiến đất mở đường vào trường học",
    "Hai mươi lần hiến máu cứu người",
    "Sáng kiến rút ngắn ba ngày giải quyết hồ sơ",
)
_SKILFUL = (
    "Vận động hộ kinh doanh giữ vỉa hè thông thoáng", "Cán bộ cùng dân làm đường hoa", "Tổ hòa giải ba biết",
    "Tuyến phố không rác",
)  # fmt: skip


def invent_exemplars(*, root: Node, tree: Tree, period: Period) -> int:
    """Invent models, deeds and recognised cells of the period; how many."""
    units = tree.children(root.id)
    if clock.today() < period.end or not units:
        return 0
    told: list[NewExemplar] = []

    def add(kind: str, titles: tuple[str, ...], level: str, first: int, person: bool = False) -> None:
        for number, title in enumerate(titles):
            unit = units[(first + 7 * number) % len(units)]
            on = period.start + timedelta(days=40 + 19 * number)
            someone = _someone(tree, unit, period) if person else None
            decision = f"{40 + number}-QĐ/ĐUK" if level == Level.UPPER else ""
            told.append(NewExemplar(unit, kind, on, title, level, decision, person=someone))

    add(ExemplarKind.MODEL, _MODELS, Level.UPPER, 1)
    add(ExemplarKind.EXAMPLE, _DEEDS, Level.UPPER, 3, person=True)
    add(ExemplarKind.MOBILISATION, _SKILFUL, Level.UPPER, 5)
    cells = [node.id for node in tree if node.is_cell]
    for number, cell in enumerate(cells[::9]):
        kind = ExemplarKind.MODEL_CELL if number % 4 == 3 else ExemplarKind.FOUR_GOODS
        told.append(NewExemplar(cell, kind, period.start + timedelta(days=20), "", Level.GRASSROOTS))
    with act(OPERATOR, "exemplars.tell", "ví dụ của bản thử"):
        tell(actor=OPERATOR, organisation=root.id, exemplars=told)
    return len(told)


def _someone(tree: Tree, unit: int, period: Period) -> int | None:
    """A member of the unit who still is one today."""
    here = members_on(OPERATOR, clock.today()).filter(organisation_id__in=tree.descendants(unit))
    found = here.order_by("person_id").values_list("person_id", flat=True).first()
    return int(found) if found is not None else None
