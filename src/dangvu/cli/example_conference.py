"""A conference of the sample: held in the first days of its period, with what became of it since; and one to come.

Invented, and through the ordinary actions; the figures that the sample workbooks tell stay what they are.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.parameters.queries import calendar
from dangvu.foundation.periods import Period
from dangvu.members.queries import members_on
from dangvu.organisations.tree import Node, Tree
from dangvu.proceedings import actions as proceedings
from dangvu.proceedings.queries import tasks_of
from dangvu.work.conferences import actions, queries
from dangvu.work.conferences.actions import Item, NewConference, NewDelegate, NewPoint
from dangvu.work.conferences.rules import DelegateKind, PointKind, Presence
from dangvu.work.meetings.actions import answer_opinion
from dangvu.work.resolutions.actions import say_done

#: Members of the committee that are invented as called, besides the secretary of each unit.
_COMMITTEE = 15
_SPEAKERS = ("Bí thư Đảng ủy", "Văn phòng Đảng ủy", "Ủy ban Kiểm tra Đảng ủy", "Chủ tọa điều hành", "Ban Tuyên giáo Đảng ủy",
             "Đại diện Thường trực Tỉnh ủy", "Bí thư Đảng ủy")  # fmt: skip
#: What units said: (words, whether it waits for an answer, days until the answer; None: not answered).
_SAID = (
    ("Đề nghị mở thêm một lớp bồi dưỡng nhận thức về Đảng trong quý II (ví dụ)", True, 40),
    ("Đề nghị hướng dẫn kết nạp sinh viên năm cuối trước khi ra trường (ví dụ)", True, 75),
    ("Đề nghị gửi tài liệu sinh hoạt chuyên đề trước ngày 25 hằng tháng (ví dụ)", True, 21),
    ("Đề nghị bố trí phần mềm quản lý đảng phí dùng chung (ví dụ)", True, None),
    ("Nhất trí với báo cáo và phương hướng nhiệm vụ (ví dụ)", False, None),
)


def invent_conference(*, root: Node, tree: Tree, period: Period) -> int:
    """Invent the conference of the past half-year's review, its opinions and its tasks; how many were present."""
    units = tree.children(root.id)
    if clock.today() < period.end or not units:
        return 0
    on = calendar().add(period.start + timedelta(days=10), 1)
    with act(OPERATOR, "conferences.call", "ví dụ của bản thử"):
        new = NewConference(
            f"Hội nghị tổng kết công tác năm {on.year - 1}, triển khai nhiệm vụ năm {on.year} (ví dụ)", on, "tong_ket",
            time(8), "Hội trường tầng 3", "Bí thư Đảng ủy",
        )  # fmt: skip
        asked = _called(root, new)
        present = _roll(root, tree, on, asked)
        _held(tree, asked)
        _said(units, on, asked)
        _concluded(units, on, period, asked, tree)
    return present


def _called(root: Node, new: NewConference) -> dict[str, Any]:
    conference = actions.call(actor=OPERATOR, organisation=root.id, new=new, usual=True)
    return {"actor": OPERATOR, "organisation": root.id, "conference": conference}


def _roll(root: Node, tree: Tree, on: date, asked: dict[str, Any]) -> int:
    """The committee and the secretary of each unit; most came, a few late, a few not."""
    people: dict[int, list[int]] = {}
    rows = members_on(OPERATOR, on).filter(status="chinh_thuc").order_by("person_id")
    for place, person in rows.values_list("organisation_id", "person_id"):
        people.setdefault(place, []).append(person)
    units = tree.children(root.id)
    called, seated = list[NewDelegate](), set[int]()

    def of(unit: int, skip: int) -> int | None:
        found = [p for one in tree.descendants(unit) for p in people.get(one, ()) if p not in seated][skip:]
        seated.update(found[:1])
        return found[0] if found else None

    for unit in units:
        called.append(NewDelegate("Bí thư", DelegateKind.DELEGATE, unit, of(unit, 0)))
    for unit in units[:_COMMITTEE]:
        person = of(unit, 1)
        called += (
            [NewDelegate("Ủy viên Ban Chấp hành", DelegateKind.COMMITTEE, root.id, person)] if person else []
        )
    called += [
        NewDelegate(post, DelegateKind.GUEST)
        for post in ("Đại diện Thường trực Tỉnh ủy", "Phó Trưởng Ban Tổ chức Tỉnh ủy")
    ]
    actions.invite(**asked, delegates=called)
    actions.make_groups(**asked, count=3)
    actions.ask_for_papers(**asked, units=units[:3], title="Nâng cao chất lượng sinh hoạt chuyên đề", due=on)
    for unit in units[:3]:
        actions.receive_paper(**asked, unit=unit, on=on)
    roll = queries.roll(**asked, tree=tree)
    marks: dict[Presence, list[int]] = {presence: [] for presence in Presence}
    for number, row in enumerate(roll.rows):
        marks[_presence(number)].append(row.id)
    for presence, ids in marks.items():
        note = "đi công tác" if presence is Presence.EXCUSED else ""
        actions.check_in(**asked, delegates=ids, state=presence, note=note)
    return len(marks[Presence.PRESENT]) + len(marks[Presence.LATE])


def _presence(number: int) -> Presence:
    if number % 29 == 7:
        return Presence.ABSENT if number % 2 else Presence.EXCUSED
    if number % 17 == 4:
        return Presence.EXCUSED
    return Presence.LATE if number % 23 == 11 else Presence.PRESENT


def _held(tree: Tree, asked: dict[str, Any]) -> None:
    view = queries.conference(**asked, tree=tree)
    items = [
        Item(item.title, item.kind, item.minutes, speaker, item.number)
        for item, speaker in zip(view.items, _SPEAKERS, strict=True)
    ]
    actions.set_programme(**asked, items=items)
    actions.begin_item(**asked, number=items[0].number)
    actions.begin_item(**asked, number=None)


def _said(units: list[int], on: date, asked: dict[str, Any]) -> None:
    for number, (words, waits, days) in enumerate(_SAID):
        body = "Ban Tổ chức Đảng ủy (ví dụ)" if waits else ""
        unit = units[number * 7 % len(units)]
        opinion = proceedings.hear(**asked, unit=unit, text=words, is_proposal=waits, body=body)
        if days is not None:
            answer_opinion(
                actor=OPERATOR, organisation=asked["organisation"], opinion=opinion, on=on + timedelta(days=days),
                text="Đã đưa vào kế hoạch, thực hiện trong quý II (ví dụ).",
            )  # fmt: skip


def _concluded(units: list[int], on: date, period: Period, asked: dict[str, Any], tree: Tree) -> None:
    """Four points of the notice; of each unit's task most are done in time, some late, some still open."""
    points = [
        NewPoint("Rà soát nguồn kết nạp đảng viên, lập danh sách quần chúng ưu tú (ví dụ)", tuple(units),
                 on + timedelta(days=60), "Danh sách nguồn"),
        NewPoint("Xây dựng kế hoạch sinh hoạt chuyên đề cả năm (ví dụ)", tuple(units[:20]), on + timedelta(days=30), "Kế hoạch"),
        NewPoint("Tổ chức hội nghị đối thoại với đoàn viên, hội viên (ví dụ)", tuple(units[-7:]), on + timedelta(days=150), "Biên bản đối thoại"),
        NewPoint("Báo cáo kết quả chuyển đổi số trong công tác đảng (ví dụ)", tuple(units[:10]), on + timedelta(days=120), "Báo cáo",
                 PointKind.DIRECTION),
    ]  # fmt: skip
    actions.write_points(**asked, points=points)
    proceedings.issue_notice(**asked, on=on + timedelta(days=3), signer="")
    given = tasks_of(**asked)
    for number, point in enumerate(points, start=1):
        for place, unit in enumerate(point.owners):
            if place % 13 == 6 + number % 3:
                continue  # still open
            assert point.due is not None
            late = timedelta(days=9) if place % 11 == 5 else -timedelta(days=place % 12)
            done_on = min(point.due + late, period.end)
            say_done(
                actor=OPERATOR,
                organisation=unit,
                task=given[number].id,
                done_on=done_on,
                paper="Báo cáo của cấp ủy (ví dụ)",
            )


def invent_coming(*, root: Node, tree: Tree, committee: Node, period: Period) -> None:
    """A review conference some days ahead: called, with papers asked for; one speaker waits already."""
    today = clock.today()
    units = tree.children(root.id)
    if today < period.end + timedelta(days=60) or not units:
        return
    on = calendar().add(today, 6)
    with act(OPERATOR, "conferences.call", "ví dụ của bản thử"):
        new = NewConference(
            "Hội nghị sơ kết công tác quý (ví dụ)",
            on,
            "so_ket",
            time(8),
            "Hội trường tầng 3",
            "Bí thư Đảng ủy",
        )
        asked = _called(root, new)
        called = list(dict.fromkeys([committee.id, *units[:30]]))
        called = [unit for unit in called if unit != root.id]
        proceedings.call_delegates(
            **asked, units=called, posts=["bi_thu", "pho_bi_thu"], guests=["Đại diện Thường trực Tỉnh ủy"]
        )
        actions.ask_for_papers(
            **asked, units=called[:4], title="Kinh nghiệm phát triển đảng viên", due=today + timedelta(days=3)
        )
        first = queries.roll(**asked, tree=tree).convened[:2]
        actions.ask_for_floor(**asked, delegates=[row.id for row in first])
