import stat
from pathlib import Path

import pytest

from storage import Keyring, WrongKeyError, load_or_create_key_file
from storage.markers import marker


def test_what_one_keyring_seals_it_opens() -> None:
    keys = Keyring(Keyring.generate())

    assert keys.open(keys.seal("Blåbærgrød & 👋")) == "Blåbærgrød & 👋"
    assert "Blåbær" not in keys.seal("Blåbærgrød")


def test_a_new_key_in_front_still_opens_what_the_older_one_sealed() -> None:
    old, new = Keyring.generate(), Keyring.generate()
    sealed = Keyring(old).seal("words")

    assert Keyring.from_text(f"{new}, {old}").open(sealed) == "words"


def test_a_wrong_key_is_named_and_its_text_is_not() -> None:
    sealed = Keyring(Keyring.generate()).seal("words")

    with pytest.raises(WrongKeyError, match="None of the encryption keys") as raised:
        Keyring(Keyring.generate()).open(sealed)
    assert sealed not in str(raised.value)


@pytest.mark.parametrize("text", ["", " , ", "too short", "!" * 44])
def test_text_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"key|base64|Incorrect padding"):
        Keyring.from_text(text)


def test_a_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "mentor-bot.key"
    sealed = load_or_create_key_file(path).seal("words")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_create_key_file(path).open(sealed) == "words"


def test_a_marker_tells_messages_and_workspaces_apart_and_is_stable() -> None:
    assert marker("s", workspace="T1", key="a") == marker("s", workspace="T1", key="a")
    assert len({marker(s, workspace=w, key=k) for s in "st" for w in ("T1", "T2") for k in ("a", "b")}) == 8
    assert "a-key" not in marker("s", workspace="T1", key="a-key")
