"""What was recognised as an example: the list of it, one more, one corrected, one taken back."""
