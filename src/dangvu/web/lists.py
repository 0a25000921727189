"""A list as a person sets it: which columns, in which order, cut into pages, and the same as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from dangvu.foundation.workbooks.writing import ColumnSpec, Kind, SheetSpec, Value, write_workbook
from dangvu.web.errors import WrongRequest

T = TypeVar("T")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Shown(Generic[T]):
    """A column that a list can show. ``value`` is what a row says in it, for the screen and for the workbook."""

    slug: str
    title: str
    value: Callable[[T], Value]
    width: float = 16
    kind: Kind = "text"
    at_first: bool = True  # shown before anyone has chosen


def chosen(request: HttpRequest, columns: Sequence[Shown[T]], parameter: str = "cot") -> list[Shown[T]]:
    """The columns that the address asks for (``?cot=a&cot=b``), in the list's own order; else those shown at first."""
    asked = request.GET.getlist(parameter)
    by_slug = {column.slug: column for column in columns}
    unknown = [slug for slug in asked if slug not in by_slug]
    if unknown:
        raise WrongRequest(
            f"Danh sách này không có cột “{unknown[0][:40]}”. Chọn lại cột trong mục “Cột hiển thị”."
        )
    wanted = set(asked) or {column.slug for column in columns if column.at_first}
    return [column for column in columns if column.slug in wanted]


def workbook(
    name: str, title_lines: Sequence[str], columns: Sequence[Shown[T]], rows: Sequence[T]
) -> HttpResponse:
    """Exactly these rows and columns as an .xlsx to keep. ``name`` becomes the file's name."""
    sheet = SheetSpec(
        name="Danh sách",
        columns=[ColumnSpec(column.title, column.width, column.kind) for column in columns],
        title_lines=title_lines,
        rows=[[column.value(row) for column in columns] for row in rows],
    )
    return attachment(write_workbook([sheet]), f"{name}.xlsx", EXCEL)


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to keep, under its Vietnamese name."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return response


def sentence(parts: Sequence[tuple[str, Any]]) -> str:
    """Filters read as a sentence: [("giới tính", "nữ"), ("dân tộc", "")] → "giới tính nữ"; empty ones say nothing."""
    said = [f"{label} {value}".strip() for label, value in parts if value not in ("", None, [])]
    return "; ".join(said)
