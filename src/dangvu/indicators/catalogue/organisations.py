"""Organisations (domain §9.2 A). Three counters that press items mix are kept apart."""

from __future__ import annotations

from dangvu.indicators.definition import Indicator, Kind, Organisations, Rows
from dangvu.indicators.linked import MovedWithOrganisation
from dangvu.indicators.sources import REORGANISATIONS
from dangvu.organisations.models import Kind as OrganisationKind
from dangvu.organisations.tree import Node

STATUTE = "Điều lệ Đảng, Điều 10 và Điều 21"


def _count(code: str, name: str, title: str, numerator: Organisations, text: str) -> Indicator:
    return Indicator(code, name, title, "tổ chức", Kind.COUNT, numerator, text, STATUTE)


def _of_kind(kind: OrganisationKind) -> Organisations:
    def test(node: Node, own: object, rolled: object) -> bool:
        return node.kind == kind

    return Organisations(test)


GRASSROOTS = Organisations(lambda node, own, rolled: node.is_grassroots)
CELLS = Organisations(lambda node, own, rolled: node.is_cell)

INDICATORS = (
    _count("TC-01", "grassroots_organisations", "Tổ chức cơ sở đảng", GRASSROOTS,
           "Số đảng bộ cơ sở và chi bộ cơ sở vào ngày cuối kỳ"),
    _count("TC-02", "grassroots_committees", "Đảng bộ cơ sở", _of_kind(OrganisationKind.GRASSROOTS_COMMITTEE),
           "Số đảng bộ cơ sở vào ngày cuối kỳ"),
    _count("TC-03", "grassroots_cells", "Chi bộ cơ sở", _of_kind(OrganisationKind.GRASSROOTS_CELL),
           "Số chi bộ cơ sở vào ngày cuối kỳ"),
    _count("TC-04", "sectional_committees", "Đảng bộ bộ phận", _of_kind(OrganisationKind.SECTIONAL_COMMITTEE),
           "Số đảng bộ bộ phận vào ngày cuối kỳ"),
    _count("TC-05", "attached_cells", "Chi bộ trực thuộc", _of_kind(OrganisationKind.ATTACHED_CELL),
           "Số chi bộ trực thuộc đảng ủy cơ sở vào ngày cuối kỳ"),
    _count("TC-06", "cells", "Chi bộ", CELLS,
           "Số chi bộ vào ngày cuối kỳ; một chi bộ cơ sở là một chi bộ"),
    Indicator("TC-07", "reorganisations", "Thay đổi tổ chức trong kỳ", "việc", Kind.COUNT, Rows(REORGANISATIONS),
              "Số việc thành lập, sáp nhập, chia tách, chuyển, đổi tên, giải thể có hiệu lực trong kỳ", STATUTE),
    Indicator("TC-08", "moved_in_with_organisation", "Đảng viên đến theo tổ chức", "đảng viên", Kind.COUNT,
              MovedWithOrganisation(incoming=True),
              "Số đảng viên đến cùng với tổ chức của mình do sắp xếp tổ chức trong kỳ", STATUTE, additive=False),
    Indicator("TC-09", "moved_out_with_organisation", "Đảng viên đi theo tổ chức", "đảng viên", Kind.COUNT,
              MovedWithOrganisation(incoming=False),
              "Số đảng viên đi cùng với tổ chức của mình do sắp xếp tổ chức trong kỳ", STATUTE, additive=False),
)  # fmt: skip
