"""Rows about discipline decisions. Nothing said of a row names whom it is of: what is said is kept in clear."""

from __future__ import annotations

from datetime import date

from dangvu.foundation.secrecy import mark_in_sentence
from dangvu.foundation.vietnamese import fold
from dangvu.intake.accept.context import Group
from dangvu.intake.accept.work import calls_itself_organisation, repeats
from dangvu.intake.pending import Pending
from dangvu.organisations.matching import ENOUGH, Match
from dangvu.work.discipline import actions
from dangvu.work.discipline.actions import NewDecision
from dangvu.work.discipline.rules import Body

_COLUMNS = {
    "member": "subject", "subject": "subject", "form": "form", "code": "code", "decided_on": "decided", "body": "body",
    "published_on": "published", "act_ended_on": "act_ended", "discovered_on": "discovered",
}  # fmt: skip
_DAYS = ("published", "act_ended", "discovered")


def discipline(group: Group) -> None:
    """Announced decisions. A row whose member is not found waits; one that can't be a decision is held."""
    said: dict[object, Pending] = {}
    new: list[tuple[Pending, NewDecision]] = []
    for row in group.rows:
        row.check_cells(frozenset({"form", "decided", *_DAYS}))
        decided = row.day("decided") if row.is_open else None
        days = {name: row.day(name) for name in _DAYS if row.is_open and row.text(name)}
        one = _decision(group, row, decided, days) if decided and row.is_open else None
        if one is None or decided is None or not row.is_open:
            continue
        group.remark_if_outside(row, decided, "Ngày quyết định")
        what = (fold(one.code), one.form, decided, one.subject, fold(one.member))
        if (one.member or one.subject) and repeats(
            row, said, what, f"Quyết định này, ngày {decided:%d/%m/%Y},"
        ):
            continue
        new.append((row, one))
    left = actions.take_over(
        actor=group.shared.actor, organisation=group.unit, decisions=[one for _, one in new]
    )
    for row, one in new:
        field, wrong = left.get(one.source_row or 0, ("", ""))
        if wrong == actions.THERE:
            row.repeat(f"Quyết định này, ngày {one.decided_on:%d/%m/%Y}, đã được ghi từ biểu trước.")
        elif field == "member":
            row.wait(
                "unknown_person",
                f"Ngày {one.decided_on:%d/%m/%Y} không có đúng một đảng viên như dòng này ghi ở chi bộ, đơn vị đã nêu.",
                "subject", "Xem lại họ tên (đủ dấu), ngày sinh, chi bộ trong tệp rồi nạp lại; dòng tự khớp khi danh sách đảng viên có người này.",
            )  # fmt: skip
        elif wrong:
            row.hold("not_a_decision", wrong, "Sửa trong tệp rồi nạp lại.", _COLUMNS.get(field, "form"))


def _decision(group: Group, row: Pending, decided: date, days: dict[str, date | None]) -> NewDecision | None:
    """What a row says; None where it waits or is held."""
    if mark_in_sentence(row.text("code")):
        row.hold(
            "secret",
            "Dòng này mang dấu độ mật nên không được ghi.",
            "Bỏ dòng khỏi tệp; quản lý trên sổ giấy.",
            "code",
        )
        return None  # fmt: skip
    name = row.text("subject")
    of_organisation = row.slug("form") == "giai_tan" or calls_itself_organisation(name)
    place = _place(group, row, "cell") if row.text("cell") else group.unit
    subject = _place(group, row, "subject") if of_organisation and name else None
    if place is None or (of_organisation and name and subject is None):
        return None
    tree = group.shared.matcher.tree
    by_cell = row.slug("body") == Body.CELL or (not row.slug("body") and tree[group.unit].is_cell)
    by = place if by_cell and tree[place].is_cell else group.unit
    born = row.partial("birth")
    member = "" if of_organisation or not name else f"{name}, {born}" if born and born.is_full else name
    return NewDecision(
        by, row.slug("form"), decided, days.get("published"), row.text("code")[:200],
        row.slug("body") or (Body.CELL if by_cell else Body.COMMITTEE).value, member, place, subject,
        of_organisation=of_organisation, in_post=row.slug("in_post") == "co",
        committee_member=row.slug("committee_member") == "co", violation=row.slug("violation"),
        act_ended_on=days.get("act_ended"), discovered_on=days.get("discovered"), source_row=row.row_id,
    )  # fmt: skip


def _place(group: Group, row: Pending, column: str) -> int | None:
    """The organisation that a sealed column names, here or below; its name is repeated in no finding."""
    found = group.shared.matcher.match(row.text(column), group.unit)
    if isinstance(found, Match) and found.confidence >= ENOUGH:
        if group.unit in group.shared.matcher.tree.path(found.organisation):
            return found.organisation
        row.hold("not_a_decision", "Tổ chức ghi ở ô này không thuộc đơn vị gửi biểu.", column=column)
        return None
    row.wait("unknown_organisation", "Chưa rõ tổ chức đảng ghi ở ô này.", column)
    return None
