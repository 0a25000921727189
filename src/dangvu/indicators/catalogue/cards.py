"""Cards and the electronic handbook (domain §9.2 C, figures 40, 41, 48). TH: thẻ đảng viên; ST: Sổ tay đảng viên điện tử."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db.models import ExpressionWrapper, F, IntegerField, Q, Value

from dangvu.indicators.catalogue.members import AT_END
from dangvu.indicators.definition import Indicator, Kind, Number, Organisations, Rows, Window
from dangvu.indicators.member_sources import CARDS, HANDBOOK
from dangvu.indicators.sources import MEMBERS_AT_END
from dangvu.organisations.tree import Node

BASIS = "Hướng dẫn 12-HD/BTCTW (18/01/2022), thay bằng 38-HD/BTCTW (2025); Chỉ thị 51-CT/TW (2025) về đổi thẻ"
HANDBOOK_BASIS = "Quy định 339-QĐ/TW; số liệu đơn vị báo cáo"
_NOT_REPORTED = "Đơn vị không báo cáo trong kỳ thì không tính; nhiều lần báo cáo thì lấy lần sau cùng của kỳ."


def _cards(code: str, name: str, title: str, kind: str, text: str) -> Indicator:
    return Indicator(code, name, title, "thẻ", Kind.COUNT, Rows(CARDS, Q(kind=kind)), text, BASIS)


def _hundredfold(window: Window) -> ExpressionWrapper[object]:
    return ExpressionWrapper(F("installed") * Value(100), output_field=IntegerField())


def _half(window: Window) -> Value:
    return Value(int(window.parameters.on("handbook.share_first", window.period.end).value), IntegerField())


def _most(window: Window) -> Value:
    return Value(int(window.parameters.on("handbook.share_second", window.period.end).value), IntegerField())


def _above(share: Callable[[Window], Value]) -> Organisations:
    """Grassroots organisations of whose members more than a share has installed it: both sides hundredfold and whole."""

    def needs(window: Window) -> Mapping[str, Rows]:
        return {"installed": Rows(HANDBOOK, weight=_hundredfold), "bar": Rows(MEMBERS_AT_END, weight=share)}

    def test(node: Node, own: Mapping[str, Number], rolled: Mapping[str, Number]) -> bool:
        return node.is_grassroots and rolled["installed"] > rolled["bar"] and bool(rolled["installed"])

    return Organisations(test, needs=needs)


INSTALLED = Rows(HANDBOOK, weight="installed")

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
              Kind.COUNT, _above(_half),
              "Số tổ chức cơ sở đảng có số cài đặt trên mức thứ nhất (tham số handbook.share_first) của đảng viên cuối kỳ",
              HANDBOOK_BASIS, missing=_NOT_REPORTED),
    Indicator("ST-05", "handbook_units_above_most", "Tổ chức cơ sở đảng có trên 80% đảng viên cài đặt Sổ tay", "tổ chức",
              Kind.COUNT, _above(_most),
              "Số tổ chức cơ sở đảng có số cài đặt trên mức thứ hai (tham số handbook.share_second) của đảng viên cuối kỳ",
              HANDBOOK_BASIS, missing=_NOT_REPORTED),
)  # fmt: skip
