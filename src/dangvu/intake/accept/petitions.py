"""Rows of counts about petitions and about anti-corruption work."""

from __future__ import annotations

from dangvu.foundation import clock
from dangvu.intake.accept.context import Group
from dangvu.intake.accept.work import repeats
from dangvu.intake.pending import Pending
from dangvu.work.integrity import actions as integrity_actions
from dangvu.work.integrity import rules as integrity_rules
from dangvu.work.petitions import actions, rules

_MEND = "Sửa trong tệp rồi nạp lại."


def petitions(group: Group) -> None:
    """So many petitions in each row; a list with a row for each letter counts one for each. Equal rows are no mistake."""
    new = []
    for row in group.rows:
        row.check_cells(frozenset({"kind", "on", "outcome", "count", "outcome_on"}))
        place = group.organisation_of(row, "organisation", group.unit) if row.is_open else None
        on = row.day("on") if row.is_open else None
        settled = row.day("outcome_on") if row.is_open and row.text("outcome_on") else None
        if place is None or on is None or not row.is_open:
            continue
        group.remark_if_outside(row, on, "Ngày nhận")
        told = row.value("count")
        one = actions.NewPetitions(
            place, on, row.slug("kind"), row.slug("outcome"), told if isinstance(told, int) else 1,
            row.slug("anonymous") == "co", settled, row.row_id,
        )  # fmt: skip
        field, wrong = rules.fault(
            kind=one.kind, anonymous=one.anonymous, outcome=one.outcome, count=one.count, on=on, outcome_on=settled,
            today=clock.today(),
        )  # fmt: skip
        if wrong:
            row.hold("not_a_petition", wrong, _MEND, field)
        else:
            new.append(one)
    actions.record_petitions(actor=group.shared.actor, organisation=group.unit, petitions=new)


def integrity(group: Group) -> None:
    """What each organisation counted up to the end of the sheet's period."""
    said: dict[object, Pending] = {}
    on = min(group.period.end, clock.today())
    new = []
    for row in group.rows:
        row.check_cells(frozenset(integrity_rules.COUNTS))
        place = group.organisation_of(row, "organisation", group.unit) if row.is_open else None
        if place is None or not row.is_open:
            continue
        if repeats(row, said, place, f"Số liệu của {row.text('organisation') or 'đơn vị'}"):
            continue
        told = {name: value for name in integrity_rules.COUNTS if isinstance(value := row.value(name), int)}
        counts = {name: told.get(name, 0) for name in integrity_rules.COUNTS}
        field, wrong = integrity_rules.fault(on=on, today=clock.today(), counts=counts)
        if wrong:
            row.hold("counts", wrong, _MEND, field)
        else:
            new.append(integrity_actions.NewCount(place, on, counts, row.row_id))
    integrity_actions.tell(actor=group.shared.actor, organisation=group.unit, counts=new)
