"""The door to Block Kit: what people wrote stays words, wherever it stands."""

from collections.abc import Iterator
from typing import Any

from handlers.views import kit
from prompts.words import load_words

EN = load_words(strict=True).translator("en-GB")
WRITTEN = "example.com, @here, #general and <@U123>"


def test_words_that_people_wrote_become_neither_link_nor_mention() -> None:
    people = kit.mention("UMIA")
    said = kit.SafeText(f"{kit.escape(WRITTEN)} {people}")
    sentence = kit.message(said, kit.section(said), kit.context(said))

    texts = list(mrkdwn(sentence.payload()["blocks"]))

    assert len(texts) == 2
    for text in texts:
        assert text["verbatim"] is True
        assert "&lt;@U123&gt;" in text["text"], "what they wrote is no mention"
        assert "<@UMIA>" in text["text"], "ours still is"


def test_the_question_before_an_act_takes_words_as_they_are() -> None:
    asked = kit.confirm(EN, "programme-end", programme=WRITTEN).to_dict()

    assert asked["text"]["verbatim"] is True


def test_a_message_of_one_sentence_has_a_block_of_its_own() -> None:
    alone = kit.message(kit.SafeText("Nothing else."))

    (text,) = mrkdwn(alone.payload()["blocks"])
    assert text == {"type": "mrkdwn", "text": "Nothing else.", "verbatim": True}


def mrkdwn(shown: Any) -> Iterator[dict[str, Any]]:
    """Every formatted text in what Slack gets."""
    if isinstance(shown, dict):
        if shown.get("type") == "mrkdwn":
            yield shown
        for part in shown.values():
            yield from mrkdwn(part)
    elif isinstance(shown, list):
        for part in shown:
            yield from mrkdwn(part)
