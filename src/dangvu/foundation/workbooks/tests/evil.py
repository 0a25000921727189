"""Files that must never hurt the reader, built anew by the tests: nothing binary is kept in the repository.

``build(folder)`` writes them all and says, for each, the code of the refusal expected, or None where the file
must be read.
"""

from __future__ import annotations

import io
import os
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>Họ và tên</t></is></c><c r="B1"><v>7</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass(frozen=True)
class Evil:
    """A file and what must become of it: the code of its refusal, or None when it must be read."""

    path: Path
    code: str | None


def sheet_xml(rows: str = ROW, after: str = "") -> str:
    """A worksheet part with these rows."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def xlsx_parts(sheet: str | bytes | None = None, name: str = "Danh sách") -> dict[str, str | bytes]:
    """The parts of the smallest workbook that opens."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml() if sheet is None else sheet,
    }


def zipped(parts: dict[str, str | bytes], level: int = 6) -> bytes:
    """The parts in a ZIP."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def xlsx(rows: str = ROW, after: str = "") -> bytes:
    """A small workbook with these rows."""
    return zipped(xlsx_parts(sheet_xml(rows, after)))


def xlsx_with(**parts: str | bytes) -> bytes:
    """A small workbook with a part added or replaced."""
    return zipped({**xlsx_parts(), **parts})


def compound(streams: dict[str, bytes]) -> bytes:
    """An old binary container with these streams."""
    contents = [data.ljust(4096, b"\0") for data in streams.values()]
    table, sectors, starts = [TABLE, END], [], []
    for data in contents:
        first, count = len(table), -(-len(data) // 512)
        starts.append(first)
        table += [*range(first + 1, first + count), END]
        sectors.append(data.ljust(count * 512, b"\0"))

    def entry(name: str, kind: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, FREE, FREE, FREE)
        return head.ljust(116, b"\0") + struct.pack("<III", start, size, 0)

    entries = [entry("Root Entry", 5, END, 0)]
    entries += [
        entry(name, 2, start, len(data)) for name, start, data in zip(streams, starts, contents, strict=True)
    ]
    head = OLE + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIIII", 1, 1, 0, 4096, END, 0, END, 0, 0)
    head += struct.pack("<I", FREE) * 108
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return head + fat + b"".join(entries).ljust(512, b"\0") + b"".join(sectors)


def xls() -> bytes:
    """A real .xls with a date, a merge and two error cells."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Danh sách")
    sheet.write(0, 0, "Họ và tên")
    sheet.write(1, 0, "Nguyễn Văn A")
    sheet.write(1, 1, date(1980, 2, 29), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    sheet.write(1, 2, 12.0)
    sheet.row(2).set_cell_error(1, 0x17)
    sheet.write_merge(3, 4, 0, 1, "Cộng")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ods() -> bytes:
    """A real .ods."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Danh sách")
    document.spreadsheet.addElement(table)
    for values in (["Họ và tên", "Ngày sinh"], ["Nguyễn Văn A", date(1980, 2, 29)]):
        row = TableRow()
        table.addElement(row)
        for value in values:
            if isinstance(value, date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            else:
                cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def ods_with_body(body: str) -> bytes:
    """An .ods whose one table holds this XML."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:text="{office}:text:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:'
        'calcext:1.0"><office:body><office:spreadsheet><table:table table:name="T">'
        f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return _replaced(ods(), "content.xml", content)


def _replaced(data: bytes, part: str, content: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, part: content})


@cache
def million_rows() -> bytes:
    """A sheet full to its last row."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_048_577))
    return zipped(xlsx_parts(sheet_xml(rows)), level=1)


def declared_huge() -> bytes:
    """Small in truth, four thousand million bytes by its own directory."""
    return _with_declared_size(xlsx(), 4_000_000_000)


def declared_small() -> bytes:
    """Thirty million bytes in truth, a hundred by its own directory."""
    return _with_declared_size(xlsx(ROW + " " * 30_000_000), 100)


def _with_declared_size(data: bytes, size: int) -> bytes:
    changed = bytearray(data)
    at = changed.rfind(b"PK\x01\x02")  # the last entry of the directory: the sheet
    struct.pack_into("<I", changed, at + 24, size)
    local = struct.unpack_from("<I", changed, at + 42)[0]
    struct.pack_into("<I", changed, local + 22, size)
    return bytes(changed)


def wrong_checksum() -> bytes:
    """One byte of the packed sheet turned over."""
    changed = bytearray(xlsx())
    at = changed.find(b"sheet1.xml") + 40
    changed[at] ^= 0xFF
    return bytes(changed)


def duplicate_parts() -> bytes:
    """Two parts of one name: which of them counts depends on who reads."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in [*xlsx_parts().items(), ("xl/worksheets/sheet2.xml", sheet_xml())]:
            archive.writestr(name, content)
    return target.getvalue().replace(b"sheet2.xml", b"sheet1.xml")


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
TEXT_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
ERRORS = (
    '<row r="2"><c r="A2"><v>5</v></c><c r="C2" t="e"><f>A9/0</f><v>#DIV/0!</v></c></row>'
    '<row r="3"><c r="B3" t="e"><f>#REF!+1</f><v>#REF!</v></c></row>'
)
CELL = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'


def _with_dtd(dtd: str, text: str) -> bytes:
    return zipped(xlsx_parts('<?xml version="1.0"?>' + dtd + sheet_xml(TEXT_CELL.format(text))))


def _prefixed(rows: str) -> bytes:
    """The same sheet with every element behind a namespace prefix."""
    body = sheet_xml(rows).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    return zipped(xlsx_parts(body.replace("xmlns=", "xmlns:x=")))


BOOKS: dict[str, tuple[str | None, Callable[[], bytes]]] = {
    # read
    "tốt.xlsx": (None, xlsx),
    "tốt.xls": (None, xls),
    "tốt.ods": (None, ods),
    "xlsx đặt đuôi xls.xls": (None, xlsx),
    "xls đặt đuôi xlsx.xlsx": (None, xls),
    "csv đặt đuôi xls.xls": (None, lambda: "Họ và tên\tNăm sinh\nNguyễn Văn A\t1980\n".encode()),
    "có macro.xlsm": (None, lambda: xlsx_with(**{"xl/vbaProject.bin": b"\xcc\x61" + bytes(50)})),
    "công thức lỗi.xlsx": (None, lambda: xlsx(ERRORS)),
    "ô trống ở xa.xlsx": (None, lambda: xlsx(ROW + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')),
    "kích thước nói dối.xlsx": (
        None,
        lambda: zipped(
            xlsx_parts(sheet_xml().replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'))
        ),
    ),
    "ods hàng trống lặp.ods": (
        None,
        lambda: ods_with_body(
            f"<table:table-row>{CELL.format('')}</table:table-row>"
            '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
        ),
    ),
    "bidi \u202exslx.\u200bgì đó.xlsx": (None, xlsx),
    "xuống\ndòng\t.xlsx": (None, xlsx),
    "rất dài " + "n" * 230 + ".xlsx": (None, xlsx),
    unicodedata.normalize("NFD", "tổ hợp rời.xlsx"): (None, xlsx),
    # refused
    "rỗng.xlsx": ("rong", lambda: b""),
    "toàn số không.xls": ("rong", lambda: bytes(5000)),
    "rác.xlsx": ("khong_phai_bang_tinh", lambda: bytes(range(256)) * 50),
    "văn xuôi.xlsx": ("khong_phai_bang_tinh", lambda: "Kính gửi đồng chí\nxin báo cáo\n".encode()),
    "doc đặt đuôi.xlsx": ("khong_phai_bang_tinh", lambda: compound({"WordDocument": b"x"})),
    "docx đặt đuôi.xlsx": ("khong_phai_bang_tinh", lambda: zipped({"word/document.xml": "<w/>"})),
    "zip thường.xlsx": ("khong_phai_bang_tinh", lambda: zipped({"a.xlsx": xlsx()})),
    "zip rỗng.xlsx": ("khong_phai_bang_tinh", lambda: zipped({})),
    "pdf.xlsx": ("khong_phai_bang_tinh", lambda: b"%PDF-1.7\n" + bytes(100)),
    "ảnh.xls": ("khong_phai_bang_tinh", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "trang web.xls": ("trang_web", lambda: b"\xef\xbb\xbf\n<html><table><tr><td>1</td></tr></table></html>"),
    "bảng web.xls": ("trang_web", lambda: "<table><tr><td>Họ tên</td></tr></table>".encode("utf-16")),
    "web rồi zip.xlsx": ("trang_web", lambda: b"<html></html>" + xlsx()),
    "xml 2003.xls": ("dinh_dang_khac", lambda: b'<?xml version="1.0"?><Workbook></Workbook>'),
    "nhị phân.xlsb": ("dinh_dang_khac", lambda: zipped({"xl/workbook.bin": b"x"})),
    "excel 4.xls": ("dinh_dang_khac", lambda: b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(range(200))),
    "mật khẩu.xlsx": (
        "mat_khau",
        lambda: compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x" * 9000}),
    ),
    "mật khẩu.xls": (
        "mat_khau",
        lambda: compound({"Workbook": struct.pack("<HHIHHHH", 0x809, 4, 0, 0x2F, 4, 0, 0)}),
    ),
    "mật khẩu.ods": (
        "mat_khau",
        lambda: _replaced(ods(), "META-INF/manifest.xml", "<m><manifest:encryption-data/></m>"),
    ),
    "bom.xlsx": ("qua_lon", lambda: xlsx(ROW + " " * 30_000_000)),
    "bom khai lớn.xlsx": ("qua_lon", declared_huge),
    "bom khai nhỏ.xlsx": ("hong", declared_small),
    "nhiều phần.xlsx": ("qua_lon", lambda: xlsx_with(**{f"xl/media/{n}.png": b"" for n in range(5_100)})),
    "hai ô.xlsx": ("qua_lon", lambda: xlsx(FAR)),
    "hai ô có tiền tố.xlsx": ("lam_dung_bo_doc", lambda: _prefixed(FAR)),
    "một triệu dòng.xlsx": ("qua_lon", million_rows),
    "ods lặp.ods": (
        "qua_lon",
        lambda: ods_with_body(
            f'<table:table-row table:number-rows-repeated="1048576">{CELL.format("")}</table:table-row>'
        ),
    ),
    "ods rộng.ods": (
        "qua_lon",
        lambda: ods_with_body(
            '<table:table-row table:number-rows-repeated="1000">'
            + CELL.format(' table:number-columns-repeated="16384"')
            + "</table:table-row>"
        ),
    ),
    "ô quá dài.xlsx": ("qua_lon", lambda: xlsx(TEXT_CELL.format("x" * 40_000))),
    "dấu nháy không đóng.csv": ("hong", lambda: b'a;b\n1;"2\n' + b"x;y\n" * 20_000),
    "cười.xlsx": ("khong_an_toan", lambda: _with_dtd(LAUGHS, "&j;")),
    "thực thể ngoài.xlsx": (
        "khong_an_toan",
        lambda: _with_dtd('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
    ),
    "dtd ở phần khác.xlsx": (
        "khong_an_toan",
        lambda: xlsx_with(**{"docProps/core.xml": '<!DOCTYPE x SYSTEM "http://127.0.0.1/x"><x/>'}),
    ),
    "dtd ods.ods": ("khong_an_toan", lambda: _replaced(ods(), "content.xml", LAUGHS + "<x>&j;</x>")),
    "utf-16.xlsx": ("khong_an_toan", lambda: zipped(xlsx_parts(sheet_xml().encode("utf-16")))),
    "utf-7.xlsx": (
        "khong_an_toan",
        lambda: zipped(xlsx_parts('<?xml version="1.0" encoding="UTF-7"?>' + sheet_xml())),
    ),
    "trùng tên.xlsx": ("khong_an_toan", duplicate_parts),
    "trỏ lên trên.xlsx": ("khong_an_toan", lambda: xlsx_with(**{"../../x.xml": "<x/>"})),
    "trỏ tuyệt đối.xlsx": ("khong_an_toan", lambda: xlsx_with(**{"/etc/x.xml": "<x/>"})),
    "tên phần quá dài.xlsx": ("khong_an_toan", lambda: xlsx_with(**{"x" * 600 + ".xml": "<x/>"})),
    "sai tổng kiểm.xlsx": ("hong", wrong_checksum),
    "chuỗi ngoài bảng.xlsx": ("hong", lambda: xlsx('<row r="1"><c r="A1" t="s"><v>999</v></c></row>')),
    "không trang.xlsx": ("hong", lambda: zipped({"xl/workbook.xml": "<nothing"})),
    "xml đứt.xlsx": ("hong", lambda: zipped(xlsx_parts(sheet_xml()[:-30]))),
    "ods không nội dung.ods": (
        "hong",
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    ),
    "chỉ ô gộp.xlsx": (
        "khong_co_so_lieu",
        lambda: xlsx("", '<mergeCells count="1"><mergeCell ref="A1:D4"/></mergeCells>'),
    ),
    "chỉ dấu cách.xlsx": ("khong_co_so_lieu", lambda: xlsx(TEXT_CELL.format(" \u00a0"))),
    "ole rỗng.xls": ("hong", lambda: OLE + bytes(600)),
    "vòng lặp.xls": ("hong", lambda: OLE + b"\x09\x00\x06\x00" * 400),
}
CUT = {"xlsx": xlsx, "xls": xls, "ods": ods}


def build(folder: Path) -> list[Evil]:
    """Write every evil file into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    evils = []
    for name, (code, make) in BOOKS.items():
        path = folder / name
        path.write_bytes(make())
        evils.append(Evil(path, code))
    for extension, make in CUT.items():
        whole = make()
        for percent in (5, 35, 65, 95):
            path = folder / f"cắt ở {percent}%.{extension}"
            path.write_bytes(whole[: len(whole) * percent // 100])
            evils.append(Evil(path, "hong"))
    return evils + _not_files(folder)


def _not_files(folder: Path) -> list[Evil]:
    """Things with a workbook's name that are no plain files."""
    (folder / "thư mục.xlsx").mkdir(exist_ok=True)
    for name, make in (
        ("lối tắt.xlsx", lambda path: path.symlink_to("/etc/passwd")),
        ("ống.xlsx", os.mkfifo),
    ):
        (folder / name).unlink(missing_ok=True)
        make(folder / name)
    names = ("thư mục.xlsx", "lối tắt.xlsx", "ống.xlsx", "không có.xlsx")
    return [Evil(folder / name, "khong_mo_duoc") for name in names]
