"""Rows about cards, members away or exempt, and the electronic handbook: each found in the list, its rule asked first."""

from __future__ import annotations

from datetime import date, timedelta

from dangvu.foundation import clock
from dangvu.foundation.vietnamese import fold
from dangvu.intake.accept.context import Group
from dangvu.intake.accept.people import ranked_people
from dangvu.intake.accept.work import repeats
from dangvu.intake.pending import Pending
from dangvu.members.actions import absences, handbook
from dangvu.members.actions import cards as cards_
from dangvu.members.actions.absences import NewAbsence
from dangvu.members.actions.cards import NewCardEvent
from dangvu.members.models import Absence, CardEvent, HandbookCount

_MEND = "Sửa trong tệp rồi nạp lại, hoặc ghi ở hồ sơ của đảng viên."


def cards(group: Group) -> None:
    """Cards given by a decision; what is already on record is not written twice, what a rule is against is held."""
    for row in group.rows:
        row.check_cells(frozenset({"name", "new_number"}))
    people, said = ranked_people(group), dict[object, Pending]()
    there = set(
        CardEvent.objects.known().filter(person_id__among=[one for _, one in people]).values_list("person_id", "kind", "on")
    )  # fmt: skip
    new: list[tuple[Pending, NewCardEvent]] = []
    for row, person in people:
        kind = row.slug("event") or _kind_of(group.title)
        decided = row.day("decided") if row.text("decided") else None
        on = (row.day("on") if row.text("on") else None) or decided or min(group.period.end, clock.today())
        if not row.is_open or repeats(row, said, (person, kind), f"Thẻ của {row.name}"):
            continue
        if (person, kind, on) in there:
            row.repeat(f"Thẻ của {row.name} ngày {on:%d/%m/%Y} đã được ghi từ trước.")
            continue
        reason = row.text("reason") or ("theo danh sách cấp lại thẻ" if kind == "phat_lai" else "")
        number = row.text("decision") or group.document
        told = NewCardEvent(
            person, kind, on, row.text("new_number"), number[:60], reason[:300], decided, row.row_id
        )
        new.append((row, told))
    asked = {"actor": group.shared.actor, "organisation": group.unit}
    faults = cards_.card_faults(**asked, events=[one for _, one in new])  # type: ignore[arg-type]
    for at, fault in faults.items():
        new[at][0].hold("card", str(fault), _MEND, "new_number" if fault.field == "number" else "name")
    kept = [one for at, (_, one) in enumerate(new) if at not in faults]
    if kept:
        cards_.record_cards(**asked, events=kept)  # type: ignore[arg-type]


def _kind_of(title: str) -> str:
    words = fold(title)
    return "phat_lai" if "cap lai" in words else "doi" if "doi the" in words else "phat"


def members_absent(group: Group) -> None:
    """Members exempt from meetings, or away for a time; dates that no rule allows are held."""
    for row in group.rows:
        row.check_cells(frozenset({"name", "start"}))
    people, said = ranked_people(group), dict[object, Pending]()
    there = set(
        Absence.objects.known().filter(person_id__among=[one for _, one in people]).values_list("person_id", "kind", "valid_from")
    )  # fmt: skip
    new: list[tuple[Pending, NewAbsence]] = []
    for row, person in people:
        kind = row.slug("absence") or _absence_of(group.title)
        start = row.day("start") if row.is_open else None
        if start is None or repeats(row, said, (person, kind, start), f"Dòng của {row.name}"):
            continue
        if (person, kind, start) in there:
            row.repeat(f"{row.name}, từ {start:%d/%m/%Y}: đã được ghi từ trước.")
            continue
        last = row.day("until") if row.text("until") else None
        decided = row.day("decided") if row.text("decided") else None
        if not row.is_open:
            continue
        until = None if last is None else last + timedelta(days=1) if kind == "mien" else last
        told = NewAbsence(
            person, kind, start, until, "" if kind == "mien" else row.text("place")[:300], row.slug("ground"),
            (row.text("decision") or group.document)[:60], decided, source_row=row.row_id,
        )  # fmt: skip
        new.append((row, told))
    asked = {"actor": group.shared.actor, "organisation": group.unit}
    faults = absences.absence_faults(**asked, absences=[one for _, one in new])  # type: ignore[arg-type]
    for at, fault in faults.items():
        new[at][0].hold(
            "absence",
            str(fault),
            _MEND,
            fault.field if fault.field in ("ground", "place", "until") else "start",
        )
    kept = [one for at, (_, one) in enumerate(new) if at not in faults]
    if kept:
        absences.record_absences(**asked, absences=kept)  # type: ignore[arg-type]


def _absence_of(title: str) -> str:
    words = fold(title)
    if "mien" in words:
        return "mien"
    return "tam_thoi_hoc_tap" if "hoc tap" in words or "di hoc" in words else "tam_thoi_cong_tac"


def handbook_counts(group: Group) -> None:
    """What units report of the electronic handbook up to the day of the sheet."""
    said: dict[object, Pending] = {}
    on = min(group.period.end, clock.today())
    new: list[tuple[Pending, handbook.NewCount]] = []
    for row in group.rows:
        row.check_cells(frozenset({"installed"}))
        place = group.organisation_of(row, "organisation", group.unit) if row.is_open else None
        installed, using = row.value("installed"), row.value("using")
        if place is None or not row.is_open or not isinstance(installed, int):
            continue
        if not repeats(row, said, place, row.text("organisation")):
            told = handbook.NewCount(
                place, on, installed, using if isinstance(using, int) else None, row.row_id
            )
            new.append((row, told))
    _hold_faulty(new, on)
    kept = [one for row, one in new if row.is_open]
    if kept:
        handbook.report(actor=group.shared.actor, organisation=group.unit, counts=kept)


def _hold_faulty(new: list[tuple[Pending, handbook.NewCount]], on: date) -> None:
    known = HandbookCount.objects.known().filter(
        on=on, organisation_id__among=[one.organisation for _, one in new]
    )
    told = {row.organisation_id: (row.installed, row.using) for row in known}
    for at, (_, wrong) in handbook.faults([one for _, one in new]).items():
        new[at][0].hold("handbook", wrong, "Sửa trong tệp rồi nạp lại.", "installed")
    for row, one in new:
        if row.is_open and told.get(one.organisation) == (one.installed, one.using):
            row.repeat(f"{row.text('organisation')}: số đến ngày {on:%d/%m/%Y} đã được ghi từ trước.")
