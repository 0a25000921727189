"""The pages of the second step and of the password speak the language of the frame from end to end, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import polib
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.support import PASSWORD

from dangvu.accounts.models import User
from dangvu.web.account.tests.conftest import give_code, sign_in
from dangvu.web.tests.test_language import AT, chosen

_VIETNAMESE = re.compile(r"[à-ỹÀ-ỸđĐăĂơƠưƯ]")
_ASIDE = re.compile(
    r'<(?!html|main|title)(\w+)[^>]* lang="(?:vi|en)"[^>]*>.*?</\1>|<script.*?</script>', re.DOTALL
)
_ATTRIBUTES = re.compile(
    r'\b(?:alt|title|placeholder|aria-label|data-(?:refused|unsafe|there|unable|failed|hide))="([^"]*)"'
)


def read_aloud(response: Any, language: str) -> str:
    """What is read on the page in its own language: names of people and the switch to the other one stand aside."""
    page = response.content.decode().replace(f'<html lang="{language}"', "<html")
    page = _ASIDE.sub(" ", page)
    return " ".join([*re.sub(r"<[^>]+>", " ", page).split(), *_ATTRIBUTES.findall(page)])


def second_step_pages(language: str, user: User, newcomer: User) -> Iterator[tuple[str, Any]]:
    """(what it is, the answer) of every page of the second step, empty, filled and with what is wrong on it."""
    new = chosen(Client(), language)
    sign_in(new, "moi.nv")
    ways = "/tai-khoan/buoc-hai/"
    yield "nothing set up", new.get(ways)
    yield "app", new.get(f"{ways}ung-dung/")
    yield "app, no code", new.post(f"{ways}ung-dung/", {"code": ""})
    yield "app, wrong code", new.post(f"{ways}ung-dung/", {"code": "000000"})
    yield "passkey", new.get(f"{ways}khoa/")
    yield "passkey, not made", new.post(f"{ways}khoa/", {"name": "n" * 61, "credential": ""})
    own = "/tai-khoan/mat-khau/"
    now = {"current": PASSWORD, "again": "x"}
    yield "password", new.get(own)
    yield "password, empty", new.post(own, {})
    yield "password, wrong", new.post(own, {"current": "khong dung", "new": "a" * 30, "again": "b" * 30})
    for what, fault in (("short", "ngan"), ("long", "d" * 256), ("digits", "1" * 20), ("easy", "matkhau2023dang"), ("same", PASSWORD)):  # fmt: skip
        yield f"password, {what}", new.post(own, now | {"new": fault, "again": fault})
    client = chosen(Client(), language)
    sign_in(client)
    yield "second step", client.get("/dang-nhap/buoc-hai/")
    yield "second step, no code", client.post("/dang-nhap/buoc-hai/", {"code": ""})
    yield "second step, wrong code", give_code(client, "00000000")
    yield "second step, long code", give_code(client, "0" * 21)
    yield "passkey refused", client.post("/dang-nhap/khoa/", {"credential": "{}"}, follow=True)
    sign_in(client)
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    give_code(client, codes[0])
    yield "set up", client.get(ways)
    yield "codes left", client.get(f"{ways}ma-khoi-phuc/")
    yield "codes", client.post(f"{ways}ma-khoi-phuc/", {"viec": "xem"})
    factor = Authenticator.objects.get(user=user, type="totp").pk
    yield "last one", client.post(f"{ways}{factor}/bo/", follow=True)
    yield "gone", client.post(f"{ways}999999/bo/", follow=True)
    for again in ("", "ma/"):
        yield "again", client.get(f"/tai-khoan/xac-nhan-lai/{again}")
        yield "again, empty", client.post(f"/tai-khoan/xac-nhan-lai/{again}", {})
    yield "again, wrong password", client.post("/tai-khoan/xac-nhan-lai/", {"password": "khong dung"})
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Máy cơ quan", "credential": {}})
    yield "with a passkey", client.get(ways)


def test_no_vietnamese_stays_on_the_pages_of_the_second_step_in_english(user: User, newcomer: User) -> None:
    for what, response in second_step_pages("en", user, newcomer):
        text = read_aloud(response, "en")
        assert response.status_code == 200 and '<html lang="en">' in response.content.decode(), what
        left = [word for word in text.replace("Đảng vụ", "").split() if _VIETNAMESE.search(word)]
        assert not left, (what, left)


def test_no_english_stands_on_the_pages_of_the_second_step_in_vietnamese(user: User, newcomer: User) -> None:
    english = [entry.msgstr for entry in polib.pofile(AT / "django.po") if "%(" not in entry.msgstr]
    for what, response in second_step_pages("vi", user, newcomer):
        text = f" {read_aloud(response, 'vi')} "
        assert response.status_code == 200 and '<html lang="vi">' in response.content.decode(), what
        assert not [said for said in english if f" {said} " in text], what
        assert "This field" not in text and "Incorrect" not in text and "required" not in text, what


def test_the_warning_before_the_end_of_a_session_is_in_the_language_of_the_frame(newcomer: User) -> None:
    client = chosen(Client(), "en")
    sign_in(client, "moi.nv")
    for page in ("/tai-khoan/buoc-hai/", "/tai-khoan/mat-khau/"):
        meta = re.search(r'<meta name="phien"[^>]*>', client.get(page).content.decode())
        assert meta and "I am still working" in meta[0] and not _VIETNAMESE.search(meta[0])
