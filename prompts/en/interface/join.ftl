# Joining a programme: /mentor join

join-modal-title = Join a programme
join-choose-label = Which programme?
join-choose-begun = You have begun here: go on where you left off
join-next-submit = Next
join-begin-submit = Yes, I would like to
join-go-on-submit = Go on
join-finish-submit = Join
join-later-close = Not now

join-look-what = *{ $programme }*
    { $purpose }
join-look-time = *Your time.* { $kind ->
        [peer_group] A group of equals that meets about { $meetings } times
       *[other] About { $meetings } meetings
    } of { $minutes } minutes in { $months ->
        [one] one month
       *[other] { $months } months
    }, from { $starts } to { $ends }.
join-look-messages = *Messages.* About { $messages } from the bot in { $months ->
        [one] one month
       *[other] { $months } months
    }, in your own working hours. You can pause or leave whenever you like, without giving a reason.
join-look-seen = *Who sees what.* Each question says who sees your answer: your match, matching only, or only you. The bot cannot read what you write to your match. Coordinators see who takes part, why two people fit together (a goal they share, say) and whether people have met, never what anybody answered.
join-look-people = *People to turn to.* { $coordinators } runs the programme. { $contact } is there for you if something is difficult.
join-look-next = Next: a few short questions, three minutes at most. Each step is saved.
join-taken = You already have a place in { $programmes }, and it stays as it is. What you see here is another programme.
join-look-begun = You have already begun. Go on where you left off.

join-progress = { $programme } · step { $step } of { $steps }. What you fill in is saved at each step.

join-role-label = What would you like to be?

join-goals-wanted-label = What would you like to work on?
join-goals-wanted-mentor-label = And what would you yourself like to learn?
join-goals-placeholder = Choose, most important first
join-goals-own-words-label = In your own words
join-goals-offered-label = What can you help somebody with?
join-offers-own-words-label = What you offer, in your own words
join-capacity-label = How many mentees at most?
join-capacity-hint = Seen by: matching only. You will never be given more than this.

join-level-label = Where are you in your working life?
join-level-hint = Seen by: matching. What a mentee and the coordinators may read of it: that the mentor is further along, never what you chose.
join-department-label = Department
join-department-hint = Seen by: matching. What your match and the coordinators may read of it: that yours differ, never which is yours.
join-team-label = Team
join-site-label = Place of work
join-site-hint = Seen by: matching. What your match and the coordinators may read of it: that you work in different places, never where.
join-country-label = Country
join-country-hint = Seen by: matching only. It decides which public holidays are yours.
region-label = Region or state
region-whole-country-option = Only the holidays of the whole country
join-region-hint = Seen by: nobody. Some public holidays are kept only in parts of a country.
join-manager-label = Your nearest manager
join-manager-hint = Seen by: matching only. Used only to keep you apart.
join-manager-placeholder = Choose a person
join-languages-label = Languages you can talk in
join-languages-hint = Seen by: matching. What your match, a mentee you are suggested to and the coordinators may read of it: the languages you share, never the others.
join-languages-placeholder = Choose languages
join-choose-placeholder = Choose

join-hours-why = When do you work? Messages come in these hours, and matching looks for hours you share. Nights and weekends are fine.
join-zone-label = Where are you (time zone)?
join-weekdays-label = Days you work
join-from-label = From
join-to-label = To
join-to-hint = Seen by: your match. An earlier time than "From" means that you work past midnight.

join-with-label = Anybody you would like to be matched with?
join-with-hint = Seen by: matching only. You are told which of these wishes came true. Coordinators only read, in a word, how many of all wishes did.
join-not-with-label = Anybody you would rather not be matched with?
join-not-with-hint = Seen by: matching only. Nobody is told who asked or why, not even the coordinator.
join-people-placeholder = Choose people
join-expectation-label = What do you hope for from your match?
join-motivation-label = What made you want to join?
join-motivation-hint = Seen by: only you. A note to yourself, to read again under /mentor profile.

join-baseline-why = Three optional questions. They are asked again at the end, so that the programme can tell whether it helps.
baseline-interest-in-me-label = Someone at work takes an interest in me as a person
baseline-know-whom-to-ask-label = I know whom to ask when I am stuck
baseline-clear-direction-label = I have a clear idea of where I want to go

join-introduction-why = *This is how we introduce you.* Change it until it sounds like you. You can change it until kick-off.
join-introduction-label = Your introduction
introduction-who = { $has_title ->
        [yes] { $name }, { $title }.
       *[no] { $name }.
    }
introduction-wants = Would like to work on: { $goals }.
introduction-offers = Can help with: { $goals }.
introduction-expects = Hopes for: { $words }

join-done = You are in *{ $programme }*. The bot has written to you with what happens next.

joined = You are in { $programme } { $role ->
        [mentor] as a mentor
        [mentee] as a mentee
        [both] as mentor and mentee
       *[other] as a peer
    }. The programme runs from { $starts } to { $ends }.
joined-introduction = This is how you will be introduced to your match:
joined-next = *What happens next:* the coordinator makes the matches and you hear from me either way, with a reason. Nothing is expected of you until then.
joined-profile-button = Change what I said
joined-status-button = My place

error-nobody-takes-people = No programme is taking people right now. Nothing is wrong with your account; ask your coordinator when the next one begins, or write "help" to the bot.
error-enrolment-closed = { $programme } takes nobody new at the moment. What you filled in is kept, so nothing is lost if it opens again.
error-already-enrolled = You already have a place in { $programme }. Use `/mentor profile` to change what you said, or `/mentor status` to see where you are.
error-cannot-take-part = Programmes here are for full members of this workspace, so guests, people from outside and apps cannot join. { $named ->
        [yes] { $contact }
       *[no] An administrator of this workspace
    } can tell you about other ways to find a mentor.
error-too-long = This text has { $written } characters; { $most } fit here. Nothing is lost: shorten it and try again.
error-no-words = Please write at least a word or two here, so that your match knows who you are.
error-wished-both-ways = { $name } is under both "with" and "not with". Choose one of the two.
error-unreadable-hours = Please choose at least one day, and a time to start and to stop.
