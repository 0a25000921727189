"""Schooling, occupation, post and mass organisation on the pages about people."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.members.models import PersonProfile
from dangvu.web.members.tests.test_members import SOMEONE, at, filled, text

pytestmark = pytest.mark.django_db
TOLD = {"schooling": "thpt", "occupation": "vien_chuc", "position": "Phó Trưởng phòng", "union": "cong_doan"}


def test_what_is_told_by_a_correction_stands_in_the_file_the_history_and_the_list(
    bloc: SmallBloc, clerk: Client
) -> None:
    someone = bloc.people[SOMEONE]
    url = at(bloc, "member_correct", person=someone)
    before = text(clerk.get(url))
    assert all(word in before for word in ("Trình độ học vấn", "Nghề nghiệp", "Chức vụ, công tác"))
    clerk.post(url, filled(bloc, clerk, someone, **TOLD))
    file = text(clerk.get(at(bloc, "member", person=someone)))
    assert "học vấn trung học phổ thông" in file and "Viên chức; Phó Trưởng phòng" in file
    assert "Công đoàn viên" in file
    history = text(clerk.get(at(bloc, "member_history", person=someone)))
    assert "Bổ sung trình độ học vấn: Trung học phổ thông." in history
    assert "Bổ sung đoàn thể khi kết nạp: Công đoàn viên." in history
    listed = text(clerk.get(f"{at(bloc, 'members')}?nghe=vien_chuc&hoc_van=thpt"))
    assert "học vấn trung học phổ thông; nghề nghiệp viên chức" in listed and SOMEONE in listed
    nobody = text(clerk.get(f"{at(bloc, 'members')}?nghe=nong_dan"))
    assert SOMEONE not in nobody.split("<main")[1]
    form = text(clerk.get(url))
    assert '<option value="vien_chuc" selected>' in form and 'value="Phó Trưởng phòng"' in form


def test_what_is_left_empty_is_not_told(bloc: SmallBloc, clerk: Client) -> None:
    someone = bloc.people[SOMEONE]
    clerk.post(at(bloc, "member_correct", person=someone), filled(bloc, clerk, someone, home="Xã Một"))
    row = PersonProfile.objects.known().get(person_id=someone)
    assert (row.schooling, row.occupation, row.position, row.union) == ("", "", "", "")
    assert "Nghề nghiệp, chức vụ" not in text(clerk.get(at(bloc, "member", person=someone)))
