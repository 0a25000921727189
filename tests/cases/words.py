"""Words that cases are made of. Every person and organisation is invented."""

from __future__ import annotations

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Nông",
            "Ma", "Triệu", "Lường", "Quách", "Mạc", "Kiều", "Tạ", "Chử", "Ông", "Âu", "Tôn Thất")  # fmt: skip
MALE_MIDDLES = ("Văn", "Đức", "Hữu", "Công", "Quang", "Minh", "Xuân", "Đình", "")
FEMALE_MIDDLES = ("Thị", "Thị Thu", "Thị Bích", "Ngọc", "Kim", "Thùy", "Diệu", "Thị Hoài")
MALE_GIVEN = ("An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hòa", "Hùng", "Khoa", "Lâm", "Mạnh", "Nghĩa", "Phúc",
              "Quý", "Sơn", "Thủy", "Tuấn", "Ước", "Vượng", "Ý")  # fmt: skip
FEMALE_GIVEN = ("Ánh", "Bảo", "Chi", "Duyên", "Đào", "Giang", "Hạnh", "Hòa", "Khuê", "Lan", "Mỹ", "Nga", "Oanh",
                "Phượng", "Quỳnh", "Thúy", "Thủy", "Uyên", "Vân", "Yến")  # fmt: skip
ETHNICITIES = (
    "Kinh",
    "Kinh",
    "Kinh",
    "Kinh",
    "Tày",
    "Nùng",
    "Dao",
    "Sán Chay",
    "Mường",
    "Hmông",
    "Ê-đê",
    "Khmer",
)
RELIGIONS = ("Công giáo", "Phật giáo", "Tin Lành", "Cao Đài", "Thiên Chúa giáo")
NO_RELIGION = ("Không", "Không", "", "không", "Không có", "-")
HOMES = ("Phú Bình", "Tân Lập", "Yên Mỹ", "Đồng Hỷ", "Vĩnh Tường", "Hòa An", "Mỹ Đức", "Quỳ Hợp", "Cẩm Giàng")
EDUCATION = ("Đại học", "Thạc sĩ", "Cao đẳng", "Tiến sĩ", "Trung cấp", "ĐH", "12/12", "Kỹ sư", "Cử nhân")
THEORY = ("Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân", "")
GRADES = ("Giỏi", "Khá", "Trung bình", "Xuất sắc", "Đạt", "Khá ")
TOPICS = ("Học tập và làm theo Bác", "Nâng cao chất lượng sinh hoạt", "Chuyển đổi số", "Cải cách hành chính",
          "Trách nhiệm nêu gương", "Phòng, chống lãng phí", "Văn hóa công sở", "Xây dựng nông thôn mới")  # fmt: skip
RESULTS = (
    "Chấp hành tốt",
    "Có khuyết điểm, rút kinh nghiệm",
    "Không vi phạm",
    "Vi phạm, khiển trách",
    "Thực hiện tốt",
)
PLACES = (
    "Đảng bộ phường Trung Tâm",
    "Huyện ủy Sông Lô",
    "Đảng ủy Quân sự tỉnh",
    "Đảng bộ xã Bình An",
    "Hà Nội",
)

AGENCIES = ("Sở Tài chính", "Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Xây dựng", "Sở Công Thương", "Sở Khoa học và Công nghệ",
            "Sở Giáo dục và Đào tạo", "Sở Kế hoạch và Đầu tư", "Sở Văn hóa, Thể thao và Du lịch", "Sở Giao thông vận tải",
            "Sở Thông tin và Truyền thông", "Sở Tài nguyên và Môi trường", "Thanh tra tỉnh", "Cục Thống kê", "Cục Thuế tỉnh",
            "Kho bạc Nhà nước tỉnh", "Tòa án nhân dân tỉnh", "Viện Kiểm sát nhân dân tỉnh", "Tỉnh đoàn", "Hội Nông dân tỉnh",
            "Hội Cựu chiến binh tỉnh", "Hội Liên hiệp Phụ nữ tỉnh", "Liên đoàn Lao động tỉnh", "Bệnh viện Đa khoa tỉnh",
            "Bệnh viện Phụ sản", "Bệnh viện Mắt", "Bệnh viện A", "Bệnh viện C", "Trường Chính trị tỉnh", "Trường Cao đẳng Y tế",
            "Trường Cao đẳng Nghề", "Đài Phát thanh - Truyền hình tỉnh", "Báo tỉnh", "Bảo tàng tỉnh", "Thư viện tỉnh",
            "Ngân hàng Nhà nước chi nhánh tỉnh", "Bảo hiểm xã hội tỉnh", "Ban Dân tộc", "Ban Nội chính Tỉnh ủy",
            "Ban Tổ chức Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy", "Ban Dân vận Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy",
            "Văn phòng Tỉnh ủy", "Văn phòng Ủy ban nhân dân tỉnh", "Chi cục Kiểm lâm", "Chi cục Hải quan", "Quỹ Đầu tư phát triển")  # fmt: skip
BRANDS = ("Hòa Phong", "Thái Sơn", "Việt Thắng", "Đại Thành", "An Khánh", "Minh Quý", "Sông Hồng", "Trường Thủy", "Bắc Á",
          "Tân Tiến", "Hưng Hóa", "Kim Long", "Đông Đô", "Phúc Lộc", "Gia Thụy", "Nam Ý", "Yên Khánh", "Mỹ Úy")  # fmt: skip
FIRMS = (
    "Công ty Cổ phần {}",
    "Công ty TNHH {}",
    "Công ty TNHH một thành viên {}",
    "Xí nghiệp {}",
    "Nhà máy {}",
    "Tổng công ty {}",
)
COMMUNES = ("xã {}", "phường {}", "thị trấn {}")
DISTRICT_BODIES = ("Công an huyện", "Quân sự huyện", "Cơ quan Huyện ủy", "Khối Chính quyền huyện", "Trung tâm Y tế huyện",
                   "Chi cục Thuế khu vực", "Trường THPT {}", "Trung tâm GDNN - GDTX huyện", "Hạt Kiểm lâm")  # fmt: skip
ROOMS = ("Văn phòng", "Phòng Tổng hợp", "Phòng Tổ chức cán bộ", "Phòng Kế hoạch - Tài chính", "Phòng Hành chính - Quản trị",
         "Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", "Thanh tra", "Trung tâm Hòa giải", "Khoa Nội", "Khoa Ngoại", "Phòng Hóa nghiệm",
         "Phòng Pháp chế", "Ban Quản lý dự án")  # fmt: skip
SHOPS = ("Phân xưởng 1", "Phân xưởng 2", "Phân xưởng 10", "Phòng Kỹ thuật", "Phòng Kinh doanh", "Đội xe", "Khối Văn phòng",
         "Nhà máy số 1", "Nhà máy số 2", "Tổ Bảo vệ", "Phòng Tài vụ")  # fmt: skip
HAMLETS = ("xóm 1", "xóm 2", "xóm 11", "thôn Đoài", "thôn Hòa Bình", "thôn Thượng", "Trường Tiểu học", "Trường Mầm non", "Trạm Y tế",
           "Công an xã", "tổ dân phố số 3", "tổ dân phố số 13", "Hợp tác xã")  # fmt: skip
BLOCS = ("Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh", "Đảng bộ huyện Thanh Thủy", "Đảng bộ Khối Doanh nghiệp",
         "Đảng bộ thành phố Hòa Mỹ", "Đảng bộ Tổng công ty Sông Đà Giang", "Đảng bộ Khối các trường đại học")  # fmt: skip
