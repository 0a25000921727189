"""Where a movement counts, beside who reported it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def where_it_was_reported(apps, schema_editor):
    apps.get_model("members", "Movement").objects.update(counts_in_id=F("organisation_id"))
    if schema_editor.connection.vendor == "postgresql":
        # Deferred checks of the new key would stand in the way of the next change to the table.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _field(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation", **options
    )


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [
        migrations.AddField("movement", "counts_in", _field(null=True)),
        migrations.RunPython(where_it_was_reported, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("movement", "counts_in", _field()),
    ]
