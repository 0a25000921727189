"""Who may open the pages of organisations."""

from dangvu.web.matrix import EVERYBODY, Page

PAGES = (Page("organisation", "Trang tổ chức", EVERYBODY),)
