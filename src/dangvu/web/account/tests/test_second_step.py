"""Nobody works here on a password alone, and the second step cannot be guessed, repeated or gone round."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.support import PASSWORD, SmallBloc, person

from dangvu.accounts.models import Session, User
from dangvu.foundation.audit.models import Entry
from dangvu.web.account.tests.conftest import SECRET, give_code, shown, sign_in, words

NOON = 1_795_770_000.0  # a moment of November 2026


def test_the_password_alone_opens_nothing(user: User) -> None:
    client = Client()
    assert sign_in(client)["Location"] == "/dang-nhap/buoc-hai/"
    assert client.get("/")["Location"] == "/dang-nhap/"
    assert "_auth_user_id" not in client.session


def test_password_and_the_code_of_the_app_lead_in(user: User, bloc: SmallBloc) -> None:
    with time_machine.travel(NOON, tick=False):
        client = Client()
        sign_in(client, next=f"/o/{bloc.code(bloc.root)}/so-lieu/")
        assert "6 số trong ứng dụng" in words(client.get("/dang-nhap/buoc-hai/"))
        assert give_code(client, shown(NOON))["Location"] == f"/o/{bloc.code(bloc.root)}/so-lieu/"
        assert client.get("/").status_code == 200


def test_a_code_is_taken_with_the_space_that_the_phone_shows(user: User) -> None:
    with time_machine.travel(NOON, tick=False):
        client = Client()
        sign_in(client)
        code = shown(NOON)
        assert give_code(client, f"{code[:3]} {code[3:]}").status_code == 302


def test_a_code_seen_over_the_shoulder_opens_nothing_a_second_time(user: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        first, second = Client(), Client()
        sign_in(first)
        assert give_code(first, shown(NOON)).status_code == 302
        sign_in(second)
        clock.shift(5)
        page = give_code(second, shown(NOON))
        assert page.status_code == 200
        assert "đã dùng một lần" in words(page)


@pytest.mark.parametrize("away", [-60, -30, 30, 60])
def test_the_code_of_another_half_minute_is_refused(user: User, away: int) -> None:
    with time_machine.travel(NOON, tick=False):
        client = Client()
        sign_in(client)
        assert give_code(client, shown(NOON + away)).status_code == 200


def test_guessing_codes_is_slowed_down(user: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = Client()
        sign_in(client)
        for _ in range(5):
            assert "Mã chưa đúng" in words(give_code(client, "000000"))
        page = give_code(client, shown(NOON))
        assert page.status_code == 200
        assert "Đã nhập sai nhiều lần" in words(page)
        clock.shift(301)
        sign_in(client)
        assert give_code(client, shown(NOON + 301)).status_code == 302


def test_the_second_step_waits_ten_minutes_and_no_longer(user: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = Client()
        sign_in(client)
        clock.shift(601)
        assert give_code(client, shown(NOON + 601))["Location"] == "/dang-nhap/"
        assert "_auth_user_id" not in client.session


def test_a_printed_code_opens_once(user: User) -> None:
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[3]
    client, again = Client(), Client()
    sign_in(client)
    assert give_code(client, code).status_code == 302
    sign_in(again)
    assert give_code(again, code).status_code == 200


def test_the_second_step_is_only_for_whoever_gave_the_password(user: User) -> None:
    with time_machine.travel(NOON, tick=False):
        assert give_code(Client(), shown(NOON))["Location"] == "/dang-nhap/"
        assert Client().get("/dang-nhap/buoc-hai/")["Location"] == "/dang-nhap/"


def test_a_session_that_came_in_some_other_way_is_ended(user: User) -> None:
    client = Client()
    client.force_login(user)
    assert client.get("/")["Location"] == "/dang-nhap/?next=/"
    assert "_auth_user_id" not in client.session


def test_the_key_of_the_app_does_not_lie_open_in_the_database(user: User) -> None:
    rows = Authenticator.objects.filter(user=user)
    codes = rows.get(type="recovery_codes").wrap().get_unused_codes()
    kept = str([row.data for row in rows])
    assert SECRET not in kept
    assert not [code for code in codes if code in kept]


def test_whoever_has_no_second_step_is_led_to_set_one_up(newcomer: User, bloc: SmallBloc) -> None:
    client = Client()
    sign_in(client, "moi.nv")
    for page in ("/", f"/o/{bloc.code(bloc.root)}/", "/tai-khoan/"):
        assert client.get(page)["Location"] == "/tai-khoan/buoc-hai/"
    assert client.post("/tai-khoan/ban-nhap/", {"__bieu": "/x/"})["Location"] == "/tai-khoan/buoc-hai/"
    page = words(client.get("/tai-khoan/buoc-hai/"))
    assert "Ứng dụng trên điện thoại" in page
    assert "Khóa đăng nhập trên máy này" in page


def test_setting_up_the_app_takes_one_code_and_ends_with_codes_to_print(newcomer: User) -> None:
    with time_machine.travel(NOON, tick=False):
        client = Client()
        sign_in(client, "moi.nv")
        assert client.get("/tai-khoan/buoc-hai/ung-dung/").status_code == 200
        secret = client.session["mfa.totp.secret"]
        drawing = client.get("/tai-khoan/buoc-hai/ung-dung/ma-vuong.svg")
        assert drawing["Content-Type"] == "image/svg+xml"
        assert b"<script" not in drawing.content and b"<path" in drawing.content
        wrong = client.post("/tai-khoan/buoc-hai/ung-dung/", {"code": "123"})
        assert "Mã chưa đúng" in words(wrong)
        answer = client.post("/tai-khoan/buoc-hai/ung-dung/", {"code": shown(NOON, secret)})
        assert answer["Location"] == "/tai-khoan/buoc-hai/ma-khoi-phuc/"
        page = client.post("/tai-khoan/buoc-hai/ma-khoi-phuc/", {"viec": "xem"})
        assert page.content.decode().count("<code>") == 10
        assert client.get("/").status_code == 200
        assert Entry.objects.filter(action="accounts.add_factor").count() == 1


def test_recovery_codes_are_never_shown_by_a_link(through: Callable[..., Client], user: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = through()
        page = client.get("/tai-khoan/buoc-hai/ma-khoi-phuc/")
        assert "<code>" not in page.content.decode()
        clock.shift(301)
        asked = client.post("/tai-khoan/buoc-hai/ma-khoi-phuc/", {"viec": "xem"})
        assert asked["Location"].startswith("/tai-khoan/xac-nhan-lai/")


def test_before_something_that_matters_the_password_is_asked_and_the_order_then_goes_through(
    through: Callable[..., Client], user: User
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = through()
        clock.shift(301)
        before = Authenticator.objects.get(user=user, type="recovery_codes").pk
        asked = client.post("/tai-khoan/buoc-hai/ma-khoi-phuc/", {"viec": "moi"})
        wrong = client.post(asked["Location"], {"password": "sai"})
        assert "Mật khẩu chưa đúng" in words(wrong)
        here = "/tai-khoan/buoc-hai/ma-khoi-phuc/"
        done = client.post(asked["Location"], {"password": PASSWORD, "next": here})
        assert done.content.decode().count("<code>") == 10
    assert Authenticator.objects.get(user=user, type="recovery_codes").pk != before


def test_what_was_proved_is_asked_again_after_five_minutes(
    through: Callable[..., Client], user: User
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = through()
        client.post("/tai-khoan/xac-nhan-lai/", {"password": PASSWORD})
        assert client.post("/tai-khoan/buoc-hai/ma-khoi-phuc/", {"viec": "xem"}).status_code == 200
        clock.shift(301)
        assert client.post("/tai-khoan/buoc-hai/ma-khoi-phuc/", {"viec": "xem"}).status_code == 302


def test_the_last_second_step_stays(through: Callable[..., Client], user: User) -> None:
    client = through()
    client.post("/tai-khoan/xac-nhan-lai/", {"password": PASSWORD})
    factor = Authenticator.objects.get(user=user, type="totp")
    answer = client.post(f"/tai-khoan/buoc-hai/{factor.pk}/bo/", follow=True)
    assert "cách xác thực cuối cùng" in words(answer)
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_nobody_removes_the_second_step_of_another(
    through: Callable[..., Client], user: User, bloc: SmallBloc
) -> None:
    client = through()
    client.post("/tai-khoan/xac-nhan-lai/", {"password": PASSWORD})
    other = person(bloc.root, "theo_doi", "nguoi.khac")
    factor = Authenticator.objects.create(user=other, type="totp", data={"secret": "x"})
    client.post(f"/tai-khoan/buoc-hai/{factor.pk}/bo/")
    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_accounts_of_the_demo_are_not_heeded_in_production(
    bloc: SmallBloc, settings: pytest.FixtureRequest
) -> None:
    person(bloc.root, "theo_doi", "thu.nghiem")
    client = Client()
    sign_in(client, "thu.nghiem")
    assert client.get("/").status_code == 200
    settings.PRODUCTION = True  # type: ignore[attr-defined]
    assert client.get("/")["Location"] == "/tai-khoan/buoc-hai/"


def test_a_new_key_comes_with_the_sign_in(user: User) -> None:
    """Whoever planted a session beforehand holds nothing afterwards."""
    with time_machine.travel(NOON, tick=False):
        planted = Client()
        sign_in(planted, "ai.do", "sai")
        planted.get("/dang-nhap/buoc-hai/")
        client = Client()
        sign_in(client)
        between = client.session.session_key
        give_code(client, shown(NOON))
        after = client.session.session_key
    assert between and after and between != after
    assert not Session.objects.filter(session_key=between).exists()


def test_sign_up_and_pages_of_e_mail_do_not_exist(db: None) -> None:
    client = Client()
    for path in ("/accounts/signup/", "/signup/", "/accounts/password/reset/", "/accounts/", "/dang-ky/"):
        assert client.get(path).status_code == 404


def test_two_steps_never_lead_to_another_site(user: User) -> None:
    for elsewhere in (
        "https://example.org/",
        "//example.org",
        "javascript:alert(1)",
        "http://testserver.evil/",
    ):
        with time_machine.travel(NOON, tick=False):
            from django.core.cache import cache

            cache.clear()
            client = Client()
            sign_in(client, next=elsewhere)
            assert give_code(client, shown(NOON))["Location"] == "/"
            for page in ("/tai-khoan/xac-nhan-lai/",):
                answer = client.post(page, {"password": PASSWORD, "next": elsewhere})
                assert answer["Location"] == "/"
