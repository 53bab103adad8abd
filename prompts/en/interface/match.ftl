# Matching: /mentor match, for coordinators

match-modal-title = Matching
match-choose-label = Which programme?
match-choose-submit = Next

match-working = Looking for the best round in *{ $programme }*. This takes a moment.
match-working-long = If nothing has happened here in a minute, close this and type `/mentor match` again. Nobody is written to.

match-programme = *{ $programme }* · match draft
match-nobody-sees = Only coordinators see this draft. Nobody has been written to about it, and nobody hears of it until you publish.
match-coverage = *{ $people } of { $enrolled ->
        [one] one enrolled person has
       *[other] { $enrolled } enrolled people have
    } a proposed match:* { $kind ->
        [peer_group] { $matches ->
            [one] one group
           *[other] { $matches } groups
        }
       *[other] { $matches ->
            [one] one pair
           *[other] { $matches } pairs
        }
    }. { $waiting ->
        [0] Nobody is left without a match.
        [one] One place has no match yet.
       *[other] { $waiting } places have no match yet.
    }
match-already = { $people ->
        [one] One person has
       *[other] { $people } people have
    } a match from an earlier round, which stays as it is.
match-already-asking = { $people ->
        [one] One person has a match from an earlier round, or is in one about which the mentor is being asked. It
       *[other] { $people } people have a match from an earlier round, or are in one about which the mentor is being asked. That
    } stays as it is.
match-fit = *How well they fit:* on average { $mean }, the weakest match { $worst }.
match-fit-word = { $fit ->
        [very_good] very well
        [good] well
        [fair] fairly well
       *[modest] modestly
    } ({ $points } of 1,000 points)
match-fit-note = Points are seen by coordinators only, never by those who take part.
match-proven = *Is there a better round?* No better round exists under these rules{ $floor ->
        [0] :
       *[other] {" "}and with at least { $floor } points for each match:
    } { $aim ->
        [best_fit] the total could not be higher.
        [most_points] nobody more could be matched, and with that the total could not be higher.
       *[lift_worst] nobody more could be matched, the weakest match could not be stronger, and with that the total could not be higher.
    } This is proven.
match-not-proven = *Is there a better round?* This is the best round found. Nobody has proven that it is the best there is: another could be better by { $percent } % at most.
match-unchecked = *Could not be checked.* Missing facts keep nobody out, so look at these people yourself before you publish:
match-unchecked-gap = • { $code ->
        [manager_unknown] Manager unknown for { $count ->
            [one] one person
           *[other] { $count } people
        }
        [higher_managers_unknown] The managers above their manager are unknown for { $count ->
            [one] one person
           *[other] { $count } people
        }
        [team_unknown] Team unknown for { $count ->
            [one] one person
           *[other] { $count } people
        }
        [working_hours_unknown] Working hours unknown for { $count ->
            [one] one person
           *[other] { $count } people
        }
        [languages_unknown] Languages unknown for { $count ->
            [one] one person
           *[other] { $count } people
        }
        [managers_of_mentees_unknown] The managers of their mentees are unknown for { $count ->
            [one] one person
           *[other] { $count } people
        }
       *[level_unknown] Level unknown for { $count ->
            [one] one person
           *[other] { $count } people
        }
    }: { $people }
match-and-more = and { $count ->
        [one] one more
       *[other] { $count } more
    }

match-matches-button = Proposed matches
match-waiting-button = Not yet matched
match-again-button = Bring up to date
match-publish-button = Publish
match-overview-button = Overview
match-previous-button = Previous
match-next-button = Next

match-publish-title = Publish this round?
match-publish-text = { $kind ->
        [peer_group] { $matches ->
            [one] One group is introduced, in a conversation of its own
           *[other] { $matches } groups are introduced, each in a conversation of its own
        }
       *[other] { $matches ->
            [one] One pair is introduced, in a conversation of its own
           *[other] { $matches } pairs are introduced, each in a conversation of its own
        }
    } and in their working hours. { $waiting ->
        [0] Nobody is left out.
        [one] One person not yet matched is told why.
       *[other] { $waiting } people not yet matched are told why.
    } This cannot be taken back.
match-publish-asking-title = Publish this round?
match-publish-asking-text = { $matches ->
        [one] One mentor is asked first, in private and in their working hours. A yes introduces the pair.
       *[other] The mentors of { $matches } pairs are asked first, in private and in their working hours. Each yes introduces a pair.
    } Those not yet matched hear once nothing is open any more. This cannot be taken back.
match-publish-asking-yes-button = Publish
match-publish-asking-no-button = Not yet
match-publish-yes-button = Publish
match-publish-no-button = Not yet

match-page = { $pages ->
        [one] { $count ->
            [one] One proposed match
           *[other] { $count } proposed matches
        }
       *[other] { $first }–{ $last } of { $count } proposed matches
    }
match-page-both-ways = Two who mentor each other are one pair, and are listed once in each direction.
match-pair = *{ $mentor }* (mentor) with *{ $mentee }* (mentee) · fits { $fit }
match-group = { $people } · fits { $fit }
match-only-rules = They keep every rule of the programme, and have little else in common that the bot knows of.

why-brought-together = A coordinator brought them together
why-shared-goal = The mentee wants to work on what the mentor can help with: { $goals }
why-mentor-learns = The mentor would like to learn what the mentee can help with: { $goals }
why-group-shared-goal = Several of them want to work on: { $goals }
why-similar-words = What they wrote in their own words points the same way
why-further-along = The mentor is further along
why-other-department = They are from different departments
why-departments = They come from { $count } departments
why-other-site = They work in different places
why-overlap = They are at work at the same time { $hours ->
        [one] one hour
       *[other] { $hours } hours
    } a week
why-common-language = They share { $languages }
why-same-industry = Both know this industry: { $industry }
why-shared-interests = They share interests: { $interests }
why-same-style = Both like to work together this way: { $style }

match-waiting-page = { $pages ->
        [one] { $count ->
            [one] One person not yet matched
           *[other] { $count } people not yet matched
        }
       *[other] { $first }–{ $last } of { $count } people not yet matched
    }
match-waiting-none = Nobody: everybody who is enrolled and free has a proposed match.
match-waiting-person = *{ $person }* { $role ->
        [mentor] (as a mentor)
        [mentee] (as a mentee)
       *[other] (as a peer)
    }

waiting-no-mentors = There is no mentor with a free place in this round.
waiting-no-suitable-mentor-free = { $count ->
        [one] The one mentor who would suit is not free:
        [2] Neither of the two mentors who would suit is free:
       *[other] None of the { $count } mentors who would suit is free:
    } they have other mentees in this round, or the two are not available to each other.
waiting-no-suitable-mentors = { $count ->
        [one] The one mentor in this round does not fit
       *[other] None of the { $count } mentors in this round fits
    } all rules.
waiting-no-mentor-fits-well-enough = { $count ->
        [one] The one mentor whom the rules allow fits
       *[other] All { $count } mentors whom the rules allow fit
    } less well than the programme asks for.
waiting-no-mentees = There is no mentee without a mentor in this round.
waiting-no-suitable-mentee-free = { $count ->
        [one] The one mentee who would suit is not free:
        [2] Neither of the two mentees who would suit is free:
       *[other] None of the { $count } mentees who would suit is free:
    } they have another mentor in this round, or the two are not available to each other.
waiting-no-suitable-mentees = { $count ->
        [one] The one mentee in this round does not fit
       *[other] None of the { $count } mentees in this round fits
    } all rules.
waiting-no-mentee-fits-well-enough = { $count ->
        [one] The one mentee whom the rules allow fits
       *[other] All { $count } mentees whom the rules allow fit
    } less well than the programme asks for.
waiting-no-peers = There is nobody else in this round.
waiting-too-few-suitable-peers = { $count ->
        [0] Nobody in this round keeps all rules with them, and a group needs several.
        [one] Only one person in this round keeps all rules with them, and a group needs more.
       *[other] Only { $count } people in this round keep all rules with them, and a group needs more.
    }
waiting-no-group-fits = { $count ->
        [one] One person would suit, but no group
       *[other] { $count } people would suit, but no group
    } of theirs has room, they cannot all meet at once, or they are not available to each other.
waiting-removed-by-rule = • { $rule } keeps { $count ->
        [one] one person
       *[other] { $count } people
    } away

rule-not-available = "Not available to each other"
rule-reporting-line = The rule on reporting lines
rule-same-team = The rule on the same team
rule-overlap = The rule on common working hours
rule-language = The rule on a common language
rule-repeat = The rule against meeting earlier partners again
rule-level-gap = The rule on levels

change-one-more-place = *What would help most:* one more place with { $count ->
        [one] the one mentor who suits
        [2] either of the two mentors who suit
       *[other] any of the { $count } mentors who suit
    }, if the two are available to each other.
change-one-more-mentee = *What would help most:* one more mentee who suits them and is available to them.
change-relax-rule = *What would help most:* { $rule } is the only rule between them and { $count ->
        [one] one person
       *[other] { $count } people
    }; ask yourselves whether it must hold here.
change-wait = *What would help most:* more people in the next round.

match-overtaken = This draft can't be published any more. Something has changed in { $programme } since it was made, and nobody has been written to.
match-newer = { $coordinator } has changed the draft of { $programme } meanwhile. Look at it first; nobody has been written to.
match-change-left = • { $people } left the programme
match-change-deactivated = • { $people } cannot take part any more
match-change-not-available = • { $people } are not available to each other any more
match-change-breaks-rule = • { $people }: { $rule } now keeps them apart
match-overtaken-next = Bring the draft up to date. It takes in what has happened, and you see it before anything is sent.
match-newest-button = Open the newest draft

match-published = *{ $programme } is published.* { $people ->
        [one] One person is
       *[other] { $people } people are
    } introduced to their match in their own working hours, { $waiting ->
        [0] and nobody is left without one.
        [one] and one person who is not yet matched is told why and what happens next.
       *[other] and { $waiting } people who are not yet matched are told why and what happens next.
    }
match-published-asking = *{ $programme } is published.* { $matches ->
        [one] One mentor is
       *[other] The mentors of { $matches } pairs are
    } asked first, in their own working hours, and have three working days to answer. Each yes introduces a pair.
match-published-asking-next = Where no answer comes, you hear of it and decide. Otherwise the round mends itself and goes on asking; those not yet matched are told once nothing is open any more.
match-published-next = Those who join later are matched when you make the next draft; nobody who has a match now is disturbed.

error-nothing-to-match = The programmes you run are over, so there is nobody to match. Use `/mentor programme` to begin a new one.
error-programme-over = The last day of { $programme } has passed, so nobody can be matched in it any more. Should it go on, choose a later last day under "Edit" in `/mentor programme`.
error-nobody-to-match = { $enrolled ->
        [0] Nobody is enrolled in { $programme } yet. As soon as people have joined, the match draft is here.
        [one] The one person enrolled in { $programme } has a match, or takes nobody for now. Nobody is waiting.
       *[other] All { $enrolled } people enrolled in { $programme } have a match, or take nobody for now. Nobody is waiting.
    }
error-already-published = This round of { $programme } is published already, so nothing was sent twice. Use `/mentor match` to match those who joined since.
error-changed-this-moment = Somebody's place changed this very moment. Nobody has been written to; press Publish once more.
error-draft-changed = Others are changing the draft of { $programme } at this very moment, so nothing was kept. Wait a moment, look at it again with `/mentor match`, and make your change once more.
