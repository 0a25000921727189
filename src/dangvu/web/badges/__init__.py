"""The list of candidates for Huy hiệu Đảng on a day of award."""
