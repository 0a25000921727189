"""Setting targets and sharing them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dangvu.foundation import bulk
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.vietnamese import fold
from dangvu.organisations.access import require, require_rows
from dangvu.work.resolutions.models import (
    Resolution,
    Subject,
    Target,
    TargetAdjustment,
    TargetAllocation,
    TargetValue,
)
from dangvu.work.resolutions.rules.targets import SHARED_OUT, Balance, TargetKind


def set_target(
    *, actor: Actor, organisation: int, subject: str, year: int, title: str, document: str = ""
) -> int:
    """The organisation's target of that subject and year; made on first use. Its id."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.set_target") as opened:
        there = (
            Target.objects.known().filter(organisation_id=organisation, subject=subject, year=year).first()
        )
        if there:
            return int(there.pk)
        made = Target.objects.create(
            organisation_id=organisation, subject=subject, year=year, title=title, document=document,
            known_from_act=opened,
        )  # fmt: skip
        record(opened, "resolutions.set_target", count=1, organisation_id=organisation, year=year)
    return int(made.pk)


@dataclass(frozen=True, slots=True)
class Part:
    """One organisation's part of a target."""

    organisation: int
    value: int
    source_row: int | None = None


def allocate(*, actor: Actor, organisation: int, target: int, parts: Sequence[Part]) -> None:
    """Share the target of ``organisation`` out, as a list says it; what was typed for the same ones is superseded."""
    owner = Target.objects.known().values_list("organisation_id", flat=True).get(pk=target)
    require_rows(actor, WRITE_WORK, organisation, [owner, *(p.organisation for p in parts)])
    with act(actor, "resolutions.allocate") as opened:
        for ids in bulk.chunks(p.organisation for p in parts):
            typed = TargetAllocation.objects.known().filter(target_id=target, source_row__isnull=True)
            typed.filter(organisation_id__in=ids).update(known_to_act=opened)
        bulk.insert(
            TargetAllocation,
            ("target", "organisation", "value", "known_from_act", "source_row"),
            [(target, p.organisation, p.value, opened.number, p.source_row) for p in parts],
        )
        record(opened, "resolutions.allocate", count=len(parts), organisation_id=organisation)


# -- at the desk: resolutions, targets, parts and adjustments ----------------------------------------------

#: The figure whose counted target is the admission target of the year.
ADMITTED = "admitted"


@dataclass(frozen=True, slots=True)
class NewResolution:
    """A resolution to keep: number, day, who issued it, what it is about."""

    number: str
    issued_on: date
    issuer: str
    title: str = ""


def keep_resolutions(*, actor: Actor, organisation: int, resolutions: Sequence[NewResolution]) -> list[int]:
    """Keep resolutions at the organisation; the same number and day once. Their ids."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.keep") as opened:
        ids = []
        for new in resolutions:
            there = Resolution.objects.known().filter(
                organisation_id=organisation, number=new.number, issued_on=new.issued_on
            )
            if there.exists():
                raise Impossible(
                    f"Nghị quyết số {new.number} ngày {new.issued_on:%d/%m/%Y} đã có. Chọn nghị quyết này trong "
                    "danh sách, hoặc sửa số, ngày nếu ghi nhầm.",
                    "number",
                )
            made = Resolution.objects.create(
                organisation_id=organisation, number=new.number, issued_on=new.issued_on, issuer=new.issuer,
                title=new.title, known_from_act=opened,
            )  # fmt: skip
            ids.append(int(made.pk))
        record(opened, "resolutions.keep", count=len(ids), organisation_id=organisation)
    return ids


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target to set. ``value`` is the committee's own number; none for "all do" and for a trend."""

    title: str
    year: int
    kind: TargetKind
    indicator: str
    value: Decimal | None = None
    resolution: int | None = None
    article: str = ""
    per: str = ""
    falling: bool = True
    base_on: date | None = None
    base_value: Decimal | None = None


def set_targets(*, actor: Actor, organisation: int, targets: Sequence[NewTarget]) -> list[int]:
    """Set targets of the organisation's year; what measures and asks for the same stands once. Their ids."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "resolutions.set_targets") as opened:
        ids = []
        for new in targets:
            _check(organisation, new)
            admissions = new.kind is TargetKind.COUNT and new.indicator == ADMITTED
            resolution = _resolution(organisation, new.resolution)
            made = Target.objects.create(
                organisation_id=organisation, subject=Subject.ADMISSIONS if admissions else Subject.OTHER,
                year=new.year, title=new.title, document=resolution.number if resolution else "",
                kind=new.kind.value, indicator=new.indicator, per=new.per, falling=new.falling,
                base_on=new.base_on, base_value=new.base_value, known_from_act=opened,
            )  # fmt: skip
            TargetValue.objects.create(
                target=made,
                value=new.value,
                resolution=resolution,
                article=new.article,
                known_from_act=opened,
            )
            ids.append(int(made.pk))
        record(opened, "resolutions.set_targets", count=len(ids), organisation_id=organisation)
    return ids


def _check(organisation: int, new: NewTarget) -> None:
    if new.kind in (TargetKind.COUNT, TargetKind.RATE, TargetKind.SESSIONS) and not (
        new.value and new.value > 0
    ):
        raise Impossible("Chỉ tiêu loại này phải có một số lớn hơn 0, ví dụ 147.", "value")
    if new.kind in (TargetKind.ORGANISATION_SHARE, TargetKind.CEILING) and new.value is None:
        raise Impossible("Chỉ tiêu loại này phải có mức, ví dụ 80 (phần trăm).", "value")
    if new.kind is TargetKind.COUNT and new.value is not None and new.value != new.value.to_integral():
        raise Impossible("Chỉ tiêu số lượng phải là số nguyên, ví dụ 147.", "value")
    if new.kind is TargetKind.SESSIONS and not new.per:
        raise Impossible("Chưa chọn kỳ: mỗi tháng, mỗi quý, mỗi 6 tháng hay mỗi năm.", "per")
    if new.kind is TargetKind.RATE and new.base_value is None and new.base_on is None:
        raise Impossible("Tỷ lệ cần số gốc: ghi số gốc, hoặc ngày lấy số đảng viên làm gốc.", "base_value")
    same = Target.objects.known().filter(
        organisation_id=organisation, year=new.year, kind=new.kind.value, indicator=new.indicator
    )
    if new.kind is TargetKind.COUNT and new.indicator == ADMITTED:
        same = Target.objects.known().filter(
            organisation_id=organisation, year=new.year, subject=Subject.ADMISSIONS
        )
    there = same.first()
    if there is not None:
        raise Impossible(
            f"Năm {new.year} đã có “{there.title}”. Mở chỉ tiêu này để điều chỉnh, không lập thêm.",
            "indicator",
        )


def _resolution(organisation: int, pk: int | None) -> Resolution | None:
    if pk is None:
        return None
    found: Resolution | None = Resolution.objects.known().filter(organisation_id=organisation, pk=pk).first()
    if found is None:
        raise Impossible("Không có nghị quyết này ở tổ chức đã chọn; đề nghị chọn lại.", "resolution")
    return found


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision behind an adjustment."""

    number: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the committee's own number is written."""

    resolution: int | None = None
    article: str = ""


def share_out(
    *, actor: Actor, organisation: int, target: int, parts: Mapping[int, int], whole: Decimal | None = None,
    reserve: int = 0, decision: Decision | None = None, source: Source | None = None, correction: str = "",
) -> None:  # fmt: skip
    """Give the target its parts (0: not given), and its own number where ``whole`` is stated.

    Parts and reserve must make the whole, or parts exceed it. What was already given changes only by a decision,
    or by a ``correction`` of a slip that says why; the earlier parts stay readable as known before.
    """
    owner = Target.objects.known().filter(pk=target).first()
    if owner is None or owner.organisation_id != organisation:
        raise LookupError(target)
    require_rows(actor, WRITE_WORK, organisation, parts)
    if TargetKind(owner.kind) not in SHARED_OUT:
        raise Impossible(
            "Chỉ chỉ tiêu số lượng mới chia phần cho đơn vị; tỷ lệ thì mọi đơn vị theo cùng một mức."
        )
    with act(actor, "resolutions.share_out", decision.reason if decision else correction) as opened:
        value = TargetValue.objects.known().filter(target_id=target).order_by("-pk").first()
        own = whole if whole is not None else value.value if value else None
        given = _given(target)
        _balance({**given, **parts}, own, reserve)
        changed = {o: part for o, part in parts.items() if part != given.get(o, 0)}
        restated = whole is not None and (value is None or value.value != whole)
        if not changed and not restated:
            raise Impossible("Chưa có phần nào khác với phần đã giao nên chưa có gì để ghi.")
        corrected = bool(given and changed) or (restated and value is not None and value.value is not None)
        if corrected and decision is None and not correction.strip():
            raise Impossible(
                "Chỉ tiêu đã giao chỉ đổi bằng quyết định điều chỉnh: ghi số, ngày và lý do của quyết định; nếu "
                "chỉ sửa chỗ ghi nhầm thì ghi rõ nhầm ở đâu.",
                "decision_number",
            )
        adjustment = _adjustment(opened, target, decision) if decision else None
        _give(opened, target, changed, adjustment)
        if restated:
            _state(opened, target, value, whole, adjustment, source, organisation)
        record(
            opened, "resolutions.share_out", count=len(changed), organisation_id=organisation, target=target,
            decision=decision.number if decision else "",
        )  # fmt: skip


def _balance(parts: Mapping[int, int], own: Decimal | None, reserve: int) -> None:
    if any(part < 0 for part in parts.values()) or reserve < 0:
        raise Impossible("Phần của đơn vị và dự phòng không được nhỏ hơn 0.")
    balance = Balance(None if own is None else int(own), sum(parts.values()), reserve)
    if not balance.is_right:
        raise Impossible(balance.sentence, "reserve")


def _given(target: int) -> Counter[int]:
    given: Counter[int] = Counter()
    rows = TargetAllocation.objects.known().filter(target_id=target)
    for organisation, value in rows.values_list("organisation_id", "value"):
        given[organisation] += value
    return given


def _adjustment(opened: Act, target: int, decision: Decision) -> TargetAdjustment:
    if not decision.number or not decision.reason:
        raise Impossible("Quyết định điều chỉnh phải có số và lý do.", "decision_number")
    there = TargetAdjustment.objects.known().filter(target_id=target, decided_on=decision.on)
    same: TargetAdjustment | None = next(
        (a for a in there if fold(a.decision_number) == fold(decision.number)), None
    )
    if same is not None:
        return same
    made: TargetAdjustment = TargetAdjustment.objects.create(
        target_id=target, decision_number=decision.number, decided_on=decision.on, reason=decision.reason,
        known_from_act=opened,
    )  # fmt: skip
    return made


def _give(opened: Act, target: int, changed: Mapping[int, int], adjustment: TargetAdjustment | None) -> None:
    for ids in bulk.chunks(changed):
        rows = TargetAllocation.objects.known().filter(target_id=target, organisation_id__in=ids)
        rows.update(known_to_act=opened)
    bulk.insert(
        TargetAllocation,
        ("target", "organisation", "value", "adjustment", "known_from_act"),
        [
            (target, o, part, adjustment.pk if adjustment else None, opened.number)
            for o, part in changed.items()
            if part
        ],
    )


def _state(
    opened: Act, target: int, before: TargetValue | None, whole: Decimal | None,
    adjustment: TargetAdjustment | None, source: Source | None, organisation: int,
) -> None:  # fmt: skip
    """Write the committee's own number anew; where it is written stays, unless ``source`` says otherwise."""
    TargetValue.objects.known().filter(target_id=target).update(known_to_act=opened)
    resolution = before.resolution if before else None
    article = before.article if before else ""
    if source is not None:
        resolution = _resolution(organisation, source.resolution) or resolution
        article = source.article or article
    TargetValue.objects.create(
        target_id=target, value=whole, resolution=resolution, article=article, adjustment=adjustment,
        known_from_act=opened,
    )  # fmt: skip


def withdraw_target(*, actor: Actor, organisation: int, target: int, reason: str) -> None:
    """A target that was set by mistake is no longer set, nor given to anyone; it stays readable as known before."""
    require(actor, WRITE_WORK, organisation)
    if not reason.strip():
        raise Impossible("Chưa ghi lý do bỏ chỉ tiêu, ví dụ: lập nhầm năm.", "reason")
    found = Target.objects.known().filter(pk=target, organisation_id=organisation)
    if not found.exists():
        raise LookupError(target)
    with act(actor, "resolutions.withdraw_target", reason) as opened:
        for model in (TargetAllocation, TargetValue, TargetAdjustment):
            model.objects.known().filter(target_id=target).update(known_to_act=opened)
        found.update(known_to_act=opened)
        record(opened, "resolutions.withdraw_target", count=1, organisation_id=organisation, target=target)
