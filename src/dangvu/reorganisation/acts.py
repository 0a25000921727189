"""The six acts, each made of the actions of the lower areas: the tree, the members who follow, the posts that end."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import REORGANISE, WRITE_MEMBERS
from dangvu.members import actions as members
from dangvu.organisations import actions as organisations
from dangvu.organisations import rules
from dangvu.organisations.access import require
from dangvu.organisations.actions import CannotReorganise
from dangvu.organisations.models import Kind
from dangvu.organisations.tree import Node, Tree
from dangvu.reorganisation.effects import Follower, LostPost
from dangvu.reorganisation.plans import Dissolve, Found, Merge, Move, Plan, Rename, Split
from dangvu.reorganisation.queries import later_facts, members_of, name_taken, people_with_later_movements
from dangvu.work.officers import actions as officers
from dangvu.work.officers.models import Post, Seat


@dataclass
class Done:
    """What was done so far: who followed whom, which posts ended, what was made and what is no more."""

    sentence: str = ""
    made: list[int] = field(default_factory=list)
    gone: dict[int, tuple[str, str]] = field(default_factory=dict)  # {organisation: (name, who goes on)}
    followers: list[Follower] = field(default_factory=list)
    posts: list[LostPost] = field(default_factory=list)
    concerned: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)  # with everything below them


def do(actor: Actor, plan: Plan, tree: Tree) -> Done:
    """Carry the plan out inside the open act, given the tree of its day; what was done."""
    match plan:
        case Move():
            return _move(actor, plan, tree)
        case Merge():
            return _merge(actor, plan, tree)
        case Split():
            return _split(actor, plan, tree)
        case Rename():
            return _rename(actor, plan, tree)
        case Dissolve():
            return _dissolve(actor, plan, tree)
        case Found():
            return _found(actor, plan, tree)
    raise TypeError(type(plan))


def _move(actor: Actor, plan: Move, tree: Tree) -> Done:
    node, parent = tree[plan.organisation], tree[plan.parent]
    if node.parent == parent.id:
        raise CannotReorganise(f"{node.name} đang trực thuộc {parent.name} rồi.", "parent")
    done = Done(
        concerned=[node.id, parent.id, *([node.parent] if node.parent is not None else [])], moved=[node.id]
    )
    kind = _put_under(actor, plan, tree, node, parent, "parent")
    became = f", thành {Kind(kind).label.lower()}" if kind != node.kind else ""
    done.sentence = f"Chuyển {node.name} về trực thuộc {parent.name}{became}"
    return done


def _put_under(actor: Actor, plan: Plan, tree: Tree, node: Node, parent: Node, answer: str) -> str:
    """Move ``node`` under ``parent`` and make it the kind that it is there; that kind."""
    kind = rules.kind_under(node.kind, parent.kind)
    if not kind:
        raise CannotReorganise(
            f"{node.kind_label} không trực thuộc {parent.kind_label.lower()} được; chọn tổ chức cấp trên khác.",
            answer,
        )
    for child in tree.children(node.id):
        if not rules.may_stand_under(tree[child].kind, kind):
            raise CannotReorganise(
                f"{node.name} sẽ thành {Kind(kind).label.lower()} nên không còn được có"
                f" {tree[child].kind_label.lower()} bên dưới ({tree[child].name}); sắp xếp tổ chức đó trước.",
                answer,
            )
    if name_taken(tree, parent.id, node.name, node.id):
        raise CannotReorganise(
            f"{parent.name} đã có một tổ chức tên “{node.name}”; đổi tên một trong hai trước.", answer
        )
    organisations.move(
        actor=actor, organisation=node.id, parent=parent.id, on=plan.on, decision=plan.decision,
        kind=kind if kind != node.kind else "",
    )  # fmt: skip
    return kind


def _merge(actor: Actor, plan: Merge, tree: Tree) -> Done:
    into = tree[plan.into]
    if not plan.organisations:
        raise CannotReorganise("Chưa chọn tổ chức nào để nhập.", "organisations")
    if plan.into in plan.organisations:
        raise CannotReorganise("Tổ chức nhận không thể đồng thời là tổ chức được nhập.", "organisations")
    nodes = [tree[o] for o in plan.organisations]
    done = Done(concerned=[into.id, *plan.organisations, *(n.parent for n in nodes if n.parent is not None)])
    joining = [n for n in nodes if n.is_cell and not into.is_cell]
    absorbed = [n for n in nodes if n not in joining]
    for node in absorbed:
        if not rules.may_absorb(into.kind, node.kind):
            raise CannotReorganise(
                f"{node.kind_label} không nhập vào {into.kind_label.lower()} được ({node.name}).",
                "organisations",
            )
    parts = []
    for node in joining:
        kind = _put_under(actor, plan, tree, node, into, "organisations")
        done.moved.append(node.id)
        parts.append(f"{node.name} thành {Kind(kind).label.lower()} của {into.name}")
    _nothing_later([n.id for n in absorbed], plan, tree)
    for node in absorbed:
        _empty_out(actor, plan, node, into.id, into.name, done)
        done.moved += tree.children(node.id)
    if absorbed:
        organisations.merge(
            actor=actor,
            organisations=[n.id for n in absorbed],
            into=into.id,
            on=plan.on,
            decision=plan.decision,
        )
        parts.append(f"{_listed(n.name for n in absorbed)} nhập vào {into.name} và chấm dứt")
    done.sentence = "; ".join(parts)
    return done


def _empty_out(
    actor: Actor, plan: Plan, node: Node, target: int | None, target_name: str, done: Done
) -> None:
    """Posts of an organisation that ends are over, its members follow, and it is noted who goes on."""
    ended = officers.end_with_organisation(
        actor=actor, organisation=node.id, on=plan.on, decision=plan.decision
    )
    done.posts += _lost(ended, node.name, "Tổ chức chấm dứt")
    done.gone[node.id] = (node.name, target_name)
    there = [person for person, _ in members_of([node.id], plan.on)]
    if there and target is not None:
        _follow(actor, plan, there, node, target, target_name, done)


def _follow(
    actor: Actor, plan: Plan, people: Collection[int], source: Node, target: int, target_name: str, done: Done
) -> None:
    if later := people_with_later_movements(people, plan.on):
        name, day = later[0]
        more = f" và {len(later) - 1} đồng chí khác" if len(later) > 1 else ""
        raise CannotReorganise(
            f"Đồng chí {name}{more} có biến động đã ghi từ ngày {day:%d/%m/%Y}, sau ngày hiệu lực {plan.on:%d/%m/%Y}."
            " Chọn ngày hiệu lực muộn hơn, hoặc đính chính biến động đó trước.",
            "on",
        )
    members.follow(actor=actor, people=people, source=source.id, target=target, on=plan.on,
                   reason=f"Quyết định số {plan.decision.number}" if plan.decision.number else "")  # fmt: skip
    done.followers += [Follower(person, source.name, target_name) for person in people]


def _lost(seats: Iterable[Seat], organisation: str, why: str) -> list[LostPost]:
    return [LostPost(seat.person_id, str(Post(seat.post).label), organisation, why) for seat in seats]


def lost(seats: Iterable[Seat], tree: Tree, why: str) -> list[LostPost]:
    """Posts elsewhere that ended because their holders no longer are members there."""
    return [
        one
        for seat in seats
        if seat.valid_to is not None
        for one in _lost([seat], tree[seat.organisation_id].name if seat.organisation_id in tree else "", why)
    ]


def _nothing_later(gone: Collection[int], plan: Plan, tree: Tree) -> None:
    """An organisation does not end before what is on record for it."""
    if later := later_facts(gone, plan.on):
        names = _listed(tree[o].name for o in gone)
        facts = ", ".join(f"{count} {what}" for what, count in later.items())
        raise CannotReorganise(
            f"Từ ngày {plan.on:%d/%m/%Y} trở đi {names} còn việc đã ghi: {facts}. Chọn ngày hiệu lực muộn hơn, hoặc đính"
            " chính các việc đó trước.",
            "on",
        )


def _listed(names: Iterable[str]) -> str:
    *first, last = list(names)
    return f"{', '.join(first)} và {last}" if first else last


def _split(actor: Actor, plan: Split, tree: Tree) -> Done:
    node = tree[plan.organisation]
    if not plan.parts:
        raise CannotReorganise("Chưa đặt tên cho tổ chức mới.", "name_1")
    if node.parent is None:
        raise CannotReorganise("Không tách được tổ chức cao nhất của cây.")
    names = [part.name for part in plan.parts]
    for number, name in enumerate(names, start=1):
        if name_taken(tree, node.parent, name) or name in names[: number - 1]:
            raise CannotReorganise(
                f"Đã có tổ chức tên “{name}” ở cùng cấp trên; đặt tên khác.", f"name_{number}"
            )
    here = dict(members_of([node.id], plan.on))
    for number, part in enumerate(plan.parts, start=1):
        if not part.people and not part.organisations:
            what = "tổ chức trực thuộc" if tree.children(node.id) else "đảng viên"
            raise CannotReorganise(f"“{part.name}” chưa có {what} nào; chọn ít nhất một.", f"name_{number}")
        if strangers := part.people - here.keys():
            raise CannotReorganise(
                f"Ngày {plan.on:%d/%m/%Y} có {len(strangers)} đồng chí đã chọn không sinh hoạt ở {node.name}.",
                "on",
            )
        if part.organisations - set(tree.children(node.id)):
            raise CannotReorganise(f"Có tổ chức đã chọn không trực thuộc {node.name}.")
    if (
        here
        and not tree.children(node.id)
        and set().union(*(part.people for part in plan.parts)) == here.keys()
    ):
        raise CannotReorganise(
            f"Không còn đảng viên nào ở lại {node.name}; để lại ít nhất một đồng chí, hoặc đổi tên."
        )
    made = organisations.split(
        actor=actor, organisation=node.id, names=names, on=plan.on, decision=plan.decision
    )
    heir = _heir(actor, node.id)
    done = Done(made=list(made), concerned=[node.id], sentence=f"Tách {node.name}, lập {_listed(names)}")
    for new, part in zip(made, plan.parts, strict=True):
        for child in sorted(part.organisations):
            organisations.move(actor=heir, organisation=child, parent=new, on=plan.on, decision=plan.decision)
            done.moved.append(child)
        if part.people:
            leaving = officers.end_of_people(
                actor=actor, organisation=node.id, people=part.people, on=plan.on, decision=plan.decision
            )
            done.posts += _lost(leaving, node.name, f"Chuyển sang {part.name}")
            _follow(heir, plan, sorted(part.people), node, new, part.name, done)
    return done


def _heir(actor: Actor, place: int) -> Actor:
    """Who acts in organisations that were born in this act: today's gate does not know them, or not yet.

    Whoever may reorganise the place they come from, and write its members, may do it in them.
    """
    require(actor, REORGANISE, place)
    require(actor, WRITE_MEMBERS, place)
    return replace(actor, is_operator=True)


def _rename(actor: Actor, plan: Rename, tree: Tree) -> Done:
    node = tree[plan.organisation]
    kind = plan.kind or node.kind
    if plan.name == node.name and kind == node.kind:
        raise CannotReorganise("Tên mới giống tên đang dùng.", "name")
    if name_taken(tree, node.parent, plan.name, node.id):
        raise CannotReorganise(f"Đã có tổ chức tên “{plan.name}” ở cùng cấp trên; đặt tên khác.", "name")
    if kind != node.kind:
        if node.parent is not None and not rules.may_stand_under(kind, tree[node.parent].kind):
            raise CannotReorganise(
                f"{Kind(kind).label} không trực thuộc {tree[node.parent].kind_label.lower()} được.", "kind"
            )
        for child in tree.children(node.id):
            if not rules.may_stand_under(tree[child].kind, kind):
                raise CannotReorganise(
                    f"{Kind(kind).label} không được có {tree[child].kind_label.lower()} bên dưới ({tree[child].name}).",
                    "kind",
                )
    organisations.rename(
        actor=actor, organisation=node.id, name=plan.name, on=plan.on, kind=kind, decision=plan.decision
    )
    became = f", thành {Kind(kind).label.lower()}" if kind != node.kind else ""
    called = (
        f"Đổi tên {node.name} thành {plan.name}"
        if plan.name != node.name
        else f"Đổi loại hình của {node.name}"
    )
    return Done(concerned=[node.id], sentence=called + became)


def _dissolve(actor: Actor, plan: Dissolve, tree: Tree) -> Done:
    node = tree[plan.organisation]
    if tree.children(node.id):
        raise CannotReorganise(
            f"{node.name} còn {len(tree.children(node.id))} tổ chức trực thuộc; chuyển hoặc nhập các tổ chức đó trước."
        )
    if node.parent is None:
        raise CannotReorganise("Không giải thể được tổ chức cao nhất của cây.")
    if plan.members_to == node.id:
        raise CannotReorganise("Nơi chuyển đến phải là tổ chức khác.", "members_to")
    there = members_of([node.id], plan.on)
    if there and plan.members_to is None:
        raise CannotReorganise(
            f"{node.name} còn {len(there)} đảng viên; chọn chi bộ mà các đồng chí đó chuyển đến.",
            "members_to",
        )
    if plan.members_to is not None and not tree[plan.members_to].is_cell and tree.children(plan.members_to):
        raise CannotReorganise("Đảng viên sinh hoạt ở chi bộ; chọn một chi bộ.", "members_to")
    _nothing_later([node.id], plan, tree)
    target = plan.members_to
    goes_on = tree[node.parent].name
    done = Done(concerned=[node.id, node.parent, *([target] if target is not None else [])])
    _empty_out(actor, plan, node, target, tree[target].name if target is not None else goes_on, done)
    done.gone[node.id] = (node.name, goes_on)
    organisations.dissolve(actor=actor, organisation=node.id, on=plan.on, decision=plan.decision)
    to = f"; {len(there)} đảng viên chuyển đến {tree[target].name}" if there and target is not None else ""
    done.sentence = f"Giải thể {node.name}{to}"
    return done


def _found(actor: Actor, plan: Found, tree: Tree) -> Done:
    parent = tree[plan.parent]
    if not rules.may_stand_under(plan.kind, parent.kind):
        raise CannotReorganise(
            f"{Kind(plan.kind).label} không trực thuộc {parent.kind_label.lower()} được; chọn loại hình khác.",
            "kind",
        )
    if name_taken(tree, parent.id, plan.name):
        raise CannotReorganise(f"{parent.name} đã có tổ chức tên “{plan.name}”; đặt tên khác.", "name")
    new = organisations.found(
        actor=actor, parent=parent.id, name=plan.name, kind=plan.kind, on=plan.on, decision=plan.decision
    )
    done = Done(
        made=[new], concerned=[parent.id], sentence=f"Thành lập {plan.name}, trực thuộc {parent.name}"
    )
    heir = _heir(actor, parent.id)
    born = Node(new, "", plan.name, plan.kind, parent.id)
    for child in plan.organisations:
        _put_under(heir, plan, tree, tree[child], born, "organisations")
        done.concerned.append(child)
        done.moved.append(child)
    return done
