"""Opening, sending, returning, accepting, locking. Each is one act under the writer's lock: done, or not at all."""

from dangvu.review.actions.locking import answer_unlock, ask_to_unlock, let_change, lock, who_unlocks
from dangvu.review.actions.opening import move_days, open_period
from dangvu.review.actions.receiving import NewRemark, accept, give_back, remind
from dangvu.review.actions.sending import adjust, declare, send, withdraw_adjustment

__all__ = [
    "NewRemark", "accept", "adjust", "answer_unlock", "ask_to_unlock", "declare", "give_back", "let_change", "lock",
    "move_days", "open_period", "remind", "send", "who_unlocks", "withdraw_adjustment",
]  # fmt: skip
