"""What every answer carries, whoever asks and whatever goes wrong."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.web.conftest import SignedIn
from dangvu.web.middleware import CONTENT_SECURITY_POLICY

WEB = Path(__file__).resolve().parents[1]
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


@pytest.mark.parametrize(
    "path", ["/", "/dang-nhap/", "/khong-co/", "/o/khong-co/", "/dang-xuat/", "/static/dangvu.css"]
)
def test_every_answer_carries_the_security_headers(path: str, db: None) -> None:
    headers = Client().get(path).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert path.startswith("/static/") or headers["X-Frame-Options"] == "DENY"


def test_pages_with_people_are_kept_nowhere(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client, base = signed_in("bi_thu"), f"/o/{bloc.code(bloc.root)}/"
    for path in ("", "so-lieu/", "so-lieu/DV-02/", "can-xu-ly/", "bao-cao/", "so-lieu/khong-co/", "?ky=hong"):
        assert "no-store" in client.get(base + path)["Cache-Control"]


def test_static_files_go_over_the_wire_packed(db: None) -> None:
    sent = Client().get("/static/vendor/htmx.min.js", headers={"Accept-Encoding": "gzip"})
    packed = b"".join(sent.streaming_content)
    whole = (WEB / "static" / "vendor" / "htmx.min.js").read_bytes()
    assert (
        sent["Content-Encoding"] == "gzip"
        and gzip.decompress(packed) == whole
        and len(packed) < len(whole) / 2
    )


def test_static_files_are_kept(db: None) -> None:
    assert "max-age" in Client().get("/static/dangvu.css")["Cache-Control"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_script_or_style(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=|javascript:|https?://", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_switches_escaping_off(template: Path) -> None:
    assert not re.search(r"\|safe|autoescape off|mark_safe", template.read_text(encoding="utf-8"))


def test_everything_that_the_first_page_needs_weighs_little() -> None:
    static = WEB / "static"
    files = (
        "dangvu.css",
        "app.css",
        "icons.svg",
        "mark.svg",
        "fonts/NotoSans-Regular.woff2",
        "fonts/NotoSans-Bold.woff2",
    )
    assert sum((static / file).stat().st_size for file in files) < 75_000
    assert "SIL Open Font License" in (static / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def test_no_view_touches_the_database() -> None:
    for module in WEB.glob("*.py"):
        assert not re.search(r"\.objects\b|\.filter\(|\.save\(", module.read_text(encoding="utf-8")), (
            module.name
        )
