"""Linkers: from mentions to entities."""
