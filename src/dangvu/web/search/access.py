"""Who may search: everybody; what is found is what each may open."""

from dangvu.web.matrix import EVERYBODY, Page

PAGES = (
    Page(
        "search",
        "Tìm người, đơn vị, số liệu, việc (ai không xem được danh sách thì không tìm người)",
        EVERYBODY,
        EVERYBODY,
    ),
)
