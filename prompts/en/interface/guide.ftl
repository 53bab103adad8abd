# Finding one's way: /mentor help, and answers to what was not understood

greeting = Hello { $name }, good to hear from you.
help = This bot runs mentoring programmes. Here is what you can ask of it, with `/mentor` or by writing to it:
help-join = • `/mentor join`: see what is on offer and take a place
help-status = • `/mentor status`: where you are and what comes next
help-profile = • `/mentor profile`: change what you said about yourself
help-pause = • `/mentor pause`: no messages for a while, until a date if you like
help-resume = • `/mentor resume`: go on after a pause
help-full = • `/mentor full`: for mentors, take no more mentees; `/mentor full off` takes it back
help-leave = • `/mentor leave`: give up your place, without a reason
help-programme = • `/mentor programme`: for coordinators, set up and open a programme
help-match = • `/mentor match`: for coordinators, see and publish a round of matches
help-report = • `/mentor report`: for coordinators, how the programme is going
help-undelivered = • `/mentor undelivered`: for coordinators, what was not delivered, and what to do about it
help-guest = Programmes here are for full members of this workspace, so a guest cannot join one. A coordinator can tell you about other ways to find a mentor.
help-contact-of = { $contact } is the person to turn to in *{ $programme }*.
help-contact-anybody = { $contact } is a person who can help you.
help-privacy = The bot reads only what you write to it here. It cannot read your conversations with your match.
help-join-button = Join a programme
help-status-button = My place
help-help-button = What can I do here?

unknown-subcommand = "{ $word }" is not something this bot knows. Did you mean `/mentor { $nearest }`? `/mentor help` lists everything.
unknown-subcommand-far = "{ $word }" is not something this bot knows. `/mentor help` lists everything.
not-understood = This is a program, and it did not understand that. Nobody reads what is written here and it is not kept. { $contact } is a person who can help you.
not-understood-nobody = This is a program, and it did not understand that. Nobody reads what is written here and it is not kept. Ask an administrator of this workspace, or choose one of these:
thanked = Good to hear. Say "help" whenever you want to see what can be done here.
wants-help = Thank you for saying so. This is a program, so nobody reads what you wrote and it is not kept. A person can help:
wants-help-nobody = No programme names somebody to turn to at the moment. An administrator of this workspace can tell you who runs mentoring here.
wants-help-at-once = If you or somebody else may be in danger now, call your local emergency number: 112 in Denmark and the rest of the EU. I am a program and cannot get help to you.
wants-help-seen = Nobody is told that you wrote this. { $ways ->
        [help] Write to them directly, or press "I'd like some help" and choose yourself what is sent.
        [write] Write to them directly.
       *[none] It stays with you what you say, and to whom.
    }
about-data = Each question says who sees the answer: your match, matching only, or only you. Others see such answers only as totals over at least five people. Nobody reads what you write here, and I cannot read your conversations with your match.
about-data-delete = `/mentor profile` shows what you have said, and you can change it there. Nothing is deleted by writing to me: ask a person, and whoever runs this bot deletes it by hand. The page "Privacy" that comes with this bot (docs/privacy.md) says what is kept and for how long.
door = Of course. Press the button to go on.
door-button = { $subcommand ->
        [join] See programmes
        [profile] Open my profile
        [pause] Pause
        [leave] Give up my place
        [full] Take no more mentees
        [programme] Open my programmes
        [match] Open matching
        [report] Open the report
        [undelivered] See what was not delivered
       *[other] Go on
    }
help-with-match-button = I'd like some help
