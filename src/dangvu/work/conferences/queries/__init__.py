"""What may be asked of conferences: the list, one with its programme, the roll, the floor, papers, conclusions."""

from .floor import Floor, TurnView, floor
from .listing import ConferenceRow, conferences
from .one import ConferenceView, ItemView, conference
from .points import PointView, points
from .preparing import GroupView, PaperView, groups, papers
from .roll import DelegateRow, Roll, roll

__all__ = [
    "ConferenceRow", "ConferenceView", "DelegateRow", "Floor", "GroupView", "ItemView", "PaperView", "PointView", "Roll",
    "TurnView", "conference", "conferences", "floor", "groups", "papers", "points", "roll",
]  # fmt: skip
