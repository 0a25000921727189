"""What is kept between the upload of files and the moment they are written, and what remains of it afterwards.

The bytes and the rows of a verdict are deleted when the upload is written, dropped or has expired; the batch, the
mended values and the column choices stay.
"""

from __future__ import annotations

from django.db import models

from dangvu.foundation import sealed
from dangvu.foundation.dated import KnownFact


class Batch(models.Model):
    """One load: the acts that wrote it, who made it and where; what an undo takes back as a whole."""

    act = models.OneToOneField("audit.Act", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(  # where it was made; empty: at the machine
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    acts = models.JSONField("các lượt ghi", default=list)
    files = models.IntegerField("số tệp", default=0)
    rows = models.IntegerField("số dòng", default=0)
    undone_by = models.OneToOneField(
        "audit.Act", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    def __str__(self) -> str:
        return f"đợt {self.pk}: {self.files} tệp"


class UploadState(models.TextChoices):
    RECEIVED = "da_nhan", "Đã nhận, chưa đọc"
    SHOWN = "cho_ghi", "Chờ ghi"
    WRITTEN = "da_ghi", "Đã ghi"
    DROPPED = "da_bo", "Đã bỏ"
    EXPIRED = "het_han", "Quá hạn, đã bỏ"


class Upload(models.Model):
    """Files that somebody handed in at an organisation, on their way to being written."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    act = models.OneToOneField("audit.Act", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("tình trạng", max_length=8, choices=UploadState.choices)
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)
    seconds = models.FloatField("giây", default=0)
    stale = models.BooleanField("có chỗ sửa chưa đọc lại", default=False)
    moved = models.IntegerField("dòng chờ từ trước nay khớp được", default=0)
    counts = models.JSONField("số dòng theo tình trạng", default=dict)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state"], name="upload_open")]

    def __str__(self) -> str:
        return f"lần nạp {self.pk}: {self.state}"


_BYTES = "uploaded-file"


class UploadFile(models.Model):
    """One file of an upload. ``data`` (the bytes, encrypted) is emptied once the file is written or dropped."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    position = models.IntegerField("thứ tự")
    name = models.CharField("tên tệp", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.BigIntegerField("số byte", default=0)
    data = models.BinaryField("nội dung", null=True, blank=True)
    message = models.TextField("vì sao không đọc", blank=True)
    sender = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def shut(data: bytes) -> bytes:
        """The bytes as they are kept: who is named in a file is told by no copy of the database."""
        return sealed.seal_bytes(data, _BYTES)

    def opened(self) -> bytes:
        """The bytes as they came; none where the server's key is another by now."""
        try:
            return sealed.unseal_bytes(bytes(self.data or b""), _BYTES) if self.data else b""
        except sealed.Unreadable:
            return b""


class RowState(models.TextChoices):
    NEW = "moi", "Mới"
    CHANGED = "doi", "Thay đổi"
    SAME = "giong", "Không đổi"
    WARNING = "canh_bao", "Cảnh báo"
    WAITING = "cho", "Chờ khớp"
    ERROR = "loi", "Lỗi"


class VerdictRow(models.Model):
    """What a rehearsal said of one row: its state, its cells with a state each, the reason of the gravest fault."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="rows")
    file = models.ForeignKey(UploadFile, on_delete=models.CASCADE, related_name="rows")
    sheet_index = models.IntegerField("thứ tự trang")
    sheet_name = models.CharField("trang", max_length=255)
    kind = models.CharField("loại biểu", max_length=40)
    number = models.IntegerField("dòng")
    name = models.CharField("họ tên, tên", max_length=300, blank=True)
    state = models.CharField("tình trạng", max_length=8, choices=RowState.choices)
    reason = models.CharField("lý do", max_length=40, blank=True)
    writes = models.BooleanField("sẽ được ghi", default=False)
    organisation_id = models.BigIntegerField("tổ chức gửi", null=True, blank=True)
    cells = models.JSONField("các ô", default=list)
    found = models.JSONField("điều thấy được", default=list)

    class Meta:
        indexes = [models.Index(fields=["upload", "state"], name="verdict_state")]

    def __str__(self) -> str:
        return f"{self.sheet_name}, dòng {self.number}: {self.state}"


class VerdictNote(models.Model):
    """What a rehearsal said of a whole file or sheet, or of rows of earlier files."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="notes")
    file = models.ForeignKey(UploadFile, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    file_name = models.CharField("tệp", max_length=255, blank=True)
    sheet_index = models.IntegerField("thứ tự trang", null=True, blank=True)
    sheet_name = models.CharField("trang", max_length=255, blank=True)
    kind = models.CharField("loại", max_length=40)
    message = models.TextField("lý do")
    advice = models.TextField("cách xử lý", blank=True)

    def __str__(self) -> str:
        return f"{self.file_name}: {self.kind}"


class StagedMend(models.Model):
    """A value mended before anything is written: of a row, or (row 0) of what the sheet says about itself."""

    file = models.ForeignKey(UploadFile, on_delete=models.CASCADE, related_name="mends")
    sheet_index = models.IntegerField("thứ tự trang")
    number = models.IntegerField("dòng", default=0)
    column = models.CharField("cột", max_length=200)
    text = models.TextField("giá trị đúng", blank=True)
    user_id = models.BigIntegerField("mã người sửa", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "sheet_index", "number", "column"], name="mended_once"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.sheet_index}/{self.number}: {self.column}"


class SecretRefusal(models.Model):
    """A file with a mark of secrecy was handed in: nothing of it is kept but its hash, the time and the person."""

    sha256 = models.CharField("SHA-256", max_length=64)
    at = models.DateTimeField("lúc")
    user_id = models.BigIntegerField("mã người dùng", null=True, blank=True)
    actor = models.CharField("người nạp", max_length=200)

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.sha256[:12]}"


class Mend(KnownFact):
    """The right value of one cell, said by a person; the source row keeps what the sender wrote."""

    column = models.CharField("cột", max_length=200)
    text = models.TextField("giá trị đúng", blank=True)

    def __str__(self) -> str:
        return f"{self.source_row_id}: {self.column}"


class ColumnChoice(KnownFact):
    """For sheets of a sender: the column under this header is that column of the kind ('' is none of them)."""

    sender = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại biểu", max_length=40)
    header = models.CharField("tiêu đề cột", max_length=300)
    column = models.CharField("cột", max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sender"], name="column_choice_sender")]

    def __str__(self) -> str:
        return f"{self.header} → {self.column}"
