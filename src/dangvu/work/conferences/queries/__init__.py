"""What may be asked of conferences: the list, one with its programme, the roll, the floor, papers, conclusions."""

from .files import Files, file_of, files
from .floor import Floor, TurnView, floor
from .listing import ConferenceRow, conferences
from .one import ConferenceView, ItemView, conference
from .points import PointView, points
from .preparing import GroupView, PaperView, groups, papers
from .roll import DelegateRow, Roll, roll

__all__ = [
    "ConferenceRow", "ConferenceView", "DelegateRow", "Files", "Floor", "GroupView", "ItemView", "PaperView", "PointView", "Roll",
    "TurnView", "conference", "conferences", "file_of", "files", "floor", "groups", "papers", "points", "roll",
]  # fmt: skip
