"""Where in a country somebody is, for those countries whose public holidays differ from region to region."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, Option, OptionGroup, StaticSelectElement

from handlers.views import choices
from handlers.views.kit import field, option, plain
from prompts.words import Translate

WHOLE_COUNTRY = "whole"
"""The value of no region: a menu once chosen cannot be emptied in every client."""


def id_of(country: str | None) -> str:
    """The field's id: each country has its own, or a client would keep what was chosen of another."""
    return f"region-{country}"


def field_of(t: Translate, country: str | None, region: str | None, *, of_programme: bool = False) -> list[Block]:
    """The field, for a country that has regions: somebody's own, or those of a programme's people who told none."""
    regions = choices.regions(country)
    if not regions:
        return []
    whole = option(WHOLE_COUNTRY, t("region-whole-country-option"))
    initial = choices.chosen([whole, *regions], (region or WHOLE_COUNTRY,)) or [whole]
    hint = t("programme-region-hint" if of_programme else "join-region-hint")
    return [field(id_of(country), t("region-label"), _menu(whole, regions, initial[0]), hint=hint)]


def _menu(whole: Option, regions: Sequence[Option], initial: Option) -> StaticSelectElement:
    """All in one list; where Slack has no room for that, in two halves."""
    if len(regions) < choices.MOST_LINES:
        return StaticSelectElement(options=[whole, *regions], initial_option=initial)
    middle = len(regions) // 2
    groups = [
        OptionGroup(label=plain(f"{str(some[0].label)[0]}-{str(some[-1].label)[0]}"), options=listed)
        for some, listed in (
            (regions[:middle], [whole, *regions[:middle]]),
            (regions[middle:], regions[middle:]),
        )
    ]
    return StaticSelectElement(option_groups=groups, initial_option=initial)
