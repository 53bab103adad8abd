# What was not delivered, for those who look after it: /mentor undelivered

undelivered-modal-title = Not delivered
undelivered-nothing = There is nothing to look after: all messages were delivered, or are on their way.
undelivered = { $count ->
        [0] Nothing else is to be looked after.
        [one] *One message was not delivered, or may not have been.*
       *[other] *{ $count } messages were not delivered, or may not have been.*
    }
undelivered-promise = You see what sort each is, for whom, and why. Nobody sees its words. "Leave it" erases them.
undelivered-older = { $older ->
        [one] One more is older than 30 days and not listed: whoever runs this bot can look after it.
       *[other] { $older } more are older than 30 days and not listed: whoever runs this bot can look after them.
    }

undelivered-sort = { $sort ->
        [announcement] the announcement
        [welcome] the welcome after joining
        [introduction] an introduction
        [place] news of their place or match
        [question] a question
        [starter] a conversation starter
        [check_in] a check-in
        [reminder] a reminder
        [digest] several things in one message
        [ending] something about the end
        [running] a word to those who run or support it
       *[note] an answer or a short note
    }
undelivered-one = { $sort ->
        [announcement] *The announcement*
        [welcome] *The welcome after joining*
        [introduction] *An introduction*
        [place] *News of their place or match*
        [question] *A question*
        [starter] *A conversation starter*
        [check_in] *A check-in*
        [reminder] *A reminder*
        [digest] *Several things in one message*
        [ending] *Something about the end of the programme*
        [running] *A word to those who run or support it*
       *[note] *An answer or a short note*
    }
undelivered-several = *{ $count } messages* ({ $sorts })
undelivered-for = { $what } for { $whom }
undelivered-for-channel = { $what } in { $whom }
undelivered-for-somebody = { $what } to somebody; whom is not shown
undelivered-for-group = a group
undelivered-due = Due on { $day }.
undelivered-due-between = Due between { $first } and { $last }.

undelivered-dead = { $why ->
        [gone] *Not delivered:* Slack knows no open account here, or hides it from me. If they are back, try again; else leave it.
        [shut] *Not delivered:* Slack does not let me write to them. An administrator of this workspace can see why; then try again.
        [archived] *Not delivered:* the place it was meant for is archived. If it is opened again, try again; else leave it.
        [invite] *Not delivered:* I am not in that channel, or it does not exist any more. Write /invite there and choose me, then try again.
        [missing] *Not delivered:* Slack no longer knows the conversation it was meant for. Try again once; if it comes back, leave it.
        [restricted] *Not delivered:* I am not allowed to write there. Ask whoever owns the channel or the workspace to let me, then try again.
        [permission] *Not delivered:* I lack a permission of Slack's. Tell whoever runs this bot: `mentor-bot doctor` says which. Then try again.
        [fault] *Not delivered:* Slack did not take it as I had written it ({ $code }), which is a fault of mine. Please tell whoever runs this bot; trying again helps only after that.
        [away] *Not delivered:* Slack could not be reached, or took nothing, however often I tried. When others get their messages again, try again.
        [quarantined] *Not delivered:* each time I tried, I stopped working. Tell whoever runs this bot before you try again.
       *[other] *Not delivered:* Slack refused it and called the reason "{ $code }". Try again once; if it comes back, tell whoever runs this bot.
    }
undelivered-maybe = { $place ->
        [person] *Perhaps delivered:* Slack did not say whether it arrived, and did not let me look. Ask them; if it is not there, try again.
        [restored] *Perhaps delivered:* it was due before this bot was put back to an earlier day from a backup, so it may have gone out before. Ask; if it is not there, try again.
        [channel] *Perhaps delivered:* Slack did not say whether it arrived. Look into the channel; if it is not there, try again.
       *[group] *Perhaps delivered:* Slack did not say whether it arrived, and I may not look into their conversation. I have told each of them. Ask; if it is not there, try again.
    }
undelivered-expired = *Not sent:* by the time I could, it would have come too late to make sense. Nothing needs doing.
undelivered-tried = *Is tried again:* at once, or as soon as they are at work.
undelivered-arrived = *Has been delivered now.*
undelivered-dropped = *Is not sent any more:* somebody left it, or it had become pointless.

undelivered-again-button = Try again
undelivered-leave-button = Leave it
undelivered-newer-button = Newer ones
undelivered-older-button = Older ones
undelivered-look-button = Look again
undelivered-which-button = See which
undelivered-see-button = See what was not delivered
undelivered-again-title = Try again?
undelivered-again-text = It may have arrived already, and I may not look. If it has, it comes twice. Ask first, if you can.
undelivered-again-yes-button = Try again
undelivered-again-no-button = Not now
undelivered-all-button = Try all again
undelivered-all-title = Try all again?
undelivered-all-text = { $count ->
        [one] One message is tried again, at once or as soon as its people are at work.
       *[other] { $count } messages are tried again, at once or as soon as their people are at work. What may come twice in a group is left out.
    }
undelivered-all-yes-button = Try all again
undelivered-all-no-button = Not now
undelivered-all-notice = { $count ->
        [one] One message is tried again.
       *[other] { $count } messages are tried again.
    }
undelivered-leave-title = Leave it?
undelivered-leave-text = { $count ->
        [one] It will not be sent, and its words are erased. This cannot be taken back.
       *[other] These { $count } messages will not be sent, and their words are erased. This cannot be taken back.
    }
undelivered-leave-yes-button = Leave it
undelivered-leave-no-button = Keep it
undelivered-left-notice = Left: it will not be sent, and its words are erased.
undelivered-settled-notice = Somebody else has just looked after that one. This is how it stands now.

# To coordinators, at most once a day; and a line where they look anyway.
undelivered-news-text = { $programme }: something was not delivered.
undelivered-news = *{ $programme }:* { $count ->
        [one] one message was not delivered, or may not have been.
       *[other] { $count } messages were not delivered, or may not have been.
    }
undelivered-news-means = I have stopped trying by myself. You can see what sort each is, for whom and why, and try again or leave it.
undelivered-line = *Not delivered:* { $count ->
        [one] one message did not arrive, or may not have.
       *[other] { $count } messages did not arrive, or may not have.
    }
