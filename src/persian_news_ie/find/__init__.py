"""Finders: each returns candidates of one kind."""
