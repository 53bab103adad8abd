"""Changing a match draft: what is asked for, what it would do, what was changed so far, and two drafts side by side."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    NumberInputElement,
    RadioButtonsElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from handlers.ids import Editing, Match
from handlers.views import choices
from handlers.views.kit import (
    SafeText,
    actions,
    button,
    confirm,
    context,
    divider,
    field,
    mention,
    mentions,
    modal,
    option,
    plain,
    say,
    section,
)
from handlers.views.match_words import RULES, fit_word
from handlers.views.programme_form import rules as rule_fields
from mentoring.draft_editing import HIGHEST_FLOOR, HIGHEST_WEIGHT, WEIGHED, Act, Comparison, Proposed, Subject
from mentoring.draft_edits import Edit, EditKind, Settings, to_rows
from mentoring.drafts import Draft
from mentoring.relationships import Seat
from mentoring.rules.matching.values import Aim, Aims, Moved, Reason, RefusedLock, Rule
from mentoring.solved import Difference, Price
from prompts.words import Translate
from storage.states import Kind, Role

LETTERS = {Role.MENTOR: "m", Role.MENTEE: "e", Role.PEER: "p"}
"""How a button names a role."""
WEIGHT = "weight_"
"""Begins the name of a weight's field, since some rules are called as their parts are."""
EDITS_LISTED = 90
"""As many of the newest changes as a screen has room for."""
NAMED = 15
"""So many who would have another mentor, or could not be brought together, are named; the others are counted."""
AIMS = {
    "lift_worst": Aims(first=Aim.MOST_PEOPLE, lift_worst=True),
    "most_points": Aims(first=Aim.MOST_PEOPLE, lift_worst=False),
    "best_fit": Aims(first=Aim.BEST_FIT, lift_worst=False),
}
"""What a round can be for, by the name of its option."""


def change(t: Translate, *, subject: Subject, members: str) -> View:
    """What a coordinator wants otherwise about a match, or about somebody without one; `members` is the button's word."""
    options = [option(act, t(_asks(act, subject))) for act in subject.acts]
    in_group = subject.acts[-1] in {Act.JOIN, Act.SPLIT}
    people = mentions(t, [seat.slack_id for seat in subject.seats])
    return modal(
        Editing.CHANGE_FORM,
        t("editing-change-modal-title"),
        [
            _back(t, subject.draft_id),
            section(say(t, "editing-about", people=people)),
            field("act", t("editing-act-label"), RadioButtonsElement(options=options, initial_option=options[0])),
            *([_person(t, "one", subject.seats[0].slack_id)] if in_group and len(subject.seats) > 1 else []),
            *([_person(t, "who")] if subject.acts != (Act.KEEP,) else []),
        ],
        submit=t("editing-see-submit"),
        close=t("button-close"),
        remembers={"draft": subject.draft_id, "members": members},
    )


def busy(t: Translate) -> View:
    """While a round is being solved."""
    blocks = [section(say(t, "editing-busy")), context(say(t, "editing-busy-long"))]
    return modal(Editing.BUSY, t("match-modal-title"), blocks, close=t("button-close"))


def difference(t: Translate, *, proposed: Proposed, difference: Difference) -> View:
    """What a change would do, before it is made; or why it can't be."""
    draft = proposed.draft
    asked = section(_edit(t, proposed.edit, draft))
    if difference.refused:
        blocks = [_back(t, draft.id), asked, section(_refused(t, difference.refused))]
        return modal(Match.DRAFT, t("editing-difference-modal-title"), blocks, close=t("button-close"))
    return modal(
        Editing.APPLY,
        t("editing-difference-modal-title"),
        [
            _back(t, draft.id),
            asked,
            section(_outcome(t, draft, difference)),
            *_moves(t, difference),
            context(say(t, "editing-difference-note")),
        ],
        submit=t("editing-apply-submit"),
        close=t("button-close"),
        remembers={"draft": draft.id, "edit": to_rows([proposed.edit])},
    )


def edits(t: Translate, *, draft: Draft) -> View:
    """What was changed of a draft, each with a way back."""
    shown = draft.edits[-EDITS_LISTED:]
    older = len(draft.edits) - len(shown)
    return _modal(
        t,
        [
            _back(t, draft.id),
            section(say(t, "editing-edits" if shown else "editing-no-edits")),
            *(section(_edit(t, edit, draft), accessory=_take_back(t, draft, edit)) for edit in reversed(shown)),
            *([context(say(t, "editing-older-edits", count=older))] if older else []),
        ],
    )


def settings(t: Translate, *, draft: Draft, settings: Settings) -> View:
    """Weights, rules and aims, to be tried in a second draft."""
    pairs = draft.programme.kind is not Kind.PEER_GROUP
    return modal(
        Editing.SETTINGS_FORM,
        t("editing-settings-modal-title"),
        [
            _back(t, draft.id),
            section(say(t, "editing-settings-about")),
            *(_weight(t, draft.programme.kind, part.value, settings.weights.of(part)) for part in WEIGHED),
            divider(),
            *rule_fields(t, settings.rules, pairs=pairs),
            *(_aims(t, settings.aims) if pairs else []),
        ],
        submit=t("editing-compare-submit"),
        close=t("button-close"),
        remembers={"draft": draft.id},
    )


def comparison(t: Translate, *, comparison: Comparison) -> View:
    """Two drafts side by side, and which of them to go on with."""
    both = (comparison.one, comparison.other)
    blocks: list[Block] = [section(say(t, "editing-compared", programme=both[0].programme.name))]
    for draft, other in (both, both[::-1]):
        blocks += [divider(), section(_summary(t, draft)), _to_choose(t, draft, other)]
    changed = say(t, "editing-changed", count=comparison.changed, kind=both[0].programme.kind)
    return _modal(t, [*blocks, divider(), section(changed), context(say(t, "editing-compared-note"))])


def prices(t: Translate, *, draft: Draft, found: Sequence[Price]) -> View:
    """What a round would be if it were for something else."""
    lines = [section(_price(t, price)) for price in found]
    blocks = [_back(t, draft.id), section(say(t, "editing-prices-now")), *lines]
    return _modal(t, [*blocks, context(say(t, "editing-prices-note"))])


def change_button(t: Translate, draft_id: int, seats: Sequence[Seat]) -> ButtonElement:
    """Beside a match, or somebody without one; its value names them by their enrolments and roles."""
    label = "editing-change-button" if len(seats) > 1 else "editing-find-button"
    members = ".".join(f"{seat.enrolment_id}{LETTERS[seat.role]}" for seat in seats)
    return button(Editing.CHANGE, t(label), value=f"{draft_id}:{members}")


def summary_of_edits(t: Translate, draft: Draft) -> list[Block]:
    """For the overview: how much of a draft is by hand, what of it could not be kept, and the draft beside it."""
    by = sorted({edit.by for edit in draft.edits})
    lines = [say(t, "editing-by-hand", count=len(draft.edits), people=mentions(t, by))] if by else []
    lines += _named(t, [_not_kept(t, lock) for lock in draft.not_kept[:NAMED]], len(draft.not_kept))
    if draft.other is not None:
        lines.append(say(t, "editing-two-drafts", number=draft.number))
    return [section(SafeText("\n".join(lines)))] if lines else []


def ways_to_change(t: Translate, draft: Draft) -> Block:
    """For the overview: everything that can be done to a draft but publishing it."""
    value, pairs = str(draft.id), draft.programme.kind is not Kind.PEER_GROUP
    compared = (Editing.COMPARE, "editing-compare-button") if draft.other else (Editing.COPY, "editing-copy-button")
    return actions(
        button(Editing.SETTINGS, t("editing-settings-button"), value=value),
        *([button(Editing.CHANGES, t("editing-changes-button"), value=value)] if draft.edits else []),
        button(compared[0], t(compared[1]), value=value),
        *([button(Editing.PRICES, t("editing-prices-button"), value=value)] if pairs and draft.matches else []),
    )


def _modal(t: Translate, blocks: Sequence[Block]) -> View:
    return modal(Match.DRAFT, t("match-modal-title"), blocks, close=t("button-close"))


def _asks(act: Act, subject: Subject) -> str:
    has_none = act is Act.MENTOR and len(subject.seats) == 1
    return "editing-a-mentor-option" if has_none else f"editing-{act}-option"


def _back(t: Translate, draft_id: int) -> Block:
    return actions(button(Match.OVERVIEW, t("match-overview-button"), value=str(draft_id)))


def _person(t: Translate, name: str, initial: str | None = None) -> Block:
    picker = UserSelectElement(initial_user=initial, placeholder=plain(t("editing-who-placeholder")))
    hint = t("editing-who-hint") if name == "who" else None
    return field(name, t(f"editing-{name}-label"), picker, optional=True, hint=hint)


def _take_back(t: Translate, draft: Draft, edit: Edit) -> ButtonElement:
    question = confirm(t, "editing-take-back")
    return button(Editing.TAKE_BACK, t("editing-take-back-button"), value=f"{draft.id}:{edit.id}", confirm=question)


def _edit(t: Translate, edit: Edit, draft: Draft) -> SafeText:
    """A change in a sentence."""
    in_group = draft.programme.kind is Kind.PEER_GROUP
    if edit.kind is EditKind.SETTINGS:
        return say(t, "editing-edit-settings", by=mention(edit.by))
    about = [[mention(one), mention(other)] for one, other in edit.pairs]
    said = [say(t, _SAID[edit.kind, in_group], one=one, other=other) for one, other in about]
    return SafeText("\n".join([*said, *([say(t, "editing-edit-by", by=mention(edit.by))] if edit.id else [])]))


_SAID = {
    (EditKind.TOGETHER, False): "editing-edit-pair",
    (EditKind.SWAP, False): "editing-edit-pair",
    (EditKind.APART, False): "editing-edit-apart",
    (EditKind.TOGETHER, True): "editing-edit-one-group",
    (EditKind.APART, True): "editing-edit-two-groups",
}


def _outcome(t: Translate, draft: Draft, found: Difference) -> SafeText:
    """Numbers before and after, a line each."""
    kind = draft.programme.kind
    lines = [
        say(t, "editing-matched", before=found.matched_before, after=found.matched, kind=kind),
        say(t, "editing-mean", before=fit_word(t, found.mean_before), after=fit_word(t, found.mean)),
        say(t, "editing-worst", before=fit_word(t, found.worst_before), after=fit_word(t, found.worst)),
        say(t, "editing-changed", count=found.changed, kind=kind),
    ]
    return SafeText("\n".join(lines))


def _moves(t: Translate, found: Difference) -> list[Block]:
    lines = _named(t, [_moved(t, moved) for moved in found.moved[:NAMED]], len(found.moved))
    return [section(SafeText("\n".join(lines)))] if lines else []


def _named(t: Translate, named: Sequence[SafeText], count: int) -> list[SafeText]:
    """Some of so many lines, and how many there are besides."""
    more = count - len(named)
    return [*named, *([say(t, "editing-more", count=more)] if more else [])]


def _moved(t: Translate, moved: Moved) -> SafeText:
    mentee = mention(moved.mentee)
    if moved.after is None:
        return say(t, "editing-moved-out", mentee=mentee, before=mention(moved.before or ""))
    if moved.before is None:
        return say(t, "editing-moved-in", mentee=mentee, after=mention(moved.after))
    return say(t, "editing-moved", mentee=mentee, before=mention(moved.before), after=mention(moved.after))


def _refused(t: Translate, reasons: Sequence[Reason]) -> SafeText:
    lines = dict.fromkeys(_against(t, reason) for reason in reasons)
    return SafeText("\n".join([say(t, "editing-refused"), *lines]))


def _against(t: Translate, reason: Reason) -> SafeText:
    if reason.code == "breaks_rule":
        return say(t, "editing-breaks-rule", rule=t(RULES[Rule(str(reason.values[0]))]))
    return say(t, f"editing-{reason.code.replace('_', '-')}")


def _not_kept(t: Translate, lock: RefusedLock) -> SafeText:
    why = SafeText(" ".join(dict.fromkeys(_against(t, reason).removeprefix("• ") for reason in lock.reasons)))
    return say(t, "editing-not-kept", people=mentions(t, lock.pair), why=why)


def _weight(t: Translate, kind: Kind, name: str, value: int) -> Block:
    options = [option(str(weight), t(f"editing-weight-{weight}-option")) for weight in range(HIGHEST_WEIGHT + 1)]
    menu = StaticSelectElement(options=options, initial_option=options[value])
    return field(f"{WEIGHT}{name}", t(f"editing-{name.replace('_', '-')}-label", kind=kind), menu)


def _aims(t: Translate, aims: Aims) -> list[Block]:
    options = [option(name, t(f"editing-{name.replace('_', '-')}-option")) for name in AIMS]
    chosen = choices.chosen(options, (aim_name(aims),))[0]
    least = NumberInputElement(
        is_decimal_allowed=False,
        min_value="0",
        max_value=str(HIGHEST_FLOOR),
        initial_value=str(aims.floor if aims.floor > 1 else 0),
    )
    return [
        divider(),
        field("aim", t("editing-aim-label"), RadioButtonsElement(options=options, initial_option=chosen)),
        field(
            "floor", t("editing-floor-label"), least, hint=t("editing-floor-hint", most=HIGHEST_FLOOR), optional=True
        ),
    ]


def aim_name(aims: Aims) -> str:
    """The name of its option."""
    if aims.first is Aim.BEST_FIT:
        return "best_fit"
    return "lift_worst" if aims.lift_worst else "most_points"


def _summary(t: Translate, draft: Draft) -> SafeText:
    lines = [
        say(t, "editing-draft", number=draft.number),
        say(t, "editing-summary", people=draft.people, enrolled=draft.enrolled, waiting=draft.not_matched),
        say(t, "match-fit", mean=fit_word(t, draft.mean), worst=fit_word(t, draft.worst)),
        say(t, "editing-summary-edits", count=len(draft.edits)),
    ]
    return SafeText("\n".join(lines))


def _to_choose(t: Translate, draft: Draft, other: Draft) -> Block:
    question = confirm(t, "editing-throw-away", number=other.number)
    return actions(
        button(Match.OVERVIEW, t("editing-look-button", number=draft.number), value=str(draft.id)),
        button(
            Editing.THROW_AWAY,
            t("editing-take-button", number=draft.number),
            value=str(other.id),
            confirm=question,
        ),
        block_id=f"draft-{draft.number}",
    )


def _price(t: Translate, price: Price) -> SafeText:
    found = price.difference
    more = found.matched - found.matched_before
    lines = [
        say(t, f"editing-aim-{aim_name(price.aims).replace('_', '-')}"),
        say(t, f"editing-people-{_way(more)}", count=abs(more)),
        say(t, "editing-price-mean", there=fit_word(t, found.mean), here=fit_word(t, found.mean_before)),
        say(t, "editing-price-worst", there=fit_word(t, found.worst), here=fit_word(t, found.worst_before)),
    ]
    return SafeText("\n".join(lines))


def _way(difference: int) -> str:
    if not difference:
        return "same"
    return "more" if difference > 0 else "fewer"
