"""Mass organisations and mass mobilisation (domain §9.2 I). MT: Mặt trận, đoàn thể; VD: dân vận.

Those named and those only counted stand beside one another; neither is ever made of the other.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from dangvu.indicators.catalogue.organisations import GRASSROOTS
from dangvu.indicators.definition import Indicator, Kind, Number, Organisations, Rows, Window
from dangvu.indicators.linked import MassNamed
from dangvu.indicators.mass_sources import (
    INTRODUCED,
    MASS_ACTIVITIES,
    MASS_COUNTS,
    MASS_UNITS,
)
from dangvu.indicators.sources import MEMBERS_AT_END
from dangvu.organisations.tree import Node

CHARTERS = "Điều lệ của từng đoàn thể"
DEMOCRACY = "Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15"
DIALOGUE = "Quyết định 217-QĐ/TW, 218-QĐ/TW (12/12/2013)"
ADMISSION = "Hướng dẫn 12-HD/BTCTW (18/01/2022), thay bằng 38-HD/BTCTW (2025)"
_NOT_REPORTED = "Đơn vị không báo cáo số này trong kỳ thì không tính; không suy ra từ danh sách có tên."
_BOTH = Q(memberships__isnull=False, eligible__gt=0)


def _reported(code: str, name: str, title: str, unit: str, field: str, text: str) -> Indicator:
    rows = Rows(MASS_COUNTS, Q(**{f"{field}__isnull": False}), weight=field)
    return Indicator(code, name, title, unit, Kind.SUM, rows, text, CHARTERS, missing=_NOT_REPORTED)


def _youth(window: Window) -> Q:
    """In youth age on the last day: not yet a year older than the last of it."""
    last = int(window.parameters.on("mass.youth_age_last", window.period.end).value)
    return Q(p__birth_first__gt=window.years_before_end(last + 1))


def _democracy(window: Window) -> Mapping[str, Rows]:
    return {"held": Rows(MASS_ACTIVITIES, Q(kind="dan_chu"))}


def _held_below(node: Node, own: Mapping[str, Number], rolled: Mapping[str, Number]) -> bool:
    return node.is_grassroots and bool(rolled["held"])


GATHERED, ELIGIBLE = (
    Rows(MASS_COUNTS, _BOTH, weight="memberships"),
    Rows(MASS_COUNTS, _BOTH, weight="eligible"),
)
INTRODUCTIONS, ADMITTED = Rows(INTRODUCED), Rows(INTRODUCED, Q(is_admitted=True))
DEMOCRATIC = Organisations(_held_below, needs=_democracy)

INDICATORS = (
    Indicator("MT-01", "mass_units", "Cơ sở đoàn thể", "cơ sở", Kind.COUNT, Rows(MASS_UNITS),
              "Số cơ sở của các đoàn thể vào ngày cuối kỳ", CHARTERS),
    Indicator("MT-02", "mass_organisation_people", "Người trong các đoàn thể", "người", Kind.COUNT, MassNamed(once=True),
              "Số người có tên trong danh sách các đoàn thể vào ngày cuối kỳ, mỗi người tính một lần", CHARTERS,
              additive=False),
    Indicator("MT-03", "mass_organisation_memberships", "Lượt đoàn viên, hội viên", "lượt", Kind.COUNT,
              MassNamed(once=False),
              "Số lượt đoàn viên, hội viên có tên vào ngày cuối kỳ: một người trong ba đoàn thể là ba lượt", CHARTERS),
    _reported("MT-04", "mass_memberships_reported", "Lượt đoàn viên, hội viên đơn vị báo cáo", "lượt", "memberships",
              "Tổng số đoàn viên, hội viên của các đoàn thể theo báo cáo mới nhất trong kỳ của từng đơn vị"),
    _reported("MT-05", "mass_people_reported", "Người trong các đoàn thể đơn vị báo cáo", "người", "people",
              "Tổng số người, mỗi người một lần, theo báo cáo mới nhất trong kỳ của từng đơn vị"),
    _reported("MT-06", "mass_joined_reported", "Đoàn viên, hội viên mới đơn vị báo cáo", "lượt", "joined",
              "Tổng số đoàn viên, hội viên mới vào từ đầu kỳ theo báo cáo mới nhất trong kỳ của từng đơn vị"),
    Indicator("MT-07", "mass_gathering_share", "Tỷ lệ tập hợp đoàn viên, hội viên", "%", Kind.RATIO, GATHERED,
              "Số đoàn viên, hội viên của báo cáo có ghi số thuộc diện tập hợp", CHARTERS, denominator=ELIGIBLE,
              denominator_text="Số thuộc diện tập hợp của các báo cáo ấy", decimals=2, additive=False,
              missing=_NOT_REPORTED),
    Indicator("MT-08", "mass_introduced", "Đoàn viên ưu tú giới thiệu cho Đảng", "người", Kind.COUNT, INTRODUCTIONS,
              "Số người được Đoàn Thanh niên, công đoàn giới thiệu vào Đảng trong kỳ, theo hồ sơ kết nạp", ADMISSION),
    Indicator("MT-09", "mass_introduced_admitted", "Đoàn viên ưu tú giới thiệu, đã kết nạp", "người", Kind.COUNT, ADMITTED,
              "Số người được đoàn thể giới thiệu trong kỳ và đã kết nạp đến cuối kỳ", ADMISSION),
    Indicator("MT-10", "mass_introduced_admitted_share", "Tỷ lệ đoàn viên ưu tú giới thiệu được kết nạp", "%", Kind.RATIO,
              ADMITTED, "Số người được đoàn thể giới thiệu trong kỳ và đã kết nạp đến cuối kỳ", ADMISSION,
              denominator=INTRODUCTIONS, denominator_text="Số người được đoàn thể giới thiệu trong kỳ", decimals=2,
              additive=False),
    Indicator("MT-11", "members_in_youth_age", "Đảng viên trong tuổi đoàn", "đảng viên", Kind.COUNT,
              Rows(MEMBERS_AT_END, _youth), "Số đảng viên cuối kỳ chưa quá tuổi đoàn, theo Điều lệ Đoàn",
              "Điều lệ Đoàn Thanh niên Cộng sản Hồ Chí Minh, Điều 1"),
    Indicator("VD-02", "dialogues", "Hội nghị đối thoại", "hội nghị", Kind.COUNT,
              Rows(MASS_ACTIVITIES, Q(kind="doi_thoai")), "Số hội nghị đối thoại tổ chức trong kỳ", DIALOGUE),
    Indicator("VD-03", "units_with_democracy", "Tổ chức cơ sở đảng thực hiện quy chế dân chủ", "tổ chức", Kind.COUNT,
              DEMOCRATIC,
              "Số tổ chức cơ sở đảng có ghi ít nhất một việc thực hiện quy chế dân chủ ở cơ sở trong kỳ", DEMOCRACY),
    Indicator("VD-04", "units_with_democracy_share", "Tỷ lệ tổ chức cơ sở đảng thực hiện quy chế dân chủ", "%", Kind.RATIO,
              DEMOCRATIC, "Số tổ chức cơ sở đảng có ghi việc thực hiện quy chế dân chủ", DEMOCRACY,
              denominator=GRASSROOTS, denominator_text="Số tổ chức cơ sở đảng", decimals=2, additive=False),
)  # fmt: skip
