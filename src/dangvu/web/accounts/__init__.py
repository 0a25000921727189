"""The administration of accounts: lists, roles, envelopes."""
