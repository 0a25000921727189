"""Documents of the sample: a resolution studied down the tree in the sample's period, and what waits today.

Invented, and through the ordinary actions; the figures that the sample workbooks tell stay what they are.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.periods import Period
from dangvu.members.queries import members_on
from dangvu.organisations.tree import Node, Tree
from dangvu.work.documents import actions
from dangvu.work.documents.actions import NewDocument, NewIncoming, NewSession
from dangvu.work.documents.rules import Body, Mode, SessionKind

#: One unit of so many has not passed the resolution on by the end of the period; it studies afterwards.
_LATE = 12


def invent_documents(*, root: Node, tree: Tree, committee: Node, period: Period) -> int:
    """Invent the registers, the dissemination and the sessions; how many sessions were held in the period."""
    first = period.start
    if clock.today() < period.end or not tree.children(root.id):
        return 0
    with act(OPERATOR, "documents.record_sessions", "ví dụ của bản thử"):
        held = _resolution(root, tree, first)
        _issued(root, committee, first)
    return held


def _resolution(root: Node, tree: Tree, first: date) -> int:
    """A resolution from above: received, sent to every unit, passed on to the cells, studied at sessions."""
    came, sent = first + timedelta(days=36), first + timedelta(days=40)
    (document,) = actions.receive_from_outside(
        actor=OPERATOR, organisation=root.id,
        documents=[NewIncoming("15-NQ/TU", came - timedelta(days=4), "Tỉnh ủy", "Nghị quyết về chuyển đổi số trong các cơ quan đảng (ví dụ)",
                               came, "nghi_quyet", in_charge="Văn phòng Đảng ủy")],
    )  # fmt: skip
    units = tree.children(root.id)
    actions.send(
        actor=OPERATOR,
        organisation=root.id,
        document=document,
        to=units,
        on=sent,
        study_by=first + timedelta(days=104),
    )
    actions.read(actor=OPERATOR, organisation=root.id, document=document, on=came)
    actions.plan(actor=OPERATOR, organisation=root.id, document=document, symbol="21-KH/ĐUK", on=sent)
    members = _members(first)
    sessions = [
        _session(root.id, sent, "Hội nghị cán bộ chủ chốt quán triệt Nghị quyết 15-NQ/TU", 150, 146, ())
    ]
    for number, unit in enumerate(units):
        # Every so many-th unit is late: it studies after the period.
        on = sent + timedelta(days=12 + number % 40)
        studied = first + timedelta(days=195 + number % 20) if number % _LATE == 5 else on
        actions.receive(
            actor=OPERATOR, organisation=unit, documents=[document], on=sent + timedelta(days=number % 5)
        )
        actions.read(
            actor=OPERATOR, organisation=unit, document=document, on=sent + timedelta(days=2 + number % 6)
        )
        cells = [one for one in tree.descendants(unit) if tree[one].is_cell]
        below = tree.children(unit)
        if below:
            passed = sent + timedelta(days=8) if studied == on else studied - timedelta(days=9)
            actions.send(actor=OPERATOR, organisation=unit, document=document, to=below, on=passed)
            for one in cells:
                if tree[one].parent == unit:
                    actions.receive(
                        actor=OPERATOR, organisation=one, documents=[document], on=passed + timedelta(days=1)
                    )
        obliged = sum(members.get(one, 0) for one in (unit, *cells) if one in members) or 5
        sessions.append(_session(unit, studied, "Học tập, quán triệt Nghị quyết 15-NQ/TU", obliged, obliged - number % 3,
                                 (document,), tuple(one for one in cells if one != unit), number % 4))  # fmt: skip
    for number, unit in enumerate(units[:6]):
        sessions.append(
            NewSession(
                unit,
                first + timedelta(days=130 + number),
                "Thông tin thời sự quý II",
                SessionKind.NEWS,
                present=40 + number,
            )
        )
    actions.record_sessions(actor=OPERATOR, organisation=root.id, sessions=sessions)
    return len(sessions)


def _session(
    unit: int, on: date, title: str, obliged: int, present: int, documents: tuple[int, ...], cells: tuple[int, ...] = (),
    others: int = 0,
) -> NewSession:  # fmt: skip
    return NewSession(unit, on, title, SessionKind.STUDY, Mode.TOGETHER, obliged, max(present, 0), others or None,
                      documents=documents, cells=cells)  # fmt: skip


def _members(on: date) -> dict[int, int]:
    """{organisation: its members} on a day."""
    found: dict[int, int] = {}
    for place in members_on(OPERATOR, on).values_list("organisation_id", flat=True):
        found[place] = found.get(place, 0) + 1
    return found


def _issued(root: Node, committee: Node, first: date) -> None:
    """A few papers of the half-year in the outgoing registers; one number withdrawn."""
    told = (
        (10, "chuong_trinh", "Chương trình công tác năm"), (33, "ke_hoach", "Kế hoạch học tập, quán triệt nghị quyết"),
        (60, "huong_dan", "Hướng dẫn sinh hoạt chuyên đề"), (88, "bao_cao", "Báo cáo công tác quý I"),
        (100, "ke_hoach", "Kế hoạch kiểm tra, giám sát"), (120, "thong_bao", "Thông báo kết luận hội nghị giao ban"),
        (150, "ke_hoach", "Kế hoạch sơ kết công tác 6 tháng"),
    )  # fmt: skip
    for node in (root, committee):
        body = Body.CELL if node.is_cell else Body.COMMITTEE
        papers = [
            NewDocument(
                kind,
                first + timedelta(days=after),
                f"{title} (ví dụ)",
                body,
                recipients="Các tổ chức đảng trực thuộc",
                copies=20,
            )
            for after, kind, title in told
            if kind != "huong_dan" or body is Body.STANDING
        ]
        made = actions.issue(actor=OPERATOR, organisation=node.id, documents=papers)
        actions.withdraw_numbers(
            actor=OPERATOR, organisation=node.id, documents=[made[-1].id], reason="in lại, ký lại"
        )


def invent_waiting(*, root: Node, tree: Tree, committee: Node, cell: Node, period: Period) -> None:
    """What lies on the desks this week: a letter that waits to be received, a plan that some have not studied in time."""
    today = clock.today()
    if today < period.end + timedelta(days=60) or not tree.children(root.id):
        return
    with act(OPERATOR, "documents.send", "ví dụ của bản thử"):
        _waiting(root, tree, committee, cell, today)


def _waiting(root: Node, tree: Tree, committee: Node, cell: Node, today: date) -> None:
    (plan, letter) = actions.issue(
        actor=OPERATOR, organisation=root.id,
        documents=[NewDocument("ke_hoach", today - timedelta(days=30), "Kế hoạch học tập chuyên đề quý này (ví dụ)"),
                   NewDocument("cong_van", today - timedelta(days=1), "Công văn về chuẩn bị tổng kết năm (ví dụ)")],
    )  # fmt: skip
    units = list(dict.fromkeys([committee.id, *tree.children(root.id)[:6]]))
    units = [unit for unit in units if unit != root.id]
    study: dict[str, Any] = {"document": plan.id, "actor": OPERATOR}
    actions.send(
        organisation=root.id,
        to=units,
        on=today - timedelta(days=29),
        study_by=today - timedelta(days=3),
        **study,
    )
    for unit in units[:-1]:
        actions.receive(actor=OPERATOR, organisation=unit, documents=[plan.id], on=today - timedelta(days=27))
        for one in tree.descendants(unit):
            if tree[one].is_cell and one != cell.id:
                actions.mark_studied(organisation=one, on=today - timedelta(days=10), **study)
    below = tree.children(committee.id)
    if below and committee.id in units[:-1]:
        actions.send(organisation=committee.id, to=below, on=today - timedelta(days=26), **study)
    actions.send(
        actor=OPERATOR, organisation=root.id, document=letter.id, to=units, on=today - timedelta(days=1)
    )
