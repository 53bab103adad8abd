"""The library: facts inherited by translations, selection by reader, choice without repetition, and its real content."""

from pathlib import Path

import pytest

from prompts import library
from prompts.library import Library, Prompt, Stage, load_library
from prompts.markdown import blanks, fill, plain
from prompts.placeholders import PLACEHOLDERS, samples


@pytest.fixture(scope="module")
def real() -> Library:
    return load_library()


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def a_prompt(title: str = "A question", topic: str = "goals", **more: str) -> str:
    facts = {"title": title, "for": "mentee", "kinds": "one_to_one", "stage": "opening", "minutes": "10"} | more
    lines = "\n".join(f"{name}: {value}" for name, value in facts.items())
    return f"---\n{lines}\ntopic: {topic}\n---\nHello {{mentor}}.\n"


def test_a_translation_needs_only_its_title_and_inherits_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "en/library/opening/hello.md", a_prompt())
    write(tmp_path, "da/library/opening/hello.md", "---\ntitle: Et spørgsmål\n---\nHej {mentor}.\n")
    prompt = load_library(root=tmp_path)["opening/hello"]
    assert (prompt.wording("da").title, plain(prompt.wording("da").body)) == ("Et spørgsmål", "Hej {mentor}.")
    assert prompt.facts.minutes == 10


def test_a_language_without_a_translation_is_answered_in_english(tmp_path: Path) -> None:
    write(tmp_path, "en/library/opening/hello.md", a_prompt())
    assert load_library(root=tmp_path)["opening/hello"].wording("da").title == "A question"


def test_front_matter_stays_text_until_it_is_typed(tmp_path: Path) -> None:
    write(tmp_path, "en/library/opening/no.md", a_prompt(title="no, 12:30 or 1.10"))
    assert load_library(root=tmp_path)["opening/no"].facts.title == "no, 12:30 or 1.10"


def test_an_organisations_own_prompts_win(tmp_path: Path) -> None:
    write(tmp_path / "house", "en/library/opening/hello.md", a_prompt())
    write(tmp_path / "house", "en/library/opening/other.md", a_prompt())
    write(tmp_path / "ours", "en/library/opening/hello.md", a_prompt(title="Our own"))
    prompts = load_library(tmp_path / "ours", root=tmp_path / "house")
    assert [prompt.facts.title for prompt in prompts] == ["Our own", "A question"]


def test_readers_may_be_several(tmp_path: Path) -> None:
    write(tmp_path, "en/library/opening/both.md", a_prompt(**{"for": "[mentee, mentor]"}))
    prompts = load_library(root=tmp_path)
    assert len(prompts.select(kind="one_to_one", audience="mentor")) == 1


def test_a_guide_is_found_by_its_id_but_never_chosen(real: Library) -> None:
    assert "opening/first-meeting" in real
    chosen = real.select(kind="one_to_one", audience="pair", stage="opening")
    assert "opening/first-meeting" not in {prompt.id for prompt in chosen}


def test_selection_narrows_by_kind_reader_stage_and_topic(real: Library) -> None:
    found = real.select(kind="one_to_one", audience="mentor", stage="deepening", topic="listening")
    assert {prompt.id for prompt in found} == {"deepening/let-silence-work", "deepening/questions-that-open"}


def choose(prompts: Library, seen: list[str], *, seed: str = "Asta", met: bool = True) -> Prompt | None:
    return prompts.choose(
        kind="one_to_one", audience="mentee", stage="deepening", already_seen=seen, seed=f"{seed}:{len(seen)}", met=met
    )


@pytest.mark.parametrize("seed", ["Asta", "Bo", "Chidi"])
def test_nobody_is_given_a_prompt_twice_and_then_the_shelf_is_empty(real: Library, seed: str) -> None:
    seen: list[str] = []
    while prompt := choose(real, seen, seed=seed):
        assert prompt.id not in seen
        seen.append(prompt.id)
    assert len(seen) == len(real.select(kind="one_to_one", audience="mentee", stage="deepening"))


def test_the_choice_is_the_same_for_the_same_reader_and_differs_between_readers(real: Library) -> None:
    assert choose(real, []) == choose(real, [])
    assert len({prompt.id for seed in "abcdefgh" if (prompt := choose(real, [], seed=seed))}) > 1


def test_topics_not_yet_seen_come_first(real: Library) -> None:
    seen: list[str] = []
    topics = {prompt.facts.topic for prompt in real.select(kind="one_to_one", audience="mentee", stage="deepening")}
    for _ in topics:
        prompt = choose(real, seen)
        assert prompt is not None
        seen.append(prompt.id)
    assert {real[prompt_id].facts.topic for prompt_id in seen} == topics


def test_a_prompt_that_needs_a_meeting_waits_for_one(tmp_path: Path) -> None:
    write(tmp_path, "en/library/deepening/later.md", a_prompt(stage="deepening", needs="first_meeting"))
    prompts = load_library(root=tmp_path)
    assert choose(prompts, [], met=False) is None
    assert choose(prompts, [], met=True) is prompts["deepening/later"]


def test_a_file_without_front_matter_is_not_a_prompt() -> None:
    with pytest.raises(library.FrontMatterMissing):
        library.split("Just words.")
    with pytest.raises(library.FrontMatterMissing):
        library.read_matter("---\n- a list\n---\nwords")


def test_there_are_prompts_enough_for_every_reader_and_stage(real: Library) -> None:
    assert len(real) >= 48
    for kind, audience in (
        ("one_to_one", "mentee"),
        ("one_to_one", "mentor"),
        ("peer_group", "peer"),
        ("peer_group", "group"),
    ):
        for stage in Stage:
            assert len(real.select(kind=kind, audience=audience, stage=stage)) >= 2, (kind, audience, stage)


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_prompt_can_be_read_in_every_language(real: Library, language: str) -> None:
    for prompt in real:
        assert language in prompt.wordings, prompt.id
        words = plain(fill(prompt.wording(language).body, samples(language)))
        assert 200 <= len(words) <= 900, prompt.id


def test_a_translation_names_the_same_people(real: Library) -> None:
    for prompt in real:
        assert blanks(prompt.wording("da").body) == blanks(prompt.wording("en").body), prompt.id


def test_no_prompt_is_a_translation_left_in_english(real: Library) -> None:
    assert not [prompt.id for prompt in real if prompt.wording("da").title == prompt.wording("en").title]


def test_every_placeholder_has_a_sample_in_every_language() -> None:
    assert samples("en").keys() == samples("da").keys() == PLACEHOLDERS.keys()
    assert samples("da")["end_date"] == "26. juni 2026"
