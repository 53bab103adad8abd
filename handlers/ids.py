"""Every id that Slack sends back to us, one group a conversation. An id names what the person does."""

from enum import StrEnum


class Door(StrEnum):
    """Buttons that open the same room as a `/mentor` subcommand; the value is `open:<subcommand>`."""

    OPEN = "open"
    LINK = "link"


class Field(StrEnum):
    """Fields of a form that change what else it asks."""

    COUNTRY = "country"


class Join(StrEnum):
    """Joining a programme."""

    LOOK = "join.look"
    ROLE = "join.role"
    GOALS = "join.goals"
    ABOUT = "join.about"
    HOURS = "join.hours"
    WISHES = "join.wishes"
    BASELINE = "join.baseline"
    INTRODUCTION = "join.introduction"
    CHOOSE = "join.choose"
    CHANGE = "join.change"


class SelfService(StrEnum):
    """Looking after one's own place."""

    PAUSE = "place.pause"
    LEAVE = "place.leave"
    LEAVE_CHOOSE = "place.leave_choose"
    CHANGE = "place.change"
    CHANGED = "place.changed"
    HOW_OFTEN = "place.how_often"
    HOW_OFTEN_FORM = "place.how_often_form"


class Run(StrEnum):
    """Running programmes; a button's value is the programme's id, or the page to turn to."""

    NEW = "programme.new"
    EDIT = "programme.edit"
    OPEN = "programme.open"
    ANNOUNCE = "programme.announce"
    CLOSE = "programme.close"
    END = "programme.end"
    TAKE_OVER = "programme.take_over"
    PAGE = "programme.page"
    BASICS = "programme.basics"
    DETAILS = "programme.details"


class CheckIn(StrEnum):
    """Check-ins; a button's value is the check-in's id, the rating stands at the end of its action id."""

    MET = "check_in.met"
    NOT_YET = "check_in.not_yet"
    HELP = "check_in.help"
    RATE = "check_in.rate"


class HelpOffer(StrEnum):
    """After "I'd like some help"; a button's value is the relationship's id, and `ASK`, which stands anywhere, has none."""

    ASK = "help_offer.ask"
    OFFER = "help_offer.offer"
    IDEAS = "help_offer.ideas"
    CONTACT = "help_offer.contact"
    CONTACT_FORM = "help_offer.contact_form"
    NEW_MATCH = "help_offer.new_match"
    NEW_MATCH_FORM = "help_offer.new_match_form"
    NOT_NOW = "help_offer.not_now"


class Endings(StrEnum):
    """The last questions; a button's value is the enrolment's id."""

    QUESTIONS = "endings.questions"
    QUESTIONS_FORM = "endings.questions_form"


class Match(StrEnum):
    """Matching; a button's value is the draft's id, with the page to turn to, or the programme's id for a new draft."""

    CHOOSE = "match.choose"
    WORKING = "match.working"
    DRAFT = "match.draft"
    OVERVIEW = "match.overview"
    MATCHES = "match.matches"
    WAITING = "match.waiting"
    AGAIN = "match.again"
    PUBLISH = "match.publish"


class Editing(StrEnum):
    """Changing a match draft; a button's value is the draft's id, with the people or the change it is about."""

    CHANGE = "editing.change"
    CHANGE_FORM = "editing.change_form"
    APPLY = "editing.apply"
    BUSY = "editing.busy"
    CHANGES = "editing.changes"
    TAKE_BACK = "editing.take_back"
    SETTINGS = "editing.settings"
    SETTINGS_FORM = "editing.settings_form"
    COPY = "editing.copy"
    COMPARE = "editing.compare"
    THROW_AWAY = "editing.throw_away"
    PRICES = "editing.prices"


class Publishing(StrEnum):
    """Publishing a draft on a date; a button's value is the draft's id."""

    DATE = "publishing.date"
    FORM = "publishing.form"
    TAKE_OFF = "publishing.take_off"


class Why(StrEnum):
    """Why this match; the button's value is the relationship's id."""

    MATCH = "why.match"
    SCREEN = "why.screen"


class Report(StrEnum):
    """The report; a button's value is the programme's id, the breakdown stands at the end of its action id."""

    CHOOSE = "report.choose"
    SUM_UP = "report.sum_up"
    CSV = "report.csv"


class Undelivered(StrEnum):
    """What was not delivered; a button's value are the messages' ids with commas between, or the page to turn to."""

    LIST = "undelivered.list"
    AGAIN = "undelivered.again"
    ALL = "undelivered.all"
    LEAVE = "undelivered.leave"
    PAGE = "undelivered.page"


class Answer(StrEnum):
    """Asking mentors first; a button's value is the question's id, or the programme's for the list to decide on."""

    YES = "answer.yes"
    NO = "answer.no"
    FULL = "answer.full"
    DECIDE = "answer.decide"
    AGAIN = "answer.again"
    LEAVE = "answer.leave"
    MATCH = "answer.match"


class Wishes(StrEnum):
    """Asking for wishes before a round; a button's value is the programme's id for coordinators, else the question's."""

    BEGIN = "wishes.begin"
    END = "wishes.end"
    MAY = "wishes.may"
    RATHER_NOT = "wishes.rather_not"
    CHOOSE = "wishes.choose"
    CHOICE = "wishes.choice"
