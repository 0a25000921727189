"""Examples and mass work of the sample's period. Invented, and through the ordinary actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.periods import Period
from dangvu.members.queries import members_on
from dangvu.organisations.tree import Node, Tree
from dangvu.work.exemplars.actions import NewExemplar, tell
from dangvu.work.exemplars.rules import ExemplarKind, Level
from dangvu.work.mass import actions as mass
from dangvu.work.mass.rules import ActivityKind, Post

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


#: Units of the first so many keep lists with names; the others report numbers.
_NAMED = 6
_COUNTED = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")


def invent_mass(*, root: Node, tree: Tree, period: Period) -> int:
    """Invent units of mass organisations, lists, reported numbers and what was held; how many units."""
    units = tree.children(root.id)
    if clock.today() < period.end or not units:
        return 0
    with act(OPERATOR, "mass.found_units", "ví dụ của bản thử"):
        made = sum(_named(tree, unit, number, period) for number, unit in enumerate(units[:_NAMED]))
        mass.report(
            actor=OPERATOR, organisation=root.id,
            counts=[_reported(unit, number, period.end) for number, unit in enumerate(units[4:])],
        )  # fmt: skip
        mass.hold(actor=OPERATOR, organisation=root.id, activities=_held(units, period))
    return made


def _named(tree: Tree, unit: int, number: int, period: Period) -> int:
    """Three units with people of whom some are in two or in all three."""
    name = tree[unit].name.removeprefix("Đảng bộ ").removeprefix("Chi bộ ")
    kinds = (("cong_doan", f"Công đoàn cơ sở {name}"), ("doan_thanh_nien", f"Chi đoàn {name}"),
             ("hoi_phu_nu", f"Ban nữ công {name}"))  # fmt: skip
    asked = {"actor": OPERATOR, "organisation": unit}
    new = [mass.NewUnit(unit, kind, title, date(2015, 3, 26)) for kind, title in kinds]
    made = mass.found_units(**asked, units=new)  # type: ignore[arg-type]
    people = [
        (f"Lê Thị {word}" if n % 2 else f"Lê Văn {word}", 1980 + number + 2 * n)
        for n, word in enumerate(_COUNTED)
    ]
    chosen = (people, people[4:], people[1::2])
    for place, said in zip(made, chosen, strict=True):
        posts = [Post.HEAD, Post.DEPUTY, *[Post.NONE] * len(said)]
        members = [mass.NewMember(who, date(year + 26, 3, 26), year, post=post)
                   for (who, year), post in zip(said, posts, strict=False)
                   if year + 26 <= period.end.year]  # fmt: skip
        mass.enrol(**asked, unit=place, members=members)  # type: ignore[arg-type]
    return len(made)


def _reported(unit: int, number: int, on: date) -> mass.NewCounts:
    """Numbers of one unit: more memberships than people."""
    union, youth, women = 30 + number % 25, 8 + number % 9, 12 + number % 11
    kinds = (mass.KindCount("cong_doan", union, union + number % 3, number % 4),
             mass.KindCount("doan_thanh_nien", youth, youth + 2, number % 3),
             mass.KindCount("hoi_phu_nu", women, women, 0))  # fmt: skip
    return mass.NewCounts(unit, on, kinds, union + 2)


def _held(units: Sequence[int], period: Period) -> list[mass.NewActivity]:
    """Dialogues in some units, a conference of officials in most."""
    first = period.start
    talks = [mass.NewActivity(unit, ActivityKind.DIALOGUE, first + timedelta(days=82 + n),
                              "Đối thoại giữa lãnh đạo với đoàn viên, thanh niên", 40 + n)
             for n, unit in enumerate(units[::8])]  # fmt: skip
    democracy = [mass.NewActivity(unit, ActivityKind.DEMOCRACY, first + timedelta(days=15 + n % 60),
                                  "Hội nghị cán bộ, công chức, viên chức, người lao động năm", 30 + n % 40)
                 for n, unit in enumerate(units) if n % 9 != 4]  # fmt: skip
    return [*talks, *democracy]
