"""What the numbers of a report rest on: as known when, by which rules, and what was not counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import READ_FINDINGS
from dangvu.foundation.parameters.models import Parameter
from dangvu.foundation.periods import Period
from dangvu.foundation.ratio import vietnamese
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.kinds import Scope
from dangvu.intake.models import Severity, Submission
from dangvu.intake.queries import FindingView, findings
from dangvu.intake.wording import TITLES
from dangvu.organisations.access import may
from dangvu.organisations.models import Kind
from dangvu.organisations.tree import Node, Tree

from .letterhead import short_date

#: Remarks that also mean a row was not counted (the other remarks are about rows that were).
_NOT_COUNTED_REMARKS = frozenset({"duplicate_row", "row_vanished"})
_MOST_NAMES = 10
NOT_TOLD = "Số dòng bị giữ lại không in trong bản này, vì người lập báo cáo chưa được giao quyền xem"
DIFFERS = "số liệu đơn vị tự khai khác với danh sách; báo cáo lấy theo danh sách, không lấy số tự khai"


@dataclass(frozen=True)
class Moment:
    """The act up to which records were known, and its time."""

    act: int
    at: datetime


def moment(act: int) -> Moment:
    """The moment of an act; of an empty database, the start of this day."""
    found = Act.objects.filter(number=act).first()
    if found is None:
        return Moment(0, datetime.combine(clock.today(), datetime.min.time(), clock.HERE))
    return Moment(act, found.at)


def grounds(period: Period, known: Moment, annex: str) -> list[str]:
    """The sentences of the section on the numbers."""
    at = known.at.astimezone(clock.HERE)
    said = [
        f"Số liệu của báo cáo tính từ ngày {short_date(period.start)} đến hết ngày {short_date(period.end)}, theo dữ "
        f"liệu đã ghi nhận đến {at:%H} giờ {at:%M} ngày {short_date(at.date())} (lượt ghi số {known.act})."
    ]
    if period.end >= clock.today():
        said.append("Kỳ báo cáo chưa kết thúc vào ngày lập báo cáo nên số liệu còn có thể thay đổi.")
    said.append(
        f"Cách tính từng số liệu, tử số, mẫu số, nguồn và căn cứ ghi tại {annex} (Phụ lục cách tính)."
    )
    documents = rules_on(period, known)
    if documents:
        said.append(
            f"Các giới hạn, thời hạn áp dụng theo văn bản có hiệu lực vào ngày cuối kỳ: {'; '.join(documents)}."
        )
    return said


def by_hand(organisation: Node, period: Period, known: int, told: Container[str]) -> list[str]:
    """What of the numbers does not come from records: units that declare, adjustments with their reasons.

    ``told``: machine names of the figures that this report may tell; of others not even an adjustment is told.
    """
    scope = Scope(organisation, period, known)
    adjustments = [part for part in scope.adjustments if part.name in told and part.name in BY_NAME]
    said = []
    if scope.heads:
        names = [scope.run.last_tree[head].name for head in scope.heads]
        said.append(
            f"{len(names)} đơn vị không ghi sổ trên hệ thống, số liệu lấy theo đơn vị tự khai: {'; '.join(names)}."
        )
    if adjustments:
        lines = [
            f"{BY_NAME[part.name].title} {'+' if part.value > 0 else '−'}{vietnamese(abs(part.value))} ({part.label})"
            for part in adjustments
        ]
        said.append(f"Số liệu có {len(lines)} điều chỉnh ghi rõ lý do: {'; '.join(lines)}.")
    return said


def rules_on(period: Period, known: Moment) -> list[str]:
    """The documents whose parameters hold at the end of the period, each once."""
    rows = Parameter.objects.known(known.act).valid_on(period.end).order_by("code", "pk")
    rules = rows.exclude(
        Q(code__startswith="figures.") | Q(code__startswith="session.")
    )  # of the desk, not of figures
    return list(dict.fromkeys(rules.values_list("document", flat=True)))


def limits(*, actor: Actor, organisation: Node, tree: Tree, period: Period) -> tuple[str, ...]:
    """What was not counted, counts by kind; which units sent nothing."""
    said = [*_uncounted(actor, organisation, tree), *_named(*silent(organisation, tree, period))]
    return tuple(said) or ("Không có dòng nào bị giữ lại; mọi dòng đã nhận đều được tính",)


@dataclass(frozen=True)
class Held:
    """One kind of what was not counted; ``counted``: declared numbers that differ, of which the records' one counts."""

    kind: str
    title: str
    count: int
    counted: bool = False


def held(*, actor: Actor, organisation: Node, tree: Tree) -> list[Held] | None:
    """What was not counted, by kind, the most frequent first; None where the actor may not know."""
    if not may(actor, READ_FINDINGS, organisation.id):
        return None
    whole = organisation.id in tree.roots  # files that nobody could read belong to no organisation
    inside = None if whole else set(tree.descendants(organisation.id))
    found = findings(actor=actor, organisations=inside)
    counts = Counter((view.kind, _title(view)) for view in found if _not_counted(view))
    kept = [Held(kind, title, count) for (kind, title), count in counts.items()]
    differing = sum(view.kind == "declared_differs" for view in found)
    last = [Held("declared_differs", DIFFERS, differing, counted=True)] if differing else []
    return [*sorted(kept, key=lambda one: (-one.count, one.title, one.kind)), *last]


def _uncounted(actor: Actor, organisation: Node, tree: Tree) -> list[str]:
    kinds = held(actor=actor, organisation=organisation, tree=tree)
    if kinds is None:
        return [NOT_TOLD]
    counts = Counter[str]()
    for one in kinds:
        if not one.counted:
            counts[one.title] += one.count
    said = [f"{n} trường hợp: {title}" for title, n in sorted(counts.items(), key=lambda i: (-i[1], i[0]))]
    return said + [f"{one.count} {one.title}" for one in kinds if one.counted]


def _not_counted(view: FindingView) -> bool:
    return view.severity != Severity.REMARK or view.kind in _NOT_COUNTED_REMARKS


def _title(view: FindingView) -> str:
    unreadable = "Tệp không đọc được" if view.severity == Severity.ERROR else "Việc cần xem lại"
    title = TITLES.get(view.kind, unreadable)
    return title[:1].lower() + title[1:]


def silent(organisation: Node, tree: Tree, period: Period) -> tuple[list[Node], int, int]:
    """The units that sent no sheet about days of the period, of how many asked, of how many units there are.

    An attached cell reports through its committee; where there is no unit the organisation itself is asked.
    """
    units = [
        tree[child] for child in tree.children(organisation.id) if tree[child].kind != Kind.ATTACHED_CELL
    ]
    asked = units or [organisation]
    senders = set(
        Submission.objects.filter(sender__isnull=False)
        .filter(
            Q(end__gte=period.start, end__lte=period.end) | Q(start__gte=period.start, start__lte=period.end)
        )
        .values_list("sender_id", flat=True)
    )
    none = [unit for unit in asked if senders.isdisjoint(tree.descendants(unit.id))]
    return none, len(asked), len(units)


def _named(silent: Sequence[Node], asked: int, units: int) -> list[str]:
    if not silent:
        return []
    if not units:
        return ["Chưa có biểu nào của kỳ này do chính tổ chức gửi"]
    if len(silent) == asked:
        return ["Chưa có đơn vị trực thuộc nào gửi biểu của kỳ này"]
    names = ", ".join(node.name for node in silent[:_MOST_NAMES])
    more = f" và {len(silent) - _MOST_NAMES} đơn vị khác" if len(silent) > _MOST_NAMES else ""
    return [f"{len(silent)}/{asked} đơn vị trực thuộc chưa gửi biểu của kỳ này: {names}{more}"]
