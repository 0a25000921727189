"""The book of thematic meetings of the cells."""
