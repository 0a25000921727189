"""The pages and the daily acts that the search knows by name, in the words in which people look for them.

Who may open one is not said here: the gate of its view is asked, so that no answer leads to a closed door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import resolve, reverse

from dangvu.foundation.capabilities import REORGANISE
from dangvu.foundation.vietnamese import has_words
from dangvu.web.gate import Place


@dataclass(frozen=True, slots=True)
class Door:
    """A page or an act: what it is called, other words for it, and whether its form is what one comes for."""

    page: str
    title: str
    words: str = ""
    act: bool = False
    needs: str = ""  # a capability beyond that of the page


#: Pages of no organisation stand open to whoever is signed in.
_OWN = (
    Door("home", "Việc cần làm", "trang đầu quá hạn hôm nay tuần này"),
    Door("jobs", "Việc máy đang làm", "tệp báo cáo tải lại tiến độ"),
    Door("account", "Tài khoản của tôi", "vai trò phiên đăng nhập ngôn ngữ tiếng Anh"),
    Door("account_password", "Đổi mật khẩu", "tài khoản"),
    Door("mfa_index", "Xác thực bước hai", "mã khôi phục khóa đăng nhập ứng dụng điện thoại"),
)
_DOORS = (
    Door("organisation", "Trang tổ chức", "đơn vị kỳ báo cáo"),
    Door("tree", "Cây tổ chức", "đơn vị trực thuộc chi bộ đảng bộ danh sách"),
    Door("officers", "Cấp ủy và nhiệm kỳ", "bí thư phó bí thư chức vụ đại hội"),
    Door("take_seat", "Ghi người giữ chức vụ", "bầu bổ sung chỉ định cấp ủy kiện toàn", act=True),
    Door(
        "sector", "Ghi loại hình đơn vị", "doanh nghiệp tư nhân công ty cơ quan sự nghiệp nhà nước", act=True
    ),
    Door("begin_term", "Ghi đại hội, nhiệm kỳ mới", "cấp ủy", act=True),
    Door(
        "tree",
        "Sắp xếp tổ chức",
        "thành lập sáp nhập hợp nhất chia tách chuyển đổi tên giải thể",
        needs=REORGANISE,
    ),
    Door("members", "Danh sách đảng viên", "lọc xuất cột"),
    Door("missing", "Thông tin đảng viên còn thiếu", "bổ sung làm sạch hồ sơ"),
    Door("duplicates", "Hồ sơ có thể trùng", "gộp trùng người đảng viên"),
    Door("transfers", "Chuyển sinh hoạt đang chờ", "giới thiệu tiếp nhận chuyển đến chuyển đi"),
    Door("arrival", "Tiếp nhận đảng viên từ nơi khác", "chuyển sinh hoạt đến", act=True),
    Door("admissions", "Kết nạp đảng viên", "dự bị chính thức hồ sơ bước thời hạn quy trình"),
    Door("admission_people", "Người trong quy trình kết nạp", "danh sách hồ sơ dự bị"),
    Door(
        "recognition_decisions",
        "Ghi quyết định công nhận chính thức",
        "dự bị chưa ghi ngày xét số quyết định",
        act=True,
    ),
    Door("admission_forecast", "Dự báo kết nạp cả năm", "chỉ tiêu"),
    Door("outstanding_new", "Nhập quần chúng ưu tú", "kết nạp hồ sơ mới thêm", act=True),
    Door(
        "vetting",
        "Thẩm tra lý lịch, tiêu chuẩn chính trị",
        "xác minh trả lời kết luận bảo vệ chính trị nội bộ hồ sơ",
    ),
    Door(
        "vetting_new",
        "Ghi văn bản thẩm tra, tiêu chuẩn chính trị",
        "xác minh lý lịch trả lời kết luận",
        act=True,
    ),
    Door("classes", "Lớp bồi dưỡng", "nhận thức về đảng đảng viên mới học viên"),
    Door("class_new", "Ghi lớp bồi dưỡng mới", "mở lớp", act=True),
    Door("meetings", "Sinh hoạt chi bộ, chuyên đề", "sổ buổi họp quý định kỳ chất lượng xếp loại"),
    Door("meeting_new", "Ghi buổi sinh hoạt vào sổ", "chi bộ họp chuyên đề định kỳ", act=True),
    Door("meeting_plan", "Kế hoạch sinh hoạt năm", "chi bộ họp chuyên đề tháng triệu tập điểm danh biên bản"),
    Door("meetings_not_met", "Chi bộ chưa họp trong tháng", "sinh hoạt định kỳ"),
    Door("meeting_sheets", "Mẫu chấm điểm sinh hoạt", "chi bộ chất lượng xếp loại tiêu chí"),
    Door("inspections", "Sổ kiểm tra, giám sát", "cuộc kết luận"),
    Door("inspection_new", "Ghi cuộc kiểm tra, giám sát", "kết luận", act=True),
    Door("inspection_programme", "Chương trình kiểm tra, giám sát", "năm quý dòng chưa thực hiện"),
    Door("inspection_cases", "Các cuộc kiểm tra, giám sát", "thời hạn bước kết luận quá hạn"),
    Door("inspection_case_new", "Ghi cuộc đã có quyết định", "kiểm tra giám sát", act=True),
    Door("discipline", "Sổ quyết định kỷ luật", "khiển trách cảnh cáo cách chức khai trừ"),
    Door("discipline_new", "Ghi quyết định kỷ luật", "khiển trách cảnh cáo cách chức khai trừ", act=True),
    Door("petitions", "Đơn thư", "khiếu nại tố cáo phản ánh kiến nghị nặc danh"),
    Door("petition_new", "Ghi đơn thư nhận được", "khiếu nại tố cáo", act=True),
    Door("integrity", "Phòng, chống tham nhũng", "kê khai tài sản thu nhập công khai xác minh"),
    Door("integrity_new", "Ghi số liệu phòng, chống tham nhũng", "kê khai tài sản thu nhập", act=True),
    Door(
        "exemplars",
        "Mô hình, điển hình",
        "học tập làm theo bác gương dân vận khéo bốn tốt kiểu mẫu công nhận",
    ),
    Door("exemplar_new", "Ghi mô hình, điển hình", "gương dân vận khéo bốn tốt kiểu mẫu", act=True),
    Door("mass", "Đoàn thể", "công đoàn đoàn thanh niên hội phụ nữ cựu chiến binh đoàn viên hội viên cơ sở"),
    Door("mass_unit_new", "Ghi cơ sở đoàn thể", "công đoàn đoàn thanh niên hội phụ nữ", act=True),
    Door("mass_counts", "Số đoàn viên, hội viên đơn vị báo cáo", "đoàn thể tỷ lệ tập hợp"),
    Door("mass_count_new", "Ghi số đoàn viên, hội viên", "đoàn thể báo cáo tập hợp", act=True),
    Door(
        "mass_activities", "Dân vận, dân chủ ở cơ sở", "đối thoại quy chế dân chủ hội nghị cán bộ công chức"
    ),
    Door("mass_activity_new", "Ghi hội nghị đối thoại, việc dân chủ ở cơ sở", "dân vận", act=True),
    Door("documents", "Sổ văn bản đi", "công văn số ký hiệu trích yếu"),
    Door("documents_in", "Sổ văn bản đến", "tiếp nhận chờ nhận giải quyết hạn"),
    Door("document_new", "Ghi văn bản đi, cấp số", "ban hành số ký hiệu", act=True),
    Door("document_new_in", "Ghi văn bản đến", "vào sổ", act=True),
    Door("study", "Quán triệt văn bản", "học tập nghị quyết chi bộ chưa học quá hạn"),
    Door("study_sessions", "Lớp học tập, quán triệt", "hội nghị sổ lớp thời sự tự soi tự sửa"),
    Door("study_session_new", "Ghi lớp học tập, quán triệt", "hội nghị học nghị quyết", act=True),
    Door("conferences", "Hội nghị", "sơ kết tổng kết đại biểu điểm danh màn chiếu kết luận tham luận"),
    Door("conference_new", "Triệu tập hội nghị", "sơ kết tổng kết mời giấy mời", act=True),
    Door("targets", "Chỉ tiêu của năm", "nhịp tiến độ dự báo nghị quyết"),
    Door("task_parts", "Theo dõi nhiệm vụ", "quá hạn sắp đến hạn chậm người phụ trách"),
    Door("tasks", "Nhiệm vụ được giao", "tiến độ báo đã làm sơ kết giữa nhiệm kỳ đơn vị chưa làm"),
    Door("task_units", "Nhiệm vụ theo đơn vị", "chậm quá hạn"),
    Door("task_new", "Giao nhiệm vụ", "sơ kết kết luận chỉ đạo", act=True),
    Door("programmes", "Chương trình công tác", "năm quý nhiệm vụ"),
    Door("programme_new", "Ghi chương trình công tác", "năm", act=True),
    Door("dues", "Đảng phí", "thu nộp giữ lại quý phải đóng"),
    Door("dues_month", "Ghi đảng phí một tháng", "thu đóng lương hưu", act=True),
    Door("dues_arrears", "Đảng viên chưa đóng đảng phí", "nợ 3 tháng xem xét"),
    Door("cards", "Thẻ đảng viên: sổ phát, đổi, cấp lại", "số thẻ mất hỏng thu hồi quyết định"),
    Door("card_new", "Ghi thẻ đảng viên theo quyết định", "phát thẻ đổi thẻ cấp lại số thẻ", act=True),
    Door("temporary", "Sinh hoạt tạm thời, miễn sinh hoạt", "đi công tác học tập nơi khác đến miễn công tác"),
    Door("guest_new", "Tiếp nhận sinh hoạt tạm thời", "đảng viên nơi khác đến công tác học tập", act=True),
    Door("handbook", "Sổ tay đảng viên điện tử", "cài đặt sử dụng ứng dụng tỷ lệ"),
    Door("handbook_new", "Ghi số Sổ tay đảng viên điện tử", "cài đặt báo cáo đơn vị", act=True),
    Door("badges", "Huy hiệu Đảng: danh sách xét theo đợt", "tuổi đảng 30 40 50 năm trao tặng"),
    Door("awards", "Sổ khen thưởng", "giấy khen bằng khen tập thể đảng viên"),
    Door("award_new", "Ghi quyết định khen thưởng", "giấy khen bằng khen", act=True),
    Door("ranking", "Đánh giá, xếp loại hằng năm", "hoàn thành xuất sắc tốt mức trần kiểm điểm"),
    Door("ranking_enter_members", "Ghi mức xếp loại đảng viên", "đánh giá đề nghị quyết định", act=True),
    Door("ranking_enter_units", "Ghi mức xếp loại tổ chức đảng", "đánh giá đề nghị quyết định", act=True),
    Door("schemes", "Đề án", "giai đoạn hạng mục chỉ số sơ kết tổng kết"),
    Door("scheme_new", "Ghi đề án", "mới", act=True),
    Door("target_new", "Thêm chỉ tiêu", "giao", act=True),
    Door("resolution_new", "Thêm nghị quyết", "chỉ tiêu", act=True),
    Door("figures", "Bảng số liệu", "thống kê so sánh cùng kỳ in"),
    Door("uploads", "Nạp dữ liệu", "tải lên tệp excel biểu gửi", act=True),
    Door("paste", "Dán từ Excel", "nạp dữ liệu bảng", act=True),
    Door("prepared", "Biểu mẫu để điền", "tải mẫu excel nạp"),
    Door("batches", "Các đợt đã ghi, hoàn tác", "nạp"),
    Door("column_choices", "Cột đã nhớ theo đơn vị", "nạp"),
    Door("findings", "Việc cần xử lý", "dòng lỗi chưa tính tự khai sửa"),
    Door("units_sent", "Đơn vị đã gửi và chưa gửi biểu", "nhắc nộp báo cáo"),
    Door("contradictions", "Mâu thuẫn số liệu", "đối chiếu sai lệch trái nhau kiểm tra trước khi gửi"),
    Door("review", "Kỳ báo cáo", "đơn vị chưa gửi số liệu nhắc nhận trả lại khóa kỳ"),
    Door("sending", "Gửi số liệu", "kỳ báo cáo tự khai điều chỉnh nộp", act=True),
    Door("narrative", "Nội dung báo cáo", "viết dán đoạn kết quả hạn chế nguyên nhân kiến nghị", act=True),
    Door("gathering", "Tổng hợp nội dung đơn vị gửi", "đoạn kết quả hạn chế nguyên nhân kiến nghị gộp trùng"),
    Door("opinions", "Sổ kiến nghị", "đề xuất ý kiến chuyển trả lời hạn"),
    Door("report", "Báo cáo sơ kết 6 tháng", "làm báo cáo word in ban hành"),
    Door(
        "report_verify", "Kiểm tra một tệp báo cáo", "mã đối chiếu bản tra cứu bản kê có đúng bản đã ban hành"
    ),
    Door("office_templates", "Mẫu báo cáo của cơ quan", "word thẻ tải lên kiểm tra lời văn riêng"),
    Door("tag_picker", "Chọn thẻ cho mẫu báo cáo", "word số liệu chép"),
    Door("readback", "Đọc lại bản đã sửa", "báo cáo word đối chiếu số liệu kiểm tra lời văn cập nhật số"),
    Door("history", "Nhật ký sửa đổi", "ai sửa lịch sử"),
    Door("accounts", "Tài khoản", "người dùng khóa xác nhận mật khẩu"),
    Door("account_new", "Lập tài khoản", "người dùng mới phong bì cấp", act=True),
    Door("roles", "Các vai trò", "quyền phân quyền được làm gì"),
    Door("settings", "Tham số của các quy định", "quản trị thời hạn"),
    Door(
        "regulation", "Ghi một văn bản mới của Đảng (nhiều tham số)", "quản trị quy định mới thay thế tham số"
    ),
    Door("holidays", "Lịch nghỉ", "quản trị ngày lễ làm bù"),
    Door("report_templates", "Mẫu văn bản", "quản trị word"),
    Door("backups", "Sao lưu", "quản trị khôi phục"),
)


def places(place: Place, asked: str) -> list[tuple[str, str, str]]:
    """[(title, note, address)] of what ``asked`` names and the person may open; what is so called first."""
    wanted = [door for door in (*_OWN, *_DOORS) if has_words(asked, f"{door.title} {door.words}")]
    wanted.sort(key=lambda door: not has_words(asked, door.title))
    found = []
    for door in wanted:
        own = door in _OWN
        url = reverse(door.page, kwargs=None if own else {"code": place.node.code})
        if own or opens(place, url, door):
            found.append((door.title, "" if own else place.node.name, url if own else url + place.query))
    return found


def opens(place: Place, url: str, door: Door) -> bool:
    """Whether the person may go through this door: the gate of the view at ``url`` is asked."""
    view: Any = resolve(url.partition("?")[0]).func
    asked = [view.capability, *([view.post] if door.act else []), *([door.needs] if door.needs else [])]
    return all(capability is not None and place.may(capability) for capability in asked)
