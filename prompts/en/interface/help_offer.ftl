# After "I'd like some help": ideas, the named contact, a new match, or not now

help-offer-text = Thank you, noted.
help-offer = Thank you, noted. Whenever something would help in { $programme }, these are here for you. Nothing is sent to anybody before you have seen what goes to whom.
help-offer-ideas-button = Give me some ideas
help-offer-contact-button = Talk to somebody
help-offer-new-match-button = Ask for a new match
help-offer-not-now-button = Not now

help-way-modal-title = Some help
help-way = { $contact } is there for you. Write to them directly; the bot tells nobody that you asked.
help-way-nobody = No programme names a person to turn to yet. An administrator of this workspace can tell you who runs mentoring here; the bot tells nobody that you asked.
help-way-offered = The bot has written to you with four ways on. Nothing is sent to anybody before you have seen what goes to whom.
help-other-ways = The other ways are still open to you:

help-ideas-modal-title = Some ideas
help-ideas-seen = Seen by: only you. Nobody is told that you looked.
help-ideas-mentee = • *Say what you need in one sentence.* "I would like us to practise one hard conversation" is easier to meet than "I would like to grow".
    • *Agree on the next three times at once.* Most relationships that fade do so between two calendars.
    • *Talk about how you talk.* "What should we do more of, and what less?" is a fair question after three meetings.
    • *If it does not fit, that is nobody's fault.* You can ask for a new match without giving a reason.
help-ideas-mentor = • *Ask before you advise.* "What have you tried, and what do you think yourself?" gives more than the best answer.
    • *Let them lead.* If the agenda is always yours, ask what they would like to bring next time, and wait.
    • *Talk about how you talk.* "What should we do more of, and what less?" is a fair question after three meetings.
    • *If it does not fit, that is nobody's fault.* A new match is possible, and no reason is needed.
help-ideas-peer = • *Give each meeting a host.* One person chooses the time, opens with a question and keeps the clock.
    • *One case at a time.* Half an hour on one person's real problem does more than a round of news.
    • *Share the air.* If some talk much and some little, go round once before anyone speaks twice.
    • *Say it early.* If something in the group bothers you, most others have noticed it too.

help-contact-modal-title = Talk to somebody
help-contact-submit = Send it
help-cancel-close = Go back
help-contact-look = *To { $to }, and to nobody else:*
help-contact-words-label = Anything you would like to add
help-contact-words-hint = Seen by: the person named above. You can leave it empty.
help-contact-note = It is delivered in their working hours. Your match is not told, and the coordinators are not told unless it goes to one of them.

help-contact-text = Somebody in { $programme } would like to talk with you.
help-contact = *{ $sender } would like to talk with you about { $programme }.* They chose to send you this, and nobody else was told. Please write to them directly.
help-contact-words = In their own words:

help-contact-sent-text = Sent as you saw it.
help-contact-sent = Sent to { $to }, and to nobody else: that you would like to talk about { $programme }. They get it in their working hours, and I have asked them to write to you.
help-contact-sent-words = With your words:

help-sent = Thank you. It is sent to { $to }, and to nobody else, as you saw it. It arrives in working hours; your messages with the bot say what was sent.

help-new-match-modal-title = Ask for a new match
help-new-match-submit = Ask for it
help-new-match-look = *To { $to }, and to nobody else:*
help-new-match-note = Nothing more is said: no reason, and nothing you have answered. For { $people } nothing happens yet and nothing is told. The coordinators talk with you before anything changes, and your current match goes on until then.

help-new-match-text = { $programme }: somebody asks for a new match.
help-new-match = *{ $sender } asks for a new match in { $programme }*, and is matched with { $people } now. No reason was asked for, and none is needed. Nobody else has been told, and nothing has changed yet.
help-new-match-next = *What helps now.* Write to { $sender } and ask what would be a good next step. Agree together on what the other hears, and from whom, before you change anything.

help-new-match-sent-text = Sent as you saw it.
help-new-match-sent = Sent to { $to }, and to nobody else: that you ask for a new match in { $programme }, without a reason. I have asked them to write to you. Until then nothing changes.

help-not-now-text = That is fine. Nothing was sent to anybody, and you can change your mind whenever you like.

error-nobody-to-turn-to = Nobody outside your own relationship is named for { $programme } at the moment, so nothing was sent. A workspace admin can tell you who runs it now.
error-receiver-changed = Somebody else is the one to turn to by now, so nothing was sent. Close this and press the button again to see who it is.
error-already-sent = Your request in { $programme } is with the coordinators already, and nothing new was sent. They have been asked to write to you; you can also write to { $named ->
        [yes] { $contact }, who is there for you too.
       *[no] them directly.
    }
