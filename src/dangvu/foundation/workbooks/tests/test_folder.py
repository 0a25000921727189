"""Which files of a folder are read; the others are named with a reason."""

from dangvu.foundation.workbooks import find_workbooks


def test_a_folder_gives_its_workbooks_in_order_and_a_reason_for_every_other(tmp_path):
    outside = tmp_path / "ngoài.xlsx"
    outside.touch()
    root = tmp_path / "thư mục"
    (root / "b").mkdir(parents=True)
    (root / ".git").mkdir()
    names = [
        "c.XLSX",
        "b/a.ods",
        "a.csv",
        "~$c.xlsx",
        ".ẩn.xlsx",
        "b/x.json",
        "y.docx",
        "z.pdf",
        ".git/q.xlsx",
    ]
    for name in [*names, ".~lock.a.ods#"]:
        (root / name).touch()
    (root / "ra.xlsx").symlink_to(outside)
    (root / "trong.csv").symlink_to(root / "a.csv")
    (root / "vòng").symlink_to(tmp_path)
    (root / "đứt.xlsx").symlink_to("nowhere")
    found, skipped = find_workbooks(root)
    assert [str(path.relative_to(root)) for path in found] == ["a.csv", "b/a.ods", "c.XLSX"]
    reasons = {str(path.relative_to(root)): reason for path, reason in skipped}
    assert reasons == {
        "~$c.xlsx": "tệp khóa tạm do Excel hoặc LibreOffice để lại",
        ".~lock.a.ods#": "tệp khóa tạm do Excel hoặc LibreOffice để lại",
        ".ẩn.xlsx": "tệp ẩn",
        ".git": "tệp ẩn",
        "b/x.json": "không phải bảng tính",
        "y.docx": "không phải bảng tính",
        "z.pdf": "không phải bảng tính",
        "ra.xlsx": "lối tắt trỏ ra ngoài thư mục",
        "trong.csv": "lối tắt; tệp gốc đã nằm trong thư mục",
        "vòng": "lối tắt trỏ ra ngoài thư mục",
        "đứt.xlsx": "lối tắt trỏ ra ngoài thư mục",
    }


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    found, skipped = find_workbooks(tmp_path / "không có")
    assert found == []
    assert len(skipped) == 1
