"""Schemes of several years: what is done, measured and reviewed."""
