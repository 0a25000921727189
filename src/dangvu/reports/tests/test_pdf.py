import shutil
import subprocess
from dataclasses import replace

import pytest

from dangvu.reports import render

from .sample import sample

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or pdftotext is not installed",
)


def test_without_libreoffice_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert render.pdf(b"") is None


@pytest.mark.slow
@needs_office
def test_what_cannot_be_printed_in_time_is_no_pdf() -> None:
    assert render.pdf(render.docx(sample()), timeout=0.01) is None


@pytest.mark.slow
@needs_office
def test_the_printed_pages_are_right(tmp_path) -> None:
    data = render.pdf(render.docx(sample()))
    assert data is not None
    (tmp_path / "report.pdf").write_bytes(data)
    pages = _pages(tmp_path / "report.pdf")
    assert pages[0].split()[0] == "ĐẢNG"  # no number on the first page
    assert [page.split()[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    assert sum("Tổ chức đảng" in page and "Đã kết" in page for page in pages) >= 3  # the head repeats
    assert "Kết nạp đảng viên theo tổ chức đảng" in "".join(pages)
    (signed,) = [page for page in pages if "Nơi nhận:" in page]
    assert len(signed.split("Nơi nhận:")[0].split()) > 3  # never alone on a page


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("paragraphs", [16, 17, 18, 19])
def test_the_signature_is_never_alone_on_a_page(paragraphs: int, tmp_path) -> None:
    from dangvu.reports.document import Paragraph, Run, Section

    lines = tuple(Paragraph((Run(f"Dòng {n}."),)) for n in range(paragraphs))
    data = render.pdf(
        render.docx(
            replace(sample(), sections=(Section(2, "Kết quả", lines),), annexes=(), closing_limits=())
        )
    )
    assert data is not None
    (tmp_path / "report.pdf").write_bytes(data)
    pages = _pages(tmp_path / "report.pdf")
    assert "Nơi nhận:" in pages[-1]
    assert "Dòng" in pages[-1].split("Nơi nhận:")[0]


def _pages(path) -> list[str]:
    shown = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True)
    return shown.stdout.split("\f")[:-1]
