"""The yearly ranking, commendations, badges and dues: beside one another in the menu."""
