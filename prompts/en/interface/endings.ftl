# Ending well: the first questions again, and goodbye

baseline-again-text = { $programme } is nearly over: three short questions.
baseline-again = *{ $programme } is nearly over.* At the start you may have answered three short questions. Would you answer them once more? It takes a minute, and it is how the programme can tell whether it helped.
baseline-again-seen = Optional. Seen by: only you; others see totals over at least five people.
baseline-again-button = Answer three questions
baseline-again-modal-title = Three questions
baseline-again-submit = Save my answers
baseline-again-close = Not now
baseline-again-why = The same three questions as at the start. Leave out what you would rather not answer.

goodbye-text = Thank you for being part of { $programme }.
goodbye-thanks = *Thank you for being part of { $programme }.* { $meetings ->
        [0] You spent this time with { $people } in your own way.
        [one] One meeting with { $people } was noted.
       *[other] { $meetings } meetings with { $people } were noted.
    } It was time that somebody chose to give.
goodbye-take-mentee = *Before you close this chapter:* write down one thing you do differently now, and tell { $people } what made the difference. A thank-you that is precise stays with a person for years.
goodbye-take-mentor = *Before you close this chapter:* write down one thing you learned yourself, and tell { $people } what you saw grow. It is often news to the one it is about.
goodbye-take-peer = *Before you close this chapter:* write down one thing you do differently now, and tell the others what each of them gave you. The group is yours: you can go on meeting for as long as you like.
goodbye-next = I write no more about { $programme }. Your conversation stays yours.
goodbye-again-button = See other programmes

error-questions-closed = The last questions of { $programme } closed a fortnight after it ended, and its totals are final now. Thank you for wanting to answer.
error-nothing-answered = Choose an answer to at least one of the three, or press "Not now" and nothing is saved.

programme-over-text = { $programme } has ended.
programme-over = { $was ->
        [joining] { $programme } has ended before you finished joining it. What you filled in is used for nothing, and nothing more comes from it.
        [waiting] { $programme } has ended, and there was no match for you in it. That says nothing about you. Thank you for being ready, and we are sorry that you waited in vain. Nothing more comes from it.
       *[matched] { $programme } has ended. Thank you for having been part of it. Nothing more comes from it, and whom you keep in touch with is yours to decide.
    }

last-day-passed = { $programme } is over: { $ends } was its last day. Nobody can join it or be matched in it any more.
last-day-passed-by-itself = *What happens by itself:* whoever has no match now is thanked and hears that it is over. Those who meet can answer the last questions through { $closes }; after that their relationships close, and the programme ends.
last-day-passed-next = *Next:* you need do nothing. `/mentor report` shows how it went. Should it go on, choose a later last day under "Edit" in `/mentor programme`.
