# Words that several conversations share.

button-close = Close
notice-modal-title = Mentor Bot

# Who sees a field. Shown under each field of a form.
seen-by-match = Seen by: your match
seen-by-match-goals = Seen by: your match. What the coordinators may read of it: what brought you together.
seen-by-match-hours = Seen by: your match. What the coordinators may read of it: how many hours you share.
seen-by-match-goals-or-asked = Seen by: your match, and a mentor who is asked to be your match. What the coordinators may read of it: what brought you together.
seen-by-match-or-asked = Seen by: your match, and a mentor who is asked to be your match
seen-by-match-or-shown = Seen by: your match, and mentees you are suggested to. Where a programme suggests mentors, you are asked first; no answer is a yes.
seen-by-match-asked-or-shown = Seen by: your match, a mentor who is asked to be your match, and mentees you are suggested to. Where a programme suggests mentors, you are asked first; no answer is a yes.
seen-by-match-goals-or-shown = Seen by: your match, and mentees you are suggested to (you are asked first). What the coordinators may read of it: what brought you together.
seen-by-matching = Seen by: matching only
seen-by-you-and-totals = Seen by: only you; others see totals over at least five people

role-mentee-option = Mentee
role-mentee-hint = I would like a mentor
role-mentor-option = Mentor
role-mentor-hint = I would like to be there for somebody
role-both-option = Both
role-both-hint = I would like a mentor, and to be there for others too
role-peer-option = Peer
role-peer-hint = I would like a group of equals

kind-one_to_one = One-to-one mentoring
kind-peer_group = Peer group

goal-career-direction = Career direction
goal-new-role = Settling into a new role
goal-leadership = Leading others
goal-feedback = Giving and taking feedback
goal-confidence = Confidence
goal-communication = Speaking and writing clearly
goal-network = Building a network
goal-influence = Influence without authority
goal-craft = Getting better at my profession
goal-change = Handling change
goal-balance = Balance and energy
goal-organisation = Finding my way in the organisation

level-1 = First years of working life
level-2 = Experienced
level-3 = Senior or specialist
level-4 = Leading a team
level-5 = Leading leaders

agree-1-option = Disagree
agree-2-option = Rather disagree
agree-3-option = In between
agree-4-option = Rather agree
agree-5-option = Agree

maybe-not-reached = Something I wrote in your conversation with { $people } may not have arrived: Slack did not say, and I cannot look into it. If nothing new stands there, nothing is expected of you: your coordinator can have it sent again.
