# How a programme is going: /mentor report

report-modal-title = Report
report-choose-label = Which programme?
report-choose-submit = See the report

report-as-of = As of { $day }. { $state ->
        [ended] The programme ran from { $starts } to { $ends }.
        [ended_early] The programme ended early, on { $ended }. It was planned from { $starts } to { $ends }.
       *[other] The programme runs from { $starts } to { $ends }.
    }
report-nobody = Nobody is enrolled yet. When people have a place, you see here who is matched and who has met.
report-enrolled = *Enrolled:* { $people ->
        [one] one person
       *[other] { $people } people
    }: { $roles }.
report-role = { $role ->
        [mentor] { $count ->
            [one] one mentor
           *[other] { $count } mentors
        }
        [mentee] { $count ->
            [one] one mentee
           *[other] { $count } mentees
        }
        [both] { $count ->
            [one] one who is both
           *[other] { $count } who are both
        }
       *[other] { $count ->
            [one] one peer
           *[other] { $count } peers
        }
    }
report-left = *Given up their place:* { $left }.
report-matched = { $over ->
        [yes] *Have been matched:* { $matched } of { $people }.
       *[no] *Matched:* { $matched } of { $people }.
    }
report-not-yet-matched = *Not yet matched ({ $count }):* { $people }
report-never-matched = *Never matched ({ $count }):* { $people }
report-some-of-many = { $some } and { $more } more
report-no-relationships = *Met:* no relationship has begun yet.
report-met = *Met:* { $met } of { $relationships } relationships have noted a meeting{ $most ->
        [0] .
        [1] .
       *[other] : { $detail }.
    }
report-meetings = { $count } with { $meetings ->
        [one] one meeting
       *[other] { $meetings } meetings
    }
report-no-news = *No news ({ $count }):*
report-no-news-since = • { $people }: nothing noted since kick-off on { $since }
report-no-news-met = • { $people }: last meeting noted on { $since }
report-no-news-more = • and { $more } more; all of them are in the CSV with their dates
report-no-news-means = No news is not the same as no meeting: it says only that nothing was noted for a while, judged from dates and clicks. Many people meet and never tell.

report-nudges = *Sent along the way:* { $sent ->
        [one] one conversation starter, check-in or reminder
       *[other] { $sent } conversation starters, check-ins and reminders
    }. { $kept ->
        [no] Each came by itself on its day.
       *[yes] So that nobody gets too much, { $together } of them came together with another and { $moved } on a later day{ $left ->
            [0] .
           *[other] ; { $left } more were left out, because they would have come too late or were not wanted.
        }
    }

report-answers = *What people answered*
report-answers-promise = Only ever totals: summed up once, when nobody can answer any more, and never for fewer than five people. What one person answered is not shown to anybody.
report-nothing-yet = Nothing to show yet. A check-in can be summed up a month after it was last asked, the first questions when enrolment has closed, and the last ones a fortnight after the programme.
report-check-in = *Check-in asked from { $asked }:* how useful was the meeting, from 1 to 5?
report-wave = { $wave ->
        [start] At the beginning
       *[end] At the end
    }: { $figures }
report-figures = mean { NUMBER($mean, minimumFractionDigits: 1, maximumFractionDigits: 1) }, { $answered } answers
report-group = • { $group }: { $figures }
report-group-role = { $role ->
        [mentor] Mentors
        [mentee] Mentees
        [both] Both mentor and mentee
       *[other] Peers
    }
report-group-unknown = Department not known
report-groups-more = • and { $more } more groups
report-withheld = not shown
report-withheld-why = *Not shown:* too few people answered, or a figure would tell somebody's answer. A total needs five people at least, and so does every group.
report-groups-withheld = { $breakdown ->
        [role] By role
       *[department] By department
    }: not shown
report-earlier = { $count ->
        [one] One earlier check-in is
       *[other] { $count } earlier check-ins are
    } kept but not listed here.

report-ready = *Ready to be summed up:* { $questions }. Choose how. What is shown then stays as it is: a second way of splitting, or a later answer, could tell what one person answered.
report-ready-check-in = the check-in asked from { $asked }
report-ready-start = the questions at the beginning
report-ready-end = the questions at the end
report-sum-up-total-button = As one total
report-sum-up-role-button = By role
report-sum-up-department-button = By department
report-sum-up-title = Sum up once
report-sum-up-text = { $breakdown ->
        [total] Everybody's answers together.
        [role] By role. If one role has too few answers, only the total is shown.
       *[department] By department. If one department has too few answers, only the total is shown.
    } If fewer than five people answered, or a figure would tell somebody's answer, nothing is shown, then or later. This can be done once and stays as it is.
report-sum-up-yes-button = Sum up
report-sum-up-no-button = Not yet
report-summed-up-notice = Summed up. This is how it stays.

report-csv-what = The CSV holds who is enrolled, matched and has met, with dates; never what anybody answered. It comes to your direct messages: as a file, or as numbered messages where the bot may not share files.
report-csv-button = Get it as CSV
report-csv-notice = The CSV is on its way to your direct messages.
report-csv-comment = The report on { $programme }, { $day }. It names people, so keep it as carefully as you would any list of colleagues.
report-part = The report on { $programme } as CSV, part { $number } of { $total }. I may not share files here, so copy the lines below.

report-csv-programme = Programme
report-csv-day = Day
report-csv-enrolled = Enrolled
report-csv-matched = Matched
report-csv-not-yet-matched = Not yet matched
report-csv-relationships = Relationships
report-csv-met = Relationships with a meeting noted
report-csv-left = Given up their place
report-csv-nudges = Conversation starters, check-ins and reminders sent
report-csv-nudges-together = of which together with another
report-csv-nudges-moved = of which on a later day
report-csv-nudges-left-out = Left out: too late, or not wanted
report-csv-name = Name
report-csv-role = Role
report-csv-enrolled-on = Enrolled on
report-csv-with = With
report-csv-kick-off = Kick-off
report-csv-meetings = Meetings noted
report-csv-last-met = Last meeting noted
report-csv-yes = yes
report-csv-no = no

report-instead = Is there something you would like help with? Somebody is there for you.
report-instead-why = Reports are for those who run a programme. Your own place is always yours to see.
report-instead-help-button = I would like some help
report-instead-status-button = My place
