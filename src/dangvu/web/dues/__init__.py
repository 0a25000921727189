"""Dues: one cell's month, the quarter by units, the list of arrears."""
