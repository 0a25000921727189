"""What a reorganisation does, measured: the same figures before and after, by the ordinary engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dangvu.accounts.models import Grant
from dangvu.foundation import ratio
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.indicators.catalogue import indicator
from dangvu.indicators.definition import Window
from dangvu.indicators.engine import NOTHING, Figure, Run
from dangvu.indicators.queries import printed
from dangvu.indicators.sources import ALLOCATIONS, PROGRESS
from dangvu.members.models import Membership
from dangvu.organisations.models import Kind
from dangvu.organisations.tree import Node, Tree

#: The figures a restructuring is judged by, and what they are called beside an organisation's name.
MEASURES = {
    "members_end": "Đảng viên",
    "cells": "Chi bộ",
    "grassroots_organisations": "Tổ chức cơ sở đảng",
    "admission_target": "Chỉ tiêu kết nạp cả năm",
    "admitted": "Kết nạp từ đầu năm",
    "admission_target_share": "Đạt chỉ tiêu kết nạp",
}
#: Shown for the whole even where they stay: that nothing is lost is what the reader looks for.
_ALWAYS_FOR_THE_WHOLE = ("members_end", "admission_target_share")
ENDED, NOT_YET = "chấm dứt", "chưa có"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that changes, or pointedly does not."""

    what: str
    before: str
    after: str
    why: str
    total: bool = False

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who goes on in another organisation, as a movement of its own kind."""

    person: int
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class LostPost:
    """A post that ends by the reorganisation."""

    person: int
    post: str
    organisation: str
    why: str


@dataclass(frozen=True, slots=True)
class Effects:
    """All that a reorganisation does; plain values, so that a rehearsal can be compared with what was then written."""

    sentence: str
    rows: tuple[Row, ...]
    followers: tuple[Follower, ...]
    posts: tuple[LostPost, ...]
    handed_over: tuple[str, ...]
    stays: tuple[str, ...]
    warnings: tuple[str, ...]
    left_behind: int
    carried: int
    made: tuple[int, ...] = field(default=(), compare=False)  # ids differ from one attempt to the next

    @property
    def fingerprint(self) -> str:
        """The same for the same effects: the commit refuses to write something else than what was rehearsed."""
        said = (self.sentence, self.rows, self.followers, self.posts, self.handed_over, self.stays, self.warnings,
                self.left_behind, self.carried)  # fmt: skip
        return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


Measured = Mapping[int, Mapping[str, Figure]]


def measure(organisations: Iterable[int], on: date) -> Measured:
    """The figures of these organisations from the first day of the year to the evening of ``on``."""
    wanted = [indicator(name) for name in (*MEASURES, "members_official")]
    return Run(Period(date(on.year, 1, 1), on)).figures(wanted, list(organisations))


def rows(
    before: Measured, after: Measured, old: Tree, new: Tree, concerned: Sequence[int], whole: int
) -> tuple[Row, ...]:
    """A row for each figure that changes, organisation by organisation, and then those of the whole."""
    found: list[Row] = []
    for organisation in concerned:
        was, is_ = old.nodes.get(organisation), new.nodes.get(organisation)
        name = (old if was else new).label(organisation)
        if organisation != whole:
            found += _identity(was, is_, name)
            for measure_, title in _measures_of(was or is_):
                one = before.get(organisation, {}).get(measure_, NOTHING) if was else None
                other = after.get(organisation, {}).get(measure_, NOTHING) if is_ else None
                row = _row(measure_, f"{title}, {name}", one, other)
                if row.changed and not _empty(one, other):
                    found.append(row)
    for measure_, title in MEASURES.items():
        row = _row(
            measure_,
            f"{title}, toàn {new[whole].name}",
            before[whole][measure_],
            after[whole][measure_],
            total=True,
        )
        if row.changed or measure_ in _ALWAYS_FOR_THE_WHOLE:
            found.append(row)
    return tuple(found)


def _measures_of(node: Node | None) -> list[tuple[str, str]]:
    """What is worth a row for an organisation of its level: a cell is not told that it has one cell."""
    dull = {"grassroots_organisations"} if node is None or node.kind != Kind.UPPER_COMMITTEE else set()
    if node is None or node.is_cell:
        dull.add("cells")
    return [(measure_, title) for measure_, title in MEASURES.items() if measure_ not in dull]


def _empty(one: Figure | None, other: Figure | None) -> bool:
    """An organisation that begins or ends with nothing to count there."""
    return (one is None or other is None) and not ((one or NOTHING).value or (other or NOTHING).value)


def _identity(was: Node | None, is_: Node | None, name: str) -> list[Row]:
    """Name and kind, where they change; beginning and end."""
    if was is None or is_ is None:
        state = ("chưa có", "thành lập") if was is None else ("đang hoạt động", ENDED)
        node = is_ or was
        return [Row(name, *state, node.kind_label if node else "")]
    found = []
    if was.name != is_.name:
        found.append(Row("Tên", was.name, is_.name, "Tên cũ giữ trong sổ sách và báo cáo trước ngày này"))
    if was.kind != is_.kind:
        found.append(Row(f"Loại hình, {name}", was.kind_label, is_.kind_label, "Theo cấp trên trực tiếp mới"))
    return found


def _row(measure_: str, what: str, one: Figure | None, other: Figure | None, *, total: bool = False) -> Row:
    asked = indicator(measure_)
    before = NOT_YET if one is None else printed(asked, one)
    after = ENDED if other is None else printed(asked, other)
    return Row(what, before, after, _why(measure_, one or NOTHING, other or NOTHING), total)


def _why(measure_: str, one: Figure, other: Figure) -> str:
    if one == other:
        return "Không đổi"
    gained = int((other.value or 0) - (one.value or 0))
    count = ratio.vietnamese(abs(gained))
    more = gained > 0
    match measure_:
        case "members_end":
            way = "đến" if more else "đi"
            return f"{count} đảng viên {way} theo tổ chức, không phải chuyển sinh hoạt"
        case "cells":
            return f"{'Thêm' if more else 'Bớt'} {count} chi bộ"
        case "grassroots_organisations":
            return f"{'Thêm' if more else 'Bớt'} {count} tổ chức cơ sở đảng"
        case "admission_target":
            return f"{'Thêm' if more else 'Bớt'} {count} đã giao cho tổ chức {'đến' if more else 'đi'}"
        case "admitted":
            return f"{'Thêm' if more else 'Bớt'} {count} của tổ chức {'đến' if more else 'đi'}"
        case _:
            return f"{_parts(one)} thành {_parts(other)}"


def _parts(figure: Figure) -> str:
    if not figure.denominator:
        return "chưa giao chỉ tiêu"
    return f"{ratio.vietnamese(figure.numerator or 0)} ÷ {ratio.vietnamese(figure.denominator)}"


def handed_over(gone: Mapping[int, tuple[str, str]], on: date) -> tuple[str, ...]:
    """What is still open at organisations that end, and to whom it passes. {organisation: (its name, who goes on)}"""
    if not gone:
        return ()
    window = Window(Period(on, on), None, Parameters())
    said: list[str] = []
    tasks = PROGRESS.rows(window).filter(organisation_id__in=gone, done_on__isnull=True).order_by("pk")
    for organisation, title in tasks.values_list("organisation_id", "task__title"):
        name, goes_on = gone[organisation]
        said.append(f"Nhiệm vụ chưa xong của {name}: “{title}”, {goes_on} làm tiếp.")
    shared = ALLOCATIONS.rows(window).filter(organisation_id__in=gone).order_by("pk")
    for organisation, value, title in shared.values_list("organisation_id", "value", "target__title"):
        name, goes_on = gone[organisation]
        if value:
            said.append(f"“{title}”: phần {ratio.vietnamese(value)} đã giao cho {name} tính vào {goes_on}.")
    return tuple(said)


def ended_accounts(gone: Iterable[int], on: date) -> int:
    """How many people lose what they may do at organisations that end."""
    rows_ = Grant.objects.known().valid_on(on).filter(organisation_id__in=list(gone), user__is_active=True)
    return int(rows_.values("user_id").distinct().count())


def left_behind(gone: Iterable[int], on: date) -> int:
    """Members who would still be in an organisation that is no more. None, or the act is wrong."""
    return int(Membership.objects.known().filter(organisation_id__in=list(gone)).valid_on(on).count())


def size_warnings(after: Measured, tree: Tree, concerned: Iterable[int], on: date) -> list[str]:
    """Cells too small to work and committees smaller than the Statute asks, as they will be."""
    parameters = Parameters()
    fewest = parameters.if_known("organisation.fewest_official_members", on)
    from_ = parameters.if_known("organisation.committee_from_official_members", on)
    found = []
    for organisation in concerned:
        node = tree.nodes.get(organisation)
        official = after.get(organisation, {}).get("members_official", NOTHING).value
        if node is None or official is None:
            continue
        if node.is_cell and fewest and official < fewest.value:
            found.append(
                f"{node.name} sẽ có {ratio.vietnamese(official)} đảng viên chính thức, dưới {fewest.value}: không đủ để"
                f" hoạt động ({fewest.source})."
            )
        if node.kind == Kind.GRASSROOTS_COMMITTEE and from_ and official < from_.value:
            found.append(
                f"{node.name} sẽ có {ratio.vietnamese(official)} đảng viên chính thức, dưới {from_.value}: cần cấp trên"
                f" trực tiếp đồng ý ({from_.source})."
            )
    return found
