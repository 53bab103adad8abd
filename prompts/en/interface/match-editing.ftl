# Changing a match draft: for coordinators

editing-change-button = Change…
editing-find-button = Find a match…
editing-settings-button = Weights and rules…
editing-changes-button = What was changed
editing-copy-button = Keep a copy beside it
editing-compare-button = Compare the two drafts
editing-prices-button = What other aims would cost

editing-by-hand = *Changed:* { $count ->
        [one] one change
       *[other] { $count } changes
    } by { $people }.
editing-two-drafts = This is *draft { $number } of 2*. Publishing one of them throws the other away.
editing-not-kept = • { $people } could not be brought together. { $why }

editing-change-modal-title = Change a match
editing-about = *About:* { $people }. You see what a change would do before it is made.
editing-act-label = What would you like?
editing-keep-option = Keep these two together
editing-apart-option = Do not match these two
editing-mentor-option = Give the mentee another mentor
editing-a-mentor-option = Give the mentee a mentor
editing-mentee-option = Give the mentor a mentee
editing-swap-option = Let the mentee change mentors with another
editing-join-option = Put somebody into another's group
editing-split-option = Keep two people in different groups
editing-one-label = Whom is it about?
editing-who-label = Who else?
editing-who-placeholder = Choose a person
editing-who-hint = The other mentor, mentee or peer. Leave it empty where nobody else is needed.
editing-see-submit = See what it does

editing-busy = Working it out. This takes a moment.
editing-busy-long = If nothing has happened here in a minute, close this and type `/mentor match` again. Nothing is lost, and nobody is written to.

editing-difference-modal-title = What it would do
editing-apply-submit = Make this change
editing-edit-pair = *{ $one }* is to mentor *{ $other }*.
editing-edit-apart = *{ $one }* is not to mentor *{ $other }*.
editing-edit-one-group = *{ $one }* and *{ $other }* are to be in one group.
editing-edit-two-groups = *{ $one }* and *{ $other }* are to be in different groups.
editing-edit-settings = Other weights, rules or aims, by { $by }.
editing-edit-by = Asked for by { $by }.
editing-matched = *Matched:* { $kind ->
        [peer_group] { $before ->
            [one] one person
           *[other] { $before } people
        }
       *[other] { $before ->
            [one] one mentee
           *[other] { $before } mentees
        }
    } before, { $after } after.
editing-mean = *On average they fit* { $before } before, { $after } after.
editing-worst = *The weakest match fits* { $before } before, { $after } after.
editing-changed = { $count ->
        [0] *Nobody* would be in other company.
        [one] *One* { $kind ->
            [peer_group] person would have others in their group.
           *[other] mentee would have another mentor.
        }
       *[other] *{ $count }* { $kind ->
            [peer_group] people would have others in their group.
           *[other] mentees would have another mentor.
        }
    }
editing-moved = • { $mentee }: { $after } instead of { $before }
editing-moved-in = • { $mentee }: { $after }, nobody before
editing-moved-out = • { $mentee }: nobody, { $before } before
editing-more = • and { $count ->
        [one] one more
       *[other] { $count } more
    }
editing-difference-note = The rest of the round is worked out around this change. Nothing has changed yet.
editing-refused = *This can't be done.* Nothing has changed.
editing-breaks-rule = • { $rule } keeps them apart.
editing-no-place-left = • There is no place left with this mentor, or the mentee has one already.
editing-not-in-this-round = • One of them is not in this round: matched already, away, full, or here in another role.

editing-edits = What was changed in this draft, the newest first. Each can be taken back by itself until you publish.
editing-no-edits = Nothing was changed in this draft.
editing-older-edits = { $count ->
        [one] One older change is
       *[other] { $count } older changes are
    } not listed here. Take newer ones back to get to them.
editing-take-back-button = Take back
editing-take-back-title = Take this change back?
editing-take-back-text = The draft is solved again without it. Other changes stay.
editing-take-back-yes-button = Take it back
editing-take-back-no-button = Keep it

editing-settings-modal-title = Weights and rules
editing-settings-about = Try other weights, rules or aims. They make a *second draft* beside this one, so that you see the difference before you decide. If you publish that draft, the programme keeps its weights and rules.
editing-goals-label = { $kind ->
        [peer_group] Goals: what they want to work on or can help with
       *[other] Goals: what the mentee wants and the mentor offers
    }
editing-free-words-label = What they wrote in their own words
editing-wishes-label = { $kind ->
        [peer_group] Their wishes
       *[other] Wishes of both sides
    }
editing-level-gap-label = { $kind ->
        [peer_group] They are equally far along
       *[other] The mentor is further along
    }
editing-other-department-label = From different departments
editing-other-site-label = Work in different places
editing-overlap-label = At work at the same time
editing-weight-0-option = Does not count
editing-weight-1-option = Counts very little
editing-weight-2-option = Counts a little
editing-weight-3-option = Counts
editing-weight-4-option = Counts much
editing-weight-5-option = Counts most
editing-aim-label = What should the round be for?
editing-lift-worst-option = Most people, then the weakest match as strong as can be
editing-most-points-option = Most people, then the best fit in all
editing-best-fit-option = The best fit, even if fewer people are matched
editing-floor-label = How well must people fit at least?
editing-floor-hint = Points from 0 to { $most }. Nobody is matched below this, so it may leave people without a match. 0 asks for nothing. Above 0, wishes do not count in this draft, so that nobody's can be read from who is left out.
editing-compare-submit = See the difference

editing-compared = *{ $programme }* · two drafts side by side
editing-draft = *Draft { $number }*
editing-summary = *{ $people }* of { $enrolled } enrolled people have a proposed match. { $waiting ->
        [0] Nobody is left without one.
        [one] One place has no match yet.
       *[other] { $waiting } places have no match yet.
    }
editing-summary-edits = { $count ->
        [0] As the programme asks, with nothing changed.
        [one] With one change.
       *[other] With { $count } changes.
    }
editing-look-button = Open draft { $number }
editing-take-button = Go on with draft { $number } only
editing-throw-away-title = Throw this draft away?
editing-throw-away-text = Draft { $number } and what was changed in it are gone then. Nobody has been written to in either.
editing-throw-away-yes-button = Throw it away
editing-throw-away-no-button = Keep both
editing-compared-note = Both stay until you publish one of them or throw one away. Any coordinator can go on with either.

editing-prices-now = What this round would be if it were for something else, compared with the draft you have. Nothing changes; you choose the aim under "Weights and rules".
editing-aim-lift-worst = *Most people, then the weakest match as strong as can be*
editing-aim-most-points = *Most people, then the best fit in all*
editing-aim-best-fit = *The best fit, even if fewer people are matched*
editing-people-same = • As many mentees are matched.
editing-people-more = • { $count ->
        [one] One mentee more is
       *[other] { $count } mentees more are
    } matched.
editing-people-fewer = • { $count ->
        [one] One mentee fewer is
       *[other] { $count } mentees fewer are
    } matched.
editing-price-mean = • On average they fit { $there }; in your draft { $here }.
editing-price-worst = • The weakest match fits { $there }; in your draft { $here }.
editing-prices-note = Points leave wishes out, so that nobody's can be read from them.

error-nobody-chosen = Choose the other person too.
error-not-in-this-round = This person has no place in { $programme }. Choose somebody who is enrolled.
error-themselves = Choose somebody else: these are one and the same.
error-nobody-to-swap-with = This person has no mentor in this draft, so there is nobody to change with. Choose a mentee who has one.
error-not-there-any-more = What this is about is not there any more: somebody has left the programme, has another match by now, or a draft was thrown away. `/mentor match` shows how things stand.
error-would-be-lost = This would take the place of draft { $number }, which has changes of its own or a date to be published. Close this, and either go on with that draft or throw it away first: "Compare the two drafts" has both.
error-nothing-weighs = With everything at "Does not count", no match would be better than another. Let at least one thing count.
error-floor = Write a whole number of points from 0 to { $most }.
error-wishes-outweigh = Wishes would count more than everything else together, and the matches would then say who wished for whom. Let them count less, or something else more.
