"""What a statistical form may be made of, and what is wrong with one that is not. Pure: no database, no clock.

A row counts one of the catalogue's figures (perhaps narrowed by what is known about people), or adds and subtracts
other rows, or is a heading. Nothing that a person types is ever carried out: every word of it is looked up here.
Grounds: docs/adr/0701; the columns of forms 1 to 5-TCTW are unverified (domain §9.4).
"""

from dangvu.statistics.rules.faults import Fault, faults
from dangvu.statistics.rules.form import (
    Check,
    Column,
    Form,
    NotAForm,
    Row,
    Term,
    as_data,
    check_of,
    expression,
    of_data,
    terms,
)
from dangvu.statistics.rules.words import (
    ATTRIBUTES,
    KINDS,
    NO_SECTOR,
    NOT_TOLD,
    OTHER,
    SECTORS,
    TOLD,
    Attribute,
    Measure,
    Only,
    Takes,
    asks_names,
    band,
    meaning,
    said_values,
    values_of,
)

__all__ = [
    "ATTRIBUTES", "KINDS", "NOT_TOLD", "NO_SECTOR", "OTHER", "SECTORS", "TOLD", "Attribute", "Check", "Column", "Fault", "Form", "Measure", "NotAForm",
    "Only", "Row", "Takes", "Term", "as_data", "asks_names", "band", "check_of", "expression", "faults", "meaning", "of_data",
    "said_values", "terms", "values_of",
]  # fmt: skip
