"""A person named in a sensitive record: the number stands there encrypted and bound to that very record.

No name is copied; a copy of the database tells nobody who it is, and a sealed number moved to another record is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dangvu.foundation import sealed
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import WRITE_INSPECTION
from dangvu.foundation.dated import known_q, valid_q
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.tables.dates import parse_text
from dangvu.foundation.vietnamese import fold
from dangvu.members.models import Membership, PersonProfile
from dangvu.members.queries import kept_people, profiles
from dangvu.organisations.access import require
from dangvu.organisations.queries import tree_on

_PURPOSE = "sensitive-person"


def seal_person(person: int, record: str) -> str:
    """The person's number so that only this installation reads it, in ``record`` ('case:12') alone."""
    return sealed.seal(f"{record}:{person}", _PURPOSE)


def unseal_person(text: str, record: str, *, merged: bool = True) -> int:
    """Who is meant, through merges (not so for the number of an organisation). Unreadable where the key is gone or the text belongs to another record."""
    bound, _, person = sealed.unseal(text, _PURPOSE).rpartition(":")
    if bound != record:
        raise sealed.Unreadable("Mục này không thuộc hồ sơ đang mở nên không đọc.")
    return kept_people().get(int(person), int(person)) if merged else int(person)


def names_of(people: Sequence[int]) -> dict[int, str]:
    """{person: name} for whoever has just opened a record that names them."""
    return {person: profile.name for person, profile in profiles(people).items()}


def member_told(*, actor: Actor, organisation: int, text: str, on: date, field: str) -> tuple[int, int, str]:
    """(person, where they are member, standing) of who is written 'Họ tên' or 'Họ tên, ngày sinh'.

    Found among the members of ``organisation`` and below on ``on`` by whoever writes sensitive records there: no list
    is shown. Impossible says what to mend.
    """
    require(actor, WRITE_INSPECTION, organisation)
    name, _, told = text.partition(",")
    below = set(tree_on(on).descendants(organisation)) if organisation in tree_on(on) else {organisation}
    stays = Membership.objects.filter(known_q(None), valid_q(on), organisation_id__among=list(below))
    alike = PersonProfile.objects.known().filter(name_key=fold(name), person_id__in=stays.values("person_id"))
    found = {profile.person_id: profile for profile in alike}
    if told.strip():
        birth = parse_text(told.strip()).value
        if not isinstance(birth, PartialDate):
            raise Impossible(f"“{text}”: sau dấu phẩy ghi ngày sinh, ví dụ 05/03/1980.", field)
        found = {person: profile for person, profile in found.items() if profile.birth == birth.iso()}
    if not found:
        raise Impossible(
            f"Ngày {on:%d/%m/%Y} không có đảng viên “{text}” ở tổ chức đã chọn. Ghi đúng họ tên, đủ dấu, và chọn lại nơi sinh hoạt.",
            field,
        )
    if len(found) > 1:
        raise Impossible(
            f"“{name.strip()}”: có {len(found)} người cùng tên; ghi thêm ngày sinh sau dấu phẩy.", field
        )
    person = next(iter(found))
    stay = stays.filter(person_id=person).first()
    if stay is None:
        raise LookupError(person)
    return person, int(stay.organisation_id), str(stay.status)
