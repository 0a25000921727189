"""The book of commendations."""
