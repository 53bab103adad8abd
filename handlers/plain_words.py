"""What somebody means who writes in plain words, English or Danish. Words go in, a meaning comes out; none are kept."""

import re
import unicodedata

from handlers.command import BY_WORD, Subcommand

# Wishes in plain words, in both languages, for messages too long to be a subcommand's name.
PHRASES = {
    "pause": re.compile(r"\b(pause|a break|on leave|vacation|ferie|orlov|barsel)\b", re.IGNORECASE),
    "resume": re.compile(
        r"^\W*((i am|i'm) back|(så )?(jeg er|er jeg) tilbage)( (now|again|nu|igen))*\W*$", re.IGNORECASE
    ),
    "leave": re.compile(r"\b(leave|quit|drop out|give up my place|stoppe|afmelde|melde fra)\b", re.IGNORECASE),
    "profile": re.compile(
        r"\b(how often (do|will|can) (you|i)|(too many|fewer|less) (messages|reminders)|write less|hvor (tit|ofte) skriver"
        r"|(for mange|færre) (beskeder|påmindelser)|skrive sjældnere|skriver for (tit|ofte|meget))\b",
        re.IGNORECASE,
    ),
    "status": re.compile(
        r"\b(who is my|hvem er min|when do i|when do(es)? (it|we|the programme|the program)|hvornår)\b", re.IGNORECASE
    ),
    "join": re.compile(
        r"\b(a mentor|a mentee|en mentor|en mentee|(være|blive) (mentor|mentee)|sign me up|tilmelde?"
        r"|(want|like|how (do|can) i) (to )?join|join (the|a|your|this) (programme|program|mentoring))\b",
        re.IGNORECASE,
    ),
    "help": re.compile(r"\b(what can|how do|hvad kan|hvordan|help|hjælpe?)\b", re.IGNORECASE),
}
WHY_THIS_MATCH = re.compile(r"\b(why|hvorfor)\b.*\bmatch", re.IGNORECASE)
"""The answer stands beside each of somebody's people; the word alone would lead coordinators' way."""
GREETINGS = {"hi", "hello", "hey", "hej", "goddag", "davs"}
SHORT = 3
THANKS = re.compile(
    r"(?:(?:many|great|super|perfect|perfekt|fint|fine|cool|ok|okay|mange|tusind|1000|hej|hi) )*"
    r"(?:thanks?|thank you|thx|cheers|tak|ok|okay|okey|great|super|perfect|perfekt|fint|fine|cool|got it|sounds good"
    r"|modtaget|det er godt|det er fint|lyder godt)"
    r"(?: (?:so much|very much|a lot|again|bot|for (?:your|the) help|for now|for that|skal du have|igen|for det"
    r"|for hjælpen|for nu|så meget))*"
)
"""A whole message that says thanks, or that all is well."""
EMOJI = re.compile(r":[\w+-]+:")
GLAD_EMOJI = re.compile(
    r":(?:\+1|thumbsup|pray|heart|tada|smile|smiley|grin|grinning|blush|slightly_smiling_face|ok_hand|ok|raised_hands"
    r"|clap|wave|white_check_mark|heavy_check_mark|star|sunny|100|hugging_face|two_hearts|sparkles):(?::skin-tone-\d:)?"
    r"|[👍🙏❤🎉😊🙂😀😃😄👏🙌👌✅⭐☀💯🤗💕✨👋]"
)
WANTS_A_PERSON = re.compile(
    r"\b("
    r"struggling|harass\w*|bull(y|ied|ying)|abus\w+|threaten\w*|chikane\w*|mobning|mobbe[rst]?|krænke\w*|truer"
    r"|i need (some |your |more |a bit of )?(help|support)|i need (to talk|somebody|someone|a person|a human)"
    r"|like some help|(talk|speak) (to|with) (somebody|someone|a person|a human|a real person)|new match|another mentor"
    r"|(not|isn't) (going well|working)|(doesn't|does not) work|i('m| am) (unhappy|stuck|lost|not ok(ay)?)"
    r"|i feel (bad|awful|lost|alone|unsafe|unwell|stuck)|can('t|not) cope"
    r"|har det (rigtig |virkelig |meget |lidt |ret )?(svært|skidt|dårligt|hårdt|ikke (så )?godt)"
    r"|det (går|fungerer|virker|dur) (bare |slet |altså )?(ikke|dårligt|skidt)|(det er|synes det er) (svært|hårdt)"
    r"|(brug for|vil gerne have|vil gerne ha) (noget |lidt )?(hjælp|støtte)|brug for (nogen|et menneske|at tale|at snakke)"
    r"|(tale|snakke) med (nogen|et menneske|en person|et rigtigt menneske)|nyt match|anden mentor"
    r"|(doesn't|does not|don't|never|won't|not) (answer|answering|reply|replying|respond|responding|write back)"
    r"|(haven't|have not) heard (back )?from|(no|any) (answer|reply) from"
    r"|(svarer|reagerer) (mig |bare |slet |altså |stadig )*(ikke|aldrig)|(hører|hørt) (stadig |slet )?(ikke|intet|aldrig)"
    r"|(er|føler mig) (ked af det|alene|utryg|fortabt|presset)|kan ikke (mere|overskue)"
    r")\b",
    re.IGNORECASE,
)
"""Somebody has a hard time, or wants a person rather than a program."""

IN_DANGER = re.compile(
    r"\b("
    r"suicid\w*|kill(ing)? myself|end(ing)? (my life|it all)|tak(e|ing) my (own )?life|(hurt|harm|cut)(ing|ting)? myself"
    r"|self[- ]?harm\w*|(want|wish|like) to (die|be dead)|better off dead|(don't|do not) want to (live|be alive)"
    r"|no reason to live|selvmord\w*|selvskade\w*|tage (mit|mit eget) liv|tage livet af mig|slå mig (selv )?ihjel"
    r"|(gøre skade på|skade|skære i) mig selv|skærer i mig selv|ikke (leve|være her) (mere|længere)|(vil|ville) (bare |gerne )*dø"
    r"|ønsker? at dø|ikke lyst til at leve"
    r")\b",
    re.IGNORECASE,
)
"""Somebody may be about to harm themselves: better answered once too often."""
ABOUT_DATA = re.compile(
    r"\b("
    r"gdpr|privacy|personal data|persondata|personoplysninger|privatliv\w*|databeskyttelse|my data|mine (data|oplysninger)"
    r"|(delete|erase|remove) (me|all|everything|my (data|answers|information))|forget me"
    r"|slet(te)? (mig|alt|mine (data|svar|oplysninger))|glem mig|(sees?|reads?|stores?) (my (answers?|messages?)|what i)"
    r"|(ser|se|læser|læse|gemmer|gemme) (mine (svar|beskeder)|mit svar|hvad jeg)|confidential|fortrolig\w*"
    r")\b",
    re.IGNORECASE,
)
"""Somebody asks who sees what they say, or wants it deleted."""


def may_be_in_danger(text: str) -> bool:
    """Whether somebody writes of harming themselves."""
    return IN_DANGER.search(_plain(text)) is not None


def asks_about_data(text: str) -> bool:
    """Whether somebody asks who sees what is kept about them, or wants it deleted."""
    return ABOUT_DATA.search(_plain(text)) is not None


def wants_a_person(text: str) -> bool:
    """Whether somebody has a hard time, or asks for a person."""
    return WANTS_A_PERSON.search(_plain(text)) is not None


def is_thanks(text: str) -> bool:
    """Whether a message says thanks, or that all is well, and nothing else; some emoji say so alone."""
    rest = GLAD_EMOJI.sub("", _plain(text).lower())
    if EMOJI.search(rest) or any(unicodedata.category(sign) == "So" for sign in rest):
        return False
    words = re.findall(r"[\w']+", rest)
    return THANKS.fullmatch(" ".join(words)) is not None if words else rest != _plain(text).lower()


def understood(text: str) -> Subcommand | None:
    """The subcommand somebody means, or None: its own name in a short message, else a wish in plain words."""
    text = _plain(text)
    if WHY_THIS_MATCH.search(text):
        return BY_WORD["status"]
    words = re.findall(r"[\w?]+", text.lower())
    if len(words) <= SHORT:
        for word in words:
            if word in BY_WORD:
                return BY_WORD[word]
    for name, phrase in PHRASES.items():
        if phrase.search(text):
            return BY_WORD[name]
    return BY_WORD["help"] if greets(text) else None


def greets(text: str) -> bool:
    """Whether a message begins with a greeting."""
    return not GREETINGS.isdisjoint(re.findall(r"\w+", text.lower())[:1])


def _plain(text: str) -> str:
    """The text with the apostrophe that is on every keyboard; telephones write another."""
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
