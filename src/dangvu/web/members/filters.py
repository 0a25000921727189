"""The filter of the list of members: a form in the address, the filter it means, and the columns to choose from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from dangvu.foundation import clock
from dangvu.members.queries.listing import (
    AGES,
    BADGES,
    ETHNICITIES,
    PARTY_AGES,
    STANDINGS,
    MemberFilter,
    MemberRow,
)
from dangvu.members.queries.missing import MISSING
from dangvu.members.words import EDUCATION, OCCUPATION, SCHOOLING, THEORY
from dangvu.organisations.tree import Tree
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import ChoiceField, DayField
from dangvu.web.gate import Place
from dangvu.web.lists import Shown, sentence

_ALL = ("", "Tất cả")


def _choices(pairs: Any) -> list[tuple[str, str]]:
    return [_ALL, *((slug, words[:1].upper() + words[1:]) for slug, words, *_ in pairs)]


class FilterForm(forms.Form):
    """Every condition is optional; the names stand in the address."""

    ngay = DayField("Tính đến ngày", required=False, hint="Bỏ trống là hôm nay")
    don_vi = ChoiceField("Tổ chức", [], required=False)
    tu_cach = ChoiceField(
        "Tư cách", _choices([("chinh_thuc", "chính thức"), ("du_bi", "dự bị")]), required=False
    )
    gioi_tinh = ChoiceField("Giới tính", _choices([("nam", "nam"), ("nu", "nữ")]), required=False)
    dan_toc = ChoiceField("Dân tộc", _choices(ETHNICITIES), required=False)
    tuoi = ChoiceField("Tuổi đời", _choices(AGES), required=False)
    tuoi_dang = ChoiceField("Tuổi đảng", _choices(PARTY_AGES), required=False)
    vao_tu = DayField("Vào Đảng từ ngày", required=False, hint="Ví dụ: 01/01/2023")
    vao_den = DayField("Vào Đảng đến ngày", required=False, hint="Ví dụ: 30/06/2023")
    trinh_do = ChoiceField("Trình độ chuyên môn", _choices(EDUCATION), required=False)
    ly_luan = ChoiceField("Lý luận chính trị", _choices(THEORY), required=False)
    hoc_van = ChoiceField("Trình độ học vấn", _choices(SCHOOLING), required=False)
    nghe = ChoiceField("Nghề nghiệp", _choices(OCCUPATION), required=False)
    sinh_hoat = ChoiceField("Sinh hoạt", _choices(STANDINGS), required=False)
    huy_hieu = ChoiceField("Huy hiệu Đảng", _choices(BADGES), required=False)
    thieu = ChoiceField(
        "Thiếu thông tin", _choices([(slug, f"thiếu {words}") for slug, words, _ in MISSING]), required=False
    )

    def __init__(self, data: Any, tree: Tree, organisation: int) -> None:
        super().__init__(data, auto_id="loc-%s")
        below = [tree[id_] for id_ in _in_order(tree, organisation)]
        self.fields["don_vi"].choices = [  # type: ignore[attr-defined]
            ("", "Toàn bộ"), *((node.code, tree.label(node.id)) for node in below),
        ]  # fmt: skip


def _in_order(tree: Tree, organisation: int) -> list[int]:
    """Everything below an organisation, in the order of the official list."""
    found: list[int] = []
    for child in tree.children(organisation):
        found += [child, *_in_order(tree, child)]
    return found


def read(request: HttpRequest, place: Place, data: Any) -> tuple[FilterForm, MemberFilter]:
    """The form as it was sent and what it means; an address that means nothing is answered with a sentence."""
    form = FilterForm(data, place.tree, place.node.id)
    if not form.is_valid():
        raise WrongRequest(next(iter(form.errors.values()))[0])
    said = form.cleaned_data
    return form, MemberFilter(
        on=said["ngay"] or clock.today(), status=said["tu_cach"], sex=said["gioi_tinh"], ethnicity=said["dan_toc"],
        age=said["tuoi"], party_age=said["tuoi_dang"], joined_from=said["vao_tu"], joined_to=said["vao_den"],
        education=said["trinh_do"], theory=said["ly_luan"], schooling=said["hoc_van"],
        occupation=said["nghe"], unit=said["don_vi"], missing=said["thieu"],
        standing=said["sinh_hoat"], badge=said["huy_hieu"],
    )  # fmt: skip


def in_words(place: Place, asked: MemberFilter) -> str:
    """'Đảng viên của Đảng bộ Khối đến ngày 05/07/2023: giới tính nữ; dân tộc thiểu số'."""
    narrowed = sentence(asked.words(place.tree))
    whole = f"Đảng viên của {place.node.name} đến ngày {asked.on:%d/%m/%Y}"
    return f"{whole}: {narrowed}" if narrowed else whole


COLUMNS: tuple[Shown[MemberRow], ...] = (
    Shown("ho-ten", "Họ và tên", lambda row: row.name, 26),
    Shown("ngay-sinh", "Ngày sinh", lambda row: row.birth, 12),
    Shown("gioi-tinh", "Giới tính", lambda row: row.sex, 9, at_first=False),
    Shown("dan-toc", "Dân tộc", lambda row: row.ethnicity, 12, at_first=False),
    Shown("ton-giao", "Tôn giáo", lambda row: row.religion, 12, at_first=False),
    Shown("que-quan", "Quê quán", lambda row: row.home, 26, at_first=False),
    Shown("to-chuc", "Tổ chức", lambda row: row.organisation, 34),
    Shown("tu-cach", "Tư cách", lambda row: row.status, 12),
    Shown("vao-dang", "Vào Đảng", lambda row: row.joined, 12),
    Shown("chinh-thuc", "Chính thức", lambda row: row.official, 12, at_first=False),
    Shown("tuoi-dang", "Tuổi đảng", lambda row: row.party_years, 9, kind="integer", at_first=False),
    Shown("trinh-do", "Trình độ", lambda row: row.education, 14, at_first=False),
    Shown("ly-luan", "Lý luận chính trị", lambda row: row.theory, 14, at_first=False),
    Shown("hoc-van", "Học vấn", lambda row: row.schooling, 18, at_first=False),
    Shown("nghe", "Nghề nghiệp", lambda row: row.occupation, 18, at_first=False),
    Shown("chuc-vu", "Chức vụ, công tác", lambda row: row.position, 26, at_first=False),
    Shown("so-dinh-danh", "Số định danh", lambda row: row.personal_number, 16, at_first=False),
    Shown("so-the", "Số thẻ", lambda row: row.card_number, 14),
    Shown("con-thieu", "Còn thiếu", lambda row: row.lacking, 40, at_first=False),
)
#: Shown at first where the list is of people of whom something is missing.
LACKING = ("ho-ten", "ngay-sinh", "to-chuc", "con-thieu")
