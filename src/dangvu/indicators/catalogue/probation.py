"""Probation considered in time, and the pool of outstanding people (domain §9.2 B, 36 and 38). CT: chính thức; QC: quần
chúng ưu tú."""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.catalogue.admissions import BASIS, PROBATION
from dangvu.indicators.considering import Probationers
from dangvu.indicators.definition import Indicator, Kind, Rows
from dangvu.indicators.growth_sources import OUTSTANDING
from dangvu.work.admissions.rules.considered import Considered

_LIMIT = "thời hạn 30 ngày làm việc sau ngày hết 12 tháng dự bị (trừ ngày nghỉ lễ; số ngày theo quy định của ngày ấy)"
_DAY = (
    "ngày xét là ngày chi bộ biểu quyết hoặc đề nghị xóa tên ghi trong hồ sơ; không ghi thì quyết định công nhận ký trong"
    " thời hạn cũng là đúng hạn"
)
_NOT_TOLD = (
    "Không rõ ngày vào Đảng, hoặc không có ngày chi bộ xét mà cũng không có quyết định ký trong thời hạn, thì không tính là"
    " đúng hạn hay chậm."
)
ENDED = Probationers()
ON_TIME, LATE = Probationers((Considered.ON_TIME,)), Probationers((Considered.LATE,))
JUDGED, UNTOLD = (
    Probationers((Considered.ON_TIME, Considered.LATE)),
    Probationers((Considered.NOT_TOLD,)),
)
_SCHEME = "Hướng dẫn 12-HD/BTCTW (2012) về quần chúng ưu tú; Hướng dẫn 01-HD/TW (28/9/2021), thay bằng 06-HD/TW (09/6/2025), điểm 5.4"


def _considered(
    code: str, name: str, title: str, who: Probationers, text: str, missing: str = Indicator.missing
) -> Indicator:
    return Indicator(code, name, title, "đảng viên", Kind.COUNT, who, text, PROBATION, missing=missing)


INDICATORS = (
    _considered("CT-03", "probations_ended", "Đảng viên dự bị hết 12 tháng trong kỳ", ENDED,
                "Số đảng viên dự bị có ngày hết 12 tháng dự bị (tính từ ngày vào Đảng) trong kỳ"),
    _considered("CT-04", "probations_considered_on_time", "Xét công nhận chính thức đúng hạn", ON_TIME,
                f"Số đảng viên dự bị hết 12 tháng trong kỳ được chi bộ xét trong {_LIMIT}; {_DAY}", _NOT_TOLD),
    _considered("CT-05", "probations_considered_late", "Xét công nhận chính thức chậm", LATE,
                "Số đảng viên dự bị hết 12 tháng trong kỳ được chi bộ xét sau thời hạn, hoặc thời hạn đã qua trước ngày cuối kỳ"
                " mà chưa xét", _NOT_TOLD),
    Indicator("CT-06", "probations_considered_on_time_share", "Tỷ lệ xét công nhận chính thức đúng hạn", "%", Kind.RATIO,
              ON_TIME, "Số đảng viên dự bị hết 12 tháng trong kỳ được xét đúng hạn", PROBATION, denominator=JUDGED,
              denominator_text="Số đảng viên dự bị hết 12 tháng trong kỳ đã rõ là xét đúng hạn hay chậm", decimals=2,
              additive=False, missing=_NOT_TOLD),
    _considered("CT-07", "probations_considered_not_told", "Hết 12 tháng dự bị, chưa ghi ngày xét", UNTOLD,
                "Số đảng viên dự bị hết 12 tháng trong kỳ đã công nhận hoặc đã chuyển, ra khỏi nơi sinh hoạt mà không ghi ngày"
                " xét, nên chưa rõ đúng hạn hay chậm"),
    Indicator("QC-01", "outstanding_people", "Quần chúng ưu tú đang bồi dưỡng", "người", Kind.COUNT, Rows(OUTSTANDING),
              "Số quần chúng ưu tú có trong danh sách của chi bộ vào ngày cuối kỳ, chưa kết nạp, chưa thôi xét", BASIS),
    Indicator("QC-02", "outstanding_people_certified", "Quần chúng ưu tú có giấy chứng nhận còn giá trị", "người", Kind.COUNT,
              Rows(OUTSTANDING, Q(certified=True)),
              "Số quần chúng ưu tú trong danh sách vào ngày cuối kỳ có giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng còn giá"
              " trị vào ngày ấy (60 tháng từ ngày cấp)", _SCHEME),
)  # fmt: skip
