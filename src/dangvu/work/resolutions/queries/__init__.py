"""What may be asked of resolutions, targets, programmes and tasks."""

from .programmes import ProgrammeView, programme, programmes
from .targets import (
    Change,
    ResolutionView,
    TargetView,
    Version,
    given_to,
    last_change,
    parts,
    resolutions,
    target,
    targets,
    versions,
    years,
)
from .tasks import (
    TASK_KINDS,
    ExtensionView,
    OriginView,
    PartView,
    ResultView,
    TaskView,
    UnitCount,
    born_from,
    by_unit,
    count_born,
    extensions,
    person_of,
    results,
    task,
    task_parts,
    tasks,
)

__all__ = [
    "TASK_KINDS", "Change", "ExtensionView", "OriginView", "PartView", "ProgrammeView", "ResolutionView", "ResultView", "TargetView",
    "TaskView", "UnitCount", "Version", "born_from", "by_unit", "count_born", "extensions", "given_to", "last_change", "parts", "person_of",
    "programme", "programmes", "resolutions", "results", "target", "targets", "task", "task_parts", "tasks", "versions", "years",
]  # fmt: skip
