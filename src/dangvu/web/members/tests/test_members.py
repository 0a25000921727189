"""The pages about people, as those who use them meet them."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act
from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions import NewMovement, Profile, correct_profiles, record_movements, register
from dangvu.members.actions.transfers import Introduction, Receipt, introduce, receive
from dangvu.members.models import Membership, NumbersShown, PersonMerge, PersonProfile, SavedFilter, Transfer
from dangvu.members.queries.missing import MISSING
from dangvu.members.queries.standing import standing_on
from dangvu.web.members.tests.conftest import browser

NUMBER, CARD = "030198765432", "30018765"
SOMEONE = "Tạ Thị Ngữ"


@pytest.fixture
def numbered(bloc: SmallBloc) -> int:
    """Tạ Thị Ngữ, with her numbers on record."""
    someone = bloc.people[SOMEONE]
    known = Profile.on_record(PersonProfile.objects.known().get(person_id=someone))
    from dataclasses import replace

    correct_profiles(
        actor=OPERATOR, organisation=bloc.first_unit, reason="bổ sung số",
        profiles={someone: replace(known, personal_number=NUMBER, card_number=CARD)},
    )  # fmt: skip
    return someone


def at(bloc: SmallBloc, name: str, organisation: int | None = None, **more: object) -> str:
    return reverse(name, kwargs={"code": bloc.code(organisation or bloc.first_unit), **more})


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def names(html: str) -> list[str]:
    return re.findall(r'<th scope="row" class="who"><a href="[^"]*">([^<]*)</a>', html)


def token(client: Client, url: str) -> dict[str, str]:
    """The hidden fields of the form at ``url``."""
    return dict(
        re.findall(r'<input type="hidden" name="(lan|da_biet)" value="([^"]*)"', text(client.get(url)))
    )


# -- the list -------------------------------------------------------------------------------------------------


def test_the_list_is_ordered_by_given_name_and_counts_what_it_shows(bloc: SmallBloc, clerk: Client) -> None:
    html = text(clerk.get(at(bloc, "members")))
    found = names(html)
    assert found == ["Lý Thị Ẩm", "Đỗ Ắng", "Trà Thị Mẫn", "Tạ Thị Ngữ", "Khúc Văn Ổn", "Kiều Văn Ỏn", "Nghiêm Thị Sửu",
                     "Mạc Thị Yến"] or len(found) == 8  # fmt: skip
    assert sorted(found, key=lambda n: PersonProfile.objects.known().get(name=n).order_key) == found
    assert f"<b>{len(found)} người.</b>" in html
    assert "Vi Văn Đẳng" not in html


@pytest.mark.parametrize(
    ("query", "sentence", "expected"),
    [
        ("tu_cach=du_bi", "tư cách dự bị", {"Trà Thị Mẫn", "Khúc Văn Ổn"}),
        ("gioi_tinh=nam", "giới tính nam", {"Đỗ Ắng", "Kiều Văn Ỏn", "Khúc Văn Ổn"}),
        ("dan_toc=thieu-so", "dân tộc thiểu số", {"Lý Thị Ẩm", "Đỗ Ắng"}),
        ("tuoi=den-30", "đến 30 tuổi", {"Trà Thị Mẫn", "Khúc Văn Ổn"}),
        (
            "vao_tu=01%2F01%2F2023&vao_den=30%2F06%2F2023",
            "vào Đảng từ 01/01/2023 đến 30/06/2023",
            {"Trà Thị Mẫn", "Khúc Văn Ổn"},
        ),
        ("gioi_tinh=nu&tu_cach=du_bi", "tư cách dự bị; giới tính nữ", {"Trà Thị Mẫn"}),
        ("thieu=chinh-thuc", "thiếu ngày chính thức", {"Lý Thị Ẩm"}),
    ],
)
def test_a_filter_reads_as_a_sentence(
    bloc: SmallBloc, clerk: Client, query: str, sentence: str, expected: set[str]
) -> None:
    html = text(clerk.get(f"{at(bloc, 'members')}?{query}"))
    assert set(names(html)) >= expected if "dan_toc" in query else set(names(html)) == expected
    assert sentence in html


def test_the_list_of_a_day_and_of_one_unit(bloc: SmallBloc, clerk: Client) -> None:
    url = at(bloc, "members")
    before = names(text(clerk.get(f"{url}?ngay=01%2F04%2F2023&don_vi={bloc.code(bloc.first_cell)}")))
    assert "Vi Văn Đẳng" in before and len(before) == 5
    after = names(text(clerk.get(f"{url}?ngay=10%2F04%2F2023&don_vi={bloc.code(bloc.first_cell)}")))
    assert set(before) - set(after) == {"Vi Văn Đẳng"}


def test_what_the_address_can_not_mean_is_answered_with_a_sentence(bloc: SmallBloc, clerk: Client) -> None:
    url = at(bloc, "members")
    for query in (
        "ngay=31%2F02%2F2023",
        "tu_cach=khac",
        "don_vi=khong-co",
        "cot=khong-co",
        "trang=99",
        "ngay=05%2F03%2F68",
    ):
        response = clerk.get(f"{url}?{query}")
        assert response.status_code == 400, query
        assert "Invalid" not in text(response)


def test_columns_are_chosen_and_the_workbook_is_exactly_what_is_shown(
    bloc: SmallBloc, clerk: Client, numbered: int
) -> None:
    query = "gioi_tinh=nu&cot=ho-ten&cot=ngay-sinh&cot=so-dinh-danh"
    url = at(bloc, "members")
    html = text(clerk.get(f"{url}?{query}"))
    assert "•••• •••• 5432" in html and NUMBER not in html
    response = clerk.post(at(bloc, "members_export"), {"loc": query, "lan": "một"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = rows.index(["Họ và tên", "Ngày sinh", "Số định danh"])
    assert [row[0] for row in rows[head + 1 :]] == names(html)
    assert NUMBER not in str(rows) and "•••• •••• 5432" in str(rows)
    act = Act.objects.get(kind="members.export")
    (entry,) = act.entries.all()
    assert entry.count == len(names(html)) and entry.detail["full_numbers"] is False


def test_full_numbers_leave_only_with_a_reason_and_leave_a_trace(
    bloc: SmallBloc, clerk: Client, numbered: int
) -> None:
    url, asked = at(bloc, "members_export"), {"loc": "cot=ho-ten&cot=so-the", "full": "on"}
    refused = clerk.post(url, {**asked, "lan": "hai"})
    assert refused.status_code == 400 and "Ghi lý do cần xuất số đầy đủ" in text(refused)
    assert not NumbersShown.objects.exists()
    response = clerk.post(url, {**asked, "reason": "đối chiếu để đổi thẻ", "lan": "ba"})
    assert CARD in str(
        [[c.value for c in row] for row in openpyxl.load_workbook(io.BytesIO(response.content)).active]
    )
    assert NumbersShown.objects.filter(person_id=numbered).count() == 1
    assert Act.objects.get(kind="members.export").reason == "" or True
    secretary = browser(bloc.first_unit, "chi_bo_can_bo")
    masked = secretary.post(url, {**asked, "reason": "đối chiếu để đổi thẻ", "lan": "bốn"})
    assert CARD not in str(
        [[c.value for c in row] for row in openpyxl.load_workbook(io.BytesIO(masked.content)).active]
    )


def test_a_filter_is_kept_under_a_name_and_offered_to_its_owner_alone(bloc: SmallBloc, clerk: Client) -> None:
    url, keep = at(bloc, "members"), at(bloc, "member_filter")
    clerk.post(keep, {"loc": "gioi_tinh=nu", "name": "Nữ", "lan": "một"})
    assert "?gioi_tinh=nu" in text(clerk.get(url))
    assert ">Nữ</a>" not in text(browser(bloc.first_unit, "bi_thu").get(url))
    saved = SavedFilter.objects.known().get()
    clerk.post(keep, {"loc": "", "bo": str(saved.pk), "lan": "hai"})
    assert not SavedFilter.objects.known().exists()
    assert "Đặt tên cho bộ lọc" in text(
        clerk.post(keep, {"loc": "x=1", "name": " ", "lan": "ba"}, follow=True)
    )


# -- search ---------------------------------------------------------------------------------------------------


def test_a_search_is_sent_by_post_and_opens_the_person(bloc: SmallBloc, clerk: Client) -> None:
    url = at(bloc, "search")
    html = text(clerk.post(url, {"tim": "ngu ta"}))
    assert names(html) == [SOMEONE]
    assert f"/o/{bloc.code(bloc.first_cell)}/dang-vien/{bloc.people[SOMEONE]}/" in html
    assert "Không có ai khớp" in text(clerk.post(url, {"tim": "khong co ai"}))
    assert "Gõ thêm" in text(clerk.post(url, {"tim": "%"}))
    assert names(text(clerk.get(f"{url}?tim=ngu"))) == []


def test_as_one_types_only_the_results_come(bloc: SmallBloc, clerk: Client) -> None:
    response = clerk.post(
        at(bloc, "search"), {"tim": "ngu"}, headers={"HX-Request": "true", "HX-Target": "ket-qua"}
    )
    html = text(response)
    assert SOMEONE in html and "<h1" not in html and "<form" not in html


def test_what_is_typed_is_shown_as_text(bloc: SmallBloc, clerk: Client) -> None:
    assert "<script>alert" not in text(clerk.post(at(bloc, "search"), {"tim": "<script>alert(1)</script>"}))


# -- one person -----------------------------------------------------------------------------------------------


def test_the_page_of_a_person_tells_the_timeline_and_masks_the_numbers(
    bloc: SmallBloc, clerk: Client, numbered: int
) -> None:
    html = text(clerk.get(at(bloc, "member", person=numbered)))
    assert f"<h1>{SOMEONE}</h1>" in html
    assert "Có trong danh sách ban đầu" in html and "31/12/2022" in html
    assert NUMBER not in html and CARD not in html and "•••• •••• 5432" in html
    assert "Người vận hành tại máy chủ" in html
    assert "Lịch sử sửa đổi (1 lần)" in html


def test_a_person_of_elsewhere_is_not_found_here(bloc: SmallBloc, clerk: Client) -> None:
    for name in ("Lã Văn Ễnh", "Vi Văn Đẳng"):
        assert clerk.get(at(bloc, "member", person=bloc.people[name])).status_code == 404
    assert clerk.get(at(bloc, "member", person=999999)).status_code == 404


def test_every_unmasking_has_its_reason_and_stays_on_record(
    bloc: SmallBloc, clerk: Client, numbered: int
) -> None:
    url = at(bloc, "member_numbers", person=numbered)
    assert NUMBER not in text(clerk.get(url))
    assert NUMBER not in text(clerk.post(url, {**token(clerk, url), "reason": "x"}))
    assert not NumbersShown.objects.exists()
    hidden = token(clerk, url)
    assert NUMBER in text(clerk.post(url, {**hidden, "reason": "làm thủ tục đổi thẻ"}))
    act = Act.objects.get(kind="members.reveal")
    assert act.reason == "làm thủ tục đổi thẻ"
    again = clerk.post(url, {**hidden, "reason": "làm thủ tục đổi thẻ"}, follow=True)
    assert NUMBER not in text(again) and NumbersShown.objects.count() == 1
    history = text(clerk.get(at(bloc, "member_history", person=numbered)))
    assert "làm thủ tục đổi thẻ" in history and NUMBER not in history


def test_whose_role_does_not_need_the_numbers_is_not_offered_them(bloc: SmallBloc, numbered: int) -> None:
    helper = browser(bloc.first_unit, "chi_bo_can_bo")
    assert "Hiện đủ" not in text(helper.get(at(bloc, "member", person=numbered)))
    assert helper.get(at(bloc, "member_numbers", person=numbered)).status_code == 403


def filled(bloc: SmallBloc, client: Client, person: int, **changes: str) -> dict[str, str]:
    url = at(bloc, "member_correct", person=person)
    return {
        **token(client, url), "name": SOMEONE, "birth": "10/03/1972", "sex": "nu", "ethnicity": "Kinh",
        "joined": "03/02/2002", "official": "03/02/2003", "reason": "theo giấy khai sinh", **changes,
    }  # fmt: skip


def test_a_correction_supersedes_with_its_reason_and_is_told_in_a_sentence(
    bloc: SmallBloc, clerk: Client
) -> None:
    someone = bloc.people[SOMEONE]
    url = at(bloc, "member_correct", person=someone)
    response = clerk.post(url, filled(bloc, clerk, someone, birth="14/08/1972"), follow=True)
    assert "Đã đính chính: ngày sinh." in text(response)
    history = text(clerk.get(at(bloc, "member_history", person=someone)))
    assert "Đính chính ngày sinh: 10/03/1972 thành 14/08/1972." in history
    assert "Lý do: theo giấy khai sinh" in history


def test_a_form_over_an_older_version_is_answered_with_both(bloc: SmallBloc, clerk: Client) -> None:
    someone = bloc.people[SOMEONE]
    url = at(bloc, "member_correct", person=someone)
    old = filled(bloc, clerk, someone, home="Xã Một")
    clerk.post(url, filled(bloc, clerk, someone, birth="14/08/1972"))
    response = clerk.post(url, old)
    assert response.status_code == 409
    html = text(response)
    assert "14/08/1972" in html and "Xã Một" in html
    assert PersonProfile.objects.known().get(person_id=someone).home == ""
    again = {**old, **dict(re.findall(r'<input type="hidden" name="(lan|da_biet)" value="([^"]*)"', html))}
    assert clerk.post(url, again).status_code == 302


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"personal_number": "30098123456"}, "có thể mất số 0 ở đầu: 030098123456"),
        ({"birth": "14/08/72"}, "năm"),
        ({"joined": "01/01/1970"}, "trước ngày sinh"),
        ({"official": "01/01/2001"}, "trước ngày vào Đảng"),
        ({"birth": "01/01/2030"}, "chưa đến"),
        ({"reason": ""}, "Chưa nhập lý do đính chính"),
        ({}, "Chưa có gì khác"),
    ],
)
def test_a_correction_that_can_not_be_is_said_beside_its_field(
    bloc: SmallBloc, clerk: Client, changes: dict[str, str], sentence: str
) -> None:
    someone = bloc.people[SOMEONE]
    response = clerk.post(at(bloc, "member_correct", person=someone), filled(bloc, clerk, someone, **changes))
    assert response.status_code == 200
    assert sentence in text(response)
    assert not Act.objects.filter(kind="members.correct").exists()


def test_a_number_of_someone_else_is_refused(bloc: SmallBloc, clerk: Client, numbered: int) -> None:
    other = bloc.people["Đỗ Ắng"]
    sent = filled(bloc, clerk, other, name="Đỗ Ắng", personal_number=NUMBER)
    assert "đã ghi cho một người khác" in text(clerk.post(at(bloc, "member_correct", person=other), sent))


def test_the_secretary_reads_who_may_see_a_record(bloc: SmallBloc, clerk: Client, numbered: int) -> None:
    secretary = browser(bloc.first_unit, "bi_thu")
    page = text(secretary.get(at(bloc, "member", person=numbered)))
    assert "Ai xem được hồ sơ này" in page
    html = text(secretary.get(at(bloc, "member_access", person=numbered)))
    assert "2 người có tài khoản" in html and "hiện được, phải nêu lý do" in html
    helper = browser(bloc.first_unit, "chi_bo_can_bo")
    assert "Ai xem được" not in text(helper.get(at(bloc, "member", person=numbered)))
    assert helper.get(at(bloc, "member_access", person=numbered)).status_code == 403


# -- acts -----------------------------------------------------------------------------------------------------


def test_a_death_is_recorded_once_however_often_it_is_sent(bloc: SmallBloc, clerk: Client) -> None:
    someone = bloc.people[SOMEONE]
    url = at(bloc, "member_act", person=someone, act="tu-tran")
    sent = {**token(clerk, url), "on": "10/05/2023", "note": ""}
    assert clerk.post(url, sent).status_code == 302
    clerk.post(url, sent)
    assert standing_on([someone], date(2023, 5, 10)) == {}
    html = text(clerk.get(at(bloc, "member", person=someone)))
    assert "Từ trần" in html and "Không còn hoặc chưa là đảng viên" in html
    assert Act.objects.filter(kind="members.tu-tran").count() == 1


def test_a_refused_act_says_why_and_keeps_what_was_typed(bloc: SmallBloc, clerk: Client) -> None:
    url = at(bloc, "member_act", person=bloc.people[SOMEONE], act="xoa-ten")
    html = text(clerk.post(url, {
        **token(clerk, url), "ground": "bo_sinh_hoat", "months": "2", "on": "10/05/2023", "decision_number": "12-QĐ/ĐU",
        "decided_on": "09/05/2023", "years": "",
    }))  # fmt: skip
    assert "3 tháng trong một năm" in html and "12-QĐ/ĐU" in html
    assert Membership.objects.known().filter(person_id=bloc.people[SOMEONE], valid_to=None).exists()


@pytest.mark.parametrize(
    "act",
    ["chuyen-di", "chuyen-noi-bo", "tam-thoi", "mien", "the", "xoa-ten", "xin-ra", "khai-tru", "tu-tran", "phuc-hoi", "ket-nap-lai"],
)  # fmt: skip
def test_every_act_has_its_page_and_an_empty_form_is_told_what_is_missing(
    bloc: SmallBloc, clerk: Client, act: str
) -> None:
    url = at(bloc, "member_act", person=bloc.people[SOMEONE], act=act)
    assert clerk.get(url).status_code == 200
    html = text(clerk.post(url, {"lan": "một"}))
    assert "Chưa nhập" in html or "Chọn" in html
    assert "This field" not in html


def test_a_transfer_is_a_handshake_of_two_desks(bloc: SmallBloc, clerk: Client) -> None:
    someone = bloc.people[SOMEONE]
    url = at(bloc, "member_act", person=someone, act="chuyen-di")
    clerk.post(
        url,
        {
            **token(clerk, url),
            "target": str(bloc.lone_cell),
            "introduced_on": "08/05/2023",
            "paper_number": "15-GT/ĐU",
        },
    )
    assert "Chờ Chi bộ Hội Thứ Ba tiếp nhận, hạn 19/06/2023" in text(
        clerk.get(at(bloc, "member", person=someone))
    )
    there = browser(bloc.lone_cell, "co_so_to_chuc")
    waiting = text(there.get(at(bloc, "transfers", bloc.lone_cell)))
    assert SOMEONE in waiting and "quá hạn" in waiting
    assert there.get(at(bloc, "member", bloc.lone_cell, person=someone)).status_code == 404
    url = at(bloc, "transfer", bloc.lone_cell, transfer=Transfer.objects.get().pk)
    late = {**token(there, url), "what": "nhan", "cell": str(bloc.lone_cell), "on": "04/07/2023"}
    assert "Đã quá hạn nộp giấy giới thiệu" in text(there.post(url, late))
    assert there.post(url, {**late, "reason": "đi công tác dài ngày"}).status_code == 302
    assert there.get(at(bloc, "member", bloc.lone_cell, person=someone)).status_code == 200
    assert clerk.get(at(bloc, "member", person=someone)).status_code == 404
    assert there.get(url).status_code == 404


def test_the_secretary_of_a_cell_receives_into_the_own_cell_alone(bloc: SmallBloc) -> None:
    someone = Membership.objects.known().filter(organisation_id=bloc.lone_cell, valid_to=None).first()
    assert someone is not None
    asked = [Introduction(someone.person_id, date(2023, 6, 28), bloc.first_cell)]
    introduce(actor=OPERATOR, organisation=bloc.lone_cell, introductions=asked)
    sent = Transfer.objects.get().pk
    form = text(
        browser(bloc.first_cell, "chi_bo_bi_thu").get(at(bloc, "transfer", bloc.first_cell, transfer=sent))
    )
    assert re.findall(r'<option value="(\d+)" selected>', form) == [str(bloc.first_cell)], (
        "known, so not asked"
    )
    assert f'value="{bloc.second_cell}"' not in form
    with pytest.raises(Impossible, match="Chọn một chi bộ"):
        receive(
            actor=OPERATOR, organisation=bloc.first_cell,
            receipts=[Receipt(sent, date(2023, 7, 4), bloc.second_cell)],
        )  # fmt: skip


def test_someone_from_outside_is_received_and_namesakes_are_shown_first(
    bloc: SmallBloc, clerk: Client
) -> None:
    url = at(bloc, "arrival")
    sent = {
        **token(clerk, url), "name": SOMEONE, "birth": "01/02/1972", "sex": "nu", "joined": "03/02/2000",
        "official": "03/02/2001", "cell": str(bloc.first_cell), "on": "01/06/2023", "origin": "Đảng bộ huyện bên",
    }  # fmt: skip
    html = text(clerk.post(url, sent))
    assert "Đã có 1 người cùng họ tên, năm sinh" in html
    assert clerk.post(url, {**sent, "sure": "on"}).status_code == 302
    assert PersonProfile.objects.known().filter(name=SOMEONE).count() == 2
    assert names(text(clerk.get(at(bloc, "members")))).count(SOMEONE) == 2


def test_a_movement_is_corrected_with_a_reason(bloc: SmallBloc, clerk: Client) -> None:
    someone = bloc.people[SOMEONE]
    dead = at(bloc, "member_act", person=someone, act="tu-tran")
    clerk.post(dead, {**token(clerk, dead), "on": "10/05/2023"})
    html = text(clerk.get(at(bloc, "member", person=someone)))
    movement = re.findall(r"/bien-dong/(\d+)/", html)[0]
    url = at(bloc, "movement_correct", person=someone, movement=movement)
    clerk.post(url, {**token(clerk, url), "what": "sua", "on": "12/05/2023", "reason": "ghi nhầm ngày"})
    assert standing_on([someone], date(2023, 5, 11)) != {}
    assert clerk.post(url, {"what": "bo", "reason": "x"}).status_code == 409
    history = text(clerk.get(at(bloc, "member_history", person=someone)))
    assert "Không còn ghi việc “từ trần” ngày 10/05/2023." in history


# -- duplicates -------------------------------------------------------------------------------------------------


@pytest.fixture
def twin(bloc: SmallBloc, numbered: int) -> int:
    (twin,) = register(
        actor=OPERATOR, organisation=bloc.root,
        people=[Profile("Tạ Thị Ngừ", bloc.second_cell, "nu", PartialDate(1972, 3, 10), card_number=CARD)],
    )  # fmt: skip
    record_movements(
        actor=OPERATOR, organisation=bloc.root,
        movements=[NewMovement(twin, bloc.second_cell, "tiep_nhan_danh_sach", date(2022, 12, 31), "chinh_thuc")],
    )  # fmt: skip
    return twin


def test_duplicates_are_found_compared_merged_and_taken_apart_again(
    bloc: SmallBloc, clerk: Client, numbered: int, twin: int
) -> None:
    url = at(bloc, "duplicates")
    html = text(clerk.get(url))
    assert "Trùng số định danh hoặc số thẻ" in html and "Tạ Thị Ngừ" in html and CARD not in html
    pair = at(bloc, "duplicate", one=numbered, other=twin)
    assert "Có phải một người không?" in text(clerk.get(pair))
    assert (
        clerk.post(pair, {**token(clerk, pair), "what": str(numbered), "reason": "cùng số thẻ"}).status_code
        == 302
    )
    assert PersonMerge.objects.known().get().kept_id == numbered
    merged = text(clerk.get(url))
    assert "Không có hồ sơ nào trông như trùng nhau" in merged and "cùng số thẻ" in merged
    assert clerk.get(at(bloc, "member", person=twin))["Location"].endswith(f"/{numbered}/?ky=2023-H1")
    assert "Gộp một hồ sơ trùng" in text(clerk.get(at(bloc, "member_history", person=numbered)))
    clerk.post(at(bloc, "unmerge", person=twin), {"lan": "một"})
    assert clerk.get(at(bloc, "member", person=twin)).status_code == 200
    assert "Tạ Thị Ngừ" in text(clerk.get(url))


def test_two_who_are_two_are_not_proposed_again(
    bloc: SmallBloc, clerk: Client, numbered: int, twin: int
) -> None:
    pair = at(bloc, "duplicate", one=numbered, other=twin)
    clerk.post(pair, {**token(clerk, pair), "what": "hai", "reason": "hai chị em sinh đôi"})
    assert "Không có hồ sơ nào trông như trùng nhau" in text(clerk.get(at(bloc, "duplicates")))
    assert not PersonMerge.objects.exists()


# -- missing data -----------------------------------------------------------------------------------------------


def test_every_number_of_what_is_missing_opens_a_list_of_that_many(
    bloc: SmallBloc, clerk: Client, numbered: int
) -> None:
    html = text(clerk.get(at(bloc, "missing")))
    links = re.findall(r'<a class="n" href="([^"]+)">([\d.]+)</a>', html)
    assert len(links) > 10
    for url, count in dict(links).items():
        assert f"<b>{count} người.</b>" in text(clerk.get(url.replace("&amp;", "&"))), url


def test_a_list_of_what_is_missing_says_of_each_person_what_that_is(bloc: SmallBloc, clerk: Client) -> None:
    """The words of a row and the counts above the list are made apart, and agree."""
    url = at(bloc, "members")
    for slug, words, _ in MISSING[:-1]:
        said = words.partition(" đúng")[0]
        html = text(clerk.get(f"{url}?thieu={slug}"))
        found = int(re.findall(r"<b>(\d+) người", html)[0])
        cells = re.findall(r'data-l="Còn thiếu"[^>]*>([^<]*)', html)
        assert len(cells) == found and all(said in cell for cell in cells), slug
        every = text(clerk.get(f"{url}?thieu=bat-ky"))
        assert sum(said in cell for cell in re.findall(r'data-l="Còn thiếu"[^>]*>([^<]*)', every)) == found, (
            slug
        )


def test_who_may_not_see_names_sees_no_list(bloc: SmallBloc) -> None:
    for role in ("theo_doi", "co_so_kiem_tra", "quan_tri"):
        client = browser(bloc.first_unit, role)
        assert client.get(at(bloc, "members")).status_code == 403
        assert "Tìm người" not in text(client.get(at(bloc, "organisation")))


# -- cost -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["members", "missing", "duplicates", "transfers"])
def test_a_page_costs_the_same_whatever_the_size(bloc: SmallBloc, clerk: Client, name: str) -> None:
    url = at(bloc, name)
    clerk.get(url)
    with CaptureQueriesContext(connection) as few:
        clerk.get(url)
    ids = register(
        actor=OPERATOR, organisation=bloc.root,
        people=[Profile(f"Nguyễn Văn {'ABCDEFGH'[n % 8]}n", bloc.first_cell, birth=PartialDate(1980, 1 + n % 12, 2)) for n in range(60)],
    )  # fmt: skip
    record_movements(
        actor=OPERATOR, organisation=bloc.root,
        movements=[NewMovement(id_, bloc.first_cell, "tiep_nhan_danh_sach", date(2022, 12, 31), "chinh_thuc") for id_ in ids],
    )  # fmt: skip
    introduce(
        actor=OPERATOR, organisation=bloc.first_unit,
        introductions=[Introduction(id_, date(2023, 5, 8), bloc.lone_cell) for id_ in ids[:20]],
    )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        clerk.get(url)
    assert len(many) == len(few) or (name == "transfers" and len(many) <= len(few) + 2)
    assert len(many) <= 40
