"""Seats and terms against membership and the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dangvu.contradictions.kinds import Asked, Found, Kind, told
from dangvu.organisations.models import Kind as Level
from dangvu.organisations.models import Term
from dangvu.organisations.rules import term_concern
from dangvu.work.officers.models import Post, Seat
from dangvu.work.officers.rules import IN_COMMITTEE

_HEADS = (Post.SECRETARY.value, Post.GROUP_LEADER.value)


def _seats(asked: Asked) -> list[Seat]:
    seats = Seat.objects.known().valid_on(asked.on).filter(organisation_id__among=asked.inside)
    rows = asked.rows("seats", lambda: list(seats))
    asked.read_stays(row.person_id for row in rows)
    return rows


def _no_member(asked: Asked) -> Iterator[Found]:
    for seat in _seats(asked):
        stay, place = asked.stay_on(seat.person_id, asked.on), seat.organisation_id
        # the members of a group are the cell's
        if place in asked.tree and asked.tree[place].kind == Level.PARTY_GROUP:
            place = asked.tree[place].parent or place
        if stay is None or not asked.is_below(stay.organisation, place):
            where = (
                "không còn là đảng viên"
                if stay is None
                else f"là đảng viên của {asked.label(stay.organisation)}"
            )
            yield Found(
                seat.organisation_id,
                f"Giữ chức {seat.get_post_display()} từ {told(seat.valid_from)}, nhưng ngày {told(asked.on)} {where}.",
                seat.person_id,
            )


def _probationer(asked: Asked) -> Iterator[Found]:
    for seat in _seats(asked):
        stay = asked.stay_on(seat.person_id, asked.on)
        if stay is not None and not stay.official:
            yield Found(
                seat.organisation_id,
                f"Giữ chức {seat.get_post_display()} từ {told(seat.valid_from)}, nhưng ngày {told(asked.on)} còn là đảng viên dự bị.",
                seat.person_id,
            )


def _two_heads(asked: Asked) -> Iterator[Found]:
    holders: dict[int, set[int]] = defaultdict(set)
    for seat in _seats(asked):
        if seat.post in _HEADS:
            holders[seat.organisation_id].add(asked.root(seat.person_id))
    for place, people in holders.items():
        if len(people) > 1:
            yield Found(
                place, f"Ngày {told(asked.on)} có {len(people)} người cùng giữ chức bí thư (tổ trưởng)."
            )


def _head_of_two(asked: Asked) -> Iterator[Found]:
    seats: dict[int, list[Seat]] = defaultdict(list)
    for seat in _seats(asked):
        if seat.post == Post.SECRETARY:
            seats[asked.root(seat.person_id)].append(seat)
    for person, held in seats.items():
        held.sort(key=lambda seat: (seat.valid_from, seat.pk))
        last = held[-1]
        others = [
            one for one in held[:-1]
            if not asked.is_below(one.organisation_id, last.organisation_id)
            and not asked.is_below(last.organisation_id, one.organisation_id)
        ]  # fmt: skip
        if others:
            yield Found(
                last.organisation_id,
                f"Là Bí thư từ {told(last.valid_from)} trong khi còn là Bí thư {asked.label(others[0].organisation_id)} từ {told(others[0].valid_from)}.",
                person,
            )


def _headless(asked: Asked) -> Iterator[Found]:
    posts: dict[int, set[str]] = defaultdict(set)
    for seat in _seats(asked):
        posts[seat.organisation_id].add(seat.post)
    for place, held in posts.items():
        if held & IN_COMMITTEE and not held.intersection(_HEADS):
            yield Found(place, f"Ngày {told(asked.on)} đã ghi cấp ủy nhưng không có ai là bí thư.")


def _term_over(asked: Asked) -> Iterator[Found]:
    for term in Term.objects.known().valid_on(asked.on).filter(organisation_id__among=asked.inside):
        if term.organisation_id not in asked.tree:
            continue
        begun = term.congress_on or term.valid_from
        attached = asked.tree[term.organisation_id].kind == Level.ATTACHED_CELL
        months = asked.value(f"organisation.{'attached_cell_' if attached else ''}term_months", begun)
        shift = asked.value("organisation.attached_cell_term_shift_months", begun) if attached else None
        if months is not None and (said := term_concern(term.years, begun, months, asked.on, shift or 0)):
            yield Found(term.organisation_id, said)


_OFFICERS = "officers"
KINDS = (
    Kind(
        "chuc-vu-khong-la-dang-vien", "Giữ chức vụ nhưng không là đảng viên ở đó",
        "Cấp ủy viên là đảng viên của đảng bộ, chi bộ mình (lẽ thường)",
        "Ghi thôi giữ chức, hoặc sửa ngày chuyển sinh hoạt của đảng viên", _OFFICERS, _no_member,
    ),
    Kind(
        "chuc-vu-la-du-bi", "Đảng viên dự bị giữ chức vụ trong cấp ủy",
        "Đảng viên dự bị không có quyền ứng cử (Điều lệ Đảng, Điều 3)",
        "Kiểm tra ngày công nhận chính thức, hoặc bỏ dòng chức vụ ghi nhầm", _OFFICERS, _probationer,
    ),
    Kind(
        "hai-bi-thu", "Một tổ chức có hai bí thư cùng lúc", "Mỗi cấp ủy có một bí thư (lẽ thường)",
        "Ghi thôi giữ chức cho người trước", _OFFICERS, _two_heads,
    ),
    Kind(
        "bi-thu-hai-noi", "Một người là bí thư của hai tổ chức không trực thuộc nhau",
        "Đảng viên sinh hoạt chính thức ở một nơi (Điều lệ Đảng, Điều 6)",
        "Ghi thôi giữ chức ở nơi cũ", _OFFICERS, _head_of_two,
    ),
    Kind(
        "khong-co-bi-thu", "Đã ghi cấp ủy nhưng không có bí thư", "Cấp ủy, chi bộ bầu bí thư (Điều lệ Đảng, Điều 24; cấp ủy: lẽ thường)",
        "Ghi người giữ chức bí thư", _OFFICERS, _headless,
    ),
    Kind(
        "het-nhiem-ky", "Nhiệm kỳ đã hết mà chưa ghi đại hội mới",
        "Độ dài nhiệm kỳ (Điều lệ Đảng, Điều 22 và 24; tham số có ngày)",
        "Ghi đại hội, nhiệm kỳ mới", _OFFICERS, _term_over,
    ),
)  # fmt: skip
