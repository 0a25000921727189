"""Cards and the electronic handbook (domain §9.2 C, figures 40, 41, 48). TH: thẻ đảng viên; ST: Sổ tay đảng viên điện tử."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from dangvu.indicators.catalogue.members import AT_END
from dangvu.indicators.definition import Indicator, Kind, Number, Record, Rows
from dangvu.indicators.engine import Run
from dangvu.indicators.member_sources import CARDS, HANDBOOK
from dangvu.organisations.tree import Node

BASIS = "Hướng dẫn 12-HD/BTCTW (18/01/2022), thay bằng 38-HD/BTCTW (2025); Chỉ thị 51-CT/TW (2025) về đổi thẻ"
HANDBOOK_BASIS = "Quy định 339-QĐ/TW; số liệu đơn vị báo cáo"
_NOT_REPORTED = "Đơn vị không báo cáo trong kỳ thì không tính; nhiều lần báo cáo thì lấy lần sau cùng của kỳ."


def _cards(code: str, name: str, title: str, kind: str, text: str) -> Indicator:
    return Indicator(code, name, title, "thẻ", Kind.COUNT, Rows(CARDS, Q(kind=kind)), text, BASIS)


INSTALLED = Rows(HANDBOOK, weight="installed")


@dataclass(frozen=True)
class UnitsAbove:
    """Grassroots organisations of whose members at the end more have installed it than a parameter says, in per cent."""

    parameter: str

    def _passing(self, run: Run) -> list[Node]:
        share = int(run.window.parameters.on(self.parameter, run.window.period.end).value)
        installed, members = run.rolled(INSTALLED), run.rolled(AT_END)
        return [
            node
            for node in run.last_tree
            if node.is_grassroots
            and (told := installed.get(node.id, 0))
            and told * 100 > share * members.get(node.id, 0)
        ]

    def totals(self, run: Run) -> Mapping[int, Number]:
        return run.last_tree.roll_up({node.id: 1 for node in self._passing(run)})

    def records(self, run: Run, organisation: int) -> list[Record]:
        tree = run.last_tree
        inside = set(tree.descendants(organisation)) if organisation in tree else set()
        return [
            Record(tree.label(node.id), None, node.id) for node in self._passing(run) if node.id in inside
        ]


INDICATORS = (
    _cards("TH-01", "cards_issued", "Phát thẻ đảng viên", "phat", "Số thẻ đảng viên phát lần đầu trong kỳ, theo ngày phát"),
    _cards("TH-02", "cards_exchanged", "Đổi thẻ đảng viên", "doi", "Số thẻ đảng viên đổi trong kỳ, theo ngày đổi"),
    _cards("TH-03", "cards_reissued", "Cấp lại thẻ đảng viên", "phat_lai",
           "Số thẻ đảng viên cấp lại do mất, hỏng trong kỳ, theo ngày cấp lại"),
    Indicator("ST-01", "handbook_installed", "Đảng viên cài đặt Sổ tay đảng viên điện tử", "đảng viên", Kind.SUM, INSTALLED,
              "Tổng số đảng viên đã cài đặt, theo báo cáo mới nhất trong kỳ của từng đơn vị", HANDBOOK_BASIS,
              missing=_NOT_REPORTED),
    Indicator("ST-02", "handbook_using", "Đảng viên thường xuyên dùng Sổ tay đảng viên điện tử", "đảng viên", Kind.SUM,
              Rows(HANDBOOK, Q(using__isnull=False), weight="using"),
              "Tổng số đảng viên thường xuyên dùng, theo báo cáo mới nhất trong kỳ của từng đơn vị", HANDBOOK_BASIS,
              missing=_NOT_REPORTED),
    Indicator("ST-03", "handbook_installed_share", "Tỷ lệ đảng viên cài đặt Sổ tay đảng viên điện tử", "%", Kind.RATIO,
              INSTALLED, "Số đảng viên đã cài đặt", HANDBOOK_BASIS, denominator=AT_END,
              denominator_text="Số đảng viên cuối kỳ, kể cả của đơn vị chưa báo cáo", decimals=2, additive=False,
              missing=_NOT_REPORTED),
    Indicator("ST-04", "handbook_units_above_half", "Tổ chức cơ sở đảng có trên 50% đảng viên cài đặt Sổ tay", "tổ chức",
              Kind.COUNT, UnitsAbove("handbook.share_first"),
              "Số tổ chức cơ sở đảng có số cài đặt trên mức thứ nhất (người quản trị đặt ở Tham số) của đảng viên cuối kỳ",
              HANDBOOK_BASIS, missing=_NOT_REPORTED),
    Indicator("ST-05", "handbook_units_above_most", "Tổ chức cơ sở đảng có trên 80% đảng viên cài đặt Sổ tay", "tổ chức",
              Kind.COUNT, UnitsAbove("handbook.share_second"),
              "Số tổ chức cơ sở đảng có số cài đặt trên mức thứ hai (người quản trị đặt ở Tham số) của đảng viên cuối kỳ",
              HANDBOOK_BASIS, missing=_NOT_REPORTED),
)  # fmt: skip
