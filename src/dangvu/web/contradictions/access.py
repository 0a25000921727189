"""Who may see which records contradict one another."""

from dangvu.web.matrix import EVERYBODY, Page

PAGES = (
    Page("contradictions", "Mâu thuẫn số liệu: theo loại", EVERYBODY),
    Page("contradictions_list", "Mâu thuẫn số liệu: danh sách", EVERYBODY),
)
