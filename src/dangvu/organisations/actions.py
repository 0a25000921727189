"""What may be done to the tree: take over a list, found, rename, move, merge, split, dissolve."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import REORGANISE, WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.vietnamese import clean, fold, key
from dangvu.organisations.access import require
from dangvu.organisations.models import (
    Committee,
    ExternalBody,
    Organisation,
    OrganisationParent,
    OrganisationState,
    Reorganisation,
    ReorganisationKind,
    Succession,
    Term,
)
from dangvu.organisations.queries import boundaries, tree_on
from dangvu.organisations.tree import Node, NotATree, Tree, check


class CannotReorganise(Impossible):
    """The change would break the tree; the message says why."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The document behind a change of the tree."""

    number: str = ""
    date: date | None = None
    issuer: str = ""


#: A change whose decision is not told: old lists, and rehearsals before the decision is signed.
NO_DECISION = Decision()


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """One row of a list of organisations; ``parent`` is an index into the list, an id, or None for the root."""

    name: str
    kind: str
    parent_index: int | None = None
    parent_id: int | None = None
    founded: str = ""
    position: int = 0
    source_row: int | None = None
    sector: str = ""


def _codes(names: Sequence[str]) -> list[str]:
    taken = set(Organisation.objects.values_list("code", flat=True)) - set(_no_longer_said())
    codes = []
    for name in names:
        base = fold(name).replace(" ", "-")[:70].strip("-") or "to-chuc"
        code, number = base, 2
        while code in taken:
            code, number = f"{base}-{number}", number + 1
        taken.add(code)
        codes.append(code)
    return codes


def _no_longer_said() -> dict[str, int]:
    """{code: id} of organisations of which nothing is known any more: the load that told them was taken back.

    A list that tells them again means the same ones, with their addresses and the rights given at them.
    """
    known = OrganisationState.objects.filter(known_to_act__isnull=True).values("organisation_id")
    return dict(Organisation.objects.exclude(pk__in=known).values_list("code", "pk"))


def take_over(*, actor: Actor, on: date, listed: Sequence[ListedOrganisation]) -> list[int]:
    """Open records for the organisations of a list as they are on ``on``; their ids, in the list's order.

    Parents come before their children in ``listed``. Founding dates are attributes, not the start of records.
    """
    require(actor, REORGANISE, None)
    with act(actor, "organisations.take_over") as opened:
        again, codes = _no_longer_said(), _codes([row.name for row in listed])
        made = Organisation.objects.bulk_create(
            Organisation(code=code, founded=row.founded)
            for code, row in zip(codes, listed, strict=True)
            if code not in again
        )
        of_code = again | {organisation.code: organisation.pk for organisation in made}
        ids = [of_code[code] for code in codes]
        OrganisationState.objects.bulk_create(
            OrganisationState(
                organisation_id=id_, name=row.name, kind=row.kind, position=row.position, valid_from=on,
                known_from_act=opened, source_row_id=row.source_row, sector=row.sector,
            )
            for id_, row in zip(ids, listed, strict=True)
        )  # fmt: skip
        OrganisationParent.objects.bulk_create(
            OrganisationParent(
                organisation_id=id_,
                parent_id=row.parent_id if row.parent_index is None else ids[row.parent_index],
                valid_from=on, known_from_act=opened, source_row_id=row.source_row,
            )
            for id_, row in zip(ids, listed, strict=True)
        )  # fmt: skip
        record(opened, "organisations.take_over", count=len(ids))
    return ids


def _close(rows: QuerySet[OrganisationState] | QuerySet[OrganisationParent], opened: Act, on: date) -> None:
    """End dated rows on ``on``: the open row is superseded on the known clock by one that ends."""
    still_open = list(rows.filter(known_to_act__isnull=True, valid_to__isnull=True))
    if not still_open:
        raise CannotReorganise(f"Sau ngày {on:%d/%m/%Y} đã ghi việc chấm dứt tổ chức này; sửa việc đó trước.")
    for row in still_open:
        if row.valid_from >= on:
            raise CannotReorganise(
                f"Ngày hiệu lực {on:%d/%m/%Y} phải sau ngày {row.valid_from:%d/%m/%Y} đã ghi."
            )
        type(row).objects.filter(pk=row.pk).update(known_to_act=opened)
        row.pk, row.known_from_act, row.valid_to = None, opened, on
        row._state.adding = True
        row.save(force_insert=True)


def _end(opened: Act, organisation: int, on: date) -> None:
    """The organisation is no more from ``on``; the term of its committee ends with it."""
    _close(OrganisationState.objects.filter(organisation_id=organisation), opened, on)
    _close(OrganisationParent.objects.filter(organisation_id=organisation), opened, on)
    for term in Term.objects.known().filter(organisation_id=organisation, valid_to__isnull=True):
        end_term(opened, term, on)


def _reorganise(
    opened: Act,
    kind: str,
    organisation: int,
    on: date,
    decision: Decision,
    pairs: Collection[tuple[int, int]] = (),
) -> Reorganisation:
    made = Reorganisation.objects.create(
        kind=kind, on=on, organisation_id=organisation, known_from_act=opened,
        decision_number=decision.number, decision_date=decision.date, decision_issuer=decision.issuer,
    )  # fmt: skip
    Succession.objects.bulk_create(
        Succession(reorganisation=made, predecessor_id=old, successor_id=new, known_from_act=opened)
        for old, new in pairs
    )
    record(
        opened, f"organisations.{kind}", count=1, organisation_id=organisation,
        on=on.isoformat(), decision=decision.number,
    )  # fmt: skip
    _check_from(on)
    return made


def _check_from(on: date) -> None:
    """Refuse, and so undo, a change after which some day from ``on`` has a circle, an orphan or a second root."""
    for day in (on, *boundaries(on, date.max)):
        nodes = list(tree_on(day))
        there = {node.id for node in nodes}
        try:
            check(nodes)
        except NotATree as error:
            raise CannotReorganise(
                f"Đến ngày {day:%d/%m/%Y} một tổ chức sẽ nằm bên trong chính nó; kiểm tra tổ chức cấp trên và ngày."
            ) from error
        if any(node.parent is not None and node.parent not in there for node in nodes):
            raise CannotReorganise(f"Đến ngày {day:%d/%m/%Y} còn tổ chức trực thuộc một tổ chức đã chấm dứt.")
        if sum(node.parent is None for node in nodes) > 1:
            raise CannotReorganise(f"Đến ngày {day:%d/%m/%Y} sẽ có hai tổ chức không có cấp trên.")


def _open_state(
    opened: Act, organisation: int, on: date, name: str, kind: str, position: int, sector: str = ""
) -> None:
    OrganisationState.objects.create(
        organisation_id=organisation,
        name=name,
        kind=kind,
        position=position,
        sector=sector,
        valid_from=on,
        known_from_act=opened,
    )


def _open_parent(opened: Act, organisation: int, parent: int | None, on: date) -> None:
    OrganisationParent.objects.create(
        organisation_id=organisation, parent_id=parent, valid_from=on, known_from_act=opened
    )


def _node(tree: Tree, organisation: int) -> Node:
    if organisation not in tree:
        raise CannotReorganise("Tổ chức này không có trong cây vào ngày hiệu lực.")
    return tree[organisation]


def found(
    *, actor: Actor, parent: int, name: str, kind: str, on: date, decision: Decision = NO_DECISION
) -> int:
    """Found a new organisation under ``parent`` on ``on``; its id."""
    require(actor, REORGANISE, parent)
    with act(actor, "organisations.found") as opened:
        tree = tree_on(on)
        _node(tree, parent)
        organisation = Organisation.objects.create(code=_codes([name])[0], founded=on.isoformat())
        _open_state(opened, organisation.pk, on, name, kind, max((n.position for n in tree), default=0) + 1)
        _open_parent(opened, organisation.pk, parent, on)
        _reorganise(opened, ReorganisationKind.FOUND, organisation.pk, on, decision)
    return organisation.pk


def rename(
    *, actor: Actor, organisation: int, name: str, on: date, kind: str = "", decision: Decision = NO_DECISION
) -> None:
    """Give the organisation another name (and ``kind``) from ``on``; reports of before keep the old one."""
    require(actor, REORGANISE, organisation)
    with act(actor, "organisations.rename") as opened:
        node = _node(tree_on(on), organisation)
        _close(OrganisationState.objects.filter(organisation_id=organisation), opened, on)
        _open_state(opened, organisation, on, name, kind or node.kind, node.position, node.sector)
        _reorganise(
            opened, ReorganisationKind.RENAME, organisation, on, decision, [(organisation, organisation)]
        )


def move(
    *,
    actor: Actor,
    organisation: int,
    parent: int,
    on: date,
    kind: str = "",
    decision: Decision = NO_DECISION,
) -> None:
    """Put the organisation, with everything below it, under another parent from ``on``.

    ``kind`` where it becomes another one there (a grassroots cell under a grassroots committee is attached).
    Raises CannotReorganise where the new parent lies below it.
    """
    require(actor, REORGANISE, organisation)
    require(actor, REORGANISE, parent)
    with act(actor, "organisations.move") as opened:
        tree = tree_on(on)
        _node(tree, organisation), _node(tree, parent)
        if parent in tree.descendants(organisation):
            raise CannotReorganise("Không thể chuyển một tổ chức vào bên trong chính nó.")
        _close(OrganisationParent.objects.filter(organisation_id=organisation), opened, on)
        _open_parent(opened, organisation, parent, on)
        if kind and kind != tree[organisation].kind:
            node = tree[organisation]
            _close(OrganisationState.objects.filter(organisation_id=organisation), opened, on)
            _open_state(opened, organisation, on, node.name, kind, node.position, node.sector)
        _reorganise(
            opened, ReorganisationKind.MOVE, organisation, on, decision, [(organisation, organisation)]
        )


def dissolve(*, actor: Actor, organisation: int, on: date, decision: Decision = NO_DECISION) -> None:
    """End the organisation on ``on``. Refused while it has organisations below it.

    Its members are moved beforehand (members.actions.follow); what it did before keeps its own line.
    """
    require(actor, REORGANISE, organisation)
    with act(actor, "organisations.dissolve") as opened:
        tree = tree_on(on)
        _node(tree, organisation)
        if tree.children(organisation):
            raise CannotReorganise("Tổ chức còn tổ chức trực thuộc; chuyển các tổ chức đó đi trước.")
        _end(opened, organisation, on)
        _reorganise(opened, ReorganisationKind.DISSOLVE, organisation, on, decision)


def merge(
    *, actor: Actor, organisations: Sequence[int], into: int, on: date, decision: Decision = NO_DECISION
) -> Reorganisation:
    """Merge ``organisations`` into ``into`` on ``on``: what lay under them lies under it, and they end.

    The members follow by members.actions.follow, which needs the succession links written here.
    """
    for organisation in (*organisations, into):
        require(actor, REORGANISE, organisation)
    if into in organisations:
        raise CannotReorganise("Tổ chức nhận sáp nhập không thể đồng thời là tổ chức bị sáp nhập.")
    with act(actor, "organisations.merge") as opened:
        tree = tree_on(on)
        _node(tree, into)
        for organisation in organisations:
            _node(tree, organisation)
            if into in tree.descendants(organisation):
                raise CannotReorganise("Không thể sáp nhập một tổ chức vào tổ chức trực thuộc nó.")
            for child in tree.children(organisation):
                _close(OrganisationParent.objects.filter(organisation_id=child), opened, on)
                _open_parent(opened, child, into, on)
            _end(opened, organisation, on)
        return _reorganise(
            opened, ReorganisationKind.MERGE, into, on, decision, [(old, into) for old in organisations]
        )


def split(
    *, actor: Actor, organisation: int, names: Sequence[str], on: date, decision: Decision = NO_DECISION
) -> list[int]:
    """Make new organisations of the same kind beside ``organisation`` out of it; their ids.

    It goes on existing; who moves is told to members.actions.follow.
    """
    require(actor, REORGANISE, organisation)
    with act(actor, "organisations.split") as opened:
        node = _node(tree_on(on), organisation)
        made = []
        for name, code in zip(names, _codes(list(names)), strict=True):
            new = Organisation.objects.create(code=code, founded=on.isoformat())
            _open_state(opened, new.pk, on, name, node.kind, node.position, node.sector)
            _open_parent(opened, new.pk, node.parent, on)
            made.append(new.pk)
        _reorganise(
            opened, ReorganisationKind.SPLIT, organisation, on, decision, [(organisation, n) for n in made]
        )
    return made


def set_letterhead(*, actor: Actor, organisation: int, on: date, **fields: object) -> Committee:
    """Say from ``on`` how the committee of the organisation signs; the earlier letterhead ends that day."""
    require(actor, REORGANISE, organisation)
    with act(actor, "organisations.set_letterhead") as opened:
        for row in Committee.objects.known().filter(organisation_id=organisation, valid_to__isnull=True):
            Committee.objects.filter(pk=row.pk).update(known_to_act=opened)
            if row.valid_from < on:
                row.pk, row.known_from_act, row.valid_to = None, opened, on
                row._state.adding = True
                row.save(force_insert=True)
        record(opened, "organisations.set_letterhead", count=1, organisation_id=organisation)
        return Committee.objects.create(
            organisation_id=organisation, valid_from=on, known_from_act=opened, **fields
        )


def outside_body(*, actor: Actor, organisation: int, name: str) -> int:
    """The id of a body outside the tree (an advisory board, the province), by its name; one not met before is noted."""
    require(actor, WRITE_WORK, organisation)
    wanted = clean(name)
    if not wanted:
        raise Impossible("Chưa ghi tên nơi cần chuyển.", "body")
    for row in ExternalBody.objects.order_by("pk"):
        if key(row.name) == key(wanted):
            return int(row.pk)
    with act(actor, "organisations.outside_body") as opened:
        made = ExternalBody.objects.create(name=wanted)
        record(opened, "organisations.outside_body", count=1, organisation_id=organisation, name=wanted)
    return int(made.pk)


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A term as it is told: its years, the ordinal of its congress where known, and the day of the congress."""

    first_year: int
    last_year: int
    ordinal: int | None = None
    congress_on: date | None = None


def begin_term(*, actor: Actor, organisation: int, term: NewTerm, on: date) -> Term:
    """Open a term on ``on``; the one before ends that day. Told again for the same day, it corrects what was told.

    Raises CannotReorganise where a later term is on record, or the years run backwards.
    """
    require(actor, WRITE_WORK, organisation)
    if term.last_year < term.first_year:
        raise CannotReorganise(
            f"Năm cuối nhiệm kỳ ({term.last_year}) phải sau năm đầu ({term.first_year}), ví dụ 2020 - 2025."
        )
    with act(actor, "organisations.begin_term") as opened:
        _node(tree_on(on), organisation)
        for row in Term.objects.known().filter(organisation_id=organisation, valid_to__isnull=True):
            if row.valid_from > on:
                raise CannotReorganise(
                    f"Đã ghi nhiệm kỳ {row.years} từ ngày {row.valid_from:%d/%m/%Y}, sau ngày {on:%d/%m/%Y}."
                )
            end_term(opened, row, on)
        made = Term.objects.create(
            organisation_id=organisation, valid_from=on, known_from_act=opened, ordinal=term.ordinal,
            first_year=term.first_year, last_year=term.last_year, congress_on=term.congress_on,
        )  # fmt: skip
        record(opened, "organisations.begin_term", count=1, organisation_id=organisation, years=made.years)
    return made


def end_term(opened: Act, row: Term, on: date) -> None:
    """End a term on ``on`` inside an act; one that would not have lasted a day is only no longer known."""
    Term.objects.filter(pk=row.pk).update(known_to_act=opened)
    if row.valid_from < on:
        row.pk, row.known_from_act, row.valid_to = None, opened, on
        row._state.adding = True
        row.save(force_insert=True)
