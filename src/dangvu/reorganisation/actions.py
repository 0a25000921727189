"""Rehearsing a reorganisation, and carrying it out: one code path, undone in the first case and kept in the second."""

from __future__ import annotations

from collections.abc import Iterable

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.rehearsal import rehearse as undone
from dangvu.foundation.capabilities import READ_FIGURES, REORGANISE
from dangvu.organisations.access import may, require
from dangvu.organisations.actions import CannotReorganise
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Tree
from dangvu.reorganisation import effects
from dangvu.reorganisation.acts import Done, do, lost
from dangvu.reorganisation.effects import Effects
from dangvu.reorganisation.plans import Dissolve, Found, Merge, Move, Plan, Rename, Split
from dangvu.reorganisation.queries import members_of
from dangvu.work.officers.actions import follow_members

CHANGED_MEANWHILE = (
    "Từ lúc diễn tập đến nay sổ sách đã thay đổi nên kết quả sẽ khác bảng đồng chí đã xem. Chưa ghi gì; xem lại bảng"
    " diễn tập mới dưới đây rồi ghi."
)


def rehearse(*, actor: Actor, plan: Plan) -> Effects:
    """What carrying out the plan would do; nothing is written. Its refusals are the real ones."""
    return undone(lambda: _carry_out(actor, plan))


def carry_out(*, actor: Actor, plan: Plan, seen: str | None = None) -> Effects:
    """Carry the plan out, whole or not at all; what it did.

    ``seen`` is the fingerprint of the rehearsal that the person looked at: where the records changed since, so that
    something else would be written, CannotReorganise. A decision has its number and its day.
    """
    decision = plan.decision
    if not decision.number.strip():
        raise CannotReorganise("Chưa nhập số quyết định, ví dụ 214-QĐ/ĐUK.", "decision_number")
    if decision.date is None:
        raise CannotReorganise("Chưa nhập ngày quyết định, ví dụ 20/07/2023.", "decision_date")
    if decision.date > plan.on:
        raise CannotReorganise(
            f"Quyết định ký ngày {decision.date:%d/%m/%Y} không thể có hiệu lực từ ngày {plan.on:%d/%m/%Y}, trước khi ký.",
            "decision_date",
        )
    return _carry_out(actor, plan, seen)


def _carry_out(actor: Actor, plan: Plan, seen: str | None = None) -> Effects:
    places = _places(plan)
    for place in places:
        require(actor, REORGANISE, place)
    with act(actor, f"reorganisation.{type(plan).__name__.lower()}") as opened:
        old = tree_on(plan.on)
        if not old.nodes:
            raise CannotReorganise(
                f"Ngày {plan.on:%d/%m/%Y} chưa có danh sách tổ chức; chọn ngày muộn hơn.", "on"
            )
        for place in places:
            if place not in old:
                raise CannotReorganise(
                    f"Ngày {plan.on:%d/%m/%Y} một tổ chức đã chọn chưa có hoặc không còn; chọn ngày khác.",
                    "on",
                )
        whole = _whole(actor, old, places[0])
        before = effects.measure([whole, *_around(old, places)], plan.on)
        done = do(actor, plan, old)
        done.posts += lost(follow_members(opened), old, "Chuyển theo tổ chức")
        found = _effects(plan, old, whole, before, done)
        if found.left_behind:
            raise CannotReorganise(
                f"Còn {found.left_behind} đảng viên ở tổ chức chấm dứt; chọn nơi các đồng chí đó chuyển đến.",
                "members_to",
            )
        if seen is not None and seen != found.fingerprint:
            raise CannotReorganise(CHANGED_MEANWHILE)
        record(opened, f"reorganisation.{type(plan).__name__.lower()}", count=len(found.followers),
               organisation_id=places[0], on=plan.on.isoformat(), decision=plan.decision.number)  # fmt: skip
    return found


def _places(plan: Plan) -> list[int]:
    """The organisations that a plan names; the first is whose page it is."""
    match plan:
        case Move():
            return [plan.organisation, plan.parent]
        case Merge():
            return [plan.into, *plan.organisations]
        case Split():
            return [plan.organisation, *sorted({o for part in plan.parts for o in part.organisations})]
        case Dissolve():
            return [plan.organisation, *([] if plan.members_to is None else [plan.members_to])]
        case Found():
            return [plan.parent, *plan.organisations]
        case Rename():
            return [plan.organisation]
    raise TypeError(type(plan))


def _around(tree: Tree, places: Iterable[int]) -> list[int]:
    """The organisations named, and their superiors of today: those whose figures may change."""
    found: dict[int, None] = {}
    for place in places:
        found[place] = None
        for above in tree.ancestors(place):
            found[above] = None
    return list(found)


def _whole(actor: Actor, tree: Tree, place: int) -> int:
    """The highest organisation above ``place`` whose figures the actor may see."""
    seen = [above for above in tree.path(place) if may(actor, READ_FIGURES, above)]
    return seen[-1] if seen else place


def _effects(plan: Plan, old: Tree, whole: int, before: effects.Measured, done: Done) -> Effects:
    new = tree_on(plan.on)
    under = set(old.descendants(whole)) | set(done.made)
    around = [
        o for o in dict.fromkeys([*done.concerned, *_around(old, done.concerned), *done.made]) if o in under
    ]
    after = effects.measure([whole, *around], plan.on)
    posts = tuple(sorted(done.posts, key=lambda p: (p.organisation, p.post, p.person)))
    carried = {o for moved in done.moved for o in new.descendants(moved)}
    return Effects(
        sentence=done.sentence,
        rows=effects.rows(before, after, old, new, [o for o in around if o != whole], whole),
        followers=tuple(sorted(done.followers, key=lambda f: (f.source, f.target, f.person))),
        posts=posts,
        handed_over=effects.handed_over(done.gone, plan.on),
        stays=tuple(_stays(plan, done, old)),
        warnings=tuple(_warnings(plan, done, after, new)),
        left_behind=effects.left_behind(done.gone, plan.on),
        carried=len(members_of(carried, plan.on)),
        made=tuple(done.made),
    )


def _stays(plan: Plan, done: Done, old: Tree) -> list[str]:
    said = [
        "Báo cáo đã ban hành giữ nguyên số liệu.",
        f"Việc trước ngày {plan.on:%d/%m/%Y} vẫn tính theo cây tổ chức của ngày đó.",
    ]
    match plan:
        case Split():
            said.append(
                f"Chỉ tiêu, nhiệm vụ đã giao ở lại với {old[plan.organisation].name} cho đến khi được điều chỉnh."
            )
        case Rename() | Move():
            said.append("Cấp ủy, nhiệm kỳ, chỉ tiêu và nhiệm vụ đã giao theo tổ chức, không phải ghi lại.")
    if accounts := effects.ended_accounts(done.gone, plan.on):
        said.append(
            f"{accounts} tài khoản được giao ở tổ chức chấm dứt sẽ không còn mở được tổ chức đó; giao lại nếu cần."
        )
    return said


def _warnings(plan: Plan, done: Done, after: effects.Measured, new: Tree) -> list[str]:
    said = effects.size_warnings(after, new, dict.fromkeys([*done.concerned, *done.made]), plan.on)
    for made in done.made:
        said.append(
            f"{new[made].name} chưa có cấp ủy: cần bầu hoặc chỉ định, rồi ghi ở trang của tổ chức này."
        )
    return said
