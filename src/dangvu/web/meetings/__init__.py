"""The book of meetings, a cell's meeting from plan to minutes, and the book of proposals."""
