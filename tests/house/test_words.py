"""Every word the code asks for exists, and every word that exists is asked for."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import mentoring
from mentoring.errors import MentoringError
from prompts.words import load_words

ROOT = Path(__file__).resolve().parents[2]
SPEAKERS = ("handlers", "bot", "prompts", "mentoring")


def trees() -> Iterator[ast.AST]:
    for package in SPEAKERS:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))


def literals() -> set[str]:
    return {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def patterns() -> list[re.Pattern[str]]:
    """Ids that are put together, as in t(f"level-{level}")."""
    found = []
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in node.values]
                if parts != [".+"] and any(part != ".+" and "-" in part for part in parts):
                    found.append(re.compile("".join(parts)))
    return found


def errors() -> set[type[MentoringError]]:
    for module in pkgutil.walk_packages(mentoring.__path__, "mentoring."):
        importlib.import_module(module.name)

    def below(kind: type[MentoringError]) -> set[type[MentoringError]]:
        return {kind}.union(*(below(sub) for sub in kind.__subclasses__()))

    return {kind for kind in below(MentoringError) if kind.__module__.startswith("mentoring")} - {MentoringError}


def asked_for() -> set[str]:
    """The first argument of every t("…") and say(t, "…")."""
    ids = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"t", "say"}:
                position = 0 if node.func.id == "t" else 1
                if len(node.args) > position and isinstance(node.args[position], ast.Constant):
                    ids.add(node.args[position].value)  # type: ignore[attr-defined]  # isinstance on an index
    return ids


def test_every_word_asked_for_exists_in_every_language() -> None:
    words = load_words()
    for language in words.languages:
        missing = asked_for() - set(words.entries(language))
        assert not missing, f"{language}: {sorted(missing)}"


def test_every_refusal_has_its_sentence_in_every_language() -> None:
    words = load_words()
    ids = {kind().message_id for kind in errors() if not kind.__subclasses__()}
    for language in words.languages:
        missing = ids - set(words.entries(language))
        assert not missing, f"{language}: {sorted(missing)}"


def test_every_word_that_exists_is_asked_for() -> None:
    words = load_words()
    used, composed = literals(), patterns()
    raised = {kind().message_id for kind in errors()}
    referred = {
        found
        for entry in words.entries("en").values()
        for found in re.findall(r"\{\s*(-?[a-z][\w-]*)\s*[}(]", entry.source)
    }
    idle = [
        id_
        for id_ in words.entries("en")
        if id_ not in used | raised | referred and not any(pattern.fullmatch(id_) for pattern in composed)
    ]
    assert not idle, f"Nobody says {idle}: delete them"
