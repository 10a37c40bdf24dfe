"""What is known of single words, kept from text to text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
MOST_WORDS = 1 << 16


class WordTable(dict[str, Value]):
    """What a function says of each word, found once; a dictionary is looked up faster than an `lru_cache`."""

    def __init__(self, function: Callable[[str], Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> Value:
        if len(self) > MOST_WORDS:
            self.clear()
        value = self[word] = self._function(word)
        return value
