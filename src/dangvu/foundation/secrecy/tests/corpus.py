"""Papers made by code: marked ones in twelve disguises, and ordinary ones that speak of secrets, people called Mật
and the Fatherland Front. Nothing is copied from anywhere and nothing in them is real."""

from __future__ import annotations

import io
import random
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from dangvu.foundation.vietnamese import encode

LEVELS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True)
class Paper:
    """A file as somebody hands it in."""

    name: str
    data: bytes
    disguise: str = ""


def paragraph(*runs: str) -> str:
    return (
        "<w:p>"
        + "".join(f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs)
        + "</w:p>"
    )


def docx(body: Sequence[str], **parts: str) -> bytes:
    """A Word file of these paragraphs (XML), and further parts by name: ``header1``, ``comments``, ``core``."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "word/document.xml", f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>"
        )
        for name, inside in parts.items():
            path = "docProps/core.xml" if name == "core" else f"word/{name}.xml"
            package.writestr(path, f"<w:x {_W}>{inside}</w:x>")
    return kept.getvalue()


def xlsx(cells: Sequence[str], footer: str = "") -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="Trang 1"/></sheets></workbook>')
        shared = "".join(f"<si><t>{escape(cell)}</t></si>" for cell in cells)
        package.writestr("xl/sharedStrings.xml", f"<sst>{shared}</sst>")
        foot = f"<headerFooter><oddFooter>{escape(footer)}</oddFooter></headerFooter>" if footer else ""
        package.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData/>{foot}</worksheet>")
    return kept.getvalue()


def _words(rng: random.Random) -> list[str]:
    """The paragraphs of an ordinary paper."""
    heads = (
        "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        f"Số {rng.randint(1, 300):02d}-BC/ĐUK",
        "BÁO CÁO",
    )
    return [
        *heads,
        *(rng.choice(_PLAIN).format(n=rng.randint(2, 90)) for _ in range(rng.randint(4, 14))),
        "T/M BAN THƯỜNG VỤ",
        "BÍ THƯ",
        rng.choice(_PEOPLE),
    ]


_PEOPLE = ("NGUYỄN VĂN MẬT", "Trần Thị Mật", "Lê Quang Minh", "PHẠM THỊ MẬT", "Mật Văn Hòa", "Vũ Đức Mạt")
_PLAIN: tuple[str, ...] = (
    "Học tập Luật Bảo vệ bí mật nhà nước và Nghị định hướng dẫn thi hành cho {n} đảng viên.",
    "Thực hiện nghiêm quy định về bảo vệ bí mật nhà nước, bảo mật thông tin trên môi trường mạng.",
    "Phối hợp với Ủy ban Mặt trận Tổ quốc tỉnh tổ chức {n} hội nghị.",
    "Tài liệu được phân thành tuyệt mật, tối mật và mật theo danh mục.",
    "Cán bộ cơ yếu phụ trách máy tính soạn thảo văn bản mật theo quy định.",
    "Đồng chí Nguyễn Văn Mật, Phó Bí thư, chủ trì hội nghị; đồng chí Mật phát biểu kết luận.",
    "CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "II. BẢO VỆ BÍ MẬT NHÀ NƯỚC, AN NINH MẠNG",
    "Rà soát {n} tài liệu, không có tài liệu lộ, lọt bí mật; giữ bí mật nội dung chưa công bố.",
    "Mô hình nuôi ong lấy mật của chi bộ thôn cho thu {n} lít mật.",
    "Mật độ dân cư thấp; mật khẩu tài khoản đổi hai tháng một lần.",
    "Chi bộ Phòng Cơ yếu – Cơ mật: {n} đảng viên.",
    "Xử lý hỏa tốc các công văn KHẨN; kiểm tra độ mật của văn bản trước khi gửi.",
    "KÍNH GỬI: MẶT TRẬN TỔ QUỐC",
    "Không mật", "mật", "Mật ong", "KHẨN", "HỎA TỐC", "Độ mật: không",
    "Kết nạp {n} đảng viên, đạt {n}% chỉ tiêu cả năm.",
)  # fmt: skip
_NAMES = (
    "Bao cao 6 thang {n}", "Báo cáo công tác bảo vệ bí mật nhà nước {n}", "bao-cao-toi-mat-tran-to-quoc-{n}",
    "Danh sách Nguyễn Văn Mật {n}", "KH hoc tap Luat bao ve bi mat {n}", "Ke hoach_{n}", "Mat tran {n}",
)  # fmt: skip


def ordinary(count: int, seed: int = 1) -> Iterator[Paper]:
    """Ordinary papers: a third of them about secrets or by people called so."""
    rng = random.Random(seed)
    for number in range(count):
        lines, name = _words(rng), rng.choice(_NAMES).format(n=number)
        if number % 10 == 9:
            yield Paper(f"{name}.xlsx", xlsx(lines, "&CTrang &P"))
        elif number % 10 == 8:
            yield Paper(f"{name}.txt", "\n".join(lines).encode())
        else:
            header = paragraph(str(rng.randint(2, 9)))
            yield Paper(f"{name}.docx", docx([paragraph(line) for line in lines], header1=header))


def _body(rng: random.Random, mark: str) -> list[str]:
    """Where a stamp stands: under the number, on a line of its own."""
    lines = _words(rng)
    return [paragraph(line) for line in (*lines[:3], mark, *lines[3:])]


def _in_docx(disguise: Callable[[str], str]) -> Callable[[random.Random, str], Paper]:
    return lambda rng, mark: Paper("Bao cao.docx", docx(_body(rng, disguise(mark))))


def _split_over_runs(rng: random.Random, mark: str) -> Paper:
    body = _body(rng, "")
    return Paper("Bao cao.docx", docx([*body[:3], paragraph(*mark), *body[3:]]))


def _beside(part: str, wrap: str = "{}") -> Callable[[random.Random, str], Paper]:
    def make(rng: random.Random, mark: str) -> Paper:
        inside = wrap.format(escape(mark)) if "<" in wrap else paragraph(mark)
        return Paper("Bao cao.docx", docx(_body(rng, "Ngày"), **{part: inside}))

    return make


def _text_box(rng: random.Random, mark: str) -> Paper:
    box = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{paragraph(mark)}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    return Paper("Bao cao.docx", docx([*_body(rng, ""), box]))


def _watermark(rng: random.Random, mark: str) -> Paper:
    shape = (
        f'<w:p><w:r><w:pict><v:shape><v:textpath style="x" string="{mark}"/></v:shape></w:pict></w:r></w:p>'
    )
    return Paper("Bao cao.docx", docx(_body(rng, ""), header2=shape))


def _stacked(rng: random.Random, mark: str) -> Paper:
    body, letters = _body(rng, ""), [paragraph(letter) for letter in mark if letter != " "]
    return Paper("Bao cao.docx", docx([*body[:3], *letters, *body[4:]]))


def _in_name(rng: random.Random, mark: str) -> Paper:
    form = rng.choice(("BC 12 ({}).docx", "to-trinh_{}.docx", "{} - Ke hoach.docx", "De an [{}] v2.docx"))
    return Paper(form.format(mark), docx(_body(rng, "")))


def _in_sheet(rng: random.Random, mark: str) -> Paper:
    if rng.random() < 0.5:
        return Paper("Bieu.xlsx", xlsx(_words(rng), f'&C&"Times New Roman,Bold"&14{mark}'))
    return Paper("Bieu.xlsx", xlsx([*_words(rng)[:3], mark, *_words(rng)]))


def _as_text(rng: random.Random, mark: str) -> Paper:
    lines = _words(rng)
    lines.insert(3, f"Số {rng.randint(1, 99)}-BC/ĐUK\t{mark}")
    return Paper("Cong van.txt", "\n".join(lines).encode(rng.choice(("utf-8", "utf-16"))))


_HIDDEN = str.maketrans("MAT", "МАТ")  # Cyrillic
#: Twelve disguises (and a few more dresses inside them).
DISGUISES: dict[str, tuple[Callable[[random.Random, str], Paper], ...]] = {
    "on its own line": (_in_docx(str), _in_docx(lambda m: f"({m})"), _in_docx(lambda m: f"{m} – HỎA TỐC")),
    "decomposed": (_in_docx(lambda m: unicodedata.normalize("NFD", m)),),
    "TCVN3": (_in_docx(lambda m: encode(m, "tcvn3")),),
    "VNI": (_in_docx(lambda m: encode(m, "vni")),),
    "spaced letters": (_in_docx(lambda m: "  ".join(m)), _in_docx(lambda m: ".".join(m.replace(" ", "")))),
    "split over runs": (_split_over_runs,),
    "header, footer, note": (_beside("header1"), _beside("footer2"), _beside("comments"), _beside("core", "<dc:title>{}</dc:title>")),
    "text box, watermark": (_text_box, _watermark),
    "in the file's name": (_in_name,),
    "behind a label": (_in_docx(lambda m: f"Độ mật: {m.capitalize()}"), _in_docx(lambda m: f"TÀI LIỆU {m}")),
    "unseen and foreign letters": (_in_docx(lambda m: "\u200b".join(m)), _in_docx(lambda m: m.replace("M", "М").replace("T", "Т")),
                                   _in_docx(lambda m: "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c != " " else c for c in m)), _stacked),
    "workbook or plain text": (_in_sheet, _as_text),
}  # fmt: skip


def marked(count: int, seed: int = 1) -> Iterator[Paper]:
    """Marked papers, the disguises in turn."""
    rng, ways = random.Random(seed), list(DISGUISES.items())
    for number in range(count):
        disguise, makers = ways[number % len(ways)]
        made = makers[(number // len(ways)) % len(makers)](rng, rng.choice(LEVELS))
        yield Paper(made.name, made.data, disguise)
