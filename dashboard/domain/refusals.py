"""The two answers that aren't a yes: a refused command and a bad message."""


class Refused(Exception):
    """An answer, not a bug: the rule that stands against the command, in words for a person.

    `code` is stable and names the rule; `words` is a sentence.
    """

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.words = words


class BadMessage(Refused):
    """A message that can't be understood or is outside the limits of the contract."""
