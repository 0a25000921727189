"""Meetings of the sample's cells: every month of the period in the book, one of them with roll, votes, minutes and score.

Invented, and through the ordinary actions; the thematic meetings that the sample workbooks tell stay what they are.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.periods import Period
from dangvu.members.queries import members_on
from dangvu.organisations.tree import Node, Tree
from dangvu.work.meetings import actions, queries
from dangvu.work.meetings.actions import Call, NewMeeting, NewSheet, NewVote, Planned, Roll, Written
from dangvu.work.meetings.rules import Duty, SittingKind, months_of, read_criteria

_SHEET = """Chuẩn bị: cấp ủy họp trước, có dự thảo, gửi tài liệu trước: 20
Đảng viên dự họp đầy đủ, đúng giờ: 10
Nội dung: đánh giá tháng trước, đề ra việc tháng sau, có phân công: 30
Tự phê bình và phê bình, số ý kiến phát biểu: 20
Chủ trì, kết luận rõ; nghị quyết có biểu quyết: 10
Ghi sổ, biên bản đúng quy định: 10"""
#: One cell of so many missed a month of the period; one of so many has not met this month.
_MISSED, _WAITS = 14, 30
_QUALITY = ("tot", "tot", "tot", "kha", "tot", "kha", "", "trung_binh")


def invent_meetings(*, root: Node, tree: Tree, cell: Node, period: Period) -> int:
    """Invent the period's regular meetings; how many."""
    if clock.today() < period.end:
        return 0
    with act(OPERATOR, "meetings.record", "ví dụ của bản thử"):
        sheet = NewSheet("Hướng dẫn chấm điểm sinh hoạt chi bộ (ví dụ)", period.start, read_criteria(_SHEET))
        actions.keep_sheet(actor=OPERATOR, organisation=root.id, sheet=sheet)
        months = months_of(period.start, period.end)
        told = _regular(tree, months, period.end, skip=(cell.id, months[-1]))
        actions.record_meetings(actor=OPERATOR, organisation=root.id, meetings=told)
        return len(told) + _one_whole(root, tree, cell, months[-1])


def _regular(
    tree: Tree, months: list[date], until: date, skip: tuple[int, date] | None = None
) -> list[NewMeeting]:
    on_roll: dict[date, Counter[int]] = {}  # of each day on which somebody meets

    def members(place: int, on: date) -> int:
        if on not in on_roll:
            on_roll[on] = Counter(members_on(OPERATOR, on).values_list("organisation_id", flat=True))
        return on_roll[on][place]

    cells = [node.id for node in tree if node.is_cell and members(node.id, months[0])]
    found = []
    for number, place in enumerate(cells):
        for at, month in enumerate(months):
            on = month + timedelta(days=2 + number % 9)
            missed = number % _MISSED == 5 and at == number % len(months)
            if missed or on > until or (place, month) == skip:
                continue
            here = members(place, on)
            if not here:
                continue
            found.append(
                NewMeeting(
                    place, "dinh_ky", on, "", max(here - (number + at) % 3, 1), obliged=here,
                    visitors=int((number + at) % 12 == 0), quality=_QUALITY[(number + at) % len(_QUALITY)],
                )
            )  # fmt: skip
    return found


def _one_whole(root: Node, tree: Tree, cell: Node, month: date) -> int:
    """One meeting with everything that may be told of it."""
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": cell.id}
    on = month + timedelta(days=4)
    sitting = actions.call(
        **asked,
        call=Call(
            on, SittingKind.REGULAR, "", time(14), "Phòng họp tầng 2",
            "Đánh giá công tác tháng trước\nNhiệm vụ trọng tâm tháng này\nXét đề nghị kết nạp quần chúng ưu tú",
            "Dự thảo nghị quyết tháng\nBáo cáo công tác tháng trước", on - timedelta(days=2),
        ),
    )  # fmt: skip
    members = queries.members_of(cell.id, on)
    obliged = [one.person for one in members if one.duty is Duty.OBLIGED]
    if not obliged:
        actions.drop_sitting(**asked, sitting=sitting, reason="ví dụ: chi bộ không có đảng viên")
        return 0
    marks = dict(zip(obliged[:2] if len(obliged) > 9 else [], (("co_ly_do", "đi công tác"), ("muon", "")), strict=False))  # fmt: skip
    names = [
        one.name
        for one in queries.roll(**asked, tree=tree, sitting=sitting).own
        if one.person in obliged[2:5]
    ]
    fallback = ["Bí thư chi bộ", "Phó bí thư chi bộ", "Đảng viên phụ trách văn phòng"]
    chair, secretary, speaker = [*names, *fallback][:3]
    roll = Roll(marks, visitors=["Đồng chí ủy viên ban thường vụ được phân công"])
    count = actions.take_roll(**asked, sitting=sitting, roll=roll)
    if count.official_there * 2 > count.base:
        for question, agreed, against in (
            ("Thông qua nghị quyết tháng", count.official_there, 0),
            (
                "Đề nghị kết nạp quần chúng ưu tú",
                max(count.official_there - 1, 1),
                min(1, count.official_there - 1),
            ),
        ):
            threshold = "hai_phan_ba" if "kết nạp" in question else "qua_nua"
            actions.record_vote(
                **asked, sitting=sitting, vote=NewVote(question, agreed, against, threshold=threshold)
            )
    actions.write_minutes(
        **asked, sitting=sitting,
        written=Written(
            time(14), time(15, 45), chair, secretary,
            "Bí thư chi bộ đánh giá công tác tháng trước: hoàn thành 9 trên 10 việc.\nThông tin thời sự; phổ biến văn bản mới.\nThảo luận nhiệm vụ tháng này.",
            f"{speaker}: đề nghị gửi tài liệu sớm hơn\n{secretary}: xin nhận giúp đỡ quần chúng ưu tú",
            "Thống nhất ba việc trọng tâm; phân công người chịu trách nhiệm, hạn trong tháng.",
            "Hoàn thành hồ sơ kết nạp trong tháng.\nMỗi đảng viên nêu một việc làm theo gương Bác.",
        ),
    )  # fmt: skip
    actions.score(**asked, sitting=sitting, points=[18, 9, 28, 17, 10, 10])
    actions.score(actor=OPERATOR, organisation=root.id, sitting=sitting, points=[17, 9, 27, 16, 10, 9],
                  note="Nội dung rõ; cần thêm ý kiến phát biểu.")  # fmt: skip
    return 1


def invent_meetings_waiting(*, root: Node, tree: Tree, cell: Node, period: Period) -> None:
    """This year's plan of one cell, and the last months of all: a few have not met this month."""
    today = clock.today()
    if today < period.end + timedelta(days=60) or not tree.children(root.id):
        return
    with act(OPERATOR, "meetings.plan_year", "ví dụ của bản thử"):
        planned = [Planned(date(today.year, month, 1)) for month in range(1, 13)]
        planned += [
            Planned(date(today.year, month, 1), SittingKind.THEMATIC, theme, "Bí thư chi bộ")
            for month, theme in ((2, "Trách nhiệm nêu gương của đảng viên"), (5, "Học tập và làm theo Bác về thực hành tiết kiệm"),
                                 (8, "Chuyển đổi số trong công việc hằng ngày"), (11, "Xây dựng chi bộ bốn tốt"))
        ]  # fmt: skip
        actions.plan_year(actor=OPERATOR, organisation=cell.id, year=today.year, planned=planned)
        first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        told = _regular(tree, [first, today.replace(day=1)], today)
        waits = {node.id for number, node in enumerate(n for n in tree if n.is_cell) if number % _WAITS == 0}
        told = [
            one for one in told if one.on < today.replace(day=1) or one.organisation not in waits | {cell.id}
        ]
        actions.record_meetings(actor=OPERATOR, organisation=root.id, meetings=told)
