"""Long work on a person's behalf: it goes on when they sign out, and is taken up again after a restart."""
