"""The two registers: filtered, searched, and the same as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_DOCUMENTS, WRITE_WORK
from dangvu.foundation.vietnamese import clean
from dangvu.web.errors import WrongRequest
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import Shown, workbook
from dangvu.web.pages import leaf, page
from dangvu.work.documents import queries, rules
from dangvu.work.documents.queries import InLine, OutLine
from dangvu.work.documents.rules import Status


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


OUT_COLUMNS: Sequence[Shown[OutLine]] = (
    Shown("so", "Số, ký hiệu", lambda one: one.symbol, 18),
    Shown("ngay", "Ngày", lambda one: _day(one.issued_on), 12),
    Shown("loai", "Loại", lambda one: one.type, 16),
    Shown("trich-yeu", "Trích yếu", lambda one: one.says, 60),
    Shown("nguoi-ky", "Người ký", lambda one: one.signer, 24),
    Shown("noi-nhan", "Nơi nhận", lambda one: one.recipients, 40),
    Shown("so-ban", "Số bản", lambda one: one.copies, 8, "integer"),
    Shown("noi-luu", "Nơi lưu", lambda one: one.archive, 20),
    Shown("ghi-chu", "Ghi chú", lambda one: one.note, 30),
)
IN_COLUMNS: Sequence[Shown[InLine]] = (
    Shown("so-den", "Số đến", lambda one: one.order, 8, "integer"),
    Shown("ngay-den", "Ngày đến", lambda one: _day(one.received_on), 12),
    Shown("noi", "Nơi ban hành", lambda one: one.issuer, 28),
    Shown("so", "Số, ký hiệu", lambda one: one.symbol, 18),
    Shown("ngay", "Ngày văn bản", lambda one: _day(one.issued_on), 12),
    Shown("trich-yeu", "Trích yếu", lambda one: one.title, 60),
    Shown("do-mat", "Độ mật", lambda one: "Thường", 10),
    Shown("phu-trach", "Người phụ trách", lambda one: one.in_charge, 24),
    Shown("han", "Hạn giải quyết", lambda one: _day(one.deadline), 12),
    Shown("xong", "Giải quyết xong", lambda one: _day(one.settled_on), 12),
    Shown("ghi-chu", "Ghi chú", lambda one: one.note, 30),
)


@dataclass(frozen=True)
class Asked:
    """Which lines of a register: of a year, a type, a state, or with some words (these never in an address)."""

    year: int | None
    type: str = ""
    state: str = ""
    words: str = ""

    @property
    def start(self) -> date:
        return date(self.year, 1, 1) if self.year else date.min

    @property
    def end(self) -> date:
        return date(self.year, 12, 31) if self.year else date.max

    @property
    def said(self) -> str:
        parts = [f"năm {self.year}" if self.year else "mọi năm"]
        if self.type:
            parts.append(f"loại {rules.type_of(self.type).title.lower()}")
        if self.state:
            parts.append(_STATES.get(self.state, "").lower())
        if self.words:
            parts.append(f"có chữ “{self.words}”")
        return ", ".join(parts)


_STATES = {"cho-xong": "Chưa giải quyết xong", **{status.value: status.label for status in Status}}


def _asked(told: Any, newest: int) -> Asked:
    year, type_, state = told.get("nam", ""), told.get("loai", ""), told.get("tt", "")
    if year and year != "moi" and not (year.isascii() and year.isdigit() and 1930 <= int(year) <= 2999):
        raise WrongRequest(f"Không có năm “{year[:20]}” trong sổ. Chọn lại năm.")
    if (type_ and type_ not in rules.TYPES and type_ != rules.OTHER.slug) or (state and state not in _STATES):
        raise WrongRequest("Bộ lọc không có lựa chọn này. Chọn lại loại văn bản, tình trạng.")
    return Asked(
        None if year == "moi" else int(year or newest), type_, state, clean(told.get("tim", ""))[:100]
    )


def _newest(days: Sequence[date]) -> int:
    return max((day.year for day in days), default=clock.today().year)


def _out(place: Place, asked: Asked) -> list[OutLine]:
    return queries.outgoing(
        actor=place.actor, organisation=place.node.id, start=asked.start, end=asked.end, type_=asked.type,
        status=asked.state, words=asked.words,
    )  # fmt: skip


def _in(place: Place, asked: Asked) -> list[InLine]:
    return queries.incoming(
        actor=place.actor, organisation=place.node.id, start=asked.start, end=asked.end, today=clock.today(),
        type_=asked.type, open_only=asked.state == "cho-xong", words=asked.words,
    )  # fmt: skip


def _filters(asked: Asked, years: Sequence[int], states: Sequence[str]) -> dict[str, Any]:
    """What the filter form shows as chosen."""
    shown = sorted({*years, clock.today().year, *([asked.year] if asked.year else [])}, reverse=True)
    types = [(t.slug, t.title) for t in rules.TYPES.values()]
    return {
        "asked": asked,
        "years": [(str(year), f"Năm {year}", year == asked.year) for year in shown]
        + [("moi", "Mọi năm", asked.year is None)],
        "types": [("", "Mọi loại", not asked.type)] + [(s, t, s == asked.type) for s, t in types],
        "states": [("", "Mọi tình trạng", not asked.state)]
        + [(s, _STATES[s], s == asked.state) for s in states],
        "is_filtered": bool(
            asked.type or asked.state or asked.words or (years and asked.year and asked.year not in years)
        ),
    }


def tabs(place: Place, here: str) -> list[tuple[str, str, bool, int]]:
    """[(title, address, whether it is open, how many wait)] of the four pages about documents."""
    waiting = len(queries.waiting(actor=place.actor, organisation=place.node.id, tree=place.tree))
    return [
        ("Văn bản đi", place.url("documents"), here == "documents", 0),
        ("Văn bản đến", place.url("documents_in"), here == "documents_in", waiting),
        ("Quán triệt", place.url("study"), here == "study", 0),
        ("Lớp học tập", place.url("study_sessions"), here == "study_sessions", 0),
    ]


@at_organisation(READ_DOCUMENTS, post=READ_DOCUMENTS)
def outgoing(request: HttpRequest, place: Place) -> HttpResponse:
    """The outgoing register of a year; words are looked for by POST, as they may name people."""
    every = _out(place, Asked(None))
    told = request.POST if request.method == "POST" else request.GET
    asked = _asked(told, _newest([one.issued_on for one in every]))
    lines = every if asked == Asked(None) else _out(place, asked)
    may = place.may(WRITE_WORK)
    return page(
        request, "documents/out.html", place, "documents", tabs=tabs(place, "documents"),
        leaf=(part := leaf(request, lines)), rows=[(one, place.url_of("document", document=one.document)) for one in part.items],
        new=place.url("document_new") if may else "", stub=place.url("document_stub") if may else "",
        export=place.url("documents_export"), **_filters(asked, [one.issued_on.year for one in every], [s.value for s in Status]),
    )  # fmt: skip


@at_organisation(READ_DOCUMENTS, post=READ_DOCUMENTS)
def incoming(request: HttpRequest, place: Place) -> HttpResponse:
    """What waits to be received, and the incoming register of a year."""
    every = _in(place, Asked(None))
    told = request.POST if request.method == "POST" else request.GET
    asked = _asked(told, _newest([one.received_on for one in every]))
    lines = every if asked == Asked(None) else _in(place, asked)
    may = place.may(WRITE_WORK)
    waiting = queries.waiting(actor=place.actor, organisation=place.node.id, tree=place.tree)
    return page(
        request, "documents/in.html", place, "documents", tabs=tabs(place, "documents_in"),
        leaf=(part := leaf(request, lines)), rows=[(one, place.url_of("document", document=one.document)) for one in part.items],
        waiting=[(one, place.url_of("document", document=one.document), place.url_of("document_step", document=one.document))
                 for one in waiting],
        new=place.url("document_new_in") if may else "", may=may, export=place.url("documents_export"),
        today_=clock.today(),
        **_filters(asked, [one.received_on.year for one in every], ["cho-xong"]),
    )  # fmt: skip


@at_organisation(None, post=READ_DOCUMENTS)
def export(request: HttpRequest, place: Place) -> HttpResponse:
    """Exactly the register that is shown, as a workbook."""
    told = request.POST
    asked = _asked(told, clock.today().year)
    if told.get("so") == "den":
        return workbook(
            "Sổ văn bản đến",
            [f"SỔ VĂN BẢN ĐẾN – {place.node.name}", asked.said],
            IN_COLUMNS,
            _in(place, asked),
        )
    return workbook(
        "Sổ văn bản đi", [f"SỔ VĂN BẢN ĐI – {place.node.name}", asked.said], OUT_COLUMNS, _out(place, asked)
    )
