"""What a verb raises when it cannot be done."""


class NotPossible(ValueError):
    """The message is a plain sentence for the person who asked: what, where, what to do. Nothing was written."""
