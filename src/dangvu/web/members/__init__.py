"""People: search, list, profile, movements, duplicates, missing data."""
