"""The pages of the narrative: what is typed is kept, nothing is chosen unseen, what was sent stays readable."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.support import HALF_YEAR, SmallBloc

from dangvu.accounts.models import User
from dangvu.accounts.queries import actor_for
from dangvu.desk.queries import waiting
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.vietnamese import encode
from dangvu.review import actions
from dangvu.review.models import Passage
from dangvu.review.narrative import queries
from dangvu.review.narrative.actions import write
from dangvu.review.queries import versions_of
from dangvu.review.sections import BY_KEY
from dangvu.web.conftest import SignedIn


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def opened(bloc: SmallBloc) -> SmallBloc:
    days = {"cut_off": date(2023, 7, 7), "confirm_by": date(2023, 7, 12)}
    actions.open_period(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, **days)
    return bloc


def sent(bloc: SmallBloc, unit: int, **texts: str) -> None:
    write(actor=OPERATOR, organisation=unit, period=HALF_YEAR, texts=texts)
    actions.send(actor=OPERATOR, organisation=unit, period=HALF_YEAR, without="thử")


def get(client: Client, bloc: SmallBloc, organisation: int, path: str, more: str = "") -> str:
    response = client.get(f"/o/{bloc.code(organisation)}/{path}?ky=2023-H1{more}")
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode())


def post(client: Client, bloc: SmallBloc, organisation: int, path: str, **data: Any) -> tuple[int, str]:
    response = client.post(f"/o/{bloc.code(organisation)}/{path}?ky=2023-H1", data, follow=True)
    return response.status_code, unescape(response.content.decode())


def first(bloc: SmallBloc, section: str = "han_che") -> queries.Group:
    found = queries.gathered(
        actor=OPERATOR, receiver=bloc.node(bloc.root), period=HALF_YEAR, section=BY_KEY[section], tree=bloc.tree
    )  # fmt: skip
    assert found is not None
    return found.groups[0]


def chosen(group: queries.Group, fate: str, text: str | None = None, **more: str) -> dict[str, str]:
    return {
        f"doan-{group.name}": ",".join(map(str, group.ids)), f"lam-{group.name}": fate,
        f"loi-{group.name}": group.text if text is None else text, **more,
    }  # fmt: skip


def typed(**texts: str) -> dict[str, str]:
    """The boxes as the page sends them, over a draft that nobody had written yet."""
    return {f"2023-H1-{key}": text for key, text in texts.items()} | {"da_biet": "0"}


def test_pasted_words_are_written_cleaned_and_go_with_the_figures(
    opened: SmallBloc, signed_in: SignedIn
) -> None:
    secretary = signed_in("chi_bo_bi_thu", at=opened.lone_cell)
    pasted = (
        "•  "
        + encode("Hồ sơ lưu chưa đầy đủ, sắp xếp chưa khoa học", "tcvn3")
        + "\r\n\r\n2) Sinh hoạt  còn ít"
    )
    _, page = post(secretary, opened, opened.lone_cell, "noi-dung/", **typed(han_che=pasted))
    assert "Đã ghi 1 mục nội dung. Chưa gửi." in page
    assert "Hồ sơ lưu chưa đầy đủ, sắp xếp chưa khoa học\nSinh hoạt còn ít</textarea>" in page
    page = get(secretary, opened, opened.lone_cell, "gui-so-lieu/")
    assert "Đã có 2 đoạn." in page
    assert "Chưa viết: Kết quả, ưu điểm; Nguyên nhân; Kiến nghị, đề xuất." in page
    post(secretary, opened, opened.lone_cell, "gui-so-lieu/", viec="gui")
    office = signed_in("cap_tren_to_chuc")
    unit = get(office, opened, opened.root, f"ky-bao-cao/don-vi/{opened.code(opened.lone_cell)}/")
    assert "Nội dung đã gửi" in unit and "Sinh hoạt còn ít" in unit


def test_two_who_write_at_once_see_both_versions(opened: SmallBloc, signed_in: SignedIn) -> None:
    secretary = signed_in("chi_bo_bi_thu", at=opened.lone_cell)
    write(
        actor=OPERATOR, organisation=opened.lone_cell, period=HALF_YEAR, texts={"han_che": "Của người khác."}
    )
    status, page = post(secretary, opened, opened.lone_cell, "noi-dung/", **typed(han_che="Của tôi."))
    assert status == 409
    assert "Của người khác." in page and "<b>Của tôi.</b>" in page
    assert not Passage.objects.known().filter(text="Của tôi.").exists()


def test_too_much_is_said_at_its_box_and_what_was_typed_stays(opened: SmallBloc, signed_in: SignedIn) -> None:
    secretary = signed_in("chi_bo_bi_thu", at=opened.lone_cell)
    _, page = post(secretary, opened, opened.lone_cell, "noi-dung/", **typed(uu_diem="Một việc.\n" * 21))
    assert "Mục này có 21 đoạn" in page
    assert page.count("Một việc.") >= 21
    assert not Passage.objects.exists()


def test_an_earlier_sending_is_read_as_it_was_and_anothers_is_unknown(
    opened: SmallBloc, signed_in: SignedIn
) -> None:
    sent(opened, opened.lone_cell, han_che="Lời cũ.")
    sent(opened, opened.lone_cell, han_che="Lời mới.")
    client = signed_in("chi_bo_bi_thu", at=opened.lone_cell)
    old = versions_of(actor=OPERATOR, organisation=opened.lone_cell, period=HALF_YEAR)[-1].id
    page = get(client, opened, opened.lone_cell, "noi-dung/", f"&ban={old}")
    assert "Lời cũ." in page and "Lời mới." not in page and "<textarea" not in page
    other = signed_in("co_so_to_chuc", at=opened.first_unit)
    url = f"/o/{opened.code(opened.first_unit)}/noi-dung/?ky=2023-H1&ban="
    assert other.get(f"{url}{old}").status_code == 404
    assert other.get(f"{url}x").status_code == 400


def test_the_office_takes_leaves_and_takes_the_rest_at_one_press(
    opened: SmallBloc, signed_in: SignedIn
) -> None:
    sent(opened, opened.first_unit, han_che="Phát triển đảng viên chậm.\nHồ sơ lưu thiếu.")
    sent(opened, opened.lone_cell, han_che="Phát triển đảng viên chậm.")
    office = signed_in("cap_tren_to_chuc")
    page = get(office, opened, opened.root, "tong-hop-noi-dung/")
    assert "Còn <b>3 đoạn</b> chưa chọn" in page
    found = queries.gathered(
        actor=OPERATOR, receiver=opened.node(opened.root), period=HALF_YEAR, section=BY_KEY["han_che"], tree=opened.tree
    )  # fmt: skip
    assert found is not None
    both, single = found.groups
    data = (
        chosen(both, "lay", "Phát triển đảng viên chậm ở hai nơi.")
        | chosen(single, "")
        | {"con-lai": "khong_lay"}
    )
    _, page = post(office, opened, opened.root, "tong-hop-noi-dung/han_che/", **data)
    assert "Đã ghi: 1 nhóm lấy vào dự thảo, 1 nhóm không lấy." in page
    own = get(office, opened, opened.root, "noi-dung/")
    assert "Phát triển đảng viên chậm ở hai nơi." in own and "Nguồn: 2 đoạn" in own


def test_words_edited_without_a_choice_are_not_lost(opened: SmallBloc, signed_in: SignedIn) -> None:
    sent(opened, opened.lone_cell, han_che="Hồ sơ lưu thiếu.")
    office = signed_in("cap_tren_to_chuc")
    group = first(opened)
    _, page = post(
        office,
        opened,
        opened.root,
        "tong-hop-noi-dung/han_che/",
        **chosen(group, "", "Hồ sơ còn thiếu nhiều."),
    )
    assert "Đã sửa lời nhưng chưa chọn" in page
    assert "Hồ sơ còn thiếu nhiều." in page


def test_a_unit_that_sent_again_meanwhile_is_looked_at_first(opened: SmallBloc, signed_in: SignedIn) -> None:
    sent(opened, opened.lone_cell, han_che="Hồ sơ lưu thiếu.")
    office, group = signed_in("cap_tren_to_chuc"), first(opened)
    sent(opened, opened.lone_cell, han_che="Hồ sơ lưu đã đủ.")
    _, page = post(
        office, opened, opened.root, "tong-hop-noi-dung/han_che/", **chosen(group, "lay", "Lời tôi viết.")
    )
    assert "Có đơn vị vừa gửi lại nội dung" in page and "Lời tôi viết." in page
    assert Passage.objects.filter(organisation_id=opened.root).count() == 0


def test_foreign_ids_and_unknown_sections_are_refused(opened: SmallBloc, signed_in: SignedIn) -> None:
    sent(opened, opened.lone_cell, han_che="Hồ sơ lưu thiếu.", uu_diem="Làm tốt.")
    office, group = signed_in("cap_tren_to_chuc"), first(opened)
    foreign = {f"doan-{group.name}": str(first(opened, "uu_diem").name), f"lam-{group.name}": "lay"}
    _, page = post(office, opened, opened.root, "tong-hop-noi-dung/han_che/", **foreign)
    assert "Đã ghi:" not in page
    broken = {f"doan-{group.name}": "x", f"lam-{group.name}": "lay", f"loi-{group.name}": group.text}
    assert post(office, opened, opened.root, "tong-hop-noi-dung/han_che/", **broken)[0] == 400
    assert post(office, opened, opened.root, "tong-hop-noi-dung/kiem_tra/", **broken)[0] == 404
    assert post(office, opened, opened.root, "tong-hop-noi-dung/han_che/", viec="bo", doan="999")[0] == 404


def test_a_text_may_be_returned_with_a_remark(opened: SmallBloc, signed_in: SignedIn) -> None:
    sent(opened, opened.lone_cell, han_che="Hồ sơ lưu thiếu.")
    office = signed_in("cap_tren_to_chuc")
    where = f"ky-bao-cao/don-vi/{opened.code(opened.lone_cell)}/"
    version = versions_of(actor=OPERATOR, organisation=opened.lone_cell, period=HALF_YEAR)[0].id
    _, page = post(
        office,
        opened,
        opened.root,
        where,
        viec="tra-lai",
        figure="noi-dung",
        text="Ghi rõ thiếu hồ sơ nào.",
        ban=version,
    )
    assert "Ghi rõ thiếu hồ sơ nào." in page and "Đã trả lại lời văn cho" in page
    unit = get(signed_in("chi_bo_bi_thu", at=opened.lone_cell), opened, opened.lone_cell, "gui-so-lieu/")
    assert "Ghi rõ thiếu hồ sơ nào." in unit


def test_what_waits_has_the_count_of_its_page(opened: SmallBloc, signed_in: SignedIn) -> None:
    sent(opened, opened.lone_cell, kien_nghi="Mở thêm lớp.\nGửi tài liệu sớm hơn.")
    office = signed_in("cap_tren_to_chuc")
    actor = actor_for(User.objects.get(username=f"cap_tren_to_chuc-{opened.root}"))

    def rows() -> dict[str, tuple[int, str]]:
        told = waiting(actor=actor, node=opened.node(opened.root), tree=opened.tree, period=HALF_YEAR)
        return {row.title: (row.count, row.note) for row in told}

    assert rows()["Tổng hợp nội dung 6 tháng đầu năm 2023 đơn vị gửi"][0] == 2
    group = first(opened, "kien_nghi")
    post(office, opened, opened.root, "tong-hop-noi-dung/kien_nghi/", **chosen(group, "chi_ghi_so"))
    assert rows()["Tổng hợp nội dung 6 tháng đầu năm 2023 đơn vị gửi"][0] == 1
    assert rows()["Kiến nghị chưa trả lời"] == (1, "1 chưa chuyển")
    assert "Chưa trả lời <b>1</b>" in get(office, opened, opened.root, "kien-nghi/", "&loc=chua-tra-loi")


def test_a_watcher_reads_and_presses_nothing(opened: SmallBloc, signed_in: SignedIn) -> None:
    sent(opened, opened.lone_cell, han_che="Hồ sơ lưu thiếu.")
    watcher = signed_in("theo_doi")
    page = get(watcher, opened, opened.root, "tong-hop-noi-dung/han_che/")
    assert "Hồ sơ lưu thiếu." in page and "<textarea" not in page and "Ghi các lựa chọn" not in page


def test_a_mark_of_secrecy_is_refused_before_anything_is_kept(opened: SmallBloc, signed_in: SignedIn) -> None:
    secretary = signed_in("chi_bo_bi_thu", at=opened.lone_cell)
    for mark in ("MẬT", "- Tối mật", encode("TUYỆT MẬT", "tcvn3")):
        told = typed(uu_diem=f"Làm tốt.\n{mark}\nViệc khác")
        _, page = post(secretary, opened, opened.lone_cell, "noi-dung/", **told)
        assert "dấu độ mật" in page, mark
    assert not Passage.objects.exists()
    told = typed(uu_diem="Chấp hành tốt quy định về bảo vệ bí mật nhà nước.")
    assert "Đã ghi 1 mục" in post(secretary, opened, opened.lone_cell, "noi-dung/", **told)[1]


def test_what_did_not_change_is_not_written_again(opened: SmallBloc, signed_in: SignedIn) -> None:
    secretary = signed_in("chi_bo_bi_thu", at=opened.lone_cell)
    post(secretary, opened, opened.lone_cell, "noi-dung/", **typed(uu_diem="Làm tốt."))
    _, page = post(secretary, opened, opened.lone_cell, "noi-dung/", **typed(uu_diem="Làm tốt."))
    assert "Nội dung không đổi" in page
    assert Passage.objects.count() == 1
