"""Pages of no organisation: what anonymous and signed-in people get."""

OPEN_PAGES = {
    "sign_in": "Đăng nhập: mọi người",
    "account_login": "Đăng nhập (cùng trang, tên mà django-allauth tìm)",
    "mfa_authenticate": "Bước hai khi đăng nhập: người vừa nhập đúng mật khẩu",
    "mfa_login_webauthn": "Đăng nhập bằng khóa: mọi người",
    "sign_out": "Đăng xuất: chỉ nhận lệnh gửi từ nút bấm",
    "account": "Tài khoản của tôi: người đã đăng nhập, chỉ tài khoản của chính mình",
    "account_password": "Đổi mật khẩu của mình: người đã đăng nhập",
    "end_sessions": "Kết thúc phiên của mình ở máy khác: chỉ nhận lệnh",
    "session_left": "Phiên còn bao lâu: trả lời cho chính phiên đang hỏi",
    "session_keep": "Giữ phiên: chỉ nhận lệnh, cho chính phiên đang dùng",
    "draft": "Bản nháp của mình: người đã đăng nhập",
    "mfa_index": "Xác thực bước hai của mình: người đã đăng nhập",
    "mfa_activate_totp": "Thêm ứng dụng xác thực: người đã đăng nhập, vừa nhập lại mật khẩu",
    "totp_square": "Mã vuông của ứng dụng đang thêm: người đã đăng nhập",
    "mfa_add_webauthn": "Thêm khóa đăng nhập: người đã đăng nhập, vừa nhập lại mật khẩu",
    "remove_factor": "Bỏ một cách xác thực của mình: chỉ nhận lệnh, vừa nhập lại mật khẩu",
    "mfa_view_recovery_codes": "Mã khôi phục của mình: chỉ hiện theo lệnh, vừa nhập lại mật khẩu",
    "account_reauthenticate": "Nhập lại mật khẩu: người đã đăng nhập",
    "mfa_reauthenticate": "Nhập lại mã xác thực: người đã đăng nhập",
    "mfa_reauthenticate_webauthn": "Dùng lại khóa đăng nhập: người đã đăng nhập",
}
