"""One file: from its bytes to the sheets that travel to the parent. The content decides, not the extension."""

from __future__ import annotations

import io
import posixpath
import re
from typing import Any

import python_calamine as calamine

from . import archive, csvfile, old_excel
from .cells import Grid, make_grid
from .findings import Findings, SheetFindings
from .limits import Limits
from .refusal import RESAVE, Refused, broken, cell_name, encrypted, not_a_workbook, thousands, too_big

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
OTHER_STARTS = {
    b"%PDF": "tệp PDF",
    b"{\\rtf": "văn bản RTF",
    b"\x89PNG": "ảnh",
    b"\xff\xd8\xff": "ảnh",
    b"GIF8": "ảnh",
    b"Rar!": "tệp nén RAR",
    b"7z\xbc\xaf": "tệp nén 7z",
    b"\x1f\x8b": "tệp nén",
    b"MZ": "chương trình máy tính",
    b"\x7fELF": "chương trình máy tính",
}
WEB_PAGE = re.compile(
    r"\s*<(!doctype\s+html|html|head|body|table|meta|style|div|!--)|\s*MIME-Version:", re.IGNORECASE
)
NOTHING: SheetFindings = SheetFindings([], [], [])
SAME = {
    "xlsx": ("xlsx", "xlsm", "xltx"),
    "xlsm": ("xlsm", "xltm"),
    "xls": ("xls", "xlt"),
    "ods": ("ods", "ots"),
}
TEXT_EXTENSIONS = ("csv", "tsv", "txt")


def open_workbook(name: str, data: bytes, limits: Limits) -> dict[str, Any]:
    """The reply for one readable file; raises Refused with a sentence for any other."""
    if not data.strip(b"\0\r\n\t \x1a"):
        raise Refused("rong", f"Tệp “{name}” không có nội dung (rỗng). {RESAVE}")
    if data.startswith(ZIP_STARTS):
        return _with_parser(name, data, archive.look_into(data, name, limits), limits)
    if data.startswith(old_excel.SIGNATURE):
        return _with_parser(name, data, old_excel.look_into(data, name), limits)
    return _text(name, data, limits)


def _extension(name: str) -> str:
    return posixpath.splitext(name)[1].lower().lstrip(".")


def _text(name: str, data: bytes, limits: Limits) -> dict[str, Any]:
    for start, what in OTHER_STARTS.items():
        if data.startswith(start):
            not_a_workbook(name, what)
    if data.startswith(OLD_BIFF):
        raise Refused(
            "dinh_dang_khac", f"Tệp “{name}” ở dạng Excel rất cũ, phần mềm không đọc được. {RESAVE}"
        )
    text = csvfile.decode(data)
    extension = _extension(name)
    if WEB_PAGE.match(text or data[:200].decode("latin-1")):
        raise Refused(
            "trang_web",
            f"Tệp “{name}” thật ra là trang web được đặt đuôi .{extension or 'xls'}. {RESAVE}",
        )
    if text is None:
        if extension in TEXT_EXTENSIONS:
            broken(name)
        not_a_workbook(name, "tệp không rõ loại hoặc đã hỏng")
    if text.lstrip().startswith("<?xml"):
        raise Refused("dinh_dang_khac", f"Tệp “{name}” ở dạng XML, phần mềm không đọc dạng này. {RESAVE}")
    sure = extension in TEXT_EXTENSIONS
    rows = csvfile.read(text, name, limits, sure=sure)
    area = len(rows) * max(map(len, rows), default=0)
    if area > limits.cells:
        too_big(name, f"có {thousands(area)} ô")
    grid = make_grid(rows, limits, f"Tệp “{name}”")
    sheet_name = posixpath.splitext(name)[0]
    remarks = [] if sure else [f"Tệp có đuôi .{extension} nhưng bên trong là văn bản CSV; vẫn đọc được."]
    return _reply(name, [_sheet(sheet_name, grid, NOTHING, [], hidden=False)], remarks)


def _with_parser(name: str, data: bytes, findings: Findings, limits: Limits) -> dict[str, Any]:
    remarks = _remarks(name, findings)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        sheets = _sheets(book, name, findings, limits, remarks)
    except calamine.PasswordError:
        encrypted(name)
    except calamine.CalamineError as error:
        broken(name, str(error)[:100] if "string index" in str(error) else "")
    return _reply(name, sheets, remarks)


def _remarks(name: str, findings: Findings) -> list[str]:
    remarks = []
    extension = _extension(name)
    if extension not in SAME[findings.kind]:
        remarks.append(
            f"Tệp có đuôi .{extension or '(không có)'} nhưng bên trong là tệp .{findings.kind}; vẫn đọc được."
        )
    if findings.macros:
        remarks.append("Tệp có macro; phần macro được bỏ qua, chỉ đọc số liệu.")
    return remarks


def _sheets(
    book: Any, name: str, findings: Findings, limits: Limits, remarks: list[str]
) -> list[dict[str, Any]]:
    all_metadata = book.sheets_metadata
    if len(all_metadata) > limits.sheets:
        too_big(name, f"có {len(all_metadata)} trang tính")
    sheets, cells = [], 0
    for position, metadata in enumerate(all_metadata):
        if metadata.typ != calamine.SheetTypeEnum.WorkSheet:
            remarks.append(f"Trang “{metadata.name}” là biểu đồ hoặc macro, không có số liệu để đọc.")
            continue
        seen = findings.sheets.get(metadata.name) or findings.sheets.get(position) or NOTHING
        sheet = book.get_sheet_by_index(position)
        cells += _check_size(sheet, name, limits, cells)
        where = f"Tệp “{name}”, trang “{metadata.name}”"
        grid = make_grid(sheet.to_python(skip_empty_area=False), limits, where)
        merges = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()] or seen.merges
        hidden = metadata.visible != calamine.SheetVisibleEnum.Visible
        sheets.append(_sheet(metadata.name, grid, seen, merges, hidden=hidden))
        if seen.uncomputed:
            remarks.append(
                f"Trang “{metadata.name}” có {len(seen.uncomputed)} công thức chưa có kết quả "
                f"(đầu tiên ở ô {seen.uncomputed[0]}); hãy mở bằng Excel, lưu lại rồi gửi lại nếu cần các ô đó."
            )
    return sheets


def _check_size(sheet: Any, name: str, limits: Limits, before: int) -> int:
    """The area of the sheet; refused before any Python value of it is made."""
    if sheet.end is None:
        return 0
    height: int = sheet.end[0] + 1
    width: int = sheet.end[1] + 1
    if height > limits.rows or before + height * width > limits.cells:
        far = cell_name(*sheet.end)
        too_big(
            name,
            f"trang “{sheet.name}” có số liệu trải tới tận ô {far} (mỗi trang tối đa {thousands(limits.rows)} dòng, "
            f"cả tệp tối đa {thousands(limits.cells)} ô)",
        )
    return height * width


def _sheet(name: str, grid: Grid, seen: SheetFindings, merges: list[Any], *, hidden: bool) -> dict[str, Any]:
    for row, column, _ in seen.errors:  # the parser gives nothing there, or the error as if it were a text
        if row < len(grid.rows) and column < len(grid.rows[row]):
            grid.rows[row][column] = None
    return {
        "name": name,
        "hidden": hidden,
        "rows": grid.rows,
        "dates": grid.dates,
        "moments": grid.moments,
        "merges": merges,
        "errors": seen.errors,
    }


def _reply(name: str, sheets: list[dict[str, Any]], remarks: list[str]) -> dict[str, Any]:
    if not any(sheet["errors"] or _has_content(sheet["rows"]) for sheet in sheets):
        raise Refused(
            "khong_co_so_lieu",
            f"Tệp “{name}” mở được nhưng không có ô nào có số liệu. Hãy kiểm tra đã gửi đúng tệp chưa.",
        )
    return {"sheets": sheets, "remarks": remarks}


def _has_content(rows: list[list[Any]]) -> bool:
    return any(
        value is not None and not (isinstance(value, str) and not value.strip())
        for row in rows
        for value in row
    )
