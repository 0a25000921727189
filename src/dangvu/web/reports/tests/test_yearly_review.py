"""The page of a whole year's report: drafted, issued, listed."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.web.conftest import SignedIn

pytestmark = pytest.mark.django_db


def test_the_page_of_a_half_year_leads_to_that_of_its_year_and_there_the_review_is_issued(
    bloc: SmallBloc, signed_in: SignedIn
) -> None:
    client: Client = signed_in("bi_thu")
    base = f"/o/{bloc.code(bloc.root)}/bao-cao/"
    half = client.get(f"{base}?ky=2023-H1").content.decode()
    assert "Báo cáo sơ kết" in half and f'href="{base}?ky=2023"' in half
    year = client.get(f"{base}?ky=2023").content.decode()
    assert "Báo cáo tổng kết năm" in year and "sơ kết" not in year
    draft = client.get(f"{base}du-thao.docx?ky=2023")
    with zipfile.ZipFile(io.BytesIO(draft.content)) as package:
        said = re.sub(r"<[^>]+>", " ", package.read("word/document.xml").decode())
    assert "tổng kết công tác xây dựng Đảng năm 2023" in said
    answer = client.post(f"{base}ban-hanh/?ky=2023", {"viec": "ban-hanh"})
    assert "Đã ban hành báo cáo số 01-" in client.get(answer["Location"]).content.decode()
