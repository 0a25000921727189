"""Tasks given to organisations: who has done them, said by the unit itself."""
