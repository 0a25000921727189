"""A session ends by itself, from elsewhere, and with the account; what is being typed is not lost with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from tests.support import PASSWORD, SmallBloc, person

from dangvu.accounts import rules
from dangvu.accounts.actions import close_accounts, end_grants
from dangvu.accounts.actions.sessions import sweep
from dangvu.accounts.actions.settings import enter_parameter
from dangvu.accounts.models import Draft, Session, User
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.web.account.tests.conftest import sign_in, words

MORNING = "2026-11-24T08:00:00+07:00"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/109.0 Safari/537.36"


@pytest.fixture
def clerk(bloc: SmallBloc) -> User:
    return person(bloc.root, "cap_tren_to_chuc", "can.bo")


def browser(name: str = "can.bo", agent: str = CHROME) -> Client:
    client = Client(headers={"User-Agent": agent})
    assert sign_in(client, name)["Location"] == "/"
    return client


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_quarter_of_an_hour_without_an_act_ends_it(clerk: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client = browser()
        for _ in range(8):
            clock.shift(timedelta(minutes=14))
            assert is_in(client)
        clock.shift(timedelta(minutes=15, seconds=1))
        assert "Phiên làm việc trước đã kết thúc" in words(client.get("/", follow=True))
        assert not is_in(client)
        assert "Phiên làm việc trước" not in words(Client().get("/", follow=True))


def test_whoever_sets_up_the_system_has_five_minutes(bloc: SmallBloc) -> None:
    person(bloc.root, "quan_tri", "quan.tri")
    with time_machine.travel(MORNING, tick=False) as clock:
        client = browser("quan.tri")
        clock.shift(timedelta(minutes=4))
        assert is_in(client)
        clock.shift(timedelta(minutes=5, seconds=1))
        assert not is_in(client)


def test_ten_hours_are_the_most_however_busy(clerk: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client = browser()
        for _ in range(59):
            clock.shift(timedelta(minutes=10))
            assert is_in(client)
        clock.shift(timedelta(minutes=10, seconds=1))
        assert not is_in(client)


def test_asking_how_long_it_lasts_does_not_make_it_longer(clerk: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client = browser()
        for minute in range(1, 15):
            clock.shift(timedelta(minutes=1))
            assert client.get("/tai-khoan/phien/con-lai/").json() == {
                "con": (15 - minute) * 60, "bao_truoc": 120, "keo_dai": True,
            }  # fmt: skip
        clock.shift(timedelta(minutes=1, seconds=1))
        assert client.get("/tai-khoan/phien/con-lai/").json()["con"] == 0
        assert not is_in(client)


def enter(code: str, value: int, on: date) -> None:
    enter_parameter(actor=OPERATOR, code=code, value=value, valid_from=on, document="Quy chế 1-QC/VPTU")


def test_the_limits_are_those_of_the_day_on_which_the_session_begins(clerk: User) -> None:
    enter(rules.IDLE, 8, date(2026, 11, 25))
    enter(rules.ABSOLUTE, 2, date(2026, 11, 25))
    with time_machine.travel("2026-11-24T23:50:00+07:00", tick=False) as clock:
        before = browser()
        clock.shift(timedelta(minutes=14))  # past midnight: it goes on as it began
        assert is_in(before)
        after = browser()
        assert "sau 8 phút không thao tác, và sau 2 giờ" in words(after.get("/tai-khoan/"))
        assert "sau 15 phút không thao tác, và sau 10 giờ" in words(before.get("/tai-khoan/"))
        clock.shift(timedelta(minutes=8, seconds=1))
        assert not is_in(after) and is_in(before)
        after = browser()
        for _ in range(17):
            clock.shift(timedelta(minutes=7))
            assert is_in(after)
        clock.shift(timedelta(minutes=1, seconds=1))
        assert not is_in(after)


def test_whoever_sets_up_the_system_has_a_limit_of_their_own(bloc: SmallBloc) -> None:
    person(bloc.root, "quan_tri", "quan.tri")
    enter(rules.IDLE_ADMINISTRATOR, 3, date(2026, 11, 1))
    with time_machine.travel(MORNING, tick=False) as clock:
        client = browser("quan.tri")
        clock.shift(timedelta(minutes=3, seconds=1))
        assert not is_in(client)


@pytest.mark.parametrize(
    ("code", "value"),
    [(rules.IDLE, 0), (rules.IDLE, 61), (rules.IDLE_ADMINISTRATOR, 2), (rules.ABSOLUTE, 25)],
)
def test_no_slip_of_the_hand_locks_everyone_out(bloc: SmallBloc, code: str, value: int) -> None:
    with pytest.raises(Impossible, match="phải từ") as refusal:
        enter(code, value, date(2026, 11, 1))
    assert refusal.value.field == "value"


def test_near_the_longest_that_it_lasts_the_page_knows_that_nothing_makes_it_longer(clerk: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client = browser()
        for _ in range(59):
            clock.shift(timedelta(minutes=10))
            assert is_in(client)
        clock.shift(timedelta(minutes=5))
        assert 'name="phien" content="300"' in client.get("/").content.decode()
        assert client.post("/tai-khoan/phien/giu/").json() == {"con": 300, "bao_truoc": 120, "keo_dai": False}


def test_i_am_still_here_makes_it_longer(clerk: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client = browser()
        clock.shift(timedelta(minutes=14))
        assert client.post("/tai-khoan/phien/giu/").json()["con"] == 900


def test_typing_is_an_act(clerk: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client = browser()
        for _ in range(4):
            clock.shift(timedelta(minutes=14))
            assert client.post("/tai-khoan/ban-nhap/", {"__bieu": "/o/x/", "ten": "a"}).status_code == 200
        assert is_in(client)


def test_the_third_machine_ends_the_oldest_session_and_says_so(clerk: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        first = browser()
        clock.shift(60)
        second = browser()
        clock.shift(60)
        third = browser()
        assert "phiên cũ nhất đã được kết thúc" in words(third.get("/tai-khoan/"))
        assert [is_in(client) for client in (first, second, third)] == [False, True, True]


def test_sessions_are_listed_with_machine_and_time_and_end_on_request(clerk: User) -> None:
    with time_machine.travel(MORNING, tick=False):
        mine = browser()
        other = browser(agent="Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile Safari/537.36")
        page = mine.get("/tai-khoan/")
        text = words(page)
        assert "Chrome trên máy tính Windows" in text
        assert "Chrome trên điện thoại Android" in text
        assert "08:00 24/11/2026" in text
        assert mine.session.session_key not in page.content.decode()
        name = page.content.decode().split('name="phien" value="')[1].split('"')[0]
        assert "Đã kết thúc 1 phiên" in words(mine.post("/tai-khoan/phien/", {"phien": name}, follow=True))
        assert is_in(mine) and not is_in(other)


def test_nobody_ends_the_session_of_another(clerk: User, bloc: SmallBloc) -> None:
    person(bloc.root, "theo_doi", "nguoi.khac")
    client, other = browser(), browser("nguoi.khac")
    from dangvu.accounts.sessions import name_of

    client.post("/tai-khoan/phien/", {"phien": name_of(str(other.session.session_key))})
    assert is_in(other)


def test_a_closed_account_is_out_at_once(clerk: User) -> None:
    client = browser()
    assert is_in(client)
    close_accounts(actor=OPERATOR, users=[clerk], reason="nghỉ việc")
    assert client.get("/")["Location"].startswith("/dang-nhap/")
    assert not Session.objects.filter(user=clerk).exists()
    assert sign_in(Client(), "can.bo").status_code == 200


def test_an_ended_grant_ends_within_the_session(clerk: User, bloc: SmallBloc) -> None:
    client = browser()
    url = f"/o/{bloc.code(bloc.root)}/"
    assert client.get(url).status_code == 200
    end_grants(actor=OPERATOR, grants=list(clerk.grants.all()), on=clerk.grants.get().valid_from)
    assert client.get(url).status_code == 404


def test_a_new_password_ends_the_sessions_elsewhere(clerk: User) -> None:
    mine, other = browser(), browser()
    new = "ao-sen-mua-ha-nam-ay"
    answer = mine.post("/tai-khoan/mat-khau/", {"current": PASSWORD, "new": new, "again": new})
    assert answer["Location"] == "/tai-khoan/"
    assert is_in(mine) and not is_in(other)


def test_the_cookie_alone_is_worth_nothing_after_signing_out(clerk: User) -> None:
    client = browser()
    stolen = Client()
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_in(stolen)
    client.post("/dang-xuat/")
    assert not is_in(stolen)


def test_old_rows_are_swept(clerk: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        browser()
        clock.shift(timedelta(hours=1))
        assert sweep() == 1


def test_reading_writes_nothing_but_the_time_of_the_session(clerk: User, bloc: SmallBloc) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = browser()
    for path in ("/tai-khoan/", "/tai-khoan/mat-khau/", "/tai-khoan/buoc-hai/", "/tai-khoan/phien/con-lai/",
                 "/tai-khoan/ban-nhap/?bieu=/x/", "/tai-khoan/buoc-hai/ma-khoi-phuc/", "/dang-nhap/"):  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        writes = [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
        assert all("accounts_session" in sql for sql in writes), (path, writes)


def test_a_session_costs_one_query_and_writes_every_half_minute(clerk: User) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with time_machine.travel(MORNING, tick=False) as clock:
        client = browser()
        clock.shift(10)
        with CaptureQueriesContext(connection) as soon:
            client.get("/khong-co/")
        clock.shift(31)
        with CaptureQueriesContext(connection) as later:
            client.get("/khong-co/")
        sessions = [q["sql"] for q in soon if "accounts_session" in q["sql"]]
        assert len(sessions) == 1
        assert len([q for q in later if q["sql"].startswith("UPDATE")]) == 1


# Drafts.


def keep(client: Client, form: str = "/o/x/dang-vien/1/", **fields: str) -> None:
    assert client.post("/tai-khoan/ban-nhap/", {"__bieu": form, **fields}).status_code == 200


def test_what_is_typed_is_kept_and_given_back(clerk: User) -> None:
    client = browser()
    keep(client, ho_ten="Nguyễn Thị Ước", ly_do="Đính chính")
    found = client.get("/tai-khoan/ban-nhap/", {"bieu": "/o/x/dang-vien/1/"}).json()
    assert found["noi_dung"] == {"ho_ten": ["Nguyễn Thị Ước"], "ly_do": ["Đính chính"]}
    assert "ngày" in found["luc"]


def test_secrets_and_identifiers_are_never_kept(clerk: User) -> None:
    client = browser()
    keep(
        client, ten="A", password="x", mat_khau="x", csrfmiddlewaretoken="x", lan="x", personal_number="001",
        card_number="2", so_cccd="3", so_the_dang="4", code="5", credential="6", so_dinh_danh="7",
    )  # fmt: skip
    assert Draft.objects.get().content == {"ten": ["A"]}


def test_a_draft_is_its_owners_alone(clerk: User, bloc: SmallBloc) -> None:
    person(bloc.root, "theo_doi", "nguoi.khac")
    keep(browser(), ten="A")
    assert browser("nguoi.khac").get("/tai-khoan/ban-nhap/", {"bieu": "/o/x/dang-vien/1/"}).json() == {}


def test_a_form_that_went_through_leaves_no_draft(clerk: User) -> None:
    client = browser()
    keep(client, "/tai-khoan/phien/", ten="A")
    keep(client, "/tai-khoan/mat-khau/", ten="A")
    client.post("/tai-khoan/phien/", {"phien": "x"})  # answered by leading on
    client.post("/tai-khoan/mat-khau/", {"current": "sai"})  # shown again
    assert list(Draft.objects.values_list("form", flat=True)) == ["/tai-khoan/mat-khau/"]


def test_a_form_of_two_periods_has_two_drafts_and_sending_one_leaves_the_other(clerk: User) -> None:
    client = browser()
    for period in ("2023-H1", "2023-H2"):
        keep(client, f"/tai-khoan/phien/?ky={period}", ten=period)
    found = client.get("/tai-khoan/ban-nhap/", {"bieu": "/tai-khoan/phien/?ky=2023-H1"}).json()
    assert found["noi_dung"] == {"ten": ["2023-H1"]}
    client.post("/tai-khoan/phien/?ky=2023-H1", {"phien": "x"})
    assert list(Draft.objects.values_list("form", flat=True)) == ["/tai-khoan/phien/?ky=2023-H2"]


def test_a_form_sent_after_the_session_ended_keeps_its_draft(clerk: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client = browser()
        keep(client, "/tai-khoan/phien/", ten="A")
        clock.shift(timedelta(minutes=16))
        assert client.post("/tai-khoan/phien/", {"phien": "x"})["Location"].startswith("/dang-nhap/")
        assert Draft.objects.count() == 1


def test_a_draft_can_be_dropped(clerk: User) -> None:
    client = browser()
    keep(client, ten="A")
    client.post("/tai-khoan/ban-nhap/", {"__bieu": "/o/x/dang-vien/1/", "__viec": "bo"})
    assert not Draft.objects.exists()


def test_a_draft_too_long_says_so(clerk: User) -> None:
    answer = browser().post("/tai-khoan/ban-nhap/", {"__bieu": "/x/", "ten": "a" * 300_000})
    assert answer.status_code == 400
    assert "dài quá" in answer.json()["loi"]


def test_drafts_of_more_than_fifty_forms_leave_the_oldest(clerk: User) -> None:
    client = browser()
    for number in range(53):
        keep(client, f"/x/{number}/", ten="A")
    assert Draft.objects.count() == 50
    assert not Draft.objects.filter(form="/x/0/").exists()


def test_what_bears_a_mark_of_secrecy_is_kept_in_no_draft_and_the_one_before_goes(clerk: User) -> None:
    client = browser()
    keep(client, "/x/", ten="Báo cáo tháng")
    marked = {"__bieu": "/x/", "ten": "Báo cáo tháng (TỐI MẬT)"}
    assert client.post("/tai-khoan/ban-nhap/", marked).status_code == 400
    assert not Draft.objects.exists()
