"""Marks of secrecy are told from ordinary words: in names, in typed lines, in files of every dress."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest

from dangvu.foundation.secrecy import look_into, mark_in_file, mark_in_name, mark_in_sentence, marked_line
from dangvu.foundation.secrecy.papers import Broken

from .corpus import DISGUISES, docx, marked, ordinary, paragraph

pytestmark = pytest.mark.engine_free


def test_two_hundred_marked_papers_in_twelve_disguises_are_all_stopped() -> None:
    assert len(DISGUISES) == 12
    papers = list(marked(204))
    assert [(p.disguise, p.name) for p in papers if not look_into(p.name, p.data).mark] == []


def test_at_most_one_in_a_hundred_of_two_thousand_ordinary_papers_is_stopped() -> None:
    stopped = [(p.name, seen.mark) for p in ordinary(2_000) if (seen := look_into(p.name, p.data)).mark]
    assert len(stopped) <= 20, stopped[:5]
    assert stopped == [], "none is today"


@pytest.mark.parametrize("text", [
    "Báo cáo tình hình nội bộ (MẬT)", "15-BC/ĐUK – TỐI MẬT", "Độ mật: Mật. Kế hoạch công tác", "[Tuyệt mật] Đề án nhân sự",
    "Kế hoạch (Mật)", "TUYỆT MẬT", "Số 12-BC/ĐUK/MẬT", "Mức độ mật: tối mật", "BC/MẬT",
])  # fmt: skip
def test_a_typed_line_that_carries_a_mark_is_told(text: str) -> None:
    assert mark_in_sentence(text)


@pytest.mark.parametrize("text", [
    "Học tập Luật Bảo vệ bí mật nhà nước", "Kế hoạch bảo vệ bí mật nhà nước (giai đoạn 2)", "Quyết định kết nạp đ/c Trần Văn Mật",
    "BÁO CÁO VỀ CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Rà soát văn bản mật, tài liệu mật", "12-BC/ĐUK", "Phối hợp với Mặt trận Tổ quốc",
    "Chỉ định đồng chí NGUYỄN VĂN MẬT giữ chức Phó Bí thư", "Quy chế bảo mật - an toàn thông tin", "Độ mật: không",
])  # fmt: skip
def test_a_line_that_speaks_of_secrets_or_people_is_no_mark(text: str) -> None:
    assert not mark_in_sentence(text)


@pytest.mark.parametrize(
    "name", ["TUYET-MAT.docx", "BC_toi_mat.pdf", "Kế hoạch (MẬT).docx", "T U Y Ệ T M Ậ T.docx"]
)
def test_the_name_of_a_file_may_carry_the_mark(name: str) -> None:
    assert mark_in_name(name)


@pytest.mark.parametrize(
    "name", ["bao cao toi mat tran to quoc.docx", "Nguyễn Văn Mật.docx", "bi mat nha nuoc.pdf"]
)
def test_an_ordinary_name_is_no_mark(name: str) -> None:
    assert not mark_in_name(name)


def test_the_end_of_a_sentence_cut_by_the_page_is_no_mark() -> None:
    assert not marked_line(["theo danh mục tài liệu tuyệt mật và", "tối mật."], wrapped=True)
    assert marked_line(["Số 12-BC/ĐUK             TỐI MẬT"], wrapped=True)


def test_dangerous_and_broken_packages_get_a_sentence() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w:p>" + b" " * 30_000_000)
    macro = io.BytesIO()
    with zipfile.ZipFile(macro, "w") as package:
        package.writestr("word/vbaProject.bin", b"x")
    entity = docx([paragraph("x")]).replace(b"", b"")
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><w:p/>')
    assert not look_into("a.docx", entity).mark
    for data, words in (
        (bomb.getvalue(), "quá lớn"), (macro.getvalue(), "macro"), (kept.getvalue(), "khai báo lạ"),
        (b"PK\x03\x04hong", "hỏng"), (b"\xd0\xcf\x11\xe0", "kiểu cũ"),
    ):  # fmt: skip
        with pytest.raises(Broken, match=words):
            look_into("a.docx", data)


def test_a_picture_is_said_to_be_unread() -> None:
    assert look_into("anh.png", b"\x89PNG\r\n\x1a\n\x00\x00") == look_into("anh.jpg", b"\xff\xd8\xff\x00\x10")
    assert not look_into("anh.png", b"\x89PNG\r\n\x1a\n\x00\x00").read


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")
def test_a_pdf_is_read_where_poppler_is_installed_and_a_scan_is_said_to_be_unread() -> None:
    page = b"BT /F1 14 Tf 72 720 Td (TOI MAT) Tj ET"
    assert look_into("a.pdf", _pdf(page)).mark
    assert not look_into("a.pdf", _pdf(b"BT /F1 14 Tf 72 720 Td (Bao cao) Tj ET")).mark
    assert not look_into("a.pdf", _pdf(b"")).read
    assert not look_into("a.pdf", b"%PDF-1.4 broken").read


def _pdf(content: bytes) -> bytes:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )  # fmt: skip
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


def test_doors_with_readers_of_their_own_ask_only_for_the_mark() -> None:
    box = f"<w:p><w:r><w:pict><v:textbox>{paragraph('TUYỆT MẬT')}</v:textbox></w:pict></w:r></w:p>"
    assert mark_in_file("mau.docx", docx([paragraph("Báo cáo"), box]))
    assert (
        mark_in_file("mau.docx", docx([paragraph("Báo cáo")]))
        == ""
        == mark_in_file("mau.docx", b"PK\x03\x04hong")
    )
