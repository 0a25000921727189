"""What a person may be allowed to do, each named once. Roles (accounts/roles.py) are sentences over these."""

from __future__ import annotations

from typing import Final

READ_FIGURES: Final = "figures.read"  # numbers, without names
READ_NAMES: Final = "members.read"  # the people behind the numbers
READ_IDENTIFIERS: Final = "members.identifiers"  # personal and card numbers unmasked
READ_INSPECTION: Final = "inspection.read"  # a separate line of rights from organisation work
READ_CASES: Final = "inspection.cases"  # of whom a case or a decision is: each time for a reason that is kept
READ_DOCUMENTS: Final = "documents.read"  # the registers of documents and what they say
READ_FINDINGS: Final = "findings.read"
READ_ACCESS: Final = "accounts.read"  # who may see what: the secretary's question
WRITE_MEMBERS: Final = "members.write"
WRITE_WORK: Final = "work.write"  # classes, admissions, meetings, targets
WRITE_INSPECTION: Final = "inspection.write"
LOAD: Final = "intake.load"  # bring workbooks in
CONFIRM: Final = "intake.confirm"  # confirm a row that was held back
REORGANISE: Final = "organisations.reorganise"
MANAGE_ACCOUNTS: Final = "accounts.manage"
ISSUE_REPORT: Final = "reports.issue"
READ_REPORT: Final = "reports.read"
WRITE_TEMPLATE: Final = "reports.template"  # the office's own Word templates
SEND_FIGURES: Final = "review.send"  # declare, adjust and send a unit's figures of a period
ACCEPT_FIGURES: Final = "review.accept"  # open a period; return, accept and lock what units below send
READ_HISTORY: Final = "audit.read"  # who changed what
MANAGE_SETTINGS: Final = "settings.manage"  # parameters, holidays, templates, backup

ALL: Final = frozenset(
    {
        READ_FIGURES,
        READ_NAMES,
        READ_IDENTIFIERS,
        READ_INSPECTION,
        READ_CASES,
        READ_DOCUMENTS,
        READ_FINDINGS,
        READ_ACCESS,
        WRITE_MEMBERS,
        WRITE_WORK,
        WRITE_INSPECTION,
        LOAD,
        CONFIRM,
        REORGANISE,
        MANAGE_ACCOUNTS,
        ISSUE_REPORT,
        READ_REPORT,
        WRITE_TEMPLATE,
        SEND_FIGURES,
        ACCEPT_FIGURES,
        READ_HISTORY,
        MANAGE_SETTINGS,
    }
)


class Refused(PermissionError):
    """The actor may not do this here. The message is for the person, in Vietnamese."""
