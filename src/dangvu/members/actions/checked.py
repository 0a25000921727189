"""What the actions of movements share: reading where people stand, the limits of the day, refusing plainly."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from dangvu.foundation.audit.models import Act
from dangvu.foundation.parameters.queries import NoSuchParameter, Parameters
from dangvu.foundation.refusals import Impossible
from dangvu.members import rules
from dangvu.members.actions.settling import settle_now
from dangvu.members.models import Movement, Transfer
from dangvu.members.queries.people import profiles
from dangvu.members.queries.standing import StandsIn, standing_on
from dangvu.organisations.tree import Tree

_CONTRADICTS = {
    rules.ALREADY_MEMBER: "vào ngày đó đã là đảng viên của tổ chức",
    rules.NOT_A_MEMBER: "vào ngày đó không còn là đảng viên của tổ chức",
    rules.DOUBLE_MEMBERSHIP: "đang là đảng viên ở một tổ chức khác chưa báo chuyển đi",
    rules.ALREADY_OFFICIAL: "đã là đảng viên chính thức trước ngày đó",
}


def refuse(obstacle: rules.Obstacle | None) -> None:
    """Say what stands in the way, if anything does."""
    if obstacle is not None:
        raise Impossible(obstacle.sentence, obstacle.field)


def limit(parameters: Parameters, code: str, day: date) -> rules.Limit:
    """A number of a regulation on the day of the event."""
    try:
        found = parameters.on(code, day)
    except NoSuchParameter as error:
        raise Impossible(
            f"Chưa có quy định cho ngày {day:%d/%m/%Y}; kiểm tra lại ngày, hoặc nhờ quản trị bổ sung tham số.",
            "on",
        ) from error
    return rules.Limit(int(found.value), found.document, found.point)


def standing_before(people: Collection[int], on: date) -> dict[int, StandsIn]:
    """Where each person is a member when the day ``on`` begins: a movement of that day starts from there."""
    return standing_on(people, on - timedelta(days=1))


def names_of(people: Collection[int]) -> dict[int, str]:
    return {person: profile.name for person, profile in profiles(people).items()}


def must_be_inside(place: StandsIn | None, organisation: int, tree: Tree, name: str, on: date) -> StandsIn:
    """The stay of a person in ``organisation`` or below it; refused where there is none."""
    if place is None or (
        place.organisation != organisation and organisation not in tree.path(place.organisation)
    ):
        raise Impossible(
            f"Vào ngày {on:%d/%m/%Y}, {name} không phải là đảng viên của tổ chức này. Kiểm tra lại ngày.",
            "on",
        )
    return place


def must_not_be_moving(people: Collection[int], names: dict[int, str]) -> None:
    """Refuse where someone has been introduced elsewhere and not been received yet."""
    for transfer in open_transfers(people):
        raise Impossible(
            f"{names.get(transfer.person_id, 'Người này')} đã được giới thiệu đến {transfer.target_name} ngày "
            f"{transfer.introduced_on:%d/%m/%Y} và chưa được tiếp nhận. Hủy lần giới thiệu đó trước."
        )


def open_transfers(people: Collection[int]) -> list[Transfer]:
    """Transfers of these people that nobody has received, cancelled or sent back."""
    rows = Transfer.objects.known().filter(person_id__in=people)
    return list(rows.exclude(pk__in=_closed(rows)).order_by("pk"))


def _closed(rows: object) -> list[int]:
    from dangvu.members.models import TransferOutcome

    return list(
        TransferOutcome.objects.known().filter(transfer__in=rows).values_list("transfer_id", flat=True)
    )


def must_fit(opened: Act, people: Collection[int]) -> None:
    """Settle now, and refuse what contradicts the person's other movements: nothing of this act is then written."""
    settle_now(opened)
    wrong = (
        Movement.objects.known()
        .filter(person_id__in=people, known_from_act=opened.number)
        .exclude(breach="")
        .order_by("on")
        .first()
    )
    if wrong is None:
        return
    name = names_of([wrong.person_id]).get(wrong.person_id, "Người này")
    raise Impossible(
        f"Không khớp với quá trình đã ghi của {name}: việc “{wrong.get_kind_display().lower()}” ngày {wrong.on:%d/%m/%Y} "
        f"không đúng được nữa, vì {_CONTRADICTS.get(wrong.breach, 'trái với việc khác')}. Xem lại ngày trong quá trình.",
        "on",
    )
