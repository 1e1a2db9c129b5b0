"""The two negative answers: a refused command and a bad message."""


class Refused(Exception):
    """An answer, not a bug: the rule that forbids the command, in words for a person.

    `code` is stable and names the rule; `words` is a sentence in English; `values` are the values
    in it, so that a screen can say it in its own language.
    """

    def __init__(self, code: str, words: str, **values: object) -> None:
        super().__init__(words)
        self.code = code
        self.words = words
        self.values = values


class BadMessage(Refused):
    """A message that can't be understood or is outside the limits of the contract."""


class Denied(Refused):
    """This person may not do it, whatever other rules say."""
