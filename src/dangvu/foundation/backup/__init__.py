"""Copies of the whole database, each with its checksum, each restored once before it is called a backup."""
