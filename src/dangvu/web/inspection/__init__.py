"""The book of inspections and supervisions: a line of rights of its own."""
