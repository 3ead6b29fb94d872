"""Targets for fuzzing, shared by hypothesis (in the suite) and atheris (`python -m tests.fuzz`)."""
