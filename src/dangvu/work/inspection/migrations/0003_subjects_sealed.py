"""The names of subjects become unreadable in a copy of the database (ADR 0601)."""

from django.db import migrations, models

from dangvu.foundation import sealed

_PURPOSE = "inspection-subject"


def _wiped(editor):
    """SQLite writes zeros over what an update leaves behind; PostgreSQL does it by its own vacuum."""
    if editor.connection.vendor == "sqlite":
        editor.execute("PRAGMA secure_delete = ON")


def seal(apps, editor):
    _wiped(editor)
    model = apps.get_model("inspection", "Inspection")
    rows = list(model.objects.exclude(subject="").only("pk", "subject"))
    for row in rows:
        row.sealed, row.subject = sealed.seal(row.subject, _PURPOSE), ""
    model.objects.bulk_update(rows, ["sealed", "subject"], batch_size=200)


def unseal(apps, editor):
    model = apps.get_model("inspection", "Inspection")
    rows = list(model.objects.exclude(sealed="").only("pk", "sealed"))
    for row in rows:
        row.subject = sealed.unseal(row.sealed, _PURPOSE)
    model.objects.bulk_update(rows, ["subject"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [
        ("inspection", "0002_programme_and_cases"),
    ]

    operations = [
        migrations.AddField(
            model_name="inspection",
            name="sealed",
            field=models.TextField(blank=True, default="", verbose_name="tên đối tượng (mã hóa)"),
            preserve_default=False,
        ),
        migrations.RunPython(seal, unseal),
        migrations.RemoveField(model_name="inspection", name="subject"),
    ]
