"""The checker: every mistake an editor can make is answered by its sentence, on its line, in its file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from prompts.check import check, coverage, languages_under
from prompts.preview import NothingToPreview, preview

Write = Callable[[str, str], None]
PROMPT = """---
title: A question you carry around
for: mentee
kinds: one_to_one
stage: opening
minutes: 10
topic: goals
---
Hello {mentor}.
"""
JOURNEY = """kind: one_to_one
first_meeting_guide: opening/guide
spacing_days: {mentee: 7, mentor: 15}
steps:
  - id: begin
    kind: prompt
    for: mentee
    when: {after_kick_off: 3}
    prompt: opening
"""
FAR_TOO_MANY = "".join(
    f"  - id: more-{day}\n    kind: check_in\n    for: mentor\n    when: {{before_end: {day}}}\n" for day in (2, 4, 6)
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A small faultless house in two languages, and a way to change its files."""

    def write(path: str, text: str) -> None:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")

    write("en/interface/join.ftl", "join-text = Hello { $name }\n")
    write("da/interface/join.ftl", "join-text = Hej { $name }\n")
    write("en/library/opening/hello.md", PROMPT)
    write("da/library/opening/hello.md", "---\ntitle: Et spørgsmål\n---\nHej {mentor}.\n")
    write("en/library/opening/guide.md", PROMPT.replace("for: mentee", "for: pair\nguide: true"))
    write("da/library/opening/guide.md", "---\ntitle: En vejledning\n---\nHej {mentor}.\n")
    write("journeys/one_to_one.yaml", JOURNEY)
    return write


def said(root: Path, language: str | None = None) -> list[str]:
    return [str(fault).removeprefix(f"{root}/") for fault in check(root, language)]


def test_the_real_words_have_no_fault() -> None:
    assert [str(fault) for fault in check()] == []


def test_a_faultless_house_has_no_fault(tmp_path: Path, write: Write) -> None:
    write("en/interface/more.ftl", "# A comment\nmore = More\n")
    write("da/interface/more.ftl", "more = Mere\n")
    assert said(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "join-text Hello",
            (
                'en/interface/join.ftl:1: This cannot be read: join-text Hello (Expected token: "="). '
                "A text looks like this: some-name = Words, with { $name }."
            ),
        ),
        (
            "# Why\njoin-text = Hello { $name }!",
            "en/interface/join.ftl:2: No exclamation marks: the words should carry the warmth. Write a full stop.",
        ),
        (
            "join-text = Hello { $name }\njoin-text = Again",
            "en/interface/join.ftl:2: join-text stands already in join.ftl:1. Rename one of them.",
        ),
        (
            "join-text = { joni-text } { $name }\njoin-txt = { -bot }",
            "en/interface/join.ftl:1: There is no text called joni-text. Did you mean join-text?",
        ),
        (
            "join-text = { -bto } { $name }\n-bot = Mentor Bot",
            "en/interface/join.ftl:1: There is no text called -bto. Did you mean -bot?",
        ),
        (
            "join-text =\n    .title = { $name }",
            "en/interface/join.ftl:1: join-text has no words of its own. Write them after the equals sign.",
        ),
        (
            "join-text = Every user, { $name }",
            "en/interface/join.ftl:1: user is not our word. Write person.",
        ),
        (
            "join-text = Ask { $name } whether he or she can",
            "en/interface/join.ftl:1: he or she assumes a gender. Write the name, they, or turn the sentence round.",
        ),
    ],
)
def test_a_fault_in_an_interface_text(tmp_path: Path, write: Write, text: str, sentence: str) -> None:
    write("en/interface/join.ftl", f"{text}\n")
    assert sentence in said(tmp_path, "en")


@pytest.mark.parametrize(
    ("text_id", "limit", "place"),
    [
        ("a-modal-title", 24, "modal title"),
        ("a-submit", 24, "submit"),
        ("a-close", 24, "close"),
        ("a-button", 75, "button"),
        ("a-option", 75, "option"),
        ("a-header", 150, "header"),
        ("a-label", 150, "label"),
        ("a-placeholder", 150, "placeholder"),
    ],
)
def test_a_text_too_long_for_its_place(tmp_path: Path, write: Write, text_id: str, limit: int, place: str) -> None:
    write("da/interface/more.ftl", f"{text_id} = {'x' * limit}\n")
    write("en/interface/more.ftl", f"{text_id} = Short\n")
    assert said(tmp_path) == []
    write("da/interface/more.ftl", f"{text_id} = {'x' * (limit + 1)}\n")
    assert said(tmp_path) == [
        (
            f"da/interface/more.ftl:1: {text_id} can be {limit + 1} characters long, and Slack shows {limit} in a {place}. "
            "Shorten it."
        )
    ]


def test_length_counts_the_longest_variant_and_sample_values(tmp_path: Path, write: Write) -> None:
    text = "-bot = The Bot\na-submit = { $count ->\n    [one] Ok\n   *[other] { -bot }, { a-name }{ $name }\n}\na-name = {$name}\n"
    for language in ("en", "da"):
        write(f"{language}/interface/more.ftl", text)
    assert said(tmp_path, "en") == [
        "en/interface/more.ftl:2: a-submit can be 51 characters long, and Slack shows 24 in a submit. Shorten it."
    ]


def test_texts_that_refer_to_each_other_in_a_ring_do_not_hang_the_checker(tmp_path: Path, write: Write) -> None:
    for language in ("en", "da"):
        write(f"{language}/interface/more.ftl", "a-button = { b-button }\nb-button = { a-button }\n")
    assert said(tmp_path) == []


@pytest.mark.parametrize(
    ("danish", "sentence"),
    [
        ("", "da/interface/join.ftl:1: join-text is missing in da. Copy it from en and translate it."),
        (
            "join-text = Hej { $name }\njoin-txet = Hov",
            (
                "da/interface/join.ftl:2: join-txet does not exist in English. Did you mean join-text? "
                "Rename it, or leave it out."
            ),
        ),
        (
            "join-text = Hej { $nmae }",
            "da/interface/join.ftl:1: join-text uses $nmae, which the bot does not give it. Did you mean name?",
        ),
        (
            "join-text = Hej",
            "da/interface/join.ftl:1: join-text leaves out $name, which the English text shows. Use it.",
        ),
    ],
)
def test_a_language_that_does_not_agree_with_english(tmp_path: Path, write: Write, danish: str, sentence: str) -> None:
    write("da/interface/join.ftl", f"{danish}\n")
    assert sentence in said(tmp_path, "da")
    assert said(tmp_path, "en") == []


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ("---\ntitle", "title", "1: The front matter is missing. Begin with ---, a line title: …, and --- again."),
        (
            "A question you",
            "Goals: what you",
            '2: A colon needs quotes around the words: title: "The first month: what to ask".',
        ),
        (
            "kinds: one_to_one",
            "kinds: [one_to_one",
            "5: This cannot be read: did not find expected ',' or ']'. Compare it with the lines of another file.",
        ),
        ("minutes: 10\n", "", "1: minutes is missing. Add a line such as minutes: 10"),
        ("minutes: 10", "minutes: ten", "6: minutes: ten is not a whole number, such as 10."),
        ("minutes: 10", "minutes: 0", "6: minutes: input should be greater than or equal to 1."),
        (
            "minutes: 10",
            "minuts: 10",
            (
                "6: minuts is not a field here. Did you mean minutes? "
                "The fields are title, for, kinds, stage, minutes, topic, needs, guide."
            ),
        ),
        (
            "for: mentee",
            "for: mentees",
            "3: for: mentees is not one of mentee, mentor, pair, peer, group. Did you mean mentee?",
        ),
        ("stage: opening", "stage: closing", "5: stage: closing does not agree with its folder. Move the file."),
        (
            "A question you",
            "a question you",
            "2: A title begins with a capital letter: A question you carry around.",
        ),
        (
            "A question you",
            "A Question You",
            "2: A title is written like a sentence, so Question, You need no capital letter.",
        ),
        ("carry around", "carry around.", "2: A title has no full stop at its end. Leave it out."),
        (
            "carry around",
            "carry around!",
            "2: No exclamation marks: the words should carry the warmth. Write a full stop.",
        ),
        ("Hello {mentor}.", "", "9: The prompt has no words. Write them below the second ---."),
        ("Hello {mentor}.", "word " * 181, "9: 904 characters; a message holds 900. Shorten it."),
        (
            "Hello {mentor}.",
            "What now? And then?",
            (
                "9: More than one question is asked of the reader. Keep one; "
                "put questions to take along in a list or a quote."
            ),
        ),
        ("Hello", "Hello!", "9: No exclamation marks: the words should carry the warmth. Write a full stop."),
        ("Hello", "A new behavior", "9: behavior is not our word. Write behaviour."),
        (
            "Hello",
            "\N{PARTY POPPER}",
            "9: No emoji in prompts (\N{PARTY POPPER}): a screen reader spells them out. Say it in words.",
        ),
        ("Hello", "Hello :tada:", "9: No emoji in prompts (:tada:): a screen reader spells them out. Say it in words."),
        (
            "Hello",
            "Read it [here](https://example.org)",
            "9: A link says where it leads, not here. Put the page's name in the brackets.",
        ),
        (
            "Hello {mentor}.",
            "# Hello",
            "9: A heading does not fit into a message. Use a paragraph in **bold** instead.",
        ),
        (
            "Hello {mentor}.",
            "Hello.\n\n{mentr}",
            (
                "11: {mentr} is not a placeholder. Did you mean mentor? You can use {name}, {mentor}, {mentee}, "
                "{people}, {programme}, {contact}, {end_date}."
            ),
        ),
        (
            "{mentor}.",
            "{mentor}s friend.",
            "9: A name may end in s already. Turn the sentence round, so that nothing is added to it.",
        ),
        ("Hello {mentor}.", "Hello\n{people}.", "10: {people} has no value for mentee. Say it without the name."),
    ],
)
def test_a_fault_in_a_prompt(tmp_path: Path, write: Write, was: str, now: str, sentence: str) -> None:
    write("en/library/opening/hello.md", PROMPT.replace(was, now))
    assert f"en/library/opening/hello.md:{sentence}" in said(tmp_path)


def test_questions_to_take_along_are_not_asked_of_the_reader_now(tmp_path: Path, write: Write) -> None:
    body = "Ask *why?*, then choose. Which one?\n\n- This?\n- That?\n\n> Or this?"
    write("en/library/opening/hello.md", PROMPT.replace("Hello {mentor}.", body))
    assert said(tmp_path) == []


@pytest.mark.parametrize(
    ("path", "text", "sentence"),
    [
        (
            "da/library/opening/hello.md",
            "---\ntitle: Et spørgsmål\nminutes: 10\n---\nHej.\n",
            "da/library/opening/hello.md:3: minutes is inherited from English. Leave the line out.",
        ),
        (
            "da/library/opening/hello.md",
            "---\ntitel: Et spørgsmål\n---\nHej.\n",
            "da/library/opening/hello.md:2: titel is not a field here. Did you mean title? The fields are title.",
        ),
        (
            "da/library/opening/helo.md",
            "---\ntitle: Et spørgsmål\n---\nHej.\n",
            (
                "da/library/opening/helo.md:1: There is no English prompt opening/helo. Did you mean opening/hello? "
                "Rename this file, or add it."
            ),
        ),
        (
            "en/library/opening/new.md",
            PROMPT,
            "da/library/opening/new.md:1: opening/new is missing in da. Write it in this file.",
        ),
        (
            "en/library/openning/new.md",
            PROMPT,
            (
                "en/library/openning/new.md:1: A prompt lies in a folder named after its stage: "
                "opening, deepening, closing. Did you mean opening?"
            ),
        ),
        (
            "en/library/opening/New_One.md",
            PROMPT,
            (
                "en/library/opening/New_One.md:1: A file's name is small letters, digits and hyphens, "
                "such as first-meeting.md."
            ),
        ),
    ],
)
def test_a_fault_among_prompts(tmp_path: Path, write: Write, path: str, text: str, sentence: str) -> None:
    write(path, text)
    assert sentence in said(tmp_path)


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ("prompt: opening", "prompt: opening/helo", "5: There is no prompt opening/helo. Did you mean opening/hello?"),
        (
            "prompt: opening",
            "prompt: openin",
            (
                "5: openin is neither a stage nor a prompt's id. Did you mean opening? "
                "Stages are opening, deepening, closing."
            ),
        ),
        (
            "prompt: opening",
            "prompt: closing",
            "5: There is no closing prompt for mentee in one_to_one. Write one first.",
        ),
        (
            "prompt: opening",
            "prompt: opening/guide",
            "5: opening/guide is not written for mentee. Add it to the prompt's for.",
        ),
        ("opening/guide", "opening/gide", "2: There is no prompt opening/gide. Did you mean opening/guide?"),
        (
            "for: mentee",
            "for: mente",
            "5: for: mente is not one of mentor, mentee, peer, each, group. Did you mean mentee?",
        ),
        ("    kind: prompt\n", "", "5: kind is missing. Add a line such as kind: prompt"),
        (
            "when: {after_kick_off: 3}",
            "when: {after_kickoff: 3}",
            "5: after_kickoff is not a field here. Did you mean after_kick_off?",
        ),
        ("when: {after_kick_off: 3}", "when: {}", "5: Say either after_kick_off, before_end or every_rhythm."),
        ("for: mentee", "for: peer", "1: Peer cannot be written to in one_to_one."),
        (
            "steps:\n",
            f"steps:\n{FAR_TOO_MANY}",
            (
                "13: A mentor would get more than 2 messages within 30 days of day 176, meeting every 7 days. "
                "Move or leave out a step."
            ),
        ),
        ("kind: one_to_one\n", "kind: one: two\n", "1: A colon needs quotes around the words"),
    ],
)
def test_a_fault_in_a_journey(tmp_path: Path, write: Write, was: str, now: str, sentence: str) -> None:
    write("journeys/one_to_one.yaml", JOURNEY.replace(was, now, 1))
    assert any(fault.startswith(f"journeys/one_to_one.yaml:{sentence}") for fault in said(tmp_path)), said(tmp_path)


def test_a_prompt_must_be_written_for_the_journeys_kind(tmp_path: Path, write: Write) -> None:
    write("en/library/opening/hello.md", PROMPT.replace("one_to_one", "peer_group"))
    write("journeys/one_to_one.yaml", JOURNEY.replace("prompt: opening", "prompt: opening/hello"))
    sentence = "opening/hello is not written for one_to_one. Add it to the prompt's kinds."
    assert f"journeys/one_to_one.yaml:5: {sentence}" in said(tmp_path)


def test_a_broken_prompt_does_not_hide_the_faults_of_a_journey(tmp_path: Path, write: Write) -> None:
    write("en/library/opening/hello.md", "nothing")
    write("journeys/one_to_one.yaml", JOURNEY.replace("when: {after_kick_off: 3}", "when: {}"))
    assert [fault.split(":")[0] for fault in said(tmp_path)] == [
        "en/library/opening/hello.md",
        "journeys/one_to_one.yaml",
    ]


def test_a_language_that_does_not_exist_is_said(tmp_path: Path, write: Write) -> None:
    write("journeys/one_to_one.yaml", JOURNEY)
    assert said(tmp_path, "sv") == [
        "sv/interface:1: There is no language sv. Create this folder and copy English texts into it."
    ]


def test_a_new_language_is_found_by_its_folder_and_told_what_is_missing(tmp_path: Path, write: Write) -> None:
    write("sv/interface/join.ftl", "join-text = Hej { $name }\n")
    assert languages_under(tmp_path) == ("en", "da", "sv")
    assert said(tmp_path, "sv") == [
        "sv/library/opening/guide.md:1: opening/guide is missing in sv. Write it in this file.",
        "sv/library/opening/hello.md:1: opening/hello is missing in sv. Write it in this file.",
    ]


def test_coverage_shows_where_a_reader_has_nothing(tmp_path: Path, write: Write) -> None:
    write("en/library/opening/more.md", PROMPT)
    cells = {(str(cell.audience), str(cell.stage)): cell for cell in coverage(tmp_path)}
    assert cells["mentee", "opening"].prompts == {"en": 2, "da": 1}
    assert not cells["mentee", "opening"].is_hole
    assert cells["mentor", "closing"].is_hole


def test_the_real_library_has_no_holes() -> None:
    assert [cell for cell in coverage() if cell.is_hole] == []


def test_a_preview_shows_a_prompt_with_sample_values() -> None:
    shown = preview("opening/you-lead", "da")
    assert "Det er dig, der sætter retningen" in shown
    assert "Chidi Okafor" in shown
    assert "{" not in shown


def test_a_preview_shows_an_interface_text(tmp_path: Path, write: Write) -> None:
    write("en/interface/join.ftl", "join-text = Hello { $name }, { $day-count } days\n")
    assert preview("join-text", root=tmp_path) == "Hello Asta Holm, 3 days"


@pytest.mark.parametrize(
    ("text_id", "language", "sentence"),
    [
        ("opening/you-leed", "en", r"There is no prompt opening/you-leed\. Did you mean opening/you-lead\?"),
        ("format-momnt", "da", r"There is no text format-momnt in da\. Did you mean format-moment\?"),
        ("format-moment", "xx", r"There is no text format-moment in xx\."),
    ],
)
def test_a_preview_of_nothing_is_answered(text_id: str, language: str, sentence: str) -> None:
    with pytest.raises(NothingToPreview, match=sentence):
        preview(text_id, language)
