"""Errors that are shown to the user: one line that says what is wrong and what to do."""


class IsnadError(Exception):
    """Anything the user can do something about; its message is shown as it is."""


class DocumentError(IsnadError):
    """A document's files are missing, damaged or not readable as text."""


class IndexMissingError(IsnadError):
    """There is no index at the place that was asked for."""


class IndexMismatchError(IsnadError):
    """The index was made from other documents, or with another encoder or normaliser."""


class EncoderError(IsnadError):
    """The sentence encoder can't be loaded or gives vectors of another dimension."""


class UsageError(IsnadError):
    """A request that can't be carried out as it was written (exit status 2)."""
