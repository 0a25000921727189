"""Workbooks to be filled in and sent back, with what is on record already; and blocks pasted from Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import LOAD, READ_IDENTIFIERS, READ_NAMES
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.tables import Column, SheetKind
from dangvu.foundation.tables.columns import Choice
from dangvu.foundation.tables.dates import parse_date
from dangvu.foundation.tables.headers import index_of
from dangvu.foundation.vietnamese import clean
from dangvu.foundation.workbooks import Cell, Sheet
from dangvu.foundation.workbooks.annotating import as_workbook
from dangvu.foundation.workbooks.prepared import FillColumn, FillSheet, write_to_fill
from dangvu.foundation.workbooks.writing import Value
from dangvu.indicators.sheets import FIGURES
from dangvu.intake.accept import BY_SLUG, HANDLERS, KINDS
from dangvu.intake.upload.reading import Incoming
from dangvu.members.queries import members_on, profiles
from dangvu.organisations.access import may, require
from dangvu.organisations.queries import tree_on
from dangvu.organisations.tree import Node, Tree

_PERSON = ("name", "birth", "sex")
#: The columns offered for each kind, in the order of a form; those beyond them are read as well.
COLUMNS: dict[str, tuple[str, ...]] = {
    "organisations": ("organisation", "kind", "parent", "sector", "founded", "note"),
    "roster": (
        *_PERSON, "ethnicity", "religion", "home", "schooling", "education", "theory", "occupation", "position",
        "personal_number", "card_number", "cell", "joined", "official", "note",
    ),
    "movements": (*_PERSON, "cell", "kind", "on", "note"),
    "admissions": (
        *_PERSON, "ethnicity", "religion", "schooling", "education", "occupation", "position", "union", "cell", "joined",
        "decision_number", "decision_date", "note",
    ),
    "recognitions": (*_PERSON, "cell", "joined", "official", "decision_number", "decision_date", "note"),
    "learners": (*_PERSON, "organisation", "grade", "note"),
    "admission_targets": ("organisation", "target", "note"),
    "task_progress": ("organisation", "on", "form", "note"),
    "thematic_meetings": ("cell", "on", "topic", "attended", "note"),
    "cell_meetings": ("cell", "on", "kind", "topic", "obliged", "attended", "visitors", "quality", "note"),
    "study_sessions": ("organisation", "on", "title", "mode", "obliged", "present", "non_members", "note"),
    "petitions": ("on", "kind", "anonymous", "count", "outcome", "outcome_on"),
    "integrity": ("organisation", "due", "declared", "published", "verified", "checks", "findings", "handed_over"),
    "vetting": ("organisation", "kind", "on", "number", "purpose", "count"),
    "exemplars": ("organisation", "kind", "title", "on", "level", "decision", "until", "note"),
    "mass_members": ("unit", "name", "birth", "since", "post"),
    "mass_counts": ("organisation", "kind", "memberships", "eligible", "joined", "people", "note"),
    "mass_activities": ("organisation", "kind", "on", "title", "attended", "note"),
    "awards": ("name", "birth", "cell", "kind", "level", "occasion", "reason", "decision", "on"),
    "dues": ("name", "birth", "cell", "payer", "base", "paid", "reason"),
    "inspections": ("kind", "subject_kind", "subject", "on", "result"),
    "discipline": (
        "subject", "birth", "cell", "form", "code", "decided", "published", "body", "violation", "in_post", "committee_member",
        "act_ended", "discovered",
    ),
    "ranked_organisations": ("organisation", "grade", "decision", "decided", "note"),
    "ranked_members": (*_PERSON, "cell", "grade", "decision", "decided"),
    "cards": (*_PERSON, "cell", "new_number", "event", "on", "decision", "decided", "reason"),
    "absences": (*_PERSON, "cell", "absence", "ground", "start", "until", "place", "decision", "decided"),
    "handbook": ("organisation", "installed", "using", "note"),
    "declared_figures": ("label", "unit", "value", "note"),
}  # fmt: skip
_TITLES = {
    "organisations": "DANH SÁCH TỔ CHỨC ĐẢNG TRỰC THUỘC", "roster": "DANH SÁCH ĐẢNG VIÊN ĐANG SINH HOẠT",
    "movements": "BIẾN ĐỘNG ĐẢNG VIÊN", "admissions": "DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP",
    "recognitions": "DANH SÁCH CHUYỂN ĐẢNG CHÍNH THỨC",
    "learners": "DANH SÁCH HỌC VIÊN LỚP BỒI DƯỠNG NHẬN THỨC VỀ ĐẢNG",
    "admission_targets": "GIAO CHỈ TIÊU KẾT NẠP ĐẢNG VIÊN", "task_progress": "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ",
    "thematic_meetings": "KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ", "cell_meetings": "KẾT QUẢ SINH HOẠT CHI BỘ", "study_sessions": "KẾT QUẢ HỌC TẬP, QUÁN TRIỆT VĂN BẢN", "inspections": "KẾT QUẢ KIỂM TRA, GIÁM SÁT",
    "mass_activities": "ĐỐI THOẠI, THỰC HIỆN QUY CHẾ DÂN CHỦ Ở CƠ SỞ",
    "awards": "KHEN THƯỞNG TẬP THỂ, ĐẢNG VIÊN",
    "dues": "DANH SÁCH THU ĐẢNG PHÍ",
    "discipline": "QUYẾT ĐỊNH KỶ LUẬT ĐẢNG",
    "petitions": "ĐƠN THƯ NHẬN VÀ XỬ LÝ",
    "integrity": "PHÒNG, CHỐNG THAM NHŨNG, KÊ KHAI TÀI SẢN, THU NHẬP",
    "vetting": "THẨM TRA LÝ LỊCH, TIÊU CHUẨN CHÍNH TRỊ",
    "exemplars": "MÔ HÌNH, ĐIỂN HÌNH ĐƯỢC CÔNG NHẬN",
    "mass_members": "DANH SÁCH ĐOÀN VIÊN, HỘI VIÊN",
    "mass_counts": "SỐ LƯỢNG ĐOÀN VIÊN, HỘI VIÊN",
    "ranked_organisations": "KẾT QUẢ XẾP LOẠI TỔ CHỨC ĐẢNG", "ranked_members": "KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN",
    "cards": "DANH SÁCH PHÁT THẺ ĐẢNG VIÊN",
    "absences": "DANH SÁCH ĐẢNG VIÊN MIỄN SINH HOẠT, SINH HOẠT TẠM THỜI NƠI KHÁC",
    "handbook": "SỐ ĐẢNG VIÊN DÙNG SỔ TAY ĐẢNG VIÊN ĐIỆN TỬ",
    "declared_figures": "BIỂU TỔNG HỢP SỐ LIỆU",
}  # fmt: skip
_WIDE = {
    "name": 26,
    "organisation": 34,
    "cell": 34,
    "topic": 44,
    "title": 44,
    "subject": 34,
    "label": 44,
    "home": 28,
    "note": 20,
    "form": 28,
}
SEX_WORDS = {"nam": "Nam", "nu": "Nữ"}
MOST_PASTED = 2_000_000


def kinds() -> list[tuple[str, str]]:
    """(slug, title) of every kind of sheet, in the order in which an office meets them."""
    return [(slug, BY_SLUG[slug].title) for slug in HANDLERS]


def _kind(slug: str) -> SheetKind:
    if slug not in BY_SLUG:
        raise LookupError(slug)
    return BY_SLUG[slug]


def headers(slug: str) -> list[str]:
    """The headers of the prepared workbook of a kind, for those who paste without headers."""
    return [_column(_kind(slug), name).label for name in _names(_kind(slug))]


def _names(kind: SheetKind) -> list[str]:
    return [name for name in COLUMNS[kind.slug] if name in kind.names]


def _column(kind: SheetKind, name: str) -> Column:
    return kind.column(name)


def _when(kind: SheetKind, on: date, period: Period) -> str:
    if kind.as_of == "as_at":
        return f"Tính đến ngày {on:%d/%m/%Y}"
    if kind.as_of == "year":
        return f"Năm {period.end.year}"
    if kind.slug == "dues":  # told month by month
        return f"Tháng {on.month} năm {on.year}"
    if kind.slug == "learners":
        return f"Từ ngày {period.start:%d/%m/%Y} đến ngày {period.end:%d/%m/%Y}"
    return f"{period.label[:1].upper()}{period.label[1:]}"


def title_lines(kind: SheetKind, node: Node, on: date, period: Period) -> list[str]:
    """What tells kind, sender and day when the sheet comes back."""
    return [node.name, _TITLES[kind.slug], _when(kind, on, period)]


def prepared(*, actor: Actor, organisation: int, kind: str, on: date, period: Period) -> tuple[bytes, str]:
    """(the bytes, the file's name) of a workbook of a kind to be filled in by an organisation."""
    require(actor, LOAD, organisation)
    told, tree = _kind(kind), tree_on(on)
    node = tree[organisation]
    units = _units(tree, node) if kind == "roster" else [node]  # names of cells are told apart inside a unit
    sheets = [
        FillSheet(
            told.title if len(units) == 1 else unit.name, title_lines(told, unit, on, period),
            [_fill(told, name, tree, unit) for name in _names(told)], _known(actor, told, unit, tree, on),
            spare=0 if told.slug in ("admission_targets", "task_progress", "declared_figures") else 40,
        )
        for unit in units
    ]  # fmt: skip
    return write_to_fill(sheets), f"{told.title} - {node.name}.xlsx"


def _units(tree: Tree, node: Node) -> list[Node]:
    """The grassroots units below an upper organisation; an organisation inside or at that level by itself."""
    if tree.unit_of(node.id) is not None:
        return [node]
    units = {tree.unit_of(id_) for id_ in tree.descendants(node.id)}
    return [tree[id_] for id_ in tree.descendants(node.id) if id_ in units] or [node]


def _fill(kind: SheetKind, name: str, tree: Tree, node: Node) -> FillColumn:
    column = _column(kind, name)
    is_day = column.parse is parse_date
    options: Sequence[str] = ()
    if isinstance(column.parse, Choice):
        options = column.parse.offered
    elif name in ("cell", "organisation") and kind.slug != "organisations":
        options = [each.name for each in _inside(tree, node, name)]
    elif name == "parent":
        options = [each.name for each in tree]
    elif name == "label":
        options = [labels[0] for labels in FIGURES.values()]
    width = _WIDE.get(name, 14 if is_day else 16)
    return FillColumn(column.label, width, options, is_day)


def _inside(tree: Tree, node: Node, column: str) -> list[Node]:
    below = [tree[id_] for id_ in tree.descendants(node.id)]
    if column == "organisation":
        return [each for each in below if each.parent == node.id] or below
    leaves = {each.parent for each in below}
    return [each for each in below if each.id not in leaves] or below


def _known(actor: Actor, kind: SheetKind, node: Node, tree: Tree, on: date) -> list[list[Value]]:
    """The rows that are on record already: the members of today, the units that get a target, the figures to state."""
    names = _names(kind)
    if kind.slug == "roster" and may(actor, READ_NAMES, node.id):
        return _members(actor, names, node, tree, on)
    if kind.slug in ("admission_targets", "task_progress"):
        return [
            [each.name if name == "organisation" else None for name in names]
            for each in _inside(tree, node, "organisation")
        ]
    if kind.slug == "declared_figures":
        return [[labels[0] if name == "label" else None for name in names] for labels in FIGURES.values()]
    return []


def _members(actor: Actor, names: Sequence[str], node: Node, tree: Tree, on: date) -> list[list[Value]]:
    inside = set(tree.descendants(node.id))
    stays = {m.person_id: m.organisation_id for m in members_on(actor, on) if m.organisation_id in inside}
    told = profiles(stays)
    numbers = may(actor, READ_IDENTIFIERS, node.id)
    rows = []
    for person in sorted(told, key=lambda id_: (tree[stays[id_]].position, stays[id_], told[id_].order_key)):
        profile = told[person]
        said: dict[str, Value] = {
            "name": profile.name, "birth": _day(profile.birth), "sex": SEX_WORDS.get(profile.sex, ""),
            "ethnicity": profile.ethnicity, "religion": profile.religion, "home": profile.home,
            "education": _words(BY_SLUG["roster"], "education", profile.education),
            "theory": _words(BY_SLUG["roster"], "theory", profile.theory),
            "schooling": _words(BY_SLUG["roster"], "schooling", profile.schooling),
            "occupation": _words(BY_SLUG["roster"], "occupation", profile.occupation), "position": profile.position,
            "personal_number": profile.personal_number if numbers else "",
            "card_number": profile.card_number if numbers else "", "cell": tree[stays[person]].name,
            "joined": _day(profile.joined), "official": _day(profile.official),
        }  # fmt: skip
        rows.append([said.get(name) for name in names])
    return rows


def _day(iso: str) -> str:
    return str(PartialDate.from_iso(iso)) if iso else ""


def _words(kind: SheetKind, name: str, slug: str) -> str:
    parse = _column(kind, name).parse
    if not slug or not isinstance(parse, Choice):
        return slug
    return next((words for words in parse.offered if parse.find(words) == slug), "")


# -- pasting -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pasted:
    """A block pasted from Excel as the table it is."""

    headers: list[str]
    rows: list[list[str]]
    own_headers: bool


def block(kind: str, text: str) -> Pasted:
    """The cells of a pasted block. Where its first line is a header it says which column is which."""
    told = _kind(kind)
    if len(text) > MOST_PASTED:
        raise Impossible("Khối dán quá lớn; hãy lưu thành tệp Excel rồi nạp tệp.", "text")
    rows = [
        [clean(cell) for cell in row]
        for row in csv.reader(io.StringIO(text.strip("\r\n")), delimiter="\t")
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise Impossible(
            "Chưa dán gì. Bôi đen các ô trong Excel, bấm Ctrl+C, rồi bấm vào ô này và Ctrl+V.", "text"
        )
    index = index_of(KINDS)
    if sum(index.known(cell) for cell in rows[0] if cell) >= min(2, sum(map(bool, rows[0]))):
        return Pasted(rows[0], rows[1:], True)
    wanted = headers(told.slug)
    widest = max(map(len, rows))
    numbered = all(row[0].strip(" .").isdigit() for row in rows if row[0]) and widest == len(wanted) + 1
    heads = ["TT", *wanted] if numbered else wanted
    if widest > len(heads):
        raise Impossible(
            f"Khối dán có {widest} cột, biểu “{told.title}” có {len(wanted)} cột. Dán kèm dòng tiêu đề cột để phần mềm "
            "biết cột nào là cột nào.", "text",
        )  # fmt: skip
    return Pasted(heads, rows, False)


def as_file(kind: str, node: Node, pasted: Pasted, on: date, period: Period, stamp: str) -> Incoming:
    """The pasted block as a workbook, so that it goes the way of every other."""
    if not pasted.rows:
        raise Impossible("Khối dán chỉ có dòng tiêu đề, chưa có dòng nào.", "text")
    told = _kind(kind)
    width = max(len(pasted.headers), *map(len, pasted.rows))
    lines: list[list[str | None]] = [[line] for line in title_lines(told, node, on, period)]
    table = [[*row, *[""] * (width - len(row))] for row in (pasted.headers, *pasted.rows)]
    blank: list[str | None] = [None]
    whole: list[list[str | None]] = [*lines, blank, *([cell or None for cell in row] for row in table)]
    grid: list[list[Cell]] = [[*row, *[None] * (width - len(row))] for row in whole]
    name = f"Dán từ Excel - {told.title} - {stamp}.xlsx"
    return Incoming(name, as_workbook([Sheet(told.title, grid)]))
