"""What findings say, in plain Vietnamese: what is wrong, and what to do."""

from __future__ import annotations

from dangvu.members import rules

#: Titles of the kinds of finding, for lists and filters.
TITLES: dict[str, str] = {
    "out_of_period": "Ngày ngoài kỳ của biểu",
    "duplicate_row": "Dòng trùng",
    "invalid_date": "Ngày không đọc được",
    "missing_date": "Thiếu ngày",
    "imprecise_date": "Ngày chưa đủ ngày, tháng",
    "under_18": "Chưa đủ tuổi khi vào Đảng",
    "over_60": "Quá tuổi khi vào Đảng",
    "official_before_12_months": "Chính thức trước khi hết dự bị",
    "name_variant_resolved": "Tên tổ chức viết khác",
    "declared_differs": "Số tự khai khác danh sách",
    "unknown_organisation": "Chưa rõ tổ chức",
    "unknown_person": "Chưa khớp được người",
    "ambiguous_person": "Có nhiều người trùng",
    "weak_match": "Khớp người theo dấu hiệu yếu",
    "similar_person": "Hai người có thể là một",
    "number_conflict": "Trùng số, khác tên",
    "lost_zero": "Số có thể mất số 0",
    "invalid_number": "Số không hợp lệ",
    "unknown_choice": "Từ không hiểu được",
    "missing_value": "Thiếu nội dung bắt buộc",
    "invalid_name": "Họ tên không hợp lệ",
    "formula_error": "Ô công thức bị lỗi",
    "unrecognised_sheet": "Trang chưa nhận ra loại biểu",
    "unknown_sender": "Chưa rõ đơn vị gửi",
    "undated_sheet": "Biểu chưa rõ ngày, kỳ",
    "unreadable_file": "Tệp không đọc được",
    "failed_file": "Tệp gặp lỗi khi xử lý",
    "file_remark": "Ghi nhận khi mở tệp",
    "hidden_sheet": "Trang bị ẩn",
    "column_not_kept": "Cột không được lưu",
    "total_differs": "Số dòng khác dòng tổng cộng",
    "row_vanished": "Dòng không còn trong biểu gửi lại",
    "not_in_records": "Có trong danh sách mới, chưa có trong sổ",
    "no_right": "Ngoài phạm vi được nạp",
    "already_received": "Tệp đã nạp trước đây",
    "conflicting_values": "Hai cột ghi khác nhau",
    "unknown_figure": "Chỉ tiêu tự khai không hiểu được",
    rules.ALREADY_MEMBER: "Đã là đảng viên của tổ chức",
    rules.NOT_A_MEMBER: "Chưa có trong danh sách",
    rules.DOUBLE_MEMBERSHIP: "Đang sinh hoạt ở hai nơi",
    rules.ALREADY_OFFICIAL: "Đã là chính thức",
}

#: {why a movement contradicts the person's others: (what is wrong, what to do)}
BREACHES: dict[str, tuple[str, str]] = {
    rules.ALREADY_MEMBER: (
        "Người này đã là đảng viên của tổ chức vào ngày đó, nên việc này không được tính thêm.",
        "Kiểm tra xem có ghi hai lần, hoặc ngày có đúng không; sửa trong biểu rồi gửi lại.",
    ),
    rules.NOT_A_MEMBER: (
        "Vào ngày đó người này chưa có (hoặc không còn) trong danh sách đảng viên của tổ chức, nên chưa được tính.",
        "Bổ sung người này vào danh sách đảng viên, hoặc sửa ngày, tên, ngày sinh cho khớp rồi gửi lại.",
    ),
    rules.DOUBLE_MEMBERSHIP: (
        "Người này đang là đảng viên ở một tổ chức khác chưa báo chuyển đi; chỉ tính một nơi, theo lần chuyển sau cùng.",
        "Nhắc nơi chuyển đi báo biến động “chuyển đi”.",
    ),
    rules.ALREADY_OFFICIAL: (
        "Người này đã là đảng viên chính thức trước ngày đó, nên việc công nhận này không được tính thêm.",
        "Kiểm tra ngày chính thức trong danh sách đảng viên và trong biểu này.",
    ),
}

MEND_AND_RESEND = "Sửa ô này trong tệp rồi nạp lại tệp; các dòng đúng không bị ảnh hưởng."
CONFIRM_OR_MEND = (
    "Nếu ghi nhầm: sửa trong tệp rồi nạp lại. Nếu đúng sự thật: người có thẩm quyền xác nhận để được tính."
)
ELSEWHERE = "Số ghi ở dòng này đã là của một người thuộc tổ chức khác, ngoài các tổ chức mà đồng chí được nạp dữ liệu."
WAITS = "Dòng được giữ lại và tự khớp khi danh sách liên quan được nạp; nếu không, sửa trong tệp rồi nạp lại."
