"""Signing in with two steps, a passkey, a draft given back, a session that says when it ends: in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.utils import timezone

from dangvu.accounts.models import Draft, Session, User
from tests.support import PASSWORD, SmallBloc, person, small_bloc

Browser = Callable[..., Any]
expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bloc(db: None, transactional_db: None) -> SmallBloc:
    cache.clear()
    return small_bloc()


@pytest.fixture
def newcomer(bloc: SmallBloc) -> User:
    user = person(bloc.root, "cap_tren_to_chuc", "moi.nv")
    user.password_only = False
    user.save()
    return user


@pytest.fixture
def desk(live_server: Any) -> str:
    """By name, not by number: browsers give passkeys to names only."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


def faults(page: Any) -> list[str]:
    """What the browser complained of, less the requests that leaving a page cut off."""
    return [said for said in page.complaints if not said.startswith("http")]


def sign_in(page: Any, desk: str, username: str, password: str = PASSWORD) -> None:
    page.goto(f"{desk}/dang-nhap/")
    sign_in_here(page, username, password)


def sign_in_here(page: Any, username: str, password: str = PASSWORD) -> None:
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


@pytest.fixture
def with_finger(open_browser: Browser) -> Iterator[Any]:
    """A page on a machine that has a fingerprint reader, which always says yes."""
    page = open_browser()
    machine = page.context.new_cdp_session(page)
    machine.send("WebAuthn.enable")
    machine.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    yield page


def test_from_the_first_password_to_work_with_the_app_on_the_phone(
    newcomer: User, desk: str, open_browser: Browser
) -> None:
    page = open_browser()
    sign_in(page, desk, "moi.nv")
    page.get_by_role("link", name="Ứng dụng trên điện thoại").click()
    expect(page.locator("img.square")).to_have_js_property("complete", True)
    assert page.locator("img.square").evaluate("image => image.naturalWidth") > 100
    secret = page.locator("code.typed").inner_text().replace(" ", "")
    moment = int(timezone.now().timestamp()) // 30
    page.get_by_label(re.compile("Mã 6 số")).fill(format_hotp_value(hotp_value(secret, moment)))
    page.get_by_role("button", name="Thêm ứng dụng này").click()
    page.get_by_role("button", name="Hiện mã để in").click()
    assert page.locator(".codes code").count() == 10
    page.get_by_role("link", name="Đã cất mã, vào làm việc").click()
    page.get_by_role("link", name="Việc cần làm").wait_for()
    assert faults(page) == []


def test_a_passkey_is_made_and_then_signs_in_by_itself(newcomer: User, desk: str, with_finger: Any) -> None:
    page = with_finger
    sign_in(page, desk, "moi.nv")
    page.get_by_role("link", name="Khóa đăng nhập trên máy này").click()
    page.get_by_label(re.compile("Tên gọi của khóa")).fill("Máy cơ quan")
    page.get_by_role("button", name="Tạo khóa").click()
    page.wait_for_url("**/ma-khoi-phuc/")
    assert Authenticator.objects.get(type="webauthn").data["name"] == "Máy cơ quan"
    page.goto(f"{desk}/tai-khoan/")
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("button", name="Dùng khóa đăng nhập").click()
    page.get_by_role("link", name="Việc cần làm").wait_for()
    assert faults(page) == []


def test_a_passkey_is_the_second_step_after_the_password(newcomer: User, desk: str, with_finger: Any) -> None:
    page = with_finger
    sign_in(page, desk, "moi.nv")
    page.get_by_role("link", name="Khóa đăng nhập trên máy này").click()
    page.get_by_label(re.compile("Đăng nhập chỉ bằng khóa này")).uncheck()
    page.get_by_role("button", name="Tạo khóa").click()
    page.wait_for_url("**/ma-khoi-phuc/")
    page.goto(f"{desk}/tai-khoan/")
    page.get_by_role("button", name="Đăng xuất").click()
    sign_in(page, desk, "moi.nv")
    page.get_by_role("button", name="Dùng khóa đăng nhập").click()
    page.get_by_role("link", name="Việc cần làm").wait_for()
    assert faults(page) == []


def test_a_machine_that_says_no_leaves_a_sentence(newcomer: User, desk: str, open_browser: Browser) -> None:
    page = open_browser()
    machine = page.context.new_cdp_session(page)
    machine.send("WebAuthn.enable")
    machine.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": False, "automaticPresenceSimulation": True}})  # fmt: skip
    sign_in(page, desk, "moi.nv")
    page.get_by_role("link", name="Khóa đăng nhập trên máy này").click()
    page.get_by_role("button", name="Tạo khóa").click()
    page.get_by_text("Máy chưa nhận được xác nhận").wait_for()
    assert not Authenticator.objects.exists()


@pytest.fixture
def office(bloc: SmallBloc, desk: str, open_browser: Browser) -> Any:
    person(bloc.root, "quan_tri", "quan.tri")
    page = open_browser()
    sign_in(page, desk, "quan.tri")
    page.get_by_role("link", name="Việc cần làm").wait_for()
    page.goto(f"{desk}/o/{bloc.code(bloc.root)}/tai-khoan/moi/")
    return page


def type_slowly(page: Any, label: str, text: str) -> None:
    box = page.get_by_label(label)
    box.click()
    for letter in text:
        page.keyboard.insert_text(letter)


def test_what_is_typed_is_kept_and_given_back_in_another_window(office: Any, desk: str) -> None:
    type_slowly(office, "Họ và tên", "Nguyễn Thị Ước")
    office.get_by_text("Đã giữ bản nháp lúc").wait_for(timeout=8000)
    assert Draft.objects.get().content["full_name"] == ["Nguyễn Thị Ước"]
    again = office.context.new_page()
    again.goto(office.url)
    again.get_by_text("Đã đưa lại nội dung đang nhập dở").wait_for()
    assert again.get_by_label("Họ và tên").input_value() == "Nguyễn Thị Ước"
    again.get_by_role("button", name="Bỏ, nhập lại từ đầu").click()
    expect(again.get_by_label("Họ và tên")).to_have_value("")
    assert not Draft.objects.exists()
    stored = office.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Ước" not in stored


def test_leaving_the_page_at_once_loses_nothing(office: Any, desk: str) -> None:
    type_slowly(office, "Họ và tên", "Đặng Thị Ẩm")
    form = office.url
    office.goto("about:blank")
    office.wait_for_timeout(300)
    office.goto(form)
    office.get_by_text("Đã đưa lại nội dung đang nhập dở").wait_for()
    assert office.get_by_label("Họ và tên").input_value() == "Đặng Thị Ẩm"


def test_no_secret_stands_in_a_draft(office: Any) -> None:
    type_slowly(office, "Họ và tên", "A")
    office.get_by_text("Đã giữ bản nháp lúc").wait_for(timeout=8000)
    kept = str(Draft.objects.get().content)
    assert "csrf" not in kept and "lan" not in Draft.objects.get().content


def test_before_the_session_ends_the_page_says_so_and_the_person_may_stay(office: Any) -> None:
    office.clock.install()
    office.reload()
    type_slowly(office, "Họ và tên", "Lý Thị Ơn")
    Session.objects.filter(user__username="quan.tri").update(
        expire_date=timezone.now() + timedelta(seconds=110)
    )
    office.clock.fast_forward(185_000)
    office.get_by_text("Còn 2 phút nữa phiên làm việc tự kết thúc").wait_for()
    assert Draft.objects.get().content["full_name"] == ["Lý Thị Ơn"], "kept before it is said"
    office.get_by_role("button", name="Tôi vẫn làm việc").click()
    office.get_by_text("Còn 2 phút nữa").wait_for(state="detached")
    left = Session.objects.get(user__username="quan.tri").expire_date - timezone.now()
    assert left.total_seconds() > 240


#: The draft is on its way until somebody says ``letGo()``: a slow line.
_SLOW = """() => {
  const fetched = window.fetch;
  const held = new Promise(go => { window.letGo = go; });
  window.fetch = async (url, how) => { if (how && how.body && String(url).includes('ban-nhap')) await held; return fetched(url, how); };
}"""


def test_what_is_still_on_its_way_to_the_server_is_not_said_to_be_kept(office: Any) -> None:
    office.clock.install()
    office.reload()
    office.evaluate(_SLOW)
    type_slowly(office, "Họ và tên", "Lý Thị Ơn")
    Session.objects.filter(user__username="quan.tri").update(
        expire_date=timezone.now() + timedelta(seconds=110)
    )
    office.clock.fast_forward(6_000)
    with office.expect_response("**/tai-khoan/phien/con-lai/"):
        office.clock.fast_forward(179_000)
    office.wait_for_timeout(200)
    assert office.get_by_text("phiên làm việc tự kết thúc").count() == 0
    office.evaluate("letGo()")
    office.get_by_text("Nội dung đang nhập đã được giữ.").wait_for()
    assert Draft.objects.get().content["full_name"] == ["Lý Thị Ơn"]


def test_at_the_longest_that_a_session_lasts_one_signs_in_anew_and_goes_on_typing(
    office: Any, desk: str
) -> None:
    office.clock.install()
    office.reload()
    type_slowly(office, "Họ và tên", "Lý Thị Ơn")
    now = timezone.now()
    Session.objects.filter(user__username="quan.tri").update(
        began_at=now - timedelta(hours=10) + timedelta(seconds=110), expire_date=now + timedelta(seconds=110)
    )
    office.clock.fast_forward(185_000)
    office.get_by_text("đã hết thời gian của một lần đăng nhập").wait_for()
    office.get_by_role("button", name="Đăng nhập lại ngay").focus()
    office.keyboard.press("Enter")
    office.wait_for_url("**/dang-nhap/**")
    sign_in_here(office, "quan.tri")
    office.get_by_text("Đã đưa lại nội dung đang nhập dở").wait_for()
    assert office.get_by_label("Họ và tên").input_value() == "Lý Thị Ơn"


def test_a_session_that_ended_leads_to_the_sign_in_and_back_to_what_was_typed(office: Any, desk: str) -> None:
    office.clock.install()
    office.reload()
    type_slowly(office, "Họ và tên", "Lý Thị Ơn")
    office.clock.fast_forward(6_000)
    office.get_by_text("Đã giữ bản nháp lúc").wait_for()
    Session.objects.all().delete()
    office.clock.fast_forward(190_000)
    office.wait_for_url("**/dang-nhap/**")
    office.get_by_text("Phiên làm việc trước đã kết thúc").wait_for()
    sign_in_here(office, "quan.tri")
    office.get_by_text("Đã đưa lại nội dung đang nhập dở").wait_for()
    assert office.get_by_label("Họ và tên").input_value() == "Lý Thị Ơn"
