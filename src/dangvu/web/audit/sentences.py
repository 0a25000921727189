"""What an action did, as a person says it. ``{n}`` is how many; other names come from the entry's own detail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dangvu.accounts.roles import ROLES
from dangvu.foundation.ratio import vietnamese

SENTENCES: dict[str, str] = {
    "accounts.create_user": "Lập tài khoản {username}",
    "accounts.grant": "Giao vai trò “{role}” cho {n} người",
    "accounts.end_grants": "Thôi giao {n} vai trò",
    "accounts.change_password": "Tự đổi mật khẩu",
    "accounts.reset_password": "Cấp phong bì mật khẩu mới cho {username}",
    "accounts.close": "Khóa tài khoản {username}",
    "accounts.reopen": "Mở lại tài khoản {username}",
    "accounts.confirm": "Xác nhận {n} tài khoản còn cần dùng",
    "accounts.reset_factors": "Đặt lại bước xác thực thứ hai của {username}",
    "accounts.add_factor": "Tự thêm một cách xác thực",
    "accounts.remove_factor": "Tự bỏ một cách xác thực",
    "accounts.make_codes": "Tự tạo bộ mã khôi phục mới",
    "backup.make": "Sao lưu ra tệp {file}",
    "admissions.admit": "Ghi kết nạp {n} đảng viên",
    "admissions.amend": "Ghi người giúp đỡ, trình độ học vấn của {n} hồ sơ kết nạp",
    "admissions.end": "Kết thúc {n} hồ sơ kết nạp",
    "admissions.introduce": "Ghi {n} giấy giới thiệu vào Đảng",
    "admissions.list_outstanding": "Đưa {n} người vào danh sách quần chúng ưu tú",
    "admissions.record_step": "Ghi một bước của {n} hồ sơ kết nạp",
    "admissions.take_back_step": "Gỡ một bước đã ghi của {n} hồ sơ kết nạp",
    "admissions.withdraw_introduction": "Bỏ {n} giấy giới thiệu đã ghi",
    "admissions.recognise": "Ghi công nhận chính thức {n} đảng viên",
    "admissions.withdraw": "Rút {n} dòng kết nạp, công nhận chính thức đã ghi",
    "indicators.declare": "Ghi {n} số đơn vị tự khai",
    "indicators.freeze": "Chốt {n} số liệu",
    "indicators.withdraw": "Rút {n} số đơn vị tự khai",
    "inspection.record": "Ghi {n} cuộc kiểm tra, giám sát",
    "inspection.withdraw": "Rút {n} cuộc kiểm tra, giám sát đã ghi",
    "intake.confirm": "Xác nhận tính {n} dòng trước đó được giữ lại",
    "intake.load": "Nạp xong {n} tệp",
    "intake.load_file": "Nạp tệp “{file}”: {n} dòng",
    "jobs.ask": "Yêu cầu máy làm: {title}",
    "meetings.record": "Ghi {n} buổi sinh hoạt",
    "meetings.take_back": "Bỏ {n} buổi sinh hoạt ghi nhầm",
    "meetings.withdraw": "Rút {n} buổi sinh hoạt đã ghi",
    "members.correct_profiles": "Bổ sung, đính chính thông tin của {n} người",
    "members.follow": "{n} đảng viên chuyển theo tổ chức",
    "members.merge_people": "Gộp {n} người ghi trùng",
    "members.record_movements": "Ghi {n} biến động đảng viên",
    "members.register": "Thêm {n} người vào sổ",
    "members.retire_movements": "Rút {n} biến động đã ghi",
    "officers.take_seats": "Ghi {n} đồng chí giữ chức vụ",
    "officers.leave_seats": "Ghi {n} chức vụ thôi giữ",
    "officers.end_with_organisation": "{n} chức vụ hết cùng với tổ chức chấm dứt",
    "officers.end_of_people": "{n} chức vụ hết vì người giữ chuyển đi",
    "officers.follow_members": "{n} chức vụ theo biến động của người giữ",
    "officers.begin_term": "Ghi nhiệm kỳ mới; {n} chức vụ nhiệm kỳ trước hết",
    "organisations.begin_term": "Mở nhiệm kỳ {years}",
    "organisations.thanh_lap": "Thành lập tổ chức theo quyết định số {decision}",
    "organisations.chuyen": "Chuyển tổ chức theo quyết định số {decision}",
    "organisations.sap_nhap": "Sáp nhập tổ chức theo quyết định số {decision}",
    "organisations.chia_tach": "Chia tách tổ chức theo quyết định số {decision}",
    "organisations.doi_ten": "Đổi tên tổ chức theo quyết định số {decision}",
    "organisations.giai_the": "Giải thể tổ chức theo quyết định số {decision}",
    "reorganisation.move": "Chuyển tổ chức; {n} đảng viên ghi theo tổ chức",
    "reorganisation.merge": "Nhập tổ chức; {n} đảng viên ghi theo tổ chức",
    "reorganisation.split": "Tách tổ chức; {n} đảng viên ghi theo tổ chức",
    "reorganisation.rename": "Đổi tên tổ chức",
    "reorganisation.dissolve": "Giải thể tổ chức; {n} đảng viên ghi theo tổ chức",
    "reorganisation.found": "Thành lập tổ chức",
    "organisations.dissolve": "Giải thể tổ chức theo quyết định số {decision}",
    "organisations.found": "Thành lập tổ chức theo quyết định số {decision}",
    "organisations.merge": "Sáp nhập tổ chức theo quyết định số {decision}",
    "organisations.move": "Chuyển tổ chức theo quyết định số {decision}",
    "organisations.rename": "Đổi tên tổ chức theo quyết định số {decision}",
    "organisations.set_letterhead": "Đặt thể thức văn bản của cấp ủy",
    "organisations.split": "Chia tách tổ chức theo quyết định số {decision}",
    "organisations.take_over": "Tiếp nhận danh sách {n} tổ chức",
    "parameters.enter_holidays": "Nhập {n} ngày nghỉ, ngày làm bù vào lịch",
    "parameters.remove_holidays": "Bỏ {n} ngày khỏi lịch nghỉ lễ",
    "parameters.enter": "Nhập giá trị mới của tham số {code}",
    "parameters.seed": "Bổ sung {n} giá trị tham số theo bản cài đặt",
    "reports.issue": "Ban hành báo cáo",
    "resolutions.allocate": "Phân bổ chỉ tiêu cho {n} tổ chức",
    "resolutions.assign_task": "Giao nhiệm vụ",
    "resolutions.keep": "Lưu {n} nghị quyết",
    "resolutions.set_targets": "Đặt {n} chỉ tiêu",
    "resolutions.share_out": "Giao, điều chỉnh phần chỉ tiêu của {n} tổ chức",
    "resolutions.withdraw_target": "Bỏ chỉ tiêu đã lập nhầm",
    "resolutions.record_progress": "Ghi tiến độ nhiệm vụ của {n} tổ chức",
    "resolutions.set_target": "Đặt chỉ tiêu năm {year}",
    "resolutions.withdraw": "Rút {n} dòng chỉ tiêu, tiến độ đã ghi",
    "training.cancel_class": "Hủy một lớp",
    "training.drop": "Bỏ {n} người khỏi danh sách học viên",
    "training.grade": "Ghi kết quả của {n} học viên",
    "training.enrol": "Ghi {n} học viên",
    "training.hold_class": "Mở lớp bồi dưỡng",
    "training.withdraw": "Rút {n} học viên đã ghi",
    "members.unmerge_people": "Tách lại {n} người đã gộp",
    "members.say_distinct": "Ghi nhận hai người giống tên là hai người khác nhau",
    "members.save_filter": "Lưu một bộ lọc danh sách",
    "members.drop_filter": "Bỏ một bộ lọc danh sách",
    "members.record_badges": "Ghi trao {n} Huy hiệu Đảng",
    "members.record_cards": "Ghi {n} việc về thẻ đảng viên",
    "members.record_absences": "Ghi vắng mặt, miễn sinh hoạt hoặc chuyển tạm thời của {n} người",
    "members.end_absence": "Ghi kết thúc vắng mặt, miễn sinh hoạt của {n} người",
    "members.correct_movement": "Đính chính {n} biến động",
    "members.reveal": "Xem đủ số định danh của {n} người",
    "members.export": "Xuất danh sách {n} người ra tệp",
    "members.leave": "Ghi {n} người ra khỏi danh sách đảng viên",
    "members.come_back": "Ghi {n} người được phục hồi hoặc kết nạp lại",
    "members.introduce": "Giới thiệu {n} người chuyển sinh hoạt đi",
    "members.receive": "Tiếp nhận {n} người chuyển sinh hoạt đến",
    "members.confirm_outside": "Xác nhận nơi ngoài đảng bộ đã tiếp nhận {n} người",
    "members.cancel_transfer": "Hủy {n} giấy giới thiệu chuyển sinh hoạt",
    "members.send_back": "Trả lại {n} giấy giới thiệu chuyển sinh hoạt",
    "members.arrive": "Tiếp nhận {n} người từ nơi ngoài đảng bộ",
    "members.move_within": "Chuyển nội bộ {n} người",
    "intake.mend": "Sửa {n} dòng nạp vào",
    "intake.set_aside": "Để lại {n} dòng, không tính",
    "intake.undo": "Rút lại cả lần nạp: {n} dòng",
    "intake.choose_columns": "Chọn nghĩa cho {n} cột của biểu",
    "intake.forget_columns": "Bỏ {n} lựa chọn cột đã nhớ",
    "intake.upload": "Tải lên {n} tệp để xem trước, chưa ghi gì",
    "intake.drop_upload": "Bỏ một lần tải lên",
    "intake.stage_mend": "Sửa {n} ô trong lần xem trước",
}

#: The beginnings of actions' names, as subjects to choose from.
SUBJECTS: dict[str, str] = {
    "members.": "Đảng viên",
    "admissions.": "Kết nạp, chính thức",
    "organisations.": "Tổ chức",
    "reorganisation.": "Sắp xếp tổ chức",
    "officers.": "Cấp ủy, chức vụ",
    "resolutions.": "Chỉ tiêu, nhiệm vụ",
    "training.": "Lớp bồi dưỡng",
    "meetings.": "Sinh hoạt",
    "inspection.": "Kiểm tra, giám sát",
    "intake.": "Nạp dữ liệu",
    "reports.": "Báo cáo",
    "accounts.": "Tài khoản",
}


class _Said(dict[str, Any]):
    """What an older entry did not keep is left out, not guessed."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(action: str, count: int, detail: Mapping[str, Any]) -> str:
    """The entry as a sentence; an action without one is shown by its name rather than hidden."""
    said = _Said({key: str(value) for key, value in detail.items() if value not in (None, "")})
    if "role" in said and said["role"] in ROLES:
        said["role"] = ROLES[said["role"]].title
    said["n"] = vietnamese(count)
    return SENTENCES.get(action, f"{action}: {{n}}").format_map(said)
