"""Which Word template a document takes: the newest rule on the form of papers that is valid on its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from .letterhead import Tone, short_date

FOLDER = Path(__file__).parent / "templates_docx"


@dataclass(frozen=True)
class Template:
    """One Word template, the guidance it follows and what that guidance settles outside the Word file."""

    document: str  # '36-HD/VPTW'
    valid_from: date
    file: str
    uy: Tone
    end_mark: str

    @property
    def path(self) -> Path:
        """Where the Word file lies."""
        return FOLDER / self.file


@cache
def templates() -> tuple[Template, ...]:
    """Every template on record, oldest first."""
    rows = yaml.safe_load((FOLDER / "templates.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((Template(**row) for row in rows), key=lambda template: template.valid_from))


def template_on(day: date) -> Template:
    """The template valid on that day."""
    valid = [template for template in templates() if template.valid_from <= day]
    if not valid:
        first = templates()[0]
        raise LookupError(
            f"Chưa có mẫu văn bản cho ngày {short_date(day)}: mẫu sớm nhất là {first.document}, "
            f"dùng từ {short_date(first.valid_from)}. Hãy chọn ngày văn bản muộn hơn hoặc thêm mẫu cũ."
        )
    return valid[-1]
