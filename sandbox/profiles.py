"""People as the Web API and events describe them."""

from hashlib import sha256
from zoneinfo import ZoneInfo

from sandbox.installation import Installation
from sandbox.state import Json, Person, State


def colour_of(person_id: str) -> str:
    """Give a person's own colour, six hexadecimal digits, always the same."""
    return sha256(person_id.encode()).hexdigest()[:6]


def user_object(state: State, installation: Installation, person: Person, *, with_locale: bool) -> Json:
    """Give Slack's user object: less for deactivated and external people, e-mail only with its scope."""
    user: Json = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.real_name.split()[0].lower(),
        "deleted": person.deleted,
        "color": colour_of(person.id),
        "real_name": person.real_name,
        "profile": _profile(person, with_email="users:read.email" in installation.scopes),
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": int(state.clock.now().timestamp()),
    }
    if person.deleted:
        return user
    offset = ZoneInfo(person.tz).utcoffset(state.clock.now().astimezone(ZoneInfo(person.tz)))
    user |= {
        "tz": person.tz,
        "tz_label": person.tz.rpartition("/")[2].replace("_", " "),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": person.is_admin,
        "is_owner": person.is_owner,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted or person.is_ultra_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
    }
    if person.external:
        user["is_stranger"] = not _shares_a_channel(state, person)
    elif with_locale:
        user["locale"] = person.locale
    return user


def _profile(person: Person, *, with_email: bool) -> Json:
    profile: Json = {
        "title": person.title,
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.display_name,
        "display_name_normalized": person.display_name,
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": colour_of(person.id),
        "team": person.team_id,
    }
    if with_email and person.email and not person.external:
        profile["email"] = person.email
    return profile


def _shares_a_channel(state: State, person: Person) -> bool:
    return any(state.app_user in conversation.members for conversation in state.conversations_of(person.id))
