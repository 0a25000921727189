"""What must hold of an inspection or supervision that is written down; pure.

Who inspects whom: Điều lệ Đảng, Điều 30; Quy định 296-QĐ/TW (30/5/2025): a committee its organisations and members,
a cell its own members. What is kept is that it was done, of whom and with which class of result: never the case.
"""

from __future__ import annotations

from datetime import date

from dangvu.foundation.vietnamese import fold

#: A name, not an account of the case: what is longer is not taken.
LONGEST_SUBJECT = 120


def fault(
    *, on: date, today: date, of_organisation: bool, subject: str, by: str, by_cell: bool
) -> tuple[str, str]:
    """(the field, what is wrong with it and how to mend it); ('', '') where nothing is.

    ``by`` is the organisation that inspects, ``by_cell`` whether that is a cell.
    """
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi cuộc đã có kết luận."
    if of_organisation and by_cell:
        return (
            "subject_kind",
            "Chi bộ kiểm tra, giám sát đảng viên của mình. Chọn “Đảng viên”, hoặc chọn lại đơn vị tiến hành.",
        )
    if of_organisation and fold(subject) == fold(by):
        return "subject", "Đối tượng trùng với đơn vị tiến hành; ghi tên tổ chức được kiểm tra, giám sát."
    if len(subject) > LONGEST_SUBJECT:
        return "subject", "Chỉ ghi tên tổ chức hoặc họ tên; không ghi nội dung vụ việc ở đây."
    return "", ""
