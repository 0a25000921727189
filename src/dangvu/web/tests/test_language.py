"""English as the second language of the frame: by choice, complete, and never of what the pages hold."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from tests.support import SmallBloc

from dangvu.accounts.actions.factors import GONE, LAST_ONE
from dangvu.accounts.actions.users import OF_PASSWORDS
from dangvu.web.account.sign_in import WRONG
from dangvu.web.conftest import SignedIn
from dangvu.web.pages import MENU

WEB = Path(__file__).resolve().parents[1]
AT = WEB / "locale" / "en" / "LC_MESSAGES"
_IN_TEMPLATES = re.compile(r"""\{% translate (?:"([^"]+)"|'([^']+)')""")
_BLOCKS = re.compile(r"{% blocktranslate %}(.*?){% endblocktranslate %}")
_IN_CODE = re.compile(r'\b_\(\s*((?:"[^"]*"\s*)+)\)')


def said() -> set[str]:
    """Every sentence of the frame."""
    found = {title for _, title, _ in MENU} | {"Việc cần làm", WRONG, GONE, LAST_ONE, *OF_PASSWORDS}
    for template in WEB.glob("templates/**/*.html"):
        text = template.read_text(encoding="utf-8")
        found |= {one or other for one, other in _IN_TEMPLATES.findall(text)}
        found |= {re.sub(r"{{ (\w+) }}", r"%(\1)s", block) for block in _BLOCKS.findall(text)}
    for module in WEB.glob("account/*.py"):
        for joined in _IN_CODE.findall(module.read_text(encoding="utf-8")):
            found.add("".join(re.findall(r'"([^"]*)"', joined)))
    return found


@pytest.mark.engine_free
def test_every_sentence_of_the_frame_has_its_english_and_no_other() -> None:
    entries = {entry.msgid: entry.msgstr for entry in polib.pofile(AT / "django.po")}
    assert set(entries) == said()
    assert all(entries.values())


@pytest.mark.engine_free
def test_what_is_read_is_what_is_written() -> None:
    written = [(one.msgid, one.msgstr) for one in polib.pofile(AT / "django.po")]
    read = [(one.msgid, one.msgstr) for one in polib.mofile(AT / "django.mo")]
    assert sorted(written) == sorted(read), "run: make messages"


def chosen(client: Client, language: str = "en") -> Client:
    response = client.post("/ngon-ngu/", {"language": language, "next": "/dang-nhap/"})
    assert (response.status_code, response["Location"]) == (302, "/dang-nhap/")
    return client


@pytest.mark.django_db
def test_the_frame_is_vietnamese_whatever_the_browser_prefers() -> None:
    page = Client(headers={"Accept-Language": "en-GB,en;q=0.9"}).get("/dang-nhap/").content.decode()
    assert '<html lang="vi">' in page and "Mật khẩu" in page and "Password" not in page


@pytest.mark.django_db
def test_the_sign_in_page_is_english_by_a_button_with_its_errors() -> None:
    client = chosen(Client(headers={"Accept-Language": "vi"}))
    page = client.post("/dang-nhap/", {"username": "ai.do", "password": "khong dung"}).content.decode()
    assert '<html lang="en">' in page and ">Password</label>" in page
    assert "not right" in page and WRONG not in page
    assert "Chưa nhập" not in client.post("/dang-nhap/", {}).content.decode()
    assert '<html lang="vi">' in chosen(client, "vi").get("/dang-nhap/").content.decode()


def test_the_frame_is_english_and_what_the_page_holds_is_vietnamese_and_said_to_be(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = chosen(signed_in("cap_tren_to_chuc"))
    page = client.get(f"/o/{bloc.code(bloc.root)}/so-lieu/?ky=2023-H1").content.decode()
    assert '<html lang="en">' in page and ">Sign out</button>" in page and ">Members</a>" in page
    assert re.search(r'<main [^>]*lang="vi"', page) and "Đảng viên cuối kỳ" in page
    assert "Upload no classified" in page  # the footer
    home = client.get("/").content.decode()
    assert "<h1>Việc cần làm</h1>" in home and "To do</a>" in home


def test_dates_and_errors_stay_vietnamese_in_an_english_frame(bloc: SmallBloc, signed_in: SignedIn) -> None:
    client = chosen(signed_in("cap_tren_to_chuc"))
    url = f"/o/{bloc.code(bloc.root)}/cay/"
    assert client.get(f"{url}?ngay=05/03/2023").status_code == 200
    page = client.post(f"/o/{bloc.code(bloc.root)}/lop/moi/", {"ten": ""}).content.decode()
    assert "This field" not in page and "Chưa" in page


def test_the_choice_is_kept_by_the_browser_and_out_of_reach_of_script(signed_in: SignedIn) -> None:
    client = chosen(signed_in("theo_doi"))
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_nobody_is_led_to_another_site(signed_in: SignedIn) -> None:
    response = signed_in("theo_doi").post("/ngon-ngu/", {"language": "en", "next": "https://ngoai.example/"})
    assert response["Location"] == "/"
