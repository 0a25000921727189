"""What a committee's year holds beside the workbooks: classes for new members and for committees, further targets.

Invented, and through the ordinary actions; the figures that the sample workbooks tell stay what they are.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.periods import Period
from dangvu.members.queries import members_on
from dangvu.organisations.tree import Node, Tree
from dangvu.work.resolutions import actions as resolutions
from dangvu.work.resolutions.rules.targets import TargetKind
from dangvu.work.training.actions import NewLearner, enrol_people, enter_class
from dangvu.work.training.models import ClassKind

#: A class for new members seats so many.
_SEATS = 60
_GRADES = ("kha", "gioi", "kha", "trung_binh", "xuat_sac")


def invent_year(*, root: Node, tree: Tree, period: Period) -> int:
    """Invent the classes and the targets of the period's year; how many learners."""
    if clock.today() < period.end:
        return 0
    with act(OPERATOR, "training.enrol_people", "ví dụ của bản thử"):
        learners = _classes(root, tree, period)
        _targets(root, period)
    return learners


def _classes(root: Node, tree: Tree, period: Period) -> int:
    """New members are those on probation when the period begins; of committees one from each unit."""
    stays = members_on(OPERATOR, period.start).filter(organisation_id__in=tree.descendants(root.id))
    there = list(stays.order_by("person_id").values_list("person_id", "organisation_id", "status"))
    new = [(person, at) for person, at, status in there if status == "du_bi"][:_SEATS]
    head: dict[int, tuple[int, int]] = {}
    for person, at, status in there:
        if status == "chinh_thuc" and (unit := tree.unit_of(at)) is not None:
            head.setdefault(unit, (person, at))
    held = (
        (ClassKind.NEW_MEMBERS, "Lớp bồi dưỡng đảng viên mới khóa I", date(period.start.year, 4, 21), new),
        (ClassKind.COMMITTEE, "Lớp bồi dưỡng nghiệp vụ cho bí thư, cấp ủy viên", date(period.start.year, 3, 17),
         list(head.values())),
    )  # fmt: skip
    return sum(_class(root, *one) for one in held)


def _class(root: Node, kind: str, title: str, closed: date, people: list[tuple[int, int]]) -> int:
    if not people:
        return 0
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": root.id}
    opened = closed - timedelta(days=4)
    made = enter_class(**asked, kind=kind, title=title, closed_on=closed, opened_on=opened)
    learners = [
        NewLearner(person, at, _GRADES[n % len(_GRADES)] if kind == ClassKind.NEW_MEMBERS else "dat")
        for n, (person, at) in enumerate(people)
    ]
    return enrol_people(**asked, training_class=made, learners=learners)


def _targets(root: Node, period: Period) -> None:
    """Targets of the year's resolution that other figures judge: some reached, one exceeded, one not."""
    year = period.end.year
    wanted = (
        ("Tổ chức cơ sở đảng sơ kết giữa nhiệm kỳ", TargetKind.ORGANISATION_SHARE, "midterm_reviews_share", 100),
        ("Quần chúng học lớp bồi dưỡng nhận thức về Đảng", TargetKind.COUNT, "awareness_learners", 120),
        ("Chi bộ quý nào cũng sinh hoạt chuyên đề", TargetKind.ORGANISATION_SHARE, "cells_thematic_every_quarter_share", 100),
    )  # fmt: skip
    resolutions.set_targets(
        actor=OPERATOR, organisation=root.id,
        targets=[resolutions.NewTarget(f"{title} năm {year}", year, kind, name, Decimal(value))
                 for title, kind, name, value in wanted],
    )  # fmt: skip
