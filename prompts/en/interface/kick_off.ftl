# The beginning of a relationship: what a new pair or group is given, and what each person is told

kick-off = Welcome to each other, { $names }. This is where your mentoring in { $programme } begins.
kick-off-group = Welcome to each other, { $names }. This is where your group in { $programme } begins.
kick-off-welcome = *Welcome to each other, { $people }.* This is where your part of *{ $programme }* begins. Here is how each of you chose to be introduced:
kick-off-ahead = *The programme begins on { $starts }.* This conversation is open before that, so that you can say hello and find a time.
kick-off-both-ways = *You mentor each other.* Each of you brings something to work on, and each of you has something to give, so everything below goes both ways.
kick-off-person = *{ $person }*{ $role ->
        [mentor] { " · mentor" }
        [mentee] { " · mentee" }
        [both] { " · mentor and mentee" }
       *[other] { "" }
    }
kick-off-hours = *When you are { $people ->
        [2] both
       *[other] all
    } at work:* { $days }, { $windows }.
kick-off-no-hours = *When you are { $people ->
        [2] both
       *[other] all
    } at work:* never at the same time, as it looks. Somebody meets early or late each time, so take turns.
kick-off-times = *Three times that suit your hours.* Put one in your calendar, or find another:
kick-off-times-compromise = *Three times to begin with.* They ask somebody to meet outside their hours, as little as possible. Put one in your calendar, or find another:
kick-off-time-place = { $time } in { $places }
kick-off-outside = outside the hours of { $people }
kick-off-outlook = Outlook
kick-off-google = Google Calendar
kick-off-event-title = { $programme }: { $names }
kick-off-event-details = A first conversation in { $programme }. Everything you need is in your conversation in Slack.
kick-off-guide = *{ $title }*
kick-off-starter = *{ $person }, you begin.* Somebody has to, and it is easier when it is settled. You can copy this and change it as you like:
kick-off-first-line = Hi { $names }, { $ways ->
        [both] good that we mentor each other.
       *[one] good to be matched with you.
    } Would { $moment } suit { $others ->
        [one] you
       *[other] you all
    } for our first conversation? If not, when would?
kick-off-first-line-no-time = Hi { $names }, { $ways ->
        [both] good that we mentor each other.
       *[one] good to be matched with you.
    } When would suit { $others ->
        [one] you
       *[other] you all
    } for our first conversation?
kick-off-blind = I can post here, but I cannot read what you write, not even when you mention me. Would you rather use a chat of your own? Nothing counts against you.
kick-off-contact = { $contact } is there for you if something is difficult.

matched = There is a match for you in { $programme }: { $names }.
matched-with = *Your match in { $programme } is here.* { $role ->
        [mentor] You are mentor to { $partners }.
        [mentee] { $partners } is your mentor.
        [both] You and { $partners } mentor each other: one match, in both directions.
       *[other] Your group, besides you: { $partners }.
    }
matched-why = *Why this match:*
matched-brought-together = • A coordinator had a hand in bringing you together.
matched-shared-goal = { $role ->
        [mentor] • { $partner } would like to work on what you can help with: { $goals }.
       *[other] • { $partner } can help with what you would like to work on: { $goals }.
    }
matched-mentor-learns = { $role ->
        [mentor] • { $partner } can help you with something you would like to learn: { $goals }.
       *[other] • You can help { $partner } with something too: { $goals }.
    }
matched-group-shared-goal = • Several of you would like to work on { $goals }.
matched-wished = • You wished for { $partner }.
matched-similar-words = • What the two of you wrote in your own words points the same way.
matched-level-gap = • { $partner } has been longer on a road like yours.
matched-other-department = • You work in different departments, so each of you sees what the other does not.
matched-departments = • You come from { $count } different departments.
matched-other-site = • You work in different places.
matched-common-language = • You share { $languages }.
matched-only-rules = • Together you keep all the rules of the programme. What else you have in common is yours to find out.
matched-you-start = *What happens now:* you begin. Your conversation opens in your working hours, with introductions, three times to meet, and a first line you can copy.
matched-other-starts = *What happens now:* { $starter } begins. Your conversation opens in your working hours, with introductions and three times to meet. You need only answer.
matched-ahead = The programme itself begins on { $starts }; you can say hello and find a time before that.
matched-first-meeting = Then comes your first meeting, { $minutes } minutes. Until { $ends } you get a conversation starter now and then, and you can pause or leave whenever you like.
matched-contact = Is something not right with this match? { $contact } is the person to talk to, and nothing counts against you.

not-yet-matched = There is news about your place in { $programme }. Open this message to read it.
not-yet-matched-opening = A round of matches in *{ $programme }* is complete, and there is no match for you in it yet.
not-yet-matched-why = { $why ->
        [no_mentors] *Why:* there was no mentor with a free place. That says nothing about you.
        [no_suitable_mentor_free] *Why:* none of the mentors who would suit you was free for you in this round; usually there are more mentees than places. That says nothing about you.
        [no_suitable_mentors] *Why:* with the programme's rules on teams, languages and working hours, no mentor in this round fitted your situation. That says nothing about you.
        [no_mentor_fits_well_enough] *Why:* the programme only brings people together who fit each other well, and this time no mentor offered what you are looking for. That says nothing about you.
        [no_mentees] *Why:* this time there were fewer mentees than mentors. Your offer is as welcome as before.
        [no_suitable_mentee_free] *Why:* none of the mentees who would suit you was free for you in this round; usually there are fewer mentees than mentors. Your offer is as welcome as before.
        [no_suitable_mentees] *Why:* with the programme's rules on teams, languages and working hours, no mentee in this round fitted your situation. Your offer is as welcome as before.
        [no_mentee_fits_well_enough] *Why:* the programme only brings people together who fit each other well, and this time no mentee was looking for what you offer. Your offer is as welcome as before.
        [match_fell_through] *Why:* there was a match for you, and then something changed for the other side before you were introduced. That says nothing about you.
        [away] *Why:* you were away when this round was made, so nobody was matched with you.
       *[other] *Why:* there were not enough people for one more group that keeps the programme's rules and can meet at one time. That says nothing about you.
    }
not-yet-matched-next = *What happens next:* you keep your place, and you need do nothing. In the next round those who have waited come first, and you hear from me either way.
not-yet-matched-profile = More working hours or languages in what you said about yourself may open more matches.
not-yet-matched-contact = { $contact } is there for you if you would rather talk about it.
not-yet-matched-profile-button = Look at what I said
not-yet-matched-leave-button = Give up my place
