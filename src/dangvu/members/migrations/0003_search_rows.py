"""Search rows for the people who were on record before there was a search: the plain part of actions.search."""

from django.db import migrations

_NUMBERS = ("personal_number", "card_number", "old_personal_number", "old_card_number", "registry_number")


def fill(apps, schema_editor):
    Profile = apps.get_model("members", "PersonProfile")
    Membership = apps.get_model("members", "Membership")
    Merge = apps.get_model("members", "PersonMerge")
    Entry = apps.get_model("members", "SearchEntry")
    Word = apps.get_model("members", "SearchWord")
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
    groups = {}
    for profile in Profile.objects.filter(known_to_act=None).iterator():
        groups.setdefault(root(profile.person_id), []).append(profile)
    entries, words = [], []
    for person, known in groups.items():
        known.sort(key=lambda p: (p.person_id != person, p.person_id))
        first = known[0]
        names = dict.fromkeys(p.name_key for p in known)
        numbers = dict.fromkeys(v.casefold() for p in known for v in (getattr(p, n) for n in _NUMBERS) if v)
        stay = stays.get(person)
        entries.append(
            Entry(
                person_id=person,
                text=("".join(f" {n}|" for n in names) + "".join(f" {n} " for n in numbers))[:700],
                marked="".join(f" {n}|" for n in dict.fromkeys(p.name.lower() for p in known))[:450],
                given=first.name_key.rpartition(" ")[2][:60],
                order_key=first.order_key,
                organisation_id=stay[2] if stay else first.unit_id,
                is_member=bool(stay and stay[1]),
            )
        )
        words += [Word(word=w[:60], person_id=person) for w in {w for n in names for w in n.split()}]
    Entry.objects.bulk_create(entries, batch_size=2000)
    Word.objects.bulk_create(words, batch_size=5000)


class Migration(migrations.Migration):

    dependencies = [("members", "0002_desk")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
