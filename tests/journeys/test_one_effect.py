"""However often it is sent, it is done once; and nobody writes over what somebody else has just written."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit import actions as audit
from dangvu.foundation.audit.models import Act
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.parameters.models import Parameter
from dangvu.members.models import Movement, PersonProfile, Transfer
from dangvu.work.training.actions import NewLearner, enrol_people
from dangvu.work.training.models import Learner
from tests.journeys.desk import Desk, expect
from tests.support import SmallBloc, person

pytestmark = pytest.mark.django_db(transaction=True)
SOMEONE = "Tạ Thị Ngữ"


@pytest.fixture
def clerk(bloc: SmallBloc, sit: Callable[..., Desk]) -> Desk:
    return sit("co_so_to_chuc", at=bloc.first_unit)


def over(desk: Desk, target: Any) -> None:
    """The mouse over it: what is pressed there now is not waited for."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    desk.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def deaths(person: int) -> int:
    return Movement.objects.filter(person_id=person, kind="tu_tran").count()


def test_a_double_click_a_resend_and_a_retry_have_one_effect(bloc: SmallBloc, clerk: Desk) -> None:
    someone = bloc.people[SOMEONE]
    form = f"dang-vien/{someone}/ghi/chuyen-di/"
    clerk.open(form)
    answers = {"Tổ chức nơi đến": "Đảng bộ Sở Thứ Hai", "Ngày giới thiệu": "3/7/2023"}
    clerk.fill(answers)
    clerk.page.get_by_role("button", name="Ghi giới thiệu").dblclick()
    clerk.sees("Đã ghi: chuyển sinh hoạt đảng ra ngoài.")
    assert Transfer.objects.count() == 1

    clerk.page.go_back()
    clerk.fill(answers)
    clerk.press("Ghi giới thiệu")
    clerk.sees("đã được giới thiệu đến")
    assert Transfer.objects.count() == 1, "back and sent again"
    assert Act.objects.filter(kind="members.chuyen-di").count() == 1


def test_the_second_half_of_a_double_click_does_nothing_on_the_page_to_which_the_first_led(
    bloc: SmallBloc, clerk: Desk
) -> None:
    someone = bloc.people[SOMEONE]
    clerk.open(f"dang-vien/{someone}/dinh-chinh/")
    clerk.fill({"Quê quán": "Xã Một", "Lý do đính chính": "theo lý lịch"})
    mouse = clerk.page.mouse
    over(clerk, clerk.page.get_by_role("button", name="Ghi đính chính"))
    mouse.down()
    with clerk.page.expect_navigation():
        mouse.up()
    clerk.sees("Đã đính chính: quê quán.")
    link = clerk.page.get_by_role("main").get_by_role("link", name="Đính chính").first
    profile = clerk.page.url
    over(clerk, link)
    mouse.down(click_count=2)
    mouse.up(click_count=2)
    clerk.page.wait_for_timeout(300)
    assert clerk.page.url == profile
    clerk.sees("Đã đính chính: quê quán.")
    link.click()
    clerk.page.wait_for_url("**/dinh-chinh/**")


def test_a_slow_answer_and_impatient_clicks_have_one_effect(
    bloc: SmallBloc, clerk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five seconds of waiting, and the button pressed again and again: longer than the page holds clicks back."""
    someone = bloc.people[SOMEONE]
    begin, main = audit._begin, threading.current_thread()

    def slowly(*asked: Any) -> Any:
        if threading.current_thread() is not main:
            time.sleep(5)
        return begin(*asked)

    monkeypatch.setattr(audit, "_begin", slowly)
    clerk.open(f"dang-vien/{someone}/ghi/tu-tran/")
    clerk.fill({"Ngày từ trần": "3/7/2023"})
    sent: list[str] = []
    clerk.page.on(
        "request", lambda r: sent.append(r.url) if r.method == "POST" and "tu-tran" in r.url else None
    )
    over(clerk, clerk.page.get_by_role("button", name="Ghi từ trần"))
    for _ in range(3):
        for nth in (1, 2):
            clerk.page.mouse.down(click_count=nth)
            clerk.page.mouse.up(click_count=nth)
        clerk.page.wait_for_timeout(2100)
    clerk.page.wait_for_url(f"**/dang-vien/{someone}/?**")
    assert len(sent) == 2, "held back for four seconds, then sent again"
    clerk.sees("Việc này đã được ghi ở lần bấm trước, không ghi thêm lần nữa.")
    assert deaths(someone) == 1
    assert Act.objects.filter(kind="members.tu-tran").count() == 1


def test_a_request_whose_answer_was_lost_is_sent_again_and_done_once(bloc: SmallBloc, clerk: Desk) -> None:
    someone = bloc.people[SOMEONE]
    clerk.open(f"dang-vien/{someone}/ghi/tu-tran/")
    clerk.fill({"Ngày từ trần": "3/7/2023"})
    lost = []

    def lose(route: object) -> None:
        """The server does it; the line breaks before the answer comes."""
        route.fetch(max_redirects=0)  # type: ignore[attr-defined]
        lost.append(1)
        route.abort()  # type: ignore[attr-defined]

    clerk.page.route("**/ghi/tu-tran/**", lose, times=1)
    clerk.press("Ghi từ trần")
    clerk.page.wait_for_url("chrome-error://**")
    assert lost and deaths(someone) == 1
    clerk.page.reload()  # "try again": the browser sends the same form
    clerk.sees("Việc này đã được ghi ở lần bấm trước, không ghi thêm lần nữa.")
    assert deaths(someone) == 1


def test_two_tabs_with_the_same_form_have_one_effect(bloc: SmallBloc, clerk: Desk) -> None:
    someone = bloc.people[SOMEONE]
    form = f"dang-vien/{someone}/ghi/tu-tran/"
    other = clerk.another_tab()
    for tab in (clerk, other):
        tab.open(form)
        tab.fill({"Ngày từ trần": "3/7/2023"})
    clerk.press("Ghi từ trần")
    clerk.sees("Đã ghi: từ trần.")
    other.press("Ghi từ trần")
    other.page.wait_for_load_state()
    assert deaths(someone) == 1


def test_a_form_over_what_somebody_else_has_written_is_answered_with_both_versions(
    bloc: SmallBloc, clerk: Desk, sit: Callable[..., Desk]
) -> None:
    someone, other = bloc.people[SOMEONE], sit("chi_bo_bi_thu", at=bloc.first_unit)
    form = f"dang-vien/{someone}/dinh-chinh/"
    for desk in (clerk, other):
        desk.open(form)
    other.fill({"Ngày sinh": "14/08/1972", "Lý do đính chính": "theo giấy khai sinh"})
    other.press("Ghi đính chính")
    other.sees("Đã đính chính: ngày sinh.")

    clerk.fill({"Quê quán": "Xã Một, huyện Hai", "Lý do đính chính": "đơn vị báo"})
    clerk.press("Ghi đính chính")
    clerk.sees("Hồ sơ này vừa được người khác sửa")
    expect(clerk.row("Ngày sinh").filter(has_text="14/08/1972")).to_contain_text("10/03/1972")
    known = PersonProfile.objects.known().get(person_id=someone)
    assert (known.home, str(known.birth)[:10]) == ("", "1972-08-14"), "nothing was written over"
    clerk.fill({"Ngày sinh": "14/08/1972"})
    clerk.press("Ghi đính chính")
    clerk.sees("Đã đính chính: quê quán.")
    known = PersonProfile.objects.known().get(person_id=someone)
    assert (known.home, str(known.birth)[:10]) == ("Xã Một, huyện Hai", "1972-08-14")


# -- the other kinds of form that are filled in over something on record ------------------------------------------


def two(sit: Callable[..., Desk], bloc: SmallBloc, role: str, at: int) -> list[Desk]:
    """Two colleagues of the same role."""
    return [sit(user=person(at, role, name), at=at) for name in ("mot.nv", "hai.nv")]


def both_versions(desk: Desk, what: str, theirs: str, mine: str) -> None:
    """The page says that somebody was first, shows both, and the keyboard stands at that."""
    desk.sees("vừa được người khác sửa", "Đồng chí đang nhập trên bản cũ nên chưa ghi gì.")
    row = (
        desk.page.get_by_role("table", name="Bản vừa được ghi và bản đồng chí đang nhập")
        .get_by_role("row")
        .filter(has_text=what)
    )
    expect(row.locator("td").nth(0)).to_have_text(theirs)
    expect(row.locator("td").nth(1)).to_have_text(mine)
    expect(desk.page.locator("#ban-moi")).to_be_focused()


def test_results_of_a_class_that_somebody_else_has_entered_are_not_written_over(
    bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    someone = bloc.people[SOMEONE]
    enrol_people(
        actor=OPERATOR, organisation=bloc.first_unit, training_class=bloc.training_class,
        learners=[NewLearner(someone, bloc.first_cell)],
    )  # fmt: skip
    first, second = two(sit, bloc, "co_so_to_chuc", bloc.first_unit)
    for desk in (first, second):
        desk.open(f"lop/{bloc.training_class}/")
    first.fill({f"Kết quả của {SOMEONE}": "Giỏi"})
    first.press("Ghi kết quả")
    first.sees("Đã ghi kết quả của 1 học viên.")
    second.fill({f"Kết quả của {SOMEONE}": "Khá"})
    second.press("Ghi kết quả")
    both_versions(second, SOMEONE, "Giỏi", "Khá")
    assert list(Learner.objects.known().values_list("grade", flat=True)) == ["gioi"]
    assert second.field(f"Kết quả của {SOMEONE}").input_value() == "kha", "what was chosen is not lost"
    second.press("Ghi kết quả")
    second.sees("Đã ghi kết quả của 1 học viên.")


def test_parts_of_a_target_that_somebody_else_has_given_are_not_written_over(
    bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    first, second = two(sit, bloc, "cap_tren_to_chuc", bloc.root)
    for desk in (first, second):
        desk.open("chi-tieu/?ky=2023-H1")
        desk.follow("Chỉ tiêu kết nạp năm 2023")
        desk.follow("Điều chỉnh phân bổ")
    decision = {
        "Số quyết định điều chỉnh": "21-QĐ/ĐUK",
        "Ngày quyết định": "15/5/2023",
        "Lý do điều chỉnh": "Giảm biên chế",
    }
    units = ("Đảng bộ Sở Thứ Nhất", "Đảng bộ Sở Thứ Hai")
    first.fill(
        {f"Chỉ tiêu giao cho {unit}": str(n) for unit, n in zip(units, (3, 1), strict=True)} | decision
    )
    first.press("Ghi điều chỉnh")
    first.sees("quyết định số 21-QĐ/ĐUK ngày 15/05/2023")
    before = last_act()
    second.fill(
        {f"Chỉ tiêu giao cho {unit}": str(n) for unit, n in zip(units, (1, 3), strict=True)} | decision
    )
    second.press("Ghi điều chỉnh")
    both_versions(second, "Đảng bộ Sở Thứ Nhất", "3", "1")
    assert last_act() == before
    assert second.field("Lý do điều chỉnh").input_value() == "Giảm biên chế"


def test_a_parameter_that_somebody_else_has_entered_is_not_written_over(
    bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    first, second = two(sit, bloc, "quan_tri", bloc.root)
    told = {"Áp dụng từ ngày": "1/12/2023", "Văn bản quy định": "Quy chế 1-QC/VPTU"}
    for desk in (first, second):
        desk.open("quan-tri/tham-so/session.idle_minutes/")
    first.fill({"Giá trị mới": "10"} | told)
    first.press("Ghi giá trị mới")
    first.sees("Đã ghi giá trị mới")
    second.fill({"Giá trị mới": "12"} | told)
    second.press("Ghi giá trị mới")
    both_versions(second, "Giá trị mới", "10", "12")
    known = Parameter.objects.known().filter(code="session.idle_minutes", origin=Parameter.ADMINISTRATOR)
    assert list(known.values_list("value", flat=True)) == [10]
    second.press("Ghi giá trị mới")
    second.sees("Đã ghi giá trị mới")
    assert known.get().value == 12, "once seen, it is the person's decision"
