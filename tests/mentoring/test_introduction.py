"""How somebody is introduced: any words of theirs, but words."""

import pytest

from mentoring.enrolment import NoWordsError, introduction_text


@pytest.mark.parametrize("words", [":) Hi, I am Ana :)", "I am free at 10:30: ask me", "A"])
def test_words_between_colons_are_words(words: str) -> None:
    assert introduction_text(words) == words


@pytest.mark.parametrize("words", [":tada:", ":wave::skin-tone-3: !", "🎉", ""])
def test_emoji_alone_are_none(words: str) -> None:
    with pytest.raises(NoWordsError):
        introduction_text(words)
