"""Filters that someone keeps under a name of their own."""

from __future__ import annotations

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.foundation.refusals import Impossible
from dangvu.members.models import SavedFilter
from dangvu.organisations.access import require


def save_filter(*, actor: Actor, organisation: int, name: str, query: str) -> None:
    """Keep a filter of the list under a name; the same name again supersedes it."""
    require(actor, READ_NAMES, organisation)
    if actor.user_id is None:
        raise Impossible("Chỉ người đăng nhập mới lưu được bộ lọc.")
    if not name.strip():
        raise Impossible("Đặt tên cho bộ lọc, ví dụ: Nữ dưới 30 tuổi.", "name")
    with act(actor, "members.save_filter") as opened:
        mine = SavedFilter.objects.known().filter(user_id=actor.user_id, organisation_id=organisation)
        mine.filter(name=name).update(known_to_act=opened)
        SavedFilter.objects.create(
            user_id=actor.user_id,
            organisation_id=organisation,
            name=name,
            query=query[:1000],
            known_from_act=opened,
        )
        record(opened, "members.save_filter", count=1, organisation_id=organisation)


def drop_filter(*, actor: Actor, organisation: int, saved: int) -> None:
    """No longer offer a filter of one's own."""
    require(actor, READ_NAMES, organisation)
    with act(actor, "members.drop_filter") as opened:
        mine = SavedFilter.objects.known().filter(
            pk=saved, user_id=actor.user_id, organisation_id=organisation
        )
        if not mine.update(known_to_act=opened):
            raise LookupError(saved)
        record(opened, "members.drop_filter", count=1, organisation_id=organisation)
