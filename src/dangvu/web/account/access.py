"""Pages of no organisation: what anonymous and signed-in people get."""

OPEN_PAGES = {
    "sign_in": "Đăng nhập: mọi người",
    "sign_out": "Đăng xuất: chỉ nhận lệnh gửi từ nút bấm",
}
