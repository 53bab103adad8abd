"""How often the bot writes unasked: what it is, and the choice to have it less often."""

from slack_sdk.models.blocks import Block, RadioButtonsElement
from slack_sdk.models.views import View

from handlers.ids import SelfService
from handlers.views.kit import SafeText, button, context, field, modal, option, say, section
from mentoring.how_often import HowOften
from prompts.words import Translate


def told(t: Translate, mine: HowOften) -> SafeText:
    """What somebody has, and where they change it."""
    return SafeText(f"{say(t, 'how-often', most=mine.at_most)} {say(t, 'how-often-change')}")


def in_profile(t: Translate, mine: HowOften) -> Block:
    """What somebody has, with a way to change it."""
    return section(
        say(t, "how-often", most=mine.at_most), accessory=button(SelfService.HOW_OFTEN, t("how-often-button"))
    )


def choose(t: Translate, *, mine: HowOften) -> View:
    """As usual or less; what counts, and what comes whatever is chosen."""
    usual = "month" if mine.only_mentors else "week"
    options = [option(each, t(f"how-often-{each.replace('_', '-')}-option", usual=usual)) for each in mine.choices]
    chosen = next(each for each in options if each.value == mine.chosen)
    return modal(
        SelfService.HOW_OFTEN_FORM,
        t("how-often-modal-title"),
        [
            section(say(t, "how-often-what")),
            field("how_often", t("how-often-label"), RadioButtonsElement(options=options, initial_option=chosen)),
            section(say(t, "how-often-comes-anyway")),
            context(say(t, "how-often-note")),
        ],
        submit=t("profile-submit"),
        close=t("button-close"),
    )
