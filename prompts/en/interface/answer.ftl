# Asking mentors before a match begins, deciding where no answer came, and /mentor full

mentor-asked = There is a question for you in { $programme }. Open this message to read it.
mentor-asked-again = A reminder: a question in { $programme } still waits for you.
mentor-asked-question = *Would you be { $mentee }'s mentor in { $programme }?*
mentor-asked-goals = { $mentee } would like to work on { $goals }, and the two of you would go well together.
mentor-asked-introduction = This is how they introduce themselves:
mentor-asked-yes-button = Yes
mentor-asked-no-button = No, thank you
mentor-asked-full-button = I am full
mentor-asked-until = Please answer by { $moment }. If you don't, a coordinator hears that there was no answer, and decides what happens next. "I am full" means no more mentees for now; those you have stay.
mentor-asked-seen = Nobody is told how you answer. A yes begins your match. Of anything else { $mentee } hears nothing, not even that you were asked.

question-answered = Thank you, noted. You need do nothing more; if there is something to begin, you hear it here. `/mentor full` tells me at any time that you take no more mentees, and `/mentor full off` that you do again.
question-withdrawn = This question is not open any more, and nothing is expected of you. Thank you for being there.

no-answer = In { $programme }, no answer has come yet to a question put to mentors.
no-answer-pair = • { $mentor }, asked to be { $mentee }'s mentor
no-answer-more = And { $count ->
        [one] one more.
       *[other] { $count } more.
    }
no-answer-next = *Next:* ask again, leave it, or match them without an answer. What nobody has decided by { $until } is left, and the round goes on without it.
no-answer-decide-button = Decide
no-answer-seen = The mentees know nothing of this. An answer that still comes counts. No answer says little: people are away, ill or busy.

decide-modal-title = No answer yet
decide = *{ $programme }:* these questions to mentors have no answer. Somebody you know well may be easiest to ask in person.
decide-nothing = *{ $programme }:* there is nothing to decide at the moment.
decide-pair = *{ $mentor }* was asked on { $asked } to be *{ $mentee }*'s mentor.
decide-again-button = Ask again
decide-leave-button = Leave it
decide-match-button = Match them
decide-match-title = Match them?
decide-match-text = { $mentor } and { $mentee } are introduced to each other, although { $mentor } has not answered. Do this if you have a yes from somewhere else.
decide-match-yes-button = Match them
decide-match-no-button = Not yet
decided-again = The question is put once more, with the same time to answer.
decided-leave = It is left. The round finds what else is possible by itself.
decided-match = They are introduced to each other in their own working hours.

full = Noted: you take no more mentees in { $programmes }.
full-taken-back = { $count ->
        [one] A question that was open to you is taken back.
       *[other] { $count } questions that were open to you are taken back.
    } Nothing is expected of you.
full-stays = The mentees you have stay yours. When you have room again, type `/mentor full off`.
full-seen = Nobody is told. You are simply not proposed to anybody.
full-off = Welcome back: from the next round on you take mentees again in { $programmes }, as many as your profile says.

error-mentor-answered = You have answered this already, and the first answer stands. You need do nothing more.
error-question-withdrawn = This question is not open any more. Thank you all the same; nothing is expected of you.
error-nothing-to-decide = There is nothing left to decide here: it has been settled meanwhile. Open the list again to see what is.
error-no-longer-possible = These two are not available to each other at the moment. Leave it, and the round finds what else is possible.
error-no-mentor-place = You are not a mentor in any programme here, so nobody will be asked of you. `/mentor status` shows where you are.
