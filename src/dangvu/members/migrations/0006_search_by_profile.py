"""What people are found by, in one narrow table: a row for each current profile, and no table of words."""

import django.db.models.deletion
from django.db import migrations, models

_NUMBERS = ("personal_number", "card_number", "old_personal_number", "old_card_number", "registry_number")


def fill(apps, schema_editor):
    Profile = apps.get_model("members", "PersonProfile")
    Membership = apps.get_model("members", "Membership")
    Merge = apps.get_model("members", "PersonMerge")
    Entry = apps.get_model("members", "SearchEntry")
    direct = dict(Merge.objects.filter(known_to_act=None).values_list("person_id", "kept_id"))

    def root(person):
        seen = set()
        while person in direct and person not in seen:
            seen.add(person)
            person = direct[person]
        return person

    stays = {}
    rows = Membership.objects.filter(known_to_act=None)
    for person, organisation, start, end in rows.values_list("person_id", "organisation_id", "valid_from", "valid_to"):
        last = (start, end is None, organisation)
        stays[root(person)] = max(stays.get(root(person), last), last)
    entries = []
    for profile in Profile.objects.filter(known_to_act=None).iterator():
        person = root(profile.person_id)
        stay = stays.get(person)
        numbers = " ".join(getattr(profile, name) for name in _NUMBERS)
        entries.append(
            Entry(
                profile_id=profile.pk, person_id=person, text=f" {profile.name_key}| {numbers} ",
                order_key=profile.order_key, organisation_id=stay[2] if stay else profile.unit_id,
                is_member=bool(stay and stay[1]),
            )
        )
    Entry.objects.bulk_create(entries, batch_size=2000)


class Migration(migrations.Migration):

    dependencies = [("members", "0005_order_and_place_indexes")]

    operations = [
        migrations.DeleteModel("SearchWord"),
        migrations.DeleteModel("SearchEntry"),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("profile", models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="+", serialize=False, to="members.personprofile")),
                ("person", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.person")),
                ("text", models.CharField(max_length=400)),
                ("order_key", models.CharField(max_length=400)),
                ("organisation", models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation")),
                ("is_member", models.BooleanField()),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
