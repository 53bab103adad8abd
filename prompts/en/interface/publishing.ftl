# Publishing a match draft on a date, for coordinators

publishing-date-button = Publish on a date…
publishing-now-button = Publish now instead
publishing-other-date-button = Another date…
publishing-take-off-button = Take the date off

# A moment with the place whose clock it is: "Monday 2 March at 09:00 in Copenhagen".
publishing-moment = { $moment } in { $place }
publishing-planned = *Will be published on { $moment } in { $place }*, as asked by { $person }. Until then only coordinators see it, and you can change the draft, choose another date or take it off.

publishing-modal-title = Publish on a date
publishing-what = *{ $programme }:* choose the day on which this draft is published by itself. It is checked once more then. Should somebody have left or a rule have changed, nothing is sent, and you hear what it was.
publishing-date-label = On which day?
publishing-date-hint = From { $first } to { $last }, the day before the programme's last.
publishing-hour = It happens at { $time } in { $place }, when your working day begins. Everybody hears of it in their own working hours. You can take the date off until then; once published, a round cannot be taken back.
publishing-back-button = Back to the draft
publishing-submit = Set the date

on-its-way = The round of { $programme } is on its way, as you asked: { $people ->
        [one] one person is
       *[other] { $people } people are
    } introduced to their match, { $waiting ->
        [0] and nobody is left without one.
        [one] and one person who is not yet matched is told why and what happens next.
       *[other] and { $waiting } people who are not yet matched are told why and what happens next.
    }
on-its-way-asking = The round of { $programme } is on its way, as you asked: { $matches ->
        [one] one mentor is asked first. A yes introduces the pair.
       *[other] the mentors of { $matches } pairs are asked first. Each yes introduces a pair.
    }
on-its-way-late = It was to happen on { $moment }. I could not do it then, so it happened now.
on-its-way-seen = Everybody hears of it in their own working hours.

not-published = The round of { $programme } was not published on its date, and nobody has been written to.
not-published-overtaken = Something has changed since the draft was made:
not-published-put-aside = The draft that { $person } had given the date was put aside for another one, which has no date.
not-published-asker-gone = { $person }, who had asked for it, does not run this programme any more, so somebody who does should look first.
not-published-programme-over = The programme is over, and whoever met now would have no time left.
not-published-too-late = It was to happen on { $moment }. I could not do it then, and after more than three days I would rather ask you.
not-published-nobody-matched = As it has been changed since, the draft brings nobody together.
not-published-next = The date is off. Look at the draft, then publish it or choose another date.
not-published-next-over = The date is off.
publishing-draft-button = Open the draft

date-taken-off = { $person } has taken off the date on which the round of { $programme } was to be published. Nothing is published by itself now.
date-set-anew = { $person } has set the date on which the round of { $programme } is published: { $moment }. It takes the place of the date you had chosen.
published-instead = { $person } has published the round of { $programme } now, so it does not wait for the date you had chosen. Everybody hears of it in their own working hours.

error-too-soon-to-publish = Choose tomorrow or a later day. To publish today, go back to the draft and press "Publish".
error-too-late-to-publish = Choose a day before the programme's last one, so that people have time to meet.
error-no-day-to-publish = There is no day left between today and the last day of { $programme }. Publish now, or choose a later last day under "Edit" in `/mentor programme`.
error-published-meanwhile = This round of { $programme } has been published meanwhile, and that cannot be taken back. `/mentor match` shows who is still waiting.
error-put-aside = This draft of { $programme } has been put aside meanwhile for another one. Type `/mentor match` to see where the round stands.
