# Why this match: what each person is told of their own, and the share of wishes honoured, for coordinators

wishes-share = { $share ->
        [few] few
        [quarter] about a quarter
        [half] about half
        [three_quarters] about three quarters
       *[nearly_all] nearly all
    }
match-wishes = *Wishes honoured:* { $share } of those who are matched and had asked for somebody have somebody they asked for.
match-wishes-note = Never a number, and nothing of one person's wish. It is worked out as if nobody had changed the round, and stays as it is until five more people can be matched, five mentees have answered when asked for wishes, or a round is published.
report-wishes = *Wishes honoured:* { $share } of those who were matched and had asked for somebody got somebody they asked for.
report-wishes-note = Never a number, and nothing of one person's wish. It is of the rounds as they were worked out, before anybody changed them and before mentors answered.
report-csv-wishes = Wishes honoured

why-button = Why this match?
why-spoken = Why this match? With { $names }
why-modal-title = Why this match?
why-opening = *{ $programme }.* { $role ->
        [mentor] You were matched with { $people }, as their mentor.
        [mentee] You were matched with { $people } as your mentor.
        [both] You and { $people } were matched to mentor each other.
       *[peer] You were matched in a group, with { $people }.
    }
why-what = *What speaks for it*
why-helped-with = { $role ->
        [peer] • Others here work on this too, or can help you with it: { $goals }.
       *[other] • { $people } can help with what you would like to work on: { $goals }.
    }
why-helps-with = { $role ->
        [peer] • You can help others here with this: { $goals }.
       *[other] • You can help { $people } with this: { $goals }.
    }
why-our-overlap = • You are at work at the same time { $hours ->
        [one] one hour
       *[other] { $hours } hours
    } a week.
why-our-industry = • You both know this industry: { $industry }.
why-our-interests = • You share interests: { $interests }.
why-our-style = • You both like to work together this way: { $style }.
why-not-kept = • What brought you together is not kept any more.
why-beyond = *Not covered by this match:* { $goals }. { $role ->
        [mentor] You named this as something you would like to learn yourself. Mention it all the same: a good conversation goes both ways.
       *[other] No match covers everything. Mention it all the same: { $others ->
            [one] your mentor may know somebody who can help.
           *[other] somebody in your group may know who can help.
        }
    }
why-your-wishes = *Your wishes*
why-wish-met = You asked to be matched with { $people }, and you were.
why-wishes = { $wishes ->
        [none] You asked for nobody in particular, so no wish of yours shaped this.
        [all] Everybody you asked for has been matched with you, though not in this match.
        [some] Not everybody you asked for could be matched with you this time.
       *[not_one] The person or people you asked for could not be matched with you this time.
    }
why-wishes-unmet = That has many possible reasons, and I never say which it was: somebody was not in this round or was matched already, the programme's rules keep people apart, or two people were not available to each other. It says nothing about you.
why-who-sees = Only you see this. It is how things were when the match was made; what you change now counts for the next. Nothing here is about what others wished.

error-not-your-match = This is not among your matches, and I tell each person only about their own. `/mentor status` shows yours.
