# Check-ins: did you meet, and how was it

check-in-text = A short question from { $programme }.
check-in-question = Have you met { $people } { $since ->
        [beginning] yet?
        [met] since the meeting noted on { $met }?
       *[asked] since the last time I asked?
    }
check-in-seen = One press is enough. Coordinators see that a meeting was noted, never who answered or what you rate; one answer settles it for { $readers ->
        [2] both of you.
       *[other] all of you.
    }
check-in-met-button = We met
check-in-not-yet-button = Not yet
check-in-help-button = I'd like some help

noted = Thank you, noted.

check-in-met-text = Thank you, noted.
check-in-rating-question = If you like: how useful was it to you, from 1 (not very) to 5 (very)?
check-in-rating-seen = Optional. Seen by: only you; others see totals over at least five people.
check-in-rating-1-button = 1
check-in-rating-2-button = 2
check-in-rating-3-button = 3
check-in-rating-4-button = 4
check-in-rating-5-button = 5
check-in-rating-spoken = { $rating } of 5, where 5 is very useful

check-in-not-yet-text = Thank you, noted. Calendars are what they are.
check-in-not-yet-idea = *If it helps:* { $idea }
check-in-idea-pair-1 = send two times that suit you and let the other choose. A choice of two is answered sooner than an open question.
check-in-idea-pair-2 = begin with twenty minutes. A short meeting that happens beats a long one that does not.
check-in-idea-pair-3 = walk and talk on the phone. It needs no room, no screen and no preparation.
check-in-idea-pair-4 = put the next three meetings into the calendar at once. Moving one is easier than finding one.
check-in-idea-group-1 = let one person suggest two times, and take the one that suits most. Waiting for everybody is waiting long.
check-in-idea-group-2 = begin with twenty minutes and those who can come. A small meeting keeps a group alive.
check-in-idea-group-3 = take turns: one hosts, chooses the time and brings a single question.
check-in-idea-group-4 = put the next three meetings into the calendar at once. Moving one is easier than finding one.

check-in-settled = { $met ->
        [yes] A meeting has been noted, so there is nothing left for you to answer here.
       *[no] This question has been answered; there is nothing left for you to answer here.
    }

error-relationship-over = This part of { $programme } is over, so there is nothing more to note here. `/mentor status` shows where things stand.
error-question-closed = This question is more than a month old, and a press now would note the wrong day. { $goes_on ->
        [yes] Please answer a newer one, or the next that comes.
       *[no] { $programme } is over, so nothing is left to do.
    }
error-already-answered = You have answered this already, and the first answer stands. { $goes_on ->
        [yes] The next check-in asks again.
       *[no] { $programme } is over, so nothing is left to do.
    }
