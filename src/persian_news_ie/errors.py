"""The one exception a caller has to know."""


class InputError(ValueError):
    """Something given to the library cannot be read; the message names the place and the cure."""
