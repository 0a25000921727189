"""From an empty list to a colleague at work, on screen."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from tests.support import PASSWORD, SmallBloc, person

from dangvu.accounts.actions import set_email
from dangvu.accounts.models import AccountConfirmation, Draft, Grant, User
from dangvu.accounts.queries import actor_for
from dangvu.foundation.audit.models import Act, Entry
from dangvu.foundation.capabilities import Refused
from dangvu.web.conftest import SignedIn
from dangvu.web.posts import new_token

NOW = "2026-11-24T09:00:00+07:00"


@pytest.fixture
def base(bloc: SmallBloc) -> str:
    cache.clear()
    return f"/o/{bloc.code(bloc.root)}/tai-khoan/"


@pytest.fixture
def office(bloc: SmallBloc) -> Client:
    """The administrator, signed in just now."""
    person(bloc.root, "quan_tri", "quan.tri")
    client = Client()
    assert client.post("/dang-nhap/", {"username": "quan.tri", "password": PASSWORD}).status_code == 302
    return client


def asked(bloc: SmallBloc, **more: str) -> dict[str, str]:
    return {
        "full_name": "Nguyễn Thị Hoa", "username": "hoa.nt", "organisation": bloc.code(bloc.first_cell),
        "role": "chi_bo_bi_thu", "on": "24/11/2026", "last_day": "", "lan": new_token(), **more,
    }  # fmt: skip


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_new_colleague_from_the_envelope_to_work(bloc: SmallBloc, base: str, office: Client) -> None:
    page = office.post(f"{base}moi/", asked(bloc)).content.decode()
    code = re.search(r'class="secret">([\d-]+)<', page)
    assert code and "Mã chỉ hiện một lần" in page
    client = Client()
    client.post("/dang-nhap/", {"username": "hoa.nt", "password": code[1].replace("-", " ")})
    assert client.get("/")["Location"] == "/tai-khoan/mat-khau/"
    assert client.get(f"/o/{bloc.code(bloc.first_cell)}/")["Location"] == "/tai-khoan/mat-khau/"
    new = "song-que-lua-chin-vang"
    done = client.post("/tai-khoan/mat-khau/", {"current": code[1], "new": new, "again": new})
    assert done["Location"] == "/"
    assert client.get("/")["Location"] == "/tai-khoan/buoc-hai/"
    assert client.get("/tai-khoan/buoc-hai/ung-dung/").status_code == 200, "the password was typed just now"


def test_the_password_is_asked_once_more_and_the_order_goes_through_whatever_the_period_in_the_address(
    bloc: SmallBloc, base: str, signed_in: SignedIn
) -> None:
    client = signed_in("quan_tri")  # some time ago
    sent = client.post(f"{base}moi/?ky=2023-H1", asked(bloc, username="quan.tri.0", last_day="1/1/2020"))
    assert sent["Location"].startswith("/tai-khoan/xac-nhan-lai/") and not User.objects.filter(
        username="hoa.nt"
    )
    page = client.get(sent["Location"]).content.decode()
    hidden = re.search(r'name="next" value="([^"]*)"', page)
    assert hidden
    page = client.post(sent["Location"], {"password": PASSWORD, "next": hidden[1]}).content.decode()
    assert "Chưa ghi được, cần sửa" in page and 'value="quan.tri.0"' in page, (
        "what was sent, not an empty form"
    )
    assert f'action="{base}moi/"' in page, "mended, it goes to where it belongs"
    assert "Mã chỉ hiện một lần" in client.post(f"{base}moi/", asked(bloc)).content.decode()


def test_an_envelope_out_of_date_is_told_so(bloc: SmallBloc, base: str, office: Client) -> None:
    page = office.post(f"{base}moi/", asked(bloc)).content.decode()
    code = re.search(r'class="secret">([\d-]+)<', page)
    assert code
    with time_machine.travel(timedelta(days=8) + Act.objects.latest("number").at, tick=False):
        late = Client().post("/dang-nhap/", {"username": "hoa.nt", "password": code[1]}).content.decode()
    assert "đã hết hạn dùng" in late


def test_a_double_click_makes_one_account_and_says_that_the_envelope_is_gone(
    bloc: SmallBloc, base: str, office: Client
) -> None:
    sent = asked(bloc)
    assert office.post(f"{base}moi/", sent).status_code == 200
    again = office.post(f"{base}moi/", sent | {"username": "hoa.nt"}, follow=True).content.decode()
    assert User.objects.filter(username="hoa.nt").count() == 1
    assert "không hiện lại được" in again or "đã có người dùng" in again


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    bloc: SmallBloc, base: str, office: Client
) -> None:
    page = office.post(f"{base}moi/", asked(bloc, username="Hoa NT", on="24/11/26")).content.decode()
    assert "Tên đăng nhập" in page and 'value="Nguyễn Thị Hoa"' in page
    assert not User.objects.filter(full_name="Nguyễn Thị Hoa").exists()
    page = office.post(f"{base}moi/", asked(bloc, role="tinh_to_chuc")).content.decode()
    assert "không giao ở chi bộ trực thuộc" in page


def test_a_role_is_given_and_ended_and_acts_at_once(bloc: SmallBloc, base: str, office: Client) -> None:
    user = person(bloc.first_unit, "co_so_to_chuc", "can.bo")
    client = Client()
    client.force_login(user)
    there = f"/o/{bloc.code(bloc.second_unit)}/"
    assert client.get(there).status_code == 404
    office.post(f"{base}{user.pk}/", {
        "viec": "giao", "organisation": bloc.code(bloc.second_unit), "role": "bi_thu", "on": "01/01/2026",
        "last_day": "", "lan": new_token(),
    })  # fmt: skip
    assert client.get(there).status_code == 200
    row = Grant.objects.known().get(user=user, role="bi_thu")
    office.post(f"{base}{user.pk}/", {
        "viec": "het", "vai_tro": str(row.pk), "last_day": f"{date.today() - timedelta(days=1):%d/%m/%Y}",
        "lan": new_token(),
    })  # fmt: skip
    assert client.get(there).status_code == 404


def test_a_role_of_another_account_is_not_ended_here(bloc: SmallBloc, base: str, office: Client) -> None:
    user, other = person(bloc.first_unit, "co_so_to_chuc", "a.b"), person(bloc.first_unit, "bi_thu", "c.d")
    row = Grant.objects.known().get(user=other)
    answer = office.post(f"{base}{user.pk}/", {
        "viec": "het", "vai_tro": str(row.pk), "last_day": "01/01/2026", "lan": new_token(),
    })  # fmt: skip
    assert answer.status_code == 404
    assert Grant.objects.known().filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("order", "said"),
    [("buoc_hai", "Đã đặt lại bước hai"), ("khoa", "Đã khóa tài khoản")],
)
def test_lost_and_left_are_written_with_their_reason(
    bloc: SmallBloc, base: str, office: Client, order: str, said: str
) -> None:
    user = person(bloc.first_unit, "co_so_to_chuc", "can.bo")
    url = f"{base}{user.pk}/"
    assert (
        "Chưa nhập lý do"
        in office.post(url, {"viec": order, "reason": "", "lan": new_token()}).content.decode()
    )
    sent = {"viec": order, "reason": "mất điện thoại", "lan": new_token()}
    assert said in office.post(url, sent, follow=True).content.decode()
    assert Act.objects.latest("number").reason == "mất điện thoại"


def test_a_closed_account_opens_again_with_an_envelope(bloc: SmallBloc, base: str, office: Client) -> None:
    user = person(bloc.first_unit, "co_so_to_chuc", "can.bo")
    url = f"{base}{user.pk}/"
    office.post(url, {"viec": "khoa", "reason": "nghỉ việc", "lan": new_token()})
    page = office.post(url, {"viec": "mo", "reason": "trở lại", "lan": new_token()}).content.decode()
    assert 'class="secret"' in page


def test_the_password_is_asked_again_after_five_minutes_and_the_order_is_kept(
    bloc: SmallBloc, base: str
) -> None:
    person(bloc.root, "quan_tri", "quan.tri")
    user = person(bloc.first_unit, "co_so_to_chuc", "can.bo")
    with time_machine.travel(NOW, tick=False) as clock:
        office = Client()
        office.post("/dang-nhap/", {"username": "quan.tri", "password": PASSWORD})
        for _ in range(2):
            clock.shift(200)
            office.get(base)
        url = f"{base}{user.pk}/"
        asked_again = office.post(url, {"viec": "khoa", "reason": "nghỉ việc", "lan": new_token()})
        assert asked_again["Location"].startswith("/tai-khoan/xac-nhan-lai/")
        assert User.objects.get(pk=user.pk).is_active
        office.post("/tai-khoan/xac-nhan-lai/", {"password": PASSWORD, "next": url})
        assert not User.objects.get(pk=user.pk).is_active


def test_the_list_counts_what_it_shows_and_confirms_every_half_year(
    bloc: SmallBloc, base: str, office: Client
) -> None:
    user = person(bloc.first_unit, "co_so_to_chuc", "can.bo")
    person(bloc.second_unit, "theo_doi", "nguoi.xem")
    page = words(office.get(base).content.decode())
    assert "3 tài khoản ở" in page and "Tất cả 3" in page
    User.objects.update(date_joined="2025-01-01T00:00:00Z")
    waiting = words(office.get(f"{base}?loc=can-xac-nhan").content.decode())
    assert "Cần xác nhận lại 3" in waiting
    said = office.post(
        f"{base}?loc=can-xac-nhan", {"viec": "xac_nhan", "tai_khoan": [str(user.pk)], "lan": new_token()},
        follow=True,
    ).content.decode()  # fmt: skip
    assert "Đã xác nhận 1 tài khoản" in said and "Cần xác nhận lại 2" in words(said)
    assert AccountConfirmation.objects.count() == 1


def test_nothing_chosen_is_said(base: str, office: Client) -> None:
    page = office.post(base, {"viec": "xac_nhan", "lan": new_token()}, follow=True).content.decode()
    assert "Chưa chọn tài khoản nào" in page


def test_ones_own_account_shows_no_orders(bloc: SmallBloc, base: str, office: Client) -> None:
    own = User.objects.get(username="quan.tri")
    page = office.get(f"{base}{own.pk}/").content.decode()
    assert "Đây là tài khoản của đồng chí" in page
    assert "Khóa tài khoản" not in page and "Giao thêm vai trò" not in page


def test_every_role_stands_on_its_page_with_its_sentence(bloc: SmallBloc, office: Client, base: str) -> None:
    from dangvu.accounts.roles import ROLES
    from dangvu.foundation import capabilities
    from dangvu.web.accounts.wording import CAN

    page = office.get(f"{base}vai-tro/").content.decode()
    assert all(role.sentence in page for role in ROLES.values())
    assert set(CAN) == capabilities.ALL
    assert not any(capability in page for capability in capabilities.ALL)


def test_a_form_taken_leaves_no_draft_and_one_shown_again_keeps_it(
    bloc: SmallBloc, base: str, office: Client
) -> None:
    user = person(bloc.first_unit, "co_so_to_chuc", "can.bo")
    url = f"{base}{user.pk}/"
    office.post("/tai-khoan/ban-nhap/", {"__bieu": url, "role": "bi_thu"})
    office.post(url, {"viec": "giao", "role": "", "lan": new_token()})
    assert Draft.objects.count() == 1
    office.post(url, {
        "viec": "giao", "organisation": bloc.code(bloc.second_unit), "role": "bi_thu", "on": "01/01/2026",
        "last_day": "", "lan": new_token(),
    })  # fmt: skip
    assert Draft.objects.count() == 0


def test_the_roles_on_the_form_follow_the_organisation_that_is_chosen(
    bloc: SmallBloc, base: str, office: Client
) -> None:
    def offered(page: str) -> set[str]:
        box = page.partition('id="id_role"')[2].partition("</select>")[0]
        return set(re.findall(r'value="(\w+)"', box))

    every = offered(office.get(f"{base}moi/").content.decode())
    assert {"chi_bo_bi_thu", "tinh_to_chuc"} <= every, "without JavaScript all that can be given below"
    cell = office.get(f"{base}moi/", {"organisation": bloc.code(bloc.first_cell)}).content.decode()
    assert offered(cell) == {"bi_thu", "theo_doi", "chi_bo_bi_thu", "chi_bo_can_bo"}
    assert f'value="{bloc.code(bloc.first_cell)}" selected' in cell
    committee = office.get(f"{base}moi/", {"organisation": bloc.code(bloc.first_unit)}).content.decode()
    assert "co_so_to_chuc" in offered(committee) and "cap_tren_to_chuc" not in offered(committee)
    refused = office.post(f"{base}moi/", asked(bloc, role="cap_tren_to_chuc")).content.decode()
    assert "“Cán bộ tổ chức, văn phòng cấp trên cơ sở” không giao ở chi bộ trực thuộc" in refused
    assert offered(refused) == offered(cell), "what is left to choose fits"
    assert office.get(f"{base}moi/", {"organisation": "khong-co"}).status_code == 200


def test_an_address_for_letters_is_kept_with_the_account_and_masked_in_lists(
    bloc: SmallBloc, base: str, office: Client
) -> None:
    wrong = office.post(f"{base}moi/", asked(bloc, email="hoa.nt@")).content.decode()
    assert "Địa chỉ thư chưa đúng dạng" in wrong and not User.objects.filter(username="hoa.nt").exists()
    office.post(f"{base}moi/", asked(bloc, email="hoa.nt@tinh.vn"))
    made = User.objects.get(username="hoa.nt")
    assert made.email == "hoa.nt@tinh.vn"
    page = office.get(base).content.decode()
    assert "h•••@tinh.vn" in page and "hoa.nt@tinh.vn" not in page
    office.post(f"{base}{made.pk}/", {"viec": "thu", "email": "khac@tinh.vn", "lan": new_token()})
    made.refresh_from_db()
    assert made.email == "khac@tinh.vn"
    trail = " ".join(str(entry.detail) for entry in Entry.objects.filter(action="accounts.set_email"))
    assert trail and "tinh.vn" not in trail


def test_everyone_writes_their_own_address_and_nobody_that_of_a_stranger(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client = signed_in("chi_bo_bi_thu", at=bloc.first_cell)
    me = User.objects.get(username=f"chi_bo_bi_thu-{bloc.first_cell}")
    assert "chưa đúng dạng" in client.post("/tai-khoan/", {"email": "a b"}).content.decode()
    assert client.post("/tai-khoan/", {"email": "bi.thu@so1.vn"})["Location"] == "/tai-khoan/"
    me.refresh_from_db()
    assert (
        me.email == "bi.thu@so1.vn" and 'value="bi.thu@so1.vn"' in client.get("/tai-khoan/").content.decode()
    )
    above = person(bloc.root, "cap_tren_to_chuc", "tren")
    below = actor_for(person(bloc.first_unit, "quan_tri", "duoi"))
    with pytest.raises(Refused):
        set_email(actor=below, user=above, email="x@y.vn")
    client.post("/tai-khoan/", {"email": ""})
    me.refresh_from_db()
    assert me.email == ""
