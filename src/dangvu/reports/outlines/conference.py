"""The papers of a conference: the notice of its conclusions, and the invitation (domain §4.2, §6).

What is written are the facts on record in plain sentences; places for a pen where nothing is on record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dangvu.work.conferences.queries import ConferenceView, DelegateRow, ItemView, PointView, Roll
from dangvu.work.conferences.rules import PointKind
from dangvu.work.meetings.queries import OpinionView

from ..document import Annex, Document, Letterhead, Paragraph, Run, Section, Table, TableColumn

DOTS = "………………………………………"
NOTICE, INVITATION = "thong-bao", "giay-moi"
_POINTS = (
    TableColumn("TT", 10, "right"), TableColumn("Nhiệm vụ", 62), TableColumn("Đơn vị thực hiện", 44),
    TableColumn("Sản phẩm", 26), TableColumn("Hạn", 23),
)  # fmt: skip
_UNITS = (TableColumn("TT", 12, "right"), TableColumn("Đơn vị thực hiện", 150))
_OPINIONS = (
    TableColumn("TT", 10, "right"), TableColumn("Đơn vị nêu", 42), TableColumn("Nội dung", 62),
    TableColumn("Nơi trả lời", 33), TableColumn("Hạn", 18),
)  # fmt: skip
_PROGRAMME = (
    TableColumn("Thời gian", 22), TableColumn("Nội dung", 88), TableColumn("Người trình bày", 55),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """What a conference was, as its papers tell it. ``issuer`` holds it."""

    view: ConferenceView
    issuer: str
    called: Roll
    points: Sequence[PointView]
    opinions: Sequence[OpinionView]
    children: frozenset[int]  # the units right below the issuer


def _text(*said: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(text),)) for text in said)


#: More units than these are named in an annex, so that a line of the table stays a line.
_NAMED = 4


def owners(held: Held, point: PointView) -> str:
    """Who carries a point out; all units together are named as such, many are listed in the annex."""
    ids = {id_ for id_, _ in point.owners}
    if len(held.children) > 2 and held.children <= ids:
        own = [name for id_, name in point.owners if id_ not in held.children]
        return "; ".join([*own, "Các tổ chức đảng trực thuộc"])
    if len(point.owners) > _NAMED:
        return f"{len(point.owners)} đơn vị (danh sách kèm theo)"
    return "; ".join(name for _, name in point.owners)


def _listed(held: Held) -> tuple[Annex, ...]:
    many = [point for point in held.points if "danh sách kèm theo" in owners(held, point)]
    tables = tuple(
        Table(point.text, _UNITS, tuple((str(n), name) for n, (_, name) in enumerate(point.owners, start=1)))
        for point in many
    )
    return (Annex("Đơn vị thực hiện các nhiệm vụ", tables),) if tables else ()


def notice(held: Held, letterhead: Letterhead, day: date, at: datetime, draft: bool) -> Document:
    """The notice of conclusions: what was concluded and directed, who does what until when, what was proposed."""
    view = held.view
    sections = [Section(1, "", _text(*_opening(held)))]
    kinds = (
        (PointKind.CONCLUSION, "Kết luận và phân công thực hiện"),
        (PointKind.DIRECTION, "Thực hiện ý kiến chỉ đạo của cấp trên"),
    )
    for kind, title in kinds:
        rows = [point for point in held.points if point.kind == kind]
        if rows:
            sections.append(Section(2, title, (), (_points(held, rows),)))
    asked = [one for one in held.opinions if one.kind == "kien_nghi"]
    if asked:
        lines = tuple((str(n), *_opinion(one)) for n, one in enumerate(asked, start=1))
        sections.append(Section(2, "Kiến nghị, đề xuất tại hội nghị", (), (Table("", _OPINIONS, lines),)))
    sections.append(
        Section(2, "Tổ chức thực hiện", _text(
            "Các đơn vị được phân công báo cáo kết quả khi hoàn thành, không muộn hơn thời hạn nêu trên; Văn phòng theo dõi, "
            "đôn đốc và báo cáo tại hội nghị lần sau."
        ))
    )  # fmt: skip
    title = view.title[:1].lower() + view.title[1:]
    return Document(
        "THÔNG BÁO", f"kết luận {title}", letterhead, day, tuple(sections), _listed(held), draft, at
    )


def _opening(held: Held) -> list[str]:
    view, called = held.view, held.called
    where = f", tại {view.place}" if view.place else ""
    chair = f" {view.chair} chủ trì hội nghị." if view.chair else ""
    said = [
        f"Ngày {view.on:%d/%m/%Y}{where}, {held.issuer} tổ chức {view.title[:1].lower()}{view.title[1:]}.{chair}"
    ]
    if called.there:
        guests = f" và {len(called.guests)} khách mời" if called.guests else ""
        said[0] += (
            f" Dự hội nghị có {len(called.there)} trên {len(called.convened)} đại biểu được triệu tập{guests}."
        )
    spoken = f", {len(held.opinions)} ý kiến, kiến nghị của các đơn vị" if held.opinions else ""
    directed = (
        " và ý kiến chỉ đạo của cấp trên" if any(p.kind == PointKind.DIRECTION for p in held.points) else ""
    )
    said.append(f"Sau khi nghe báo cáo{spoken}{directed}, hội nghị thống nhất kết luận như sau:")
    return said


def _points(held: Held, points: Sequence[PointView]) -> Table:
    rows = tuple(
        (
            str(n),
            point.text,
            owners(held, point),
            point.product or "–",
            f"{point.due:%d/%m/%Y}" if point.due else "Thường xuyên",
        )
        for n, point in enumerate(points, start=1)
    )
    return Table("", _POINTS, rows)


def _opinion(one: OpinionView) -> tuple[str, str, str, str]:
    routed = one.routed
    return (
        ", ".join(voice.name for voice in one.direct), one.text, routed.name if routed else "Văn phòng tổng hợp",
        f"{routed.due:%d/%m/%Y}" if routed and routed.due else "–",
    )  # fmt: skip


def invitation(
    view: ConferenceView, issuer: str, letterhead: Letterhead, delegate: DelegateRow | None, at: datetime
) -> Document:
    """The invitation of one delegate; without one a place for the name."""
    whom = ", ".join(part for part in (delegate.label, delegate.under) if part) if delegate else DOTS
    title = view.title[:1].lower() + view.title[1:]
    hour = f"{view.starts_at:%H} giờ {view.starts_at:%M}, " if view.starts_at else ""
    facts = [
        f"{issuer} trân trọng kính mời: {whom}",
        f"Đến dự {title}.",
        f"Thời gian: {hour}ngày {view.on:%d/%m/%Y}.",
        f"Địa điểm: {view.place or DOTS}.",
    ]
    facts += [f"Chủ trì: {view.chair}."] if view.chair else []
    facts += [f"Tổ thảo luận: số {delegate.group}."] if delegate and delegate.group else []
    closing = "Đề nghị đại biểu đến dự đúng thành phần, đúng giờ; trường hợp không dự được, đề nghị báo trước ngày họp."
    rows = tuple((_time(item), item.title, item.speaker or "–") for item in view.items)
    tables = (Table("Chương trình dự kiến", _PROGRAMME, rows),) if rows else ()
    sections = (Section(1, "", _text(*facts, closing), tables),)
    return Document("GIẤY MỜI", f"dự {title}", letterhead, at.date(), sections, (), False, at)


def _time(item: ItemView) -> str:
    return f"{item.at:%H:%M}" if item.at else "–"
