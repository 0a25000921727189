from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from tests.support import PASSWORD, SmallBloc, person

from dangvu.accounts.models import User
from dangvu.web.account.sign_in import WRONG

URL = "/dang-nhap/"


@pytest.fixture
def user(bloc: SmallBloc) -> User:
    cache.clear()
    return person(bloc.root, "bi_thu", "bi.thu")


def attempt(name: str = "bi.thu", password: str = "sai", client: Client | None = None, **more: str) -> Any:
    return (client or Client()).post(URL, {"username": name, "password": password, **more})


def test_the_right_password_leads_to_what_waits(user: User, bloc: SmallBloc) -> None:
    client = Client()
    assert attempt(password=PASSWORD, client=client)["Location"] == "/"
    shown = client.get("/").content.decode()
    assert "Việc cần làm" in shown and f"/o/{bloc.code(bloc.root)}/" in shown


def test_after_signing_in_the_page_first_asked_for_opens(user: User, bloc: SmallBloc) -> None:
    wanted = f"/o/{bloc.code(bloc.root)}/so-lieu/?ky=2023-H1"
    assert attempt(password=PASSWORD, next=wanted)["Location"] == wanted


def test_nobody_is_sent_to_another_site_after_signing_in(user: User) -> None:
    for elsewhere in ("https://example.org/", "//example.org", "javascript:alert(1)"):
        assert attempt(password=PASSWORD, next=elsewhere)["Location"] == "/"


def test_a_wrong_password_a_wrong_name_and_a_closed_account_are_told_alike(
    user: User, bloc: SmallBloc
) -> None:
    closed = person(bloc.root, "theo_doi", "da.khoa")
    closed.is_active = False
    closed.save()
    pages = [attempt("bi.thu"), attempt("ai.do"), attempt("da.khoa", PASSWORD)]
    for page in pages:
        assert page.status_code == 200
        assert WRONG in page.content.decode()


def test_what_is_missing_is_said_beside_the_field(user: User) -> None:
    page = attempt("", "").content.decode()
    assert "Chưa nhập tên đăng nhập." in page and "Chưa nhập mật khẩu." in page


@pytest.mark.parametrize("name", ["bi.thu", "khong.co.ai"])
def test_the_sixth_guess_waits_even_with_the_right_password(user: User, name: str) -> None:
    with time_machine.travel("2026-11-24T09:00:00+07:00", tick=False) as clock:
        for _ in range(5):
            assert attempt(name).status_code == 200
        page = attempt(name, PASSWORD)
        assert page.status_code == 429 and "Chờ 1 phút" in page.content.decode()
        clock.shift(62)
        assert attempt(name).status_code == 200
        assert "Chờ 2 phút" in attempt(name).content.decode()


def test_no_account_is_locked_for_good(user: User) -> None:
    with time_machine.travel("2026-11-24T09:00:00+07:00", tick=False) as clock:
        for _ in range(40):
            attempt()
            clock.shift(16 * 60)
        assert attempt(password=PASSWORD).status_code == 302


def test_the_name_is_counted_however_it_is_written(user: User) -> None:
    for name in ("bi.thu", "BI.THU", " bi.thu ", "Bi.Thu", "bi.thu"):
        attempt(name)
    assert attempt().status_code == 429


def test_one_address_cannot_try_one_password_on_every_name(user: User) -> None:
    statuses = [attempt(f"nguoi-{number}").status_code for number in range(61)]
    assert statuses == [200] * 60 + [429]


def test_signing_in_starts_the_count_anew(user: User) -> None:
    for _ in range(4):
        attempt()
    attempt(password=PASSWORD)
    assert [attempt().status_code for _ in range(5)] == [200] * 5


def test_a_link_never_signs_anyone_out(user: User) -> None:
    client = Client()
    attempt(password=PASSWORD, client=client)
    assert client.get("/dang-xuat/").status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post("/dang-xuat/")["Location"] == URL
    assert "_auth_user_id" not in client.session


def test_an_order_without_its_token_is_refused_in_plain_words(user: User) -> None:
    page = attempt(client=Client(enforce_csrf_checks=True))
    assert page.status_code == 403
    assert "Tải lại trang rồi gửi lại" in page.content.decode()


def test_whoever_is_signed_in_is_not_asked_again(user: User) -> None:
    client = Client()
    client.force_login(user)
    assert client.get(URL)["Location"] == "/"


def test_the_session_cookie_is_out_of_reach_and_ends_with_the_browser(user: User) -> None:
    cookie = attempt(password=PASSWORD).cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["max-age"] == ""
