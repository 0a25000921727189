"""Rows about mass organisations: who is in them, and numbers of those nobody names."""

from __future__ import annotations

from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.secrecy import mark_in_sentence
from dangvu.foundation.vietnamese import fold
from dangvu.intake.accept.context import Group
from dangvu.intake.accept.work import repeats
from dangvu.intake.pending import Pending
from dangvu.work.mass import actions, rules
from dangvu.work.mass.models import MassActivity, MassUnitState
from dangvu.work.mass.queries import kinds

_ASK = "Ghi cơ sở ở mục “Đoàn thể” trước, hoặc sửa tên cho đúng rồi nạp lại; dòng sẽ tự khớp."


def mass_members(group: Group) -> None:
    """Who is in which unit. The unit is one that is written down here; a row of another waits."""
    units = _units(group)
    lists: dict[int, list[tuple[Pending, actions.NewMember]]] = {}
    said: dict[object, Pending] = {}
    for row in group.rows:
        row.check_cells(frozenset({"name", "since"}))
        unit = _unit(row, units) if row.is_open else None
        since = row.day("since") if row.is_open and row.text("since") else group.period.end
        if unit is None or since is None or not row.is_open:
            continue
        born = row.partial("birth")
        year = born.first.year if born is not None else None
        wrong = rules.fault_of_membership(name=row.name, birth_year=year, since=since, today=clock.today())[1]
        if wrong:
            row.hold("membership", wrong, "Sửa trong tệp rồi nạp lại.", "name")
            continue
        if repeats(row, said, (unit, fold(row.name), year), row.name):
            continue
        post = row.slug("post")
        told = actions.NewMember(
            row.name, since, year, post="" if post == "khong" else post, source_row=row.row_id
        )
        lists.setdefault(unit, []).append((row, told))
    for unit, people in lists.items():
        made = actions.enrol(
            actor=group.shared.actor, organisation=group.unit, unit=unit, members=[told for _, told in people]
        )
        for (row, told), done in zip(people, made, strict=True):
            if not done:
                row.repeat(f"{told.name} đã có trong danh sách của cơ sở này từ biểu trước.")


def _units(group: Group) -> list[MassUnitState]:
    tree = group.shared.matcher.tree
    below = tree.descendants(group.unit)
    return list(MassUnitState.objects.known().filter(organisation_id__among=below, ended_on=None))


def _unit(row: Pending, units: list[MassUnitState]) -> int | None:
    text = row.text("unit") or row.group
    found = [unit for unit in units if fold(unit.name) == fold(text)] if text else units
    if len(found) == 1:
        return int(found[0].unit_id)
    names = "; ".join(unit.name for unit in units[:3]) or "chưa có cơ sở nào"
    row.wait("unknown_mass_unit", f"Chưa rõ “{text}” là cơ sở đoàn thể nào ở đây ({names}).", "unit", _ASK)
    return None


def mass_counts(group: Group) -> None:
    """Numbers of each kind, and of people where the sheet tells them; both stand, neither is made of the other."""
    listed = {fold(title): slug for slug, title in kinds(group.period.end)}
    said: dict[object, Pending] = {}
    told: dict[int, list[actions.KindCount]] = {}
    people: dict[int, tuple[int, int]] = {}
    for row in group.rows:
        row.check_cells(frozenset({"memberships"}))
        place = group.organisation_of(row, "organisation", group.unit) if row.is_open else None
        if place is None or not row.is_open:
            continue
        kind = next((slug for title, slug in listed.items() if title in fold(row.text("kind"))), "")
        if not kind:
            row.hold("unknown_kind", f"“{row.text('kind')}” không có trong danh sách đoàn thể.",
                     "Sửa tên đoàn thể, hoặc thêm vào tham số “Các đoàn thể ở cơ quan, đơn vị”.", "kind")  # fmt: skip
            continue
        one = actions.KindCount(
            kind, _number(row, "memberships"), _number(row, "eligible"), _number(row, "joined"), row.row_id
        )
        wrong = rules.fault_of_count(
            on=group.period.end, today=max(clock.today(), group.period.end), people=None, complete=False,
            memberships=[(one.memberships, one.eligible, one.joined)],
        )[1]  # fmt: skip
        if wrong:
            row.hold("counts", wrong, "Sửa trong tệp rồi nạp lại.", "memberships")
            continue
        if repeats(row, said, (place, kind), row.text("kind")):
            continue
        told.setdefault(place, []).append(one)
        number = _number(row, "people")
        if number is not None and row.row_id is not None:
            people.setdefault(place, (number, row.row_id))
    on = min(group.period.end, clock.today())
    counts = []
    for place, lines in told.items():
        number, source = people.get(place, (None, None))
        counts.append(actions.NewCounts(place, on, tuple(lines), number, source))
    for one_report in counts:
        actions.report(actor=group.shared.actor, organisation=group.unit, counts=[one_report])


def _number(row: Pending, name: str) -> int | None:
    value = row.value(name)
    return value if isinstance(value, int) else None


def mass_activities(group: Group) -> None:
    """Dialogues and steps of grassroots democracy that were held."""
    said: dict[object, Pending] = {}
    new: list[tuple[Pending, actions.NewActivity]] = []
    for row in group.rows:
        row.check_cells(frozenset({"kind", "on", "title"}))
        on = row.day("on") if row.is_open else None
        place = group.organisation_of(row, "organisation", group.unit) if row.is_open else None
        if on is None or place is None or not row.is_open:
            continue
        if mark_in_sentence(row.text("title")):
            row.hold("secret", "Dòng này mang dấu độ mật nên không được ghi.", "Bỏ dòng khỏi tệp; quản lý trên sổ giấy.", "title")  # fmt: skip
            continue
        if on > clock.today():
            row.hold("activity", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi việc đã làm.", column="on")
            continue
        group.remark_if_outside(row, on, "Ngày tổ chức")
        title = row.text("title")[:300]
        if not repeats(
            row, said, (place, row.slug("kind"), on, fold(title)), f"“{title}”, ngày {on:%d/%m/%Y},"
        ):
            one = actions.NewActivity(
                place, row.slug("kind"), on, title, _number(row, "attended"), row.row_id
            )
            new.append((row, one))
    there = _held({one.organisation for _, one in new}, {one.on for _, one in new})
    kept = []
    for row, one in new:
        if (one.organisation, one.kind, one.on, fold(one.title)) in there:
            row.repeat(f"“{one.title}”, ngày {one.on:%d/%m/%Y}, đã được ghi từ biểu trước.")
        else:
            kept.append(one)
    actions.hold(actor=group.shared.actor, organisation=group.unit, activities=kept)


def _held(organisations: set[int], days: set[date]) -> set[tuple[int, str, date, str]]:
    rows = MassActivity.objects.known().filter(
        organisation_id__in=organisations, on__in=days, source_row__isnull=False
    )
    return {(row.organisation_id, row.kind, row.on, fold(row.title)) for row in rows}
