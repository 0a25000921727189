"""How far documents have come down the tree: per organisation sent, received, read, passed on, studied; who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_DOCUMENTS
from dangvu.foundation.ratio import share
from dangvu.organisations.access import require
from dangvu.organisations.tree import Tree
from dangvu.work.documents.models import (
    ActionPlan,
    Dispatch,
    DocumentState,
    Incoming,
    Reading,
    StudyDuty,
)


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """How far a document came in one organisation. ``passed``: to how many of its own organisations it was sent on."""

    organisation: int
    label: str
    depth: int
    sent_on: date | None
    received_on: date | None
    read_on: date | None
    passed: int
    children: int
    has_duty: bool
    study_by: date | None
    studied_on: date | None
    plan: str
    stuck: str  # of a cell that has not studied: what it waits for

    @property
    def missing(self) -> bool:
        return self.has_duty and self.studied_on is None

    def is_in(self, step: str) -> bool:
        """Whether the row belongs to the list behind the count of a step."""
        return {
            "": True, "da-gui": self.sent_on is not None, "da-nhan": self.received_on is not None,
            "chua-nhan": self.sent_on is not None and self.received_on is None, "da-doc": self.read_on is not None,
            "da-chuyen": bool(self.children) and self.passed > 0,
            "chua-chuyen": bool(self.children) and self.sent_on is not None and not self.passed,
            "da-hoc": self.studied_on is not None, "chua-hoc": self.missing, "ke-hoach": bool(self.plan),
        }.get(step, False)  # fmt: skip


#: (what the address asks for, what it is called).
STEPS = (
    ("da-gui", "Đã gửi"), ("da-nhan", "Đã nhận"), ("chua-nhan", "Chưa nhận"), ("da-doc", "Đã đọc"),
    ("da-chuyen", "Đã chuyển xuống"), ("chua-chuyen", "Chưa chuyển xuống"), ("da-hoc", "Chi bộ đã học"),
    ("chua-hoc", "Chi bộ chưa học"), ("ke-hoach", "Đã có kế hoạch thực hiện"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spread:
    """A document below an organisation: a row for each organisation it has reached or should reach."""

    rows: Sequence[SpreadRow]

    def count(self, step: str) -> int:
        return sum(row.is_in(step) for row in self.rows)

    def within(self, step: str) -> list[SpreadRow]:
        """The rows behind a count: as many."""
        return [row for row in self.rows if row.is_in(step)]

    @property
    def share(self) -> float | None:
        """Of the cells that have to study, how many of a hundred have; None where none has to."""
        duties = sum(row.has_duty for row in self.rows)
        return share(self.count("da-hoc"), duties, 0)


def spread(*, actor: Actor, organisation: int, tree: Tree, document: int) -> Spread:
    """How far the document has come in the organisation and below it."""
    require(actor, READ_DOCUMENTS, organisation)
    below = list(tree.descendants(organisation))
    asked = {"document_id": document, "organisation_id__among": below}
    sent = {row.organisation_id: row for row in Dispatch.objects.known().filter(**asked)}
    passed = Counter(row.sender_id for row in sent.values())
    received = dict(Incoming.objects.known().filter(**asked).values_list("organisation_id", "received_on"))
    read = dict(Reading.objects.known().filter(**asked).values_list("organisation_id", "on"))
    plans = dict(ActionPlan.objects.known().filter(**asked).values_list("organisation_id", "symbol"))
    duties = {row.organisation_id: row for row in StudyDuty.objects.known().filter(**asked)}
    concerned = {*sent, *duties} - ({organisation} if organisation not in duties else set())
    shown = {above for one in concerned for above in tree.path(one) if organisation in tree.path(above)}
    shown -= set() if organisation in duties else {organisation}
    rows = []
    for one in below:
        if one not in shown:
            continue
        node, duty, mail = tree[one], duties.get(one), sent.get(one)
        rows.append(
            SpreadRow(
                one, node.name, len(tree.path(one)) - len(tree.path(organisation)), mail.on if mail else None,
                received.get(one), read.get(one), passed[one], len(tree.children(one)), duty is not None,
                duty.study_by if duty else None, duty.done_on if duty else None, plans.get(one, ""),
                _stuck(one, tree, sent, received, read, passed) if duty and duty.done_on is None else "",
            )
        )  # fmt: skip
    return Spread(rows)


def _stuck(
    cell: int, tree: Tree, sent: Collection[int], received: Collection[int], read: Collection[int],
    passed: Counter[int],
) -> str:  # fmt: skip
    """Where the document waits on its way to a cell: the highest organisation that has not done its part."""
    if cell not in sent:
        for above in reversed(tree.ancestors(cell)):
            if above in sent and above not in received:
                return f"{tree[above].name} chưa nhận"
            if above in sent and not passed[above]:
                return f"{tree[above].name} chưa chuyển xuống"
        return "chưa được gửi đến"
    if cell not in received:
        return "chưa nhận"
    return "chưa học" if cell in read else "chưa đọc, chưa học"


@dataclass(frozen=True, slots=True)
class Studied:
    """A document that cells here have to study: how many do, how many have, how many are late."""

    document: int
    symbol: str
    title: str
    study_by: date
    cells: int
    done: int
    late: int

    @property
    def missing(self) -> int:
        return self.cells - self.done

    @property
    def share(self) -> float:
        return share(self.done, self.cells, 0) or 0


def studied(*, actor: Actor, organisation: int, tree: Tree, today: date) -> list[Studied]:
    """The documents that cells of the organisation have to study, the latest deadline first."""
    require(actor, READ_DOCUMENTS, organisation)
    rows = StudyDuty.objects.known().filter(organisation_id__among=list(tree.descendants(organisation)))
    found: dict[int, list[StudyDuty]] = {}
    for row in rows:
        found.setdefault(row.document_id, []).append(row)
    states = (
        {s.document_id: s for s in DocumentState.objects.known().filter(document_id__among=list(found))}
        if found
        else {}
    )
    listed = [
        Studied(
            document, states[document].symbol, states[document].title, max(row.study_by for row in duties), len(duties),
            sum(row.done_on is not None for row in duties),
            sum(row.done_on is None and row.study_by < today for row in duties),
        )
        for document, duties in found.items()
        if document in states
    ]  # fmt: skip
    return sorted(listed, key=lambda one: (one.study_by, one.document), reverse=True)


@dataclass(frozen=True, slots=True)
class Overdue:
    """A cell whose day for studying a document is over."""

    organisation: int
    label: str
    document: int
    symbol: str
    study_by: date


def overdue(*, actor: Actor, organisation: int, tree: Tree, today: date) -> list[Overdue]:
    """The cells here that have not studied a document in time, the longest overdue first."""
    require(actor, READ_DOCUMENTS, organisation)
    rows = StudyDuty.objects.known().filter(
        organisation_id__among=list(tree.descendants(organisation)), done_on__isnull=True, study_by__lt=today
    )
    late = list(rows.order_by("study_by", "document_id", "organisation_id"))
    ids = {row.document_id for row in late}
    states = (
        dict(
            DocumentState.objects.known().filter(document_id__among=ids).values_list("document_id", "symbol")
        )
        if ids
        else {}
    )
    return [
        Overdue(
            row.organisation_id,
            tree.label(row.organisation_id),
            row.document_id,
            states.get(row.document_id, ""),
            row.study_by,
        )
        for row in late
    ]
