"""``organisation__among=ids``: as ``__in``, with all the ids in one parameter.

A province has 1,500 organisations, and a page asks for what is theirs two dozen times: as parameters of their own they
cost more than the answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Field, ForeignKey, Lookup

_FORMS = {"sqlite": "[{}]", "postgresql": "{{{}}}"}


def parameter(ids: Iterable[int], vendor: str) -> str:
    """The one parameter that holds the ids, in order, so that the same question is the same text."""
    return _FORMS[vendor].format(",".join(map(str, sorted(ids))))


@ForeignKey.register_lookup
@Field.register_lookup
class Among(Lookup):
    """The value is one of these whole numbers."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[int]:
        return [int(one) for one in self.rhs]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return self._sql(compiler, connection, "IN (SELECT value FROM json_each(%s))")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return self._sql(compiler, connection, "= ANY(%s::bigint[])")

    def _sql(self, compiler: Any, connection: Any, sql: str) -> tuple[str, tuple[Any, ...]]:
        if not self.rhs:
            raise EmptyResultSet
        left, params = self.process_lhs(compiler, connection)
        return f"{left} {sql}", (*params, parameter(self.rhs, connection.vendor))
