"""Measured, not asserted: every bar beside the floor that it is a multiple of, in one run."""
