"""Figures of the page as plain dictionaries, and the patches that bring them up to date."""
