"""What is done for a conference: called, prepared, held, concluded."""

from .files import attach, drop_file
from .hall import ask_for_floor, begin_item, call_speaker, end_speaking, withdraw_speaker
from .papers import ask_for_papers, drop_papers, receive_paper
from .planning import Item, NewConference, call, cancel, correct, set_programme
from .points import NewPoint, correct_point, drop_points, write_points
from .roll import (
    NewDelegate,
    check_in,
    describe_group,
    invite,
    make_groups,
    mark_rest_absent,
    take_back_check_in,
    uninvite,
)

__all__ = [
    "Item", "NewConference", "NewDelegate", "NewPoint", "ask_for_floor", "ask_for_papers", "attach", "begin_item", "call",
    "call_speaker", "cancel", "check_in", "correct", "correct_point", "describe_group", "drop_file", "drop_papers", "drop_points",
    "end_speaking", "invite", "make_groups", "mark_rest_absent", "receive_paper", "set_programme", "take_back_check_in",
    "uninvite", "withdraw_speaker", "write_points",
]  # fmt: skip
