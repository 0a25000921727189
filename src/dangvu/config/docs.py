"""The generated documents: ``python -m dangvu.config.docs`` writes them, ``--check`` only says which are stale."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import django

DOCS = Path(__file__).resolve().parents[3] / "docs"


def indicators() -> str:
    """The catalogue of figures, one table per subject."""
    from dangvu.indicators.catalogue import CATALOGUE
    from dangvu.indicators.catalogue.reported import REPORTED

    lines = [
        "# Danh mục chỉ tiêu",
        "",
        "Sinh từ `src/dangvu/indicators/catalogue/`; không sửa bằng tay. Mã in trong báo cáo không bao giờ dùng lại.",
        "“Cộng được”: của cấp trên bằng của riêng mình cộng các đơn vị trực thuộc.",
        "",
        "| Mã | Tên máy | Chỉ tiêu | Đơn vị tính | Cách tính | Số lẻ | Cộng được | Bản | Căn cứ |",
        "|---|---|---|---|---|--:|---|--:|---|",
    ]
    for i in CATALOGUE:
        cells = (
            i.code, f"`{i.name}`", i.title, i.unit, i.definition, str(i.decimals), "có" if i.additive else "không",
            str(i.version), i.basis,
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    lines += [
        "",
        "## Số liệu mà báo cáo thật in",
        "",
        "Theo số của danh mục ở domain §9.2 (số 62, quy hoạch cấp ủy, không đưa vào phần mềm).",
        "",
        "| Số | Nội dung | Chỉ tiêu |",
        "|--:|---|---|",
    ]
    for line in REPORTED:
        codes = ", ".join(line.codes) + (" so với cùng kỳ năm trước" if line.compared else "")
        lines.append(f"| {line.number} | {line.title} | {codes} |")
    return "\n".join(lines) + "\n"


def parameters() -> str:
    """Every number set by a regulation, with its days and its document."""
    from dangvu.foundation.parameters.actions import read_seeds

    lines = [
        "# Tham số theo quy định",
        "",
        "Sinh từ `src/dangvu/parameters/*.yaml`; không sửa bằng tay. Giá trị được chọn theo ngày của sự việc.",
        "",
        "| Mã | Giá trị | Đơn vị | Từ ngày | Đến trước ngày | Văn bản | Điểm, điều | Ghi chú |",
        "|---|--:|---|---|---|---|---|---|",
    ]
    for row in read_seeds():
        cells = (
            f"`{row['code']}`", str(row["value"]), row["unit"], _day(row["from"]), _day(row.get("to")),
            row["document"], row.get("point", ""), row.get("note", ""),
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def access() -> str:
    """Who may open which page."""
    from dangvu.web.access_table import markdown

    return markdown()


def _day(day: Any) -> str:
    return f"{day:%d/%m/%Y}" if isinstance(day, date) else ""


#: {file in docs/: what it must say}
DOCUMENTS: dict[str, Callable[[], str]] = {
    "indicators.md": indicators,
    "parameters.md": parameters,
    "access.md": access,
}


def stale(folder: Path = DOCS) -> list[str]:
    """The generated documents of ``folder`` that no longer say what the code says."""
    return [
        name
        for name, text in DOCUMENTS.items()
        if not (folder / name).exists()
        or (folder / name).read_text(encoding="utf-8").rstrip() != text().rstrip()
    ]


def main(arguments: list[str]) -> int:
    """Write the documents; with --check only tell which are stale (exit status 1 where any is)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangvu.config.settings")
    django.setup()
    old = stale()
    if "--check" in arguments:
        for name in old:
            sys.stderr.write(f"docs/{name} is stale: run python -m dangvu.config.docs\n")
        return 1 if old else 0
    DOCS.mkdir(exist_ok=True)
    for name in old:
        (DOCS / name).write_text(DOCUMENTS[name]().rstrip() + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
