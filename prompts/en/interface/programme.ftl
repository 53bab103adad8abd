# Running a programme: /mentor programme

programme-modal-title = My programmes
programme-basics-modal-title = What it is
programme-details-modal-title = Rules and days off

programme-none = You run no programme yet. A new one begins as a draft that only you and your fellow coordinators see.
programme-new-button = New programme
programme-edit-button = Edit
programme-take_over-button = Take over
programme-open-button = Open enrolment
programme-close-button = Close enrolment
programme-announce-button = Announce again
programme-end-button = End
programme-more-button = More programmes
programme-newest-button = Newest programmes
programme-back-button = My programmes
programme-next-submit = Save and go on
programme-save-submit = Save
programme-later-close = Close

programme-listed = *{ $programme }* · { $kind }
programme-facts = { $state ->
        [draft] Draft: nobody but its coordinators sees it
        [open] Enrolment is open
        [closed] Enrolment is closed
        [over] Over: its last day has passed
        [ended_early] Ended early, on { $ended }
       *[ended] Ended
    } · { $state ->
        [ended_early] planned: { $starts } to { $ends }
       *[other] { $starts } to { $ends }
    } · { $enrolled ->
        [0] nobody enrolled yet
        [one] one person enrolled
       *[other] { $enrolled } people enrolled
    }
programme-contact = Contact: { $contact }
programme-orphaned = Nobody who ran this programme is here any more. Take over, so that it has a coordinator again.
programme-contact-missing = No contact yet: choose one before you open enrolment.

programme-open-title = Open enrolment?
programme-open-text = People can join *{ $programme }* until you close it. It is announced in { $channel }: invite the bot there first, by writing /invite in that channel and choosing it.
programme-open-yes-button = Open it
programme-open-no-button = Not yet
programme-open-unannounced-title = Open enrolment?
programme-open-unannounced-text = People can join *{ $programme }* until you close it. You have chosen no channel, so it is announced nowhere.
programme-open-unannounced-yes-button = Open it
programme-open-unannounced-no-button = Not yet
programme-announce-title = Announce it again?
programme-announce-text = *{ $programme }* is announced once more in { $channel }. Invite the bot there first, by writing /invite in that channel and choosing it.
programme-announce-yes-button = Announce it
programme-announce-no-button = Not now
programme-end-title = End this programme?
programme-end-text = *{ $programme }* ends for good: its relationships end, and people are thanked and then get no more messages about it. The report stays.
programme-end-yes-button = End it
programme-end-no-button = Keep it

programme-saved-notice = { $programme } is saved.
programme-open-notice = Enrolment in { $programme } is open. People join with `/mentor join`.
programme-announced-notice = The announcement of { $programme } is on its way. If it cannot be posted, the bot tells you in your direct messages.
programme-closed-notice = Enrolment in { $programme } is closed. What people had begun to fill in is kept.
programme-ended-notice = { $programme } has ended.

programme-basics-about = Page 1 of 2. Nothing is announced until you open enrolment, and everything can be changed later.
programme-name-label = Name
programme-name-placeholder = Mentoring across the house
programme-kind-label = What kind of programme?
programme-one_to_one-hint = A mentor and a mentee, two by two
programme-peer_group-hint = Groups of equals who help each other
programme-kind-fixed = *Kind:* { $kind }. Somebody has begun to join, so it stays as it is.
programme-purpose-label = What is it for?
programme-purpose-hint = Seen by: everybody. People read this before they join: what is in it for them?
programme-topic-label = Strategic topic
programme-topic-placeholder = Leadership, inclusion, keeping people, a new strategy
programme-topic-hint = Seen by: coordinators only. What the organisation wants with it.
programme-starts-label = First day
programme-ends-label = Last day
programme-rhythm-label = How often do people meet?
programme-rhythm-7-option = Every week
programme-rhythm-14-option = Every two weeks
programme-rhythm-21-option = Every three weeks
programme-rhythm-28-option = Every month (four weeks)
programme-minutes-label = How long is a meeting?
programme-minutes-option = { $minutes } minutes
programme-contact-label = A person to turn to, besides the coordinators
programme-contact-hint = Seen by: everybody. For when something is difficult. Ask them first; enrolment cannot open without one.
programme-contact-placeholder = Choose a person
programme-channel-label = Where is it announced?
programme-channel-hint = Invite the bot there first: write /invite in the channel and choose it. Nothing is posted before you open enrolment.
programme-channel-placeholder = Choose a channel
programme-co-coordinators-label = Coordinators besides you
programme-co-coordinators-hint = They see and change all that you do, and can appoint others. They are told at once.
programme-people-placeholder = Choose people

programme-details-about = Page 2 of 2. *{ $programme }* is saved. Each rule below has a setting that suits most programmes; a match that breaks one is never proposed.
programme-reporting-label = Never in the same reporting line
programme-reporting-hint = Managers stand in what people tell when they join. Where one is unknown, the match draft says so.
programme-reporting-off-option = Off
programme-reporting-1-option = Not with one's nearest manager
programme-reporting-2-option = Not within two levels up or down
programme-reporting-3-option = Not within three levels up or down
programme-apart-label = People in a match
programme-different-team-option = come from different teams
programme-common-language-option = share a language
programme-no-repeat-option = have not been matched before
programme-overlap-label = Working hours they share, at some time of the week
programme-overlap-off-option = Off
programme-overlap-option = At least { $hours } hours in a row
programme-level-gap-label = How far along the mentor must be
programme-level-gap-hint = By the levels people tell when they join. Where one is unknown, the match draft says so.
programme-level-gap-off-option = Off
programme-level-gap-0-option = At least as far along as the mentee
programme-level-gap-1-option = At least one level further along
programme-level-gap-2-option = At least two levels further along
programme-answer-label = Before a pair is introduced
programme-wishes-first-option = let mentees choose among three suggestions before a round
programme-ask-first-option = ask the mentor first
programme-answer-hint = Mentors then answer in private within three working days; a no is told to nobody. Leave it off where you ask them in person. Suggestions take about a week; you begin them in the match draft.
programme-group-minimum-label = Fewest people in a group
programme-group-maximum-label = Most people in a group
programme-group-hint = From { $least } to { $most }. Slack holds no more in one group conversation.
programme-goals-label = Goals that people can choose
programme-goals-placeholder = Choose goals
programme-own-goals-label = Your own goals, one a line
programme-own-goals-hint = In the words that people will see, { $most } characters each at most.
programme-country-label = Public holidays
programme-country-hint = For people who have not told their country. Nothing unasked is sent on these days.
programme-country-none-option = None
programme-region-hint = For people who have not told where in this country they are.
programme-closing-days-label = Days on which the organisation is closed, one a line
programme-closing-days-hint = As 24-12-2026 or 2026-12-24.

programme-saved = { $programme } is saved. { $next ->
        [contact] *Next:* choose a person to turn to besides the coordinators. Enrolment opens when there is one.
        [open] *Next:* ask { $contact } whether they will be the person to turn to, and open enrolment when you are ready.
        [live] It counts from now on: for whoever joins, and for what is still to be sent to those who take part.
        [match] *Next:* `/mentor match` when you are ready to see who could meet whom.
       *[other] Use `/mentor programme` to see it.
    }
enrolment-opened = Enrolment in { $programme } is open, until you close it.
enrolment-opened-announced = *The announcement* is on its way to { $channel }. If it cannot be posted there, I write to you here.
enrolment-opened-unannounced = *No channel* is chosen, so nobody has been told yet. Tell people to type `/mentor join`, or choose a channel and announce it.
enrolment-opened-next = { $contact } has been told that people may turn to them. *Next:* when enough people have joined, close enrolment and use `/mentor match`.
enrolment-closed = Enrolment in { $programme } is closed. What people had begun to fill in is kept, in case you open it again. *Next:* `/mentor match` shows who could meet whom; nothing is sent before you publish.
programme-ended = { $programme } has ended. The people who took part are told and thanked, and nothing more is sent for it. *Next:* `/mentor report` shows how it went.
programme-taken-over-notice = You run { $programme } now.
contact-gone = { $contact }, the person to turn to in { $programme }, is no longer here. *Next:* choose somebody else under "Edit" in `/mentor programme`. Until then people are pointed to a coordinator when something is difficult.
coordinator-gone = { $coordinator } ran { $programme } and is no longer here, and nobody else runs it. *Next:* `/mentor programme` shows it with the button "Take over". You can then change it, match people and appoint others.
appointed = { $by } has made you a coordinator of { $programme }. *Next:* `/mentor programme` shows it. You can change it, open and close enrolment, match people and appoint others.
named-as-contact = You are the person to turn to in { $programme }. *What it means:* people who take part see your name and may write to you when something is difficult. You never see what they answered. If this comes as a surprise, talk to { $coordinators }.

announcement = { $programme } takes people now. Press the button or type /mentor join to see what it is.
announcement-header = { $programme }
announcement-kind = { $kind ->
        [peer_group] *Groups of equals* who meet about { $meetings } times, { $minutes } minutes each, and help each other.
       *[other] *A mentor and a mentee* who meet about { $meetings } times, { $minutes } minutes each.
    }
announcement-dates = *From { $starts } to { $ends }.* Joining takes three minutes, each step is saved, and nobody is matched with somebody without knowing why.
announcement-how = Press the button, or type `/mentor join` anywhere in Slack. Only you see what it opens.
announcement-button = See what it is
announcement-who = { $coordinators } can tell you more.

announcement-failed = { $certain ->
        [yes] The announcement of { $programme } could not be posted in { $channel }.
       *[no] The announcement of { $programme } may not have reached { $channel }. Look there before you post it again.
    }
announcement-failed-mend = { $error ->
        [invite] *To mend it:* write /invite in that channel and choose me. Then open `/mentor programme` and press "Announce again".
        [archived] *To mend it:* that channel is archived. Choose another one under "Edit", then press "Announce again".
        [doubt] *To mend it:* if it is not there, open `/mentor programme` and press "Announce again".
        [restricted] *To mend it:* not everybody may post in that channel. Ask its owner to let me, or choose another one under "Edit"; then press "Announce again".
       *[other] *To mend it:* open `/mentor programme` and press "Announce again", or choose another channel under "Edit". Slack's own word for it was: { $code }
    }
announcement-failed-meanwhile = Enrolment is open all the same: people can join with `/mentor join`.

error-not-for-you = { $who ->
        [coordinators] This is for coordinators. To be appointed, or to hear more, turn to one of them: { $names }.
        [admins] This is for coordinators, and there is none at the moment. One of these can take over, by typing `/mentor programme`: { $names }.
       *[nobody] This is for coordinators, and there is none at the moment. An administrator of this workspace can take over by typing `/mentor programme`.
    } If you would like to take part, use `/mentor join`.
error-nameless = Write at least a word here, so that people know what it is.
error-date-missing = Choose a date.
error-starts-after-end = The last day comes before the first. Choose a later one.
error-lasts-too-long = A programme can last three years at most. Choose an earlier last day; another programme can follow on it.
error-ends-in-the-past = The last day is too early: it has to come after today. Choose a later one under "Edit", first page.
error-too-short = There is no room for two meetings between these days. Choose a later last day, or let people meet more often.
error-kind-fixed = Somebody has begun to join, so the kind stays as it is. Create another programme for the other kind.
error-contact-missing = Enrolment needs a person to turn to besides the coordinators. Choose one under "Edit", first page.
error-contact-is-coordinator = The person to turn to is somebody else than the coordinators, so that people can talk to somebody who does not run the programme. Choose another.
error-contact-cannot-help = { $name } is a guest, an app, or no longer here, and cannot be the person to turn to. Choose somebody else.
error-cannot-coordinate = { $name } is a guest, an app, or no longer here, and cannot be a coordinator. Leave them out or choose somebody else.
error-programme-ended = { $programme } has ended and cannot be changed any more. Create a new programme to go on.
error-not-open = { $programme } takes nobody now. Open enrolment first, then announce it.
error-channel-missing = No channel is chosen for { $programme }. Choose one under "Edit", first page.
error-group-size = A group has from { $least } to { $most } people, and its most cannot be fewer than its fewest. Change one of the two.
error-no-goals = Choose at least one goal, or write your own below.
error-own-goal-too-long = Line { $line } is too long for a menu: { $most } characters at most. Shorten it.
error-too-many-own-goals = { $most } own goals at most, so that people read them all. Leave some out.
error-unreadable-closing-days = Not dates: line { $lines }. Write one a line, as 24-12-2026 or 2026-12-24.
