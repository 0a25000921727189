"""From the sign-in page to the row of the workbook, as a person does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support import PASSWORD, SmallBloc, person, small_bloc

pytestmark = pytest.mark.django_db(transaction=True)
PATHS = ("", "so-lieu/", "so-lieu/?nhom=DV", "so-lieu/KN-02/", "so-lieu/DV-02/", "can-xu-ly/", "bao-cao/")


@pytest.fixture
def bloc(transactional_db: None) -> SmallBloc:
    bloc = small_bloc()
    person(bloc.root, "bi_thu", "bi.thu")
    return bloc


@pytest.fixture
def signed_in(bloc: SmallBloc, live_server: Any, open_browser: Callable[..., Any]) -> Callable[..., Any]:
    """A window signed in through the page itself, on the organisation's page."""

    def make(width: int = 1366, height: int = 768, **options: Any) -> Any:
        page = open_browser(width, height, **options)
        page.goto(live_server.url)
        page.get_by_label("Tên đăng nhập").fill("bi.thu")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.get_by_role("complementary").get_by_role("link", name="Đảng bộ Khối thử nghiệm").click()
        page.base = f"{live_server.url}/o/{bloc.code(bloc.root)}/"
        return page

    return make


def test_from_a_percentage_to_the_people_behind_it_without_script(signed_in: Callable[..., Any]) -> None:
    page = signed_in(java_script_enabled=False)
    assert page.get_by_role("heading", level=1).inner_text() == "Đảng bộ Khối thử nghiệm"
    page.get_by_role("link", name="60,00%").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Tỷ lệ thực hiện chỉ tiêu kết nạp cả năm"
    assert page.get_by_role("heading", name="Tử số: 3 bản ghi").is_visible()
    assert page.get_by_role("row", name="Khúc Văn Ổn").is_visible()
    page.get_by_role("link", name="Đóng").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Số liệu 6 tháng đầu năm 2023"


def test_another_period_is_chosen_and_stays(signed_in: Callable[..., Any]) -> None:
    page = signed_in()
    page.get_by_label("Kỳ", exact=True).select_option("2023-Q1")
    page.get_by_role("button", name="Xem").click()
    page.get_by_role("navigation", name="Mục lục").get_by_role("link", name="Số liệu").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Số liệu quý I năm 2023"


def test_signing_out_closes_the_pages(signed_in: Callable[..., Any]) -> None:
    page = signed_in()
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto(page.base)
    assert page.get_by_role("heading", level=1).inner_text() == "Đăng nhập"


def test_a_wrong_password_is_told_and_the_name_is_kept(
    bloc: SmallBloc, live_server: Any, open_browser: Callable[..., Any]
) -> None:
    page = open_browser(360, 640)
    page.goto(live_server.url)
    page.get_by_label("Tên đăng nhập").fill("bi.thu")
    page.get_by_label("Mật khẩu").fill("sai")
    page.keyboard.press("Enter")
    assert "chưa đúng" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Tên đăng nhập").input_value() == "bi.thu"


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (360, 640), (320, 640)])
def test_no_page_scrolls_sideways_or_complains(
    width: int, height: int, signed_in: Callable[..., Any]
) -> None:
    page = signed_in(width, height)
    for path in PATHS:
        page.goto(page.base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("document.querySelectorAll('h1').length") == 1, path
    assert page.complaints == []


def test_nothing_comes_from_elsewhere_and_the_first_page_is_light(
    live_server: Any, signed_in: Callable[..., Any]
) -> None:
    page = signed_in()
    page.goto(page.base + "so-lieu/")
    loaded = page.evaluate(
        "['navigation', 'resource'].flatMap(t => performance.getEntriesByType(t)).map(e => [e.name, e.encodedBodySize])"
    )
    assert len(loaded) > 4
    assert all(name.startswith(live_server.url) for name, _ in loaded)
    assert sum(size for _, size in loaded) < 150_000
    assert page.evaluate("document.fonts.check('600 18px \"Noto Sans\"', 'Đẳng Ẩm Ễnh')")


def test_marks_are_not_clipped_and_text_is_large(signed_in: Callable[..., Any]) -> None:
    page = signed_in(360, 640)
    for path in PATHS:
        page.goto(page.base + path)
        sizes = page.evaluate(
            """() => [...document.querySelectorAll('body *')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
                .map(e => [parseFloat(getComputedStyle(e).fontSize),
                           parseFloat(getComputedStyle(e).lineHeight) / parseFloat(getComputedStyle(e).fontSize)])"""
        )
        assert min(size for size, _ in sizes) >= 15, path
        assert min(ratio for _, ratio in sizes if ratio == ratio) >= 1.29, path
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 18


def test_every_page_is_walked_by_keyboard_with_the_focus_in_sight(signed_in: Callable[..., Any]) -> None:
    page = signed_in(360, 640)
    page.goto(page.base + "so-lieu/KN-02/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => { const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
                return [r.width > 0 && r.height > 0 && r.right > 0, s.outlineStyle !== 'none'] }"""
        )
        assert shown == [True, True]


def test_every_field_has_a_label_and_every_table_a_caption(signed_in: Callable[..., Any]) -> None:
    page = signed_in()
    for path in PATHS:
        page.goto(page.base + path)
        assert page.evaluate(
            "[...document.querySelectorAll('input:not([type=hidden]),select')].every(e => e.labels.length)"
        )
        assert page.evaluate("[...document.querySelectorAll('table')].every(e => e.caption)")
        assert page.evaluate("[...document.querySelectorAll('th')].every(e => e.scope)")
        assert page.evaluate(
            "[...document.querySelectorAll('[id]')].length === new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
        )
        assert page.evaluate(
            "[...document.querySelectorAll('[aria-labelledby]')].every(e => document.getElementById(e.getAttribute('aria-labelledby')))"
        )
