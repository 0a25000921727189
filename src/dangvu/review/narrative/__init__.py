"""Units' own paragraphs, from what a unit writes to the upper draft that keeps whose they are."""
