# Asking mentees for wishes among suggested mentors before a round: in /mentor match, and what mentors and mentees get

wishes-begin-button = Ask for wishes
wishes-begin-title = Ask for wishes first?
wishes-begin-text = Mentors with a free place are asked in private whether mentees may see them. Two working days later, each mentee who seeks a mentor sees up to three and has three working days to choose. You hear when they have. You can make a round at any time, also without this.
wishes-begin-yes-button = Ask
wishes-begin-no-button = Not now
wishes-begun = *{ $programme }:* mentors are being asked whether mentees may see them, each in their working hours. Two working days later the mentees have their turn, and you hear when they have had it.
wishes-asking-mentors = *Wishes:* mentors are being asked whether mentees may see them{ $known ->
        [yes] , until { $until }
       *[no] {""}
    }. Then the mentees choose.
wishes-asking-mentees = *Wishes:* mentees are choosing whom they would like{ $known ->
        [yes] , until { $until }
       *[no] {""}
    }.
wishes-answered = { $count } of them have answered.
wishes-nobody-sees = You can make and publish a round meanwhile. Nobody sees who may be shown, who was shown to whom, or who chose whom. How many have answered is said here once it is five or more.
wishes-end-button = End it now
wishes-end-title = End it now?
wishes-end-text = Nobody is asked any more. What mentees have chosen so far counts in the next round.
wishes-end-yes-button = End it
wishes-end-no-button = Let it go on
wishes-ended-now = *{ $programme }:* nobody is asked any more. What mentees have chosen so far counts in the next draft.
wishes-ended = { $coordinator } has ended asking for wishes in { $programme }. What mentees have chosen so far counts in the next draft.
wishes-draft-button = See the match draft
wishes-in = Mentees in { $programme } have had their time to say whom they would choose.
wishes-in-next = *Next:* make the round. Wishes count beside everything else that makes a match, as far as the rules and the mentors' places allow. Who wished for whom shows nowhere.

may-be-shown = There is a question for you in { $programme }. Open this message to read it.
may-be-shown-question = *May mentees see you in { $programme }?* Before the next round, each mentee who seeks a mentor sees up to three, and says whom they would choose.
may-be-shown-goals = This is what they would read: your name, what you can help with ({ $goals }), what speaks for the two of you (a goal, a language, that you are further along), and how you introduce yourself.
may-be-shown-no-goals = This is what they would read: your name, what speaks for the two of you (a language, that you are further along), and how you introduce yourself.
may-be-shown-yes-button = Yes
may-be-shown-no-button = Rather not this time
may-be-shown-until = You have until { $moment }. If you do not answer, that is a yes, since you have joined as a mentor.
may-be-shown-seen = Nobody is told how you answer, coordinators included. If you would rather not, no mentee sees you, and you are in the round like everybody else.
may-be-shown-noted = Thank you, noted. You need do nothing more; if there is a match for you, you hear it here.
may-be-shown-over = The time to answer this is over, and nothing is expected of you. If there is a match for you, you hear it here.

choose = There is something for you to choose in { $programme }. Open this message to read it.
choose-again = A reminder: in { $programme } you can still say whom you would choose.
choose-question = *Who would you like as your mentor in { $programme }?* Before the round is made, { $count ->
        [one] here is one mentor who suits you. Say whether you would choose them.
       *[other] here are { $count } mentors who suit you. Say whom you would choose, or that it is none of them.
    }
choose-button = Look and choose
choose-until = You have until { $moment }, and can change your mind until then. If you choose nobody, you are in the round all the same.
choose-seen = Seen by: matching only. Neither the mentors nor the coordinators are told whom you choose. A choice shapes the round and cannot promise a match.
choice-noted = Thank you, noted. You can choose otherwise until { $moment }.
choice-again-button = Look again
choosing-over = The time to choose is over. If you chose somebody, that counts in the round. You hear here when there is news, and nothing is expected of you until then.

choose-modal-title = Whom would you choose?
choose-about = { $count ->
        [one] This mentor in *{ $programme }* suits you.
       *[other] These mentors in *{ $programme }* suit you, in the order of their names.
    } Others see other people, and not everybody can be shown. What speaks for somebody is what you both told when you joined.
choose-mentor = *{ $mentor }*
choose-offers = Can help with: { $goals }.
choose-why = *What speaks for the two of you:*
choose-only-rules = • Together you keep all the rules of the programme. What else you have in common is yours to find out.
choose-off-option = Nobody
choose-first-label = First choice
choose-second-label = Second choice
choose-third-label = Third choice
choose-none-label = Or
choose-none-option = none of these
choose-none-hint = You are in the round all the same. Nobody is told.
choose-submit = Save
choose-close = Not now

error-wishes-switched-off = { $programme } does not ask mentees for wishes. You can switch it on under `/mentor programme`, on the second page.
error-wishes-running = Mentees in { $programme } are being asked already. Open the match draft to see until when.
error-nobody-to-suggest = No mentor in { $programme } has a free place at the moment, so there is nobody to choose among. Ask for wishes when there is.
error-wishes-over = There is nothing to end: nobody in { $programme } is being asked for wishes any more.
error-shown-answered = You have answered this already, and the first answer stands. You need do nothing more.
error-shown-over = The time to answer this in { $programme } is over. Thank you all the same; nothing is expected of you.
error-choosing-over = The time to choose in { $programme } is over. If you chose somebody before, that counts. You hear from me when there is news.
error-no-wish-needed = There is nothing to choose any more: in { $programme } you have a mentor by now, or do not look for one. `/mentor status` shows where you are.
error-nothing-chosen = Choose somebody above, or tick "none of these".
error-chosen-twice = { $name } stands here and further up. Choose somebody else in one of the two places, or nobody.
error-chosen-and-none = You have chosen somebody above. Take that back or this.
error-mentor-gone = { $name } cannot be chosen any more. Choose somebody else here, or nobody.
