"""What real half-year reports print (domain §9.2), by its number there, and the figures that answer it.

No. 62, the planning of committee members, is kept out on purpose. A comparison with the same period of the year before
(nos. 22 and 86) is made of any figure beside itself; it has no figure of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reported:
    """One line of the catalogue of reports: what it asks, and the codes of the figures that answer it."""

    number: int
    title: str
    codes: tuple[str, ...]
    #: Answered by setting these figures beside those of the same period a year before.
    compared: bool = False


def _codes(words: str) -> tuple[str, ...]:
    """``KN-01 KT-11..14`` written out."""
    found: list[str] = []
    for word in words.split():
        first, _, last = word.partition("..")
        prefix, number = first.split("-")
        found += [f"{prefix}-{n:02d}" for n in range(int(number), int(last or number) + 1)]
    return tuple(found)


_LINES = (
    (1, "Tổ chức cơ sở đảng trực thuộc", "TC-01"),
    (2, "Đảng bộ cơ sở, chi bộ cơ sở", "TC-02 TC-03"),
    (3, "Đảng bộ bộ phận", "TC-04"),
    (4, "Chi bộ trực thuộc đảng ủy cơ sở", "TC-05"),
    (5, "Thành lập, sáp nhập, chia tách, chuyển, giải thể tổ chức", "TC-07"),
    (6, "Đảng viên cuối kỳ", "DV-01 DV-02"),
    (7, "Đảng viên dự bị, chính thức", "DV-03 DV-04 DV-11"),
    (8, "Đảng viên nữ", "DV-05 DV-08"),
    (9, "Đảng viên dân tộc thiểu số, có đạo", "DV-06 DV-07 DV-09 DV-10"),
    (10, "Trình độ: THPT, cao đẳng trở lên, sau đại học", "DV-24 DV-26 DV-37..41"),
    (11, "Lý luận chính trị", "DV-27..29"),
    (12, "Tuổi bình quân đảng viên", "DV-12"),
    (13, "Đảng viên trong doanh nghiệp tư nhân", "DV-42..45"),
    (14, "Đảng viên miễn công tác và sinh hoạt", "DV-36"),
    (15, "Lớp bồi dưỡng nhận thức về Đảng", "BD-01"),
    (16, "Học viên lớp nhận thức", "BD-02"),
    (17, "Lớp đảng viên mới", "BD-09"),
    (18, "Học viên lớp đảng viên mới", "BD-10"),
    (19, "Xếp loại học viên", "BD-05..08"),
    (20, "Kết nạp đảng viên", "KN-01"),
    (21, "Tỷ lệ thực hiện chỉ tiêu kết nạp", "KN-02 KN-07"),
    (22, "Kết nạp so với cùng kỳ", "KN-01", True),
    (23, "Tỷ lệ kết nạp trên tổng đảng viên", "KN-18"),
    (24, "Kết nạp: nữ", "KN-03 KN-08"),
    (25, "Kết nạp: dân tộc thiểu số", "KN-04 KN-09"),
    (26, "Kết nạp: có đạo", "KN-05 KN-10"),
    (27, "Kết nạp trong doanh nghiệp (tư nhân, có vốn nước ngoài)", "KN-19 KN-20"),
    (28, "Kết nạp: đoàn viên thanh niên, công đoàn viên", "KN-21..24"),
    (29, "Kết nạp: học sinh, sinh viên", "KN-25 KN-26"),
    (30, "Kết nạp: tuổi 18–30, tuổi bình quân", "KN-06 KN-11 KN-12"),
    (31, "Kết nạp: chức vụ, trình độ", "KN-13 KN-27..30"),
    (32, "Tổ chức có kết nạp, chưa kết nạp", "KN-14..16"),
    (33, "Kết quả kết nạp theo đơn vị, đạt hay chưa đạt", "KN-17 KN-07"),
    (34, "Kết nạp lại", "DV-35"),
    (35, "Công nhận chính thức", "CT-01"),
    (36, "Xét công nhận chính thức đúng hạn, chậm", "CT-03..07"),
    (37, "Dự bị đến hạn chưa xét", "CT-02"),
    (38, "Quần chúng ưu tú đang bồi dưỡng", "QC-01 QC-02"),
    (39, "Thẩm tra lý lịch, trả lời thẩm tra", "BV-01 BV-02"),
    (40, "Phát thẻ đảng viên", "TH-01"),
    (41, "Đổi thẻ, cấp lại thẻ", "TH-02 TH-03"),
    (42, "Huy hiệu Đảng theo mốc, truy tặng", "HH-01..14"),
    (43, "Chuyển sinh hoạt đi, đến, nội bộ", "SH-01..08"),
    (44, "Chuyển sinh hoạt tạm thời", "SH-09..12"),
    (45, "Xóa tên, xin ra, khai trừ, từ trần", "GD-01..04"),
    (46, "Phục hồi đảng tịch", "DV-34"),
    (47, "Cập nhật số định danh cá nhân", "DV-31 DV-32"),
    (48, "Sổ tay đảng viên điện tử", "ST-01..05"),
    (49, "Đảng phí thu, nộp, giữ lại", "DP-01..05"),
    (50, "Hội nghị, lớp quán triệt", "QT-01"),
    (51, "Đảng viên dự học", "QT-02..04"),
    (52, "Quần chúng dự học", "QT-05"),
    (53, "Lượt nghe thông tin thời sự", "QT-10 QT-11"),
    (54, "Sinh hoạt chính trị “tự soi, tự sửa”", "QT-12 QT-13"),
    (55, "Mô hình, gương điển hình học tập Bác", "DH-01 DH-02"),
    (56, "Văn bản ban hành theo loại", "VB-01..10"),
    (57, "Sơ kết giữa nhiệm kỳ", "NV-01..03"),
    (58, "Đại hội đã tổ chức", "NV-11..13"),
    (59, "Kiện toàn cấp ủy", "CU-01..08"),
    (60, "Kết luận tiêu chuẩn chính trị", "BV-03"),
    (61, "Bồi dưỡng nghiệp vụ cấp ủy, bí thư chi bộ", "BD-11 BD-12"),
    (63, "Chi bộ họp đủ định kỳ", "CB-08..10"),
    (64, "Chi bộ mỗi quý có sinh hoạt chuyên đề", "CB-02..04"),
    (65, "Buổi sinh hoạt chuyên đề", "CB-01"),
    (66, "Tỷ lệ đảng viên dự sinh hoạt", "CB-11..13"),
    (67, "Xếp loại chất lượng sinh hoạt", "CB-14..19"),
    (68, "Cấp ủy viên dự sinh hoạt chi bộ", "CB-20"),
    (69, "Chi bộ “bốn tốt”, kiểu mẫu", "DH-03 DH-04"),
    (70, "Cấp ủy kiểm tra", "KT-11 KT-12"),
    (71, "Cấp ủy giám sát chuyên đề", "KT-13 KT-14"),
    (72, "Ủy ban kiểm tra: dấu hiệu vi phạm", "KT-15 KT-16"),
    (73, "Ủy ban kiểm tra: nhiệm vụ kiểm tra, giám sát, kỷ luật", "KT-17"),
    (74, "Kiểm tra tài chính đảng", "KT-18"),
    (75, "Ủy ban kiểm tra giám sát", "KT-19 KT-20"),
    (76, "Chi bộ kiểm tra, giám sát đảng viên", "KT-21 KT-22"),
    (77, "Tổng đối tượng kiểm tra, giám sát", "KT-23 KT-24"),
    (78, "Kết luận có vi phạm, phải kỷ luật", "KT-25..28"),
    (79, "Kỷ luật đảng viên theo hình thức", "KL-01..05"),
    (80, "Kỷ luật cấp ủy viên", "KL-06 KL-07"),
    (81, "Kỷ luật theo nội dung vi phạm", "KL-10..14"),
    (82, "Kỷ luật tổ chức đảng", "KL-08"),
    (83, "Đình chỉ sinh hoạt", "KL-09"),
    (84, "Đơn thư theo kết quả", "DT-01..06"),
    (85, "Khiếu nại kỷ luật, tố cáo đã giải quyết", "DT-07"),
    (86, "Kiểm tra, kỷ luật, đơn thư so với cùng kỳ", "KT-11..28 KL-01 DT-01..07", True),
    (87, "Phòng, chống tham nhũng", "PC-01..08"),
    (88, "Xếp loại tổ chức cơ sở đảng", "XL-02..09 XL-11 XL-12"),
    (89, "Được xếp loại trên phải xếp loại", "XL-01 XL-10"),
    (90, "Hoàn thành xuất sắc trong số hoàn thành tốt", "XL-14"),
    (91, "Xếp loại đảng viên", "XL-15..23"),
    (92, "Giấy khen, bằng khen", "KH-01..04"),
    (93, "Cơ sở đoàn thể, đoàn viên, hội viên", "MT-01..06"),
    (94, "Đoàn viên ưu tú giới thiệu, được kết nạp", "MT-08..10"),
    (95, "Đảng viên trong tuổi đoàn", "MT-11"),
    (96, "Dân vận khéo, đối thoại, quy chế dân chủ", "VD-01..04"),
    (97, "Chỉ tiêu đạt, vượt, chưa đạt", "NQ-01..05"),
    (98, "Nhiệm vụ đúng hạn, quá hạn", "NV-04..10"),
    (99, "Đại biểu, ý kiến, kiến nghị đã trả lời", "HN-01..03 YK-01..04"),
    (100, "Đề án: hạng mục hoàn thành", "DA-01..06"),
)

REPORTED: tuple[Reported, ...] = tuple(
    Reported(number, title, _codes(codes), *compared) for number, title, codes, *compared in _LINES
)


def answered(values: Mapping[str, float | None], year_before: Mapping[str, float | None]) -> list[Reported]:
    """The lines that a period has a number for: some figure of theirs is told and not nought; what is compared needs
    the same period a year before as well. Both are {code: value}."""

    def told(line: Reported, there: Mapping[str, float | None]) -> bool:
        return any(there.get(code) for code in line.codes)

    return [
        line for line in REPORTED if told(line, values) and (not line.compared or told(line, year_before))
    ]
