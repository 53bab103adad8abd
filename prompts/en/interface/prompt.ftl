# Conversation starters and reminders along the way

# What notifications and screen readers say; the words themselves follow below.
prompt-text = { $programme }: { $title }
prompt-alone-note = From { $programme }. `/mentor profile` makes these fewer, `/mentor pause` stops them for a while.
prompt-together-note = I can post here, but I cannot read what you write. Use what helps, leave the rest.
# In the place of a name in a conversation starter, when there is nobody whom people could turn to just then.
prompt-contact-nobody = your coordinator

last-meeting-text = { $programme } ends soon: time to plan your last meeting.
last-meeting-intro = *{ $programme } ends on { $ends }.* The last meeting deserves a place in the calendar before it slips away.

meeting-reminder-text = { $programme }: a reminder to find a time.
meeting-reminder-first-1 = Finding the first time to meet is often the hardest part of { $programme }. One line to { $people } is enough: two times that suit you, and a question about which is better.
meeting-reminder-first-2 = You and { $people } have no first meeting noted in { $programme } yet. If you have met, the next check-in is the place to say so. If not, it need not be a big one: half an hour with a cup of coffee, in a room or on a screen, and the only point is to say hello.
meeting-reminder-first-3 = A first meeting with { $people } in { $programme } is still to come. If the calendar is the trouble, look three weeks ahead instead of one, and ask for a single half hour there.
meeting-reminder-again-1 = It has been a while since a meeting was noted between you and { $people } in { $programme }. That happens to most people; half an hour is enough to pick up the thread. If you met without noting it, I ask again at the next check-in.
meeting-reminder-again-2 = No meeting has been noted for a while between you and { $people } in { $programme }. You need no agenda to begin again: ask { $people } what has happened since the last time, and let that be the meeting.
meeting-reminder-again-3 = { $programme } has been quiet between you and { $people }, as far as I know. A fixed time helps most people: the same hour on the same weekday, and nothing to arrange from then on.
meeting-reminder-first-1-together = Finding the first time to meet is often the hardest part. Let one of you suggest two times here, and take the one that suits most of you.
meeting-reminder-first-2-together = Your first meeting is not noted yet. It need not be a big one, and not everybody has to be there: let one of you name a half hour, and whoever can comes.
meeting-reminder-first-3-together = A first meeting is still to come. If the calendars are the trouble, look three weeks ahead instead of one, and take the first half hour that most of you have free.
meeting-reminder-again-1-together = It has been a while since a meeting was noted. Half an hour is enough to pick up the thread: let one of you suggest two times here, and take the one that suits most of you.
meeting-reminder-again-2-together = No meeting has been noted for a while. You need no agenda to begin again: go once round with what has happened since the last time, and let that be the meeting.
meeting-reminder-again-3-together = It has been quiet, as far as I know. A fixed time helps most groups: the same hour on the same weekday, and nothing to arrange from then on.
meeting-reminder-help-button = I'd like some help

# To coordinators: from dates and presses only.
no-news-text = { $programme }: no news from { $count ->
        [one] one relationship
       *[other] { $count } relationships
    }.
no-news = *{ $programme }:* { $count ->
        [one] nothing has been noted for one relationship in a while.
       *[other] nothing has been noted for { $count } relationships in a while.
    }
no-news-since = • { $people }: nothing since { $since }
no-news-more = • and { $more ->
        [one] one more
       *[other] { $more } more
    }. `/mentor report` shows them all.
no-news-means = No news is not the same as no meeting: many people meet and never tell. Unless they want no reminders, they have had a kind one.
no-news-try = *What you can try.* Write to each person alone and ask how it is going, not whether they have met. Offer to find the next time together, or a new match if the fit is wrong.
no-news-source = This comes from dates and presses alone: nobody has read { $count ->
        [one] their conversation
       *[other] their conversations
    }, and you hear it once.
no-news-report-button = See the report

# Several things in one message, so that they take one message's attention: the heading, what a notification says before
# the sentence of each part, and the small print.
digest-header = { $count ->
        [2] Two things today
       *[other] Three things today
    }
digest-text = { $count ->
        [2] Two things for you today, in one message.
       *[other] Three things for you today, in one message.
    }
digest-note = They come together so that I write less often.
