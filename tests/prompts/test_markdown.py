"""The Markdown subset: what becomes a tree, what is refused and with which sentence, and that values stay words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.markdown import Blank, Listing, NotUnderstood, Paragraph, Quote, Refusal, Text, blanks, fill, parse, plain

HOSTILE = "<!channel> **hi** {mentor}"


def test_paragraphs_carry_styles_links_and_placeholders() -> None:
    body = parse("Hello **{mentor}**, read *this* or\n[our guide](https://example.org/guide).\n\nBye.")
    assert body == (
        Paragraph(
            (
                Text("Hello "),
                Blank("mentor", bold=True),
                Text(", read "),
                Text("this", italic=True),
                Text(" or "),
                Text("our guide", link="https://example.org/guide"),
                Text("."),
            )
        ),
        Paragraph((Text("Bye."),)),
    )


def test_lists_and_quotes_are_one_level_deep() -> None:
    assert parse("- one\n- **two**\n\n1. first\n2. second\n\n> said\n>\n> again") == (
        Listing(((Text("one"),), (Text("two", bold=True),))),
        Listing(((Text("first"),), (Text("second"),)), ordered=True),
        Quote(((Text("said"),), (Text("again"),))),
    )


def test_a_text_of_nothing_is_an_empty_tree() -> None:
    assert parse("") == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# Title", 1, "A heading does not fit into a message."),
        ("fine\n\n```\ncode\n```", 3, "Code does not belong in a prompt."),
        ("fine\n\n    four spaces", 3, "These lines begin with four spaces"),
        ("some `code` here", 1, "Code marks do not belong"),
        ("fine\n\n---", 3, "A line across does not fit"),
        ("<b>bold</b> first", 1, "Words between < and >"),
        ("<div>\nblock\n</div>", 1, "HTML is not shown."),
        ("hello <!channel>", 1, "Words between < and >"),
        ("![a picture](https://example.org/a.png)", 1, "Pictures are not shown"),
        ("one  \ntwo", 1, "This line forces a line break."),
        ("- one\n  - inside", 2, "A list inside a list"),
        ("> - inside", 1, "A list inside a list or a quote"),
        ("- > inside", 1, "A quote cannot stand inside"),
        ("- one\n\n  two", 1, "Each point of a list is one paragraph."),
        ("see <https://example.org>", 1, "A bare link is read out letter by letter."),
        ("[plain](http://example.org)", 1, "A link must begin with https:// or mailto:"),
        ("[who](https://example.org/{mentor})", 1, "hold no placeholder"),
        ("fine\nHello {mentro}", 2, "{mentro} is not a placeholder. Did you mean mentor?"),
        ("Hello { mentor }", 1, "{ mentor } is not a placeholder. Did you mean mentor?"),
        ("Hello {mentor, yes", 1, "A brace stands alone."),
        ("Hello\n{men\ntor}", 2, "A brace stands alone."),
        ("Hello {}", 1, "{} is not a placeholder. You can use {name}"),
    ],
)
def test_anything_else_is_refused_on_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse(text)
    assert any(refusal.line == line and words in refusal.sentence for refusal in refused.value.refusals)


def test_every_refusal_is_said_at_once_and_counted_from_the_files_first_line() -> None:
    with pytest.raises(NotUnderstood, match="line 11") as refused:
        parse("# One\n\n`two`", first_line=11)
    assert [refusal.line for refusal in refused.value.refusals] == [11, 13]
    assert all(isinstance(refusal, Refusal) for refusal in refused.value.refusals)


def test_a_hostile_value_stays_literal_text() -> None:
    assert fill(parse("Meet **{mentor}** soon."), {"mentor": HOSTILE}) == (
        Paragraph((Text("Meet "), Text(HOSTILE, bold=True), Text(" soon."))),
    )


@given(st.text())
def test_whatever_a_person_is_called_it_is_never_parsed(name: str) -> None:
    filled = fill(parse("- {mentor}\n\n> {mentor}"), {"mentor": name})
    assert filled == (Listing(((Text(name),),)), Quote(((Text(name),),)))


def test_a_placeholder_without_a_value_is_not_passed_over() -> None:
    with pytest.raises(KeyError, match="mentor"):
        fill(parse("{mentor}"), {"mentee": "Bo"})


def test_the_placeholders_of_a_body_are_known() -> None:
    assert blanks(parse("{mentor}\n\n- {contact}\n\n> {programme}")) == {"mentor", "contact", "programme"}


def test_plain_text_keeps_the_shape_for_screen_readers() -> None:
    body = parse("Dear **{mentor}**\n\n- one\n- [two](https://example.org)\n\n1. first\n2. second\n\n> said")
    assert plain(body) == (
        "Dear {mentor}\n\n\N{BULLET} one\n\N{BULLET} two (https://example.org)\n\n1. first\n2. second\n\n> said"
    )
