"""What was kept of workbooks of inspections names nobody any longer, and uploaded files are kept encrypted (ADR 0601)."""

import json

from django.db import migrations

from dangvu.foundation import sealed

_KIND, _COLUMN, _LABEL, _HIDDEN = "inspections", "subject", "Tên đối tượng", "(đã mã hóa)"
_ROW, _VALUE, _BYTES = "source-row", "source-value", "uploaded-file"


def seal(apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute("PRAGMA secure_delete = ON")
    _rows(apps)
    _findings(apps)
    _mends(apps)
    _uploads(apps)


def _rows(apps):
    rows = list(apps.get_model("workbooks", "SourceRow").objects.filter(sheet__kind=_KIND))
    for row in rows:
        secret = {name: row.values.pop(name) for name in (_COLUMN, "#group") if name in row.values}
        if secret:
            row.values["#sealed"] = sealed.seal(json.dumps(secret, ensure_ascii=False), _ROW)
    apps.get_model("workbooks", "SourceRow").objects.bulk_update(rows, ["values"], batch_size=200)
    lines = list(apps.get_model("intake", "Line").objects.filter(submission__kind=_KIND))
    for line in lines:
        line.digest = sealed.mark(line.digest, _ROW)[:32]
    apps.get_model("intake", "Line").objects.bulk_update(lines, ["digest"], batch_size=500)
    sheets = list(apps.get_model("workbooks", "SourceSheet").objects.filter(kind=_KIND))
    for sheet in sheets:
        sheet.ignored = [[row, "", why] for row, _, why in sheet.ignored]
    apps.get_model("workbooks", "SourceSheet").objects.bulk_update(sheets, ["ignored"], batch_size=200)


def _findings(apps):
    model = apps.get_model("intake", "Finding")
    found = list(model.objects.filter(sheet__kind=_KIND))
    for one in found:
        for name in {one.name, one.text if one.column == _LABEL else ""} - {""}:
            one.message = one.message.replace(name, _HIDDEN)
        one.name, one.text = "", "" if one.column == _LABEL else one.text
    model.objects.bulk_update(found, ["message", "name", "text"], batch_size=200)


def _mends(apps):
    model = apps.get_model("intake", "Mend")
    told = list(model.objects.filter(source_row__sheet__kind=_KIND, column=_COLUMN))
    for one in told:
        one.text = sealed.seal(one.text, _VALUE)
    model.objects.bulk_update(told, ["text"], batch_size=200)


def _uploads(apps):
    """Bytes are encrypted; a verdict that shows inspections is dropped: its upload is read anew."""
    files = apps.get_model("intake", "UploadFile").objects
    for file in files.filter(data__isnull=False).iterator():
        file.data = sealed.seal_bytes(bytes(file.data), _BYTES)
        file.save(update_fields=["data"])
    shown = apps.get_model("intake", "VerdictRow").objects.filter(kind=_KIND)
    uploads = set(shown.values_list("upload_id", flat=True))
    apps.get_model("intake", "VerdictNote").objects.filter(upload__in=uploads).delete()
    apps.get_model("intake", "StagedMend").objects.filter(file__upload__in=uploads, column=_COLUMN).delete()
    shown.delete()
    apps.get_model("intake", "Upload").objects.filter(pk__in=uploads).update(stale=True)


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_uploads"),
        ("workbooks", "0002_received_again_after_undo"),
    ]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
