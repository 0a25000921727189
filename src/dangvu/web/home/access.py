"""The first page: what anonymous and signed-in people get."""

OPEN_PAGES = {
    "home": "Trang đầu: người chưa đăng nhập đến trang đăng nhập, người đã đăng nhập thấy việc cần làm ở các tổ chức của mình",
}
