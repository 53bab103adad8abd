# Looking after one's own place: status, profile, pause, resume, leave, and the App Home

status = Here is where you stand.
status-nothing = You have no place in a programme yet. { $open ->
        [yes] You can look at what is open now without committing to anything.
       *[no] When a programme takes people, you can look at it without committing to anything.
    }
status-joining = *{ $programme }*: you began to join and have not finished. What you filled in is kept.
status-waiting = *{ $programme }*: you have a place { $role ->
        [mentor] as a mentor
        [mentee] as a mentee
        [both] as mentor and mentee
       *[other] as a peer
    } and are not yet matched. You will be told either way. The programme runs from { $starts } to { $ends }.
status-over = *{ $programme }* is over: { $ends } was its last day.
status-over-matched = *{ $programme }* is over: { $ends } was its last day. Your conversation with { $people } stays yours.
status-place = *{ $programme }*, { $role ->
        [mentor] as a mentor
        [mentee] as a mentee
        [both] as mentor and mentee
       *[other] as a peer
    }:
status-with-not-met = • { $ways ->
        [both] you and { $people } have mentored each other
       *[one] with { $people }
    } since { $since }; no meeting noted yet
status-with-ahead = • { $ways ->
        [both] you and { $people } mentor each other
       *[one] with { $people }
    } from { $since }; your conversation is open already
status-with-met = • { $ways ->
        [both] you and { $people } mentor each other
       *[one] with { $people }
    }; last meeting noted on { $met }
status-contact = { $contact } is the person to turn to.
status-away = You are paused. Nothing unasked reaches you until you say `/mentor resume`.
status-away-until = You are paused through { $until }. Nothing unasked reaches you until then.
status-next = *Next:* { $kind ->
        [check_in] a short check-in
        [meeting_reminder] a reminder to find a time
        [last_meeting] a guide to your last meeting
        [baseline_again] three short questions
        [goodbye] a goodbye
       *[other] a conversation starter
    }, on { $day } at the earliest.
status-go-on-button = Go on where I left off
status-profile-button = Change what I said
status-pause-button = Pause
status-resume-button = I am back
status-leave-button = Give up my place

home-header = Hello { $name }
home-contact-for = You are the person to turn to in { $programmes }. People there see your name, and may write to you directly or send you a few words through this bot. What they tell you stays between you.
home-offers = *Open now*
home-offer = • { $programme }, { $starts } to { $ends }
home-runs-header = What you run
home-run = *{ $programme }*: { $state ->
        [draft] not open yet, until { $ends }
        [open] taking people, until { $ends }
        [closed] enrolment closed, until { $ends }
        [over] over since { $ends }
       *[other] ended on { $ends }
    }
    { $over ->
        [yes] { $enrolled } enrolled · { $matched } have been matched · { $waiting } never matched
       *[no] { $enrolled } enrolled · { $matched } matched · { $waiting } not yet matched
    }
home-programme-button = Programmes
home-match-button = Matching
home-report-button = Report

partner-away = { $partner } is away from { $programme } for now. Nothing is wrong and nothing is expected of you; you will hear when it goes on.
partner-away-until = { $partner } is away from { $programme } through { $until }. Nothing is wrong and nothing is expected of you until then.
partner-away-group = { $partner } is away from your group in { $programme } for now. Your group goes on without them for a while, and they are welcome back whenever they return.
partner-away-group-until = { $partner } is away from your group in { $programme } through { $until }. Your group goes on without them until then.
partner-back = { $partner } is back in { $programme }. A line from you is welcome whenever it suits you; things go on from here.

pause-modal-title = Pause
pause-what = From today the bot sends you nothing unasked, and the calendar of your programmes stands still for you. Whoever you are matched with is told that you are away for now, and when you are back, without a reason; a group goes on without you for a while.
pause-date-unread = The date you typed could not be read. Choose it here, or write it as "24 December", 2026-12-24 or "friday".
pause-date-past = The day you typed has passed already. Choose the last day you are away here.
pause-until-label = Last day away
pause-until-hint = Leave it empty to be away until you say so.
pause-submit = Pause
paused = You are paused from today. Say `/mentor resume` when you are back.
paused-until = You are paused from today through { $until }. It ends by itself; `/mentor resume` ends it sooner.
resumed = Welcome back. Things go on from here; nothing was counted against you.

profile-modal-title = What you said
profile-change = { $programme }. A change counts from now on.
profile-submit = Save
profile-introduced = This is how you are introduced to your match:
profile-role = You are here { $role ->
        [mentor] as a mentor.
        [mentee] as a mentee.
        [both] as mentor and mentee.
       *[other] as a peer.
    }
profile-wanted = *You would like to work on:* { $goals }
profile-offered = *You can help with:* { $goals }
profile-full = *You take no more mentees for now.* `/mentor full off` takes that back.
profile-manager = *Your manager:* { $manager } (seen by matching only)
profile-hours = *You work:* { $days }, { $hours }, { $zone }
profile-introduction-button = Introduction
profile-goals-button = Goals
profile-about-button = About me
profile-hours-button = Working hours
profile-wishes-button = Wishes

how-often = { $most ->
        [week] Unless you ask for something, I write to you about once a week at most.
        [two_a_month] Unless you ask for something, I write to you twice a month at most.
        [one_a_month] Unless you ask for something, I write to you once a month at most.
       *[none] Unless you ask for something, I write to you only about your own place.
    }
how-often-change = `/mentor profile` changes that.
how-often-button = Choose how often
how-often-modal-title = How often I write
how-often-what = This is about what I send without being asked: conversation starters, check-ins and reminders, in all your programmes together. What I post in a conversation that you share counts too: what is too much for you then comes to each of you alone instead.
how-often-label = How often would you like to hear from me?
how-often-usual-option = As usual: { $usual ->
        [week] about once a week
       *[month] up to twice a month
    }
how-often-two-a-month-option = Fewer: up to twice a month
how-often-one-a-month-option = Up to once a month
how-often-none-option = Nothing: only what concerns my own place
how-often-comes-anyway = *Whatever you choose, you still hear of:* answers to what you press or write, a match and what is asked before it, the kick-off, when somebody you are matched with is away, back or has left, and goodbye when a programme ends.
how-often-note = It counts from now on. What no longer fits comes later, together with something else, or not at all. Nobody else sees what you choose.

error-no-place = You have no place in a programme yet. `/mentor join` shows what is open.
error-past-date = That day is not ahead of us. Choose a later one, or leave it empty.
error-too-far-away = A pause can last a year at most. If you will be gone longer, leave with /mentor leave: nothing is kept against you, and you can join again.
error-not-paused = You are not paused, so there is nothing to end. `/mentor status` shows where you are.

leave-modal-title = Give up my place
leave-choose-label = Which place?
leave-what = You are about to give up your place in *{ $programme }*. Nobody is told why, and you can join again while it takes people.
leave-told = { $people } will get this message from the bot:
leave-kinder = If you only need a break, `/mentor pause` keeps your place.
leave-not-right = If the match is not right, "I'd like some help" under `/mentor status` can lead to another one.
leave-submit = Give up my place
leave-stay-close = Stay
left = Your place in { $programme } is given up. Thank you for having been part of it.
partner-left = { $partner } has given up their place in { $programme }. This says nothing about you or your conversations.
partner-left-pair = You keep your place, and the coordinator can find you a new match in the next round. You need not do anything.
needs-a-match = In { $programme }, a place has been given up, and a match has ended with it.
needs-a-match-next = *Next:* whoever lost their match has been told that you can find them a new one. `/mentor match` shows who waits, and nothing is sent before you publish.
partner-left-group = Your group goes on; I have opened a new conversation for those who stay, and post nothing more in the old one.
group-goes-on = This is the new conversation of your group in { $programme }: { $people }. I can post here but I cannot read what you write.
