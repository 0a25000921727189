"""The page of contradictions: counts that open their lists, names and sealed kinds by right, the same as a workbook."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.support import HALF_YEAR, SmallBloc

from dangvu.contradictions.catalogue import CATALOGUE
from dangvu.contradictions.tests.seeds import SEEDS
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import READ_INSPECTION
from dangvu.review.actions import open_period
from dangvu.web.conftest import SignedIn
from dangvu.work.meetings.models import CellMeeting


@pytest.fixture
def seeded(bloc: SmallBloc) -> SmallBloc:
    CellMeeting.objects.update(attended=3)  # the bloc's own books tell 5 of 4
    for slug in ("du-qua-so-phai-du", "chuc-vu-la-du-bi", "khai-tru-con-trong-danh-sach"):
        SEEDS[slug][1](bloc)
    CellMeeting.objects.filter(attended=4).update(attended=4, obliged=3)
    return bloc


def test_each_count_opens_its_list_with_the_page_that_mends_it(
    seeded: SmallBloc, signed_in: SignedIn
) -> None:
    clerk, here = signed_in("cap_tren_to_chuc"), f"/o/{seeded.code(seeded.root)}/mau-thuan/"
    with CaptureQueriesContext(connection) as captured:
        shown = unescape(clerk.get(f"{here}?ky=2023-H1").content.decode())
    assert len(captured) < 120
    assert "2 chỗ" in shown  # discipline is not told to this line
    assert "khai trừ" not in shown
    for address in re.findall(r'class="n" href="([^"]+)"', shown):
        listed = unescape(clerk.get(address).content.decode())
        assert "<b>1 chỗ</b>" in listed
        assert listed.count("Mở để sửa") == 1
    every = unescape(clerk.get(f"{here}danh-sach/?ky=2023-H1").content.decode())
    assert "Trà Thị Mẫn" in every
    assert every.count("Mở để sửa") == 2
    for address in re.findall(r'<a class="nw" href="([^"]+)">Mở để sửa', every):
        assert clerk.get(address).status_code == 200


def test_every_kind_leads_to_a_page_that_opens(bloc: SmallBloc, signed_in: SignedIn) -> None:
    """For whoever keeps the books of its line."""
    clerk, inspector, closed = signed_in("cap_tren_to_chuc"), signed_in("cap_tren_kiem_tra"), {}
    sealed = {kind.slug for kind in CATALOGUE if kind.needs == READ_INSPECTION}
    for slug, (period, make) in SEEDS.items():
        client = inspector if slug in sealed else clerk
        with transaction.atomic():
            make(bloc)
            listed = f"/o/{bloc.code(bloc.root)}/mau-thuan/danh-sach/?ky={period}&loai={slug}"
            found = re.findall(r'<a class="nw" href="([^"]+)">Mở để sửa', client.get(listed).content.decode())
            answers = {client.get(unescape(address)).status_code for address in found}
            if answers != {200}:
                closed[slug] = found, answers
            transaction.set_rollback(True)
    assert closed == {}


def test_the_list_is_filtered_by_unit_and_comes_as_a_workbook(seeded: SmallBloc, signed_in: SignedIn) -> None:
    clerk, here = signed_in("cap_tren_to_chuc"), f"/o/{seeded.code(seeded.root)}/mau-thuan/"
    other = seeded.code(seeded.second_unit)
    assert "không thấy chỗ nào" in clerk.get(f"{here}?ky=2023-H1&don-vi={other}").content.decode()
    assert "Không thấy chỗ nào" in clerk.get(f"{here}danh-sach/?ky=2023-H1&don-vi={other}").content.decode()
    assert clerk.get(f"{here}?don-vi=khong-co").status_code == 400
    file = clerk.get(f"{here}danh-sach/?ky=2023-H1&tep=xlsx")
    assert file["Content-Type"].endswith("sheet")


def test_inspectors_see_the_sealed_kinds_without_a_name(seeded: SmallBloc, signed_in: SignedIn) -> None:
    inspector, here = signed_in("cap_tren_kiem_tra"), f"/o/{seeded.code(seeded.root)}/mau-thuan/danh-sach/"
    sealed = unescape(inspector.get(f"{here}?ky=2023-H1&loai=khai-tru-con-trong-danh-sach").content.decode())
    assert "05-QĐ/UBKT" in sealed
    assert "Mạc Thị Yến" not in sealed
    masked = unescape(inspector.get(f"{here}?ky=2023-H1&loai=chuc-vu-la-du-bi").content.decode())
    assert "(ẩn tên)" in masked
    assert "Trà Thị Mẫn" not in masked
    clerk = signed_in("cap_tren_to_chuc")
    assert clerk.get(f"{here}?loai=khai-tru-con-trong-danh-sach").status_code == 404


def test_whoever_sends_figures_is_told_how_many_there_are(seeded: SmallBloc, signed_in: SignedIn) -> None:
    open_period(
        actor=OPERATOR, organisation=seeded.root, period=HALF_YEAR, cut_off=date(2023, 7, 5), confirm_by=date(2023, 7, 7)
    )  # fmt: skip
    unit = signed_in("co_so_to_chuc", at=seeded.first_unit)
    sending = unit.get(f"/o/{seeded.code(seeded.first_unit)}/gui-so-lieu/?ky=2023-H1").content.decode()
    assert re.search(r'<a href="[^"]*/mau-thuan/[^"]*">2 chỗ</a>', sending)
