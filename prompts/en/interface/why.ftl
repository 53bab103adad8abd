# Why this match: what each person is told of their own, and the share of wishes honoured, for coordinators

wishes-share = { $share ->
        [few] few
        [quarter] about a quarter
        [half] about half
        [three_quarters] about three quarters
       *[nearly_all] nearly all
    }
match-wishes = *Wishes honoured:* of those matched who had asked for somebody, { $share } have somebody they asked for.
match-wishes-note = Never a number, and nothing of one person's wish. It is worked out before you change anything, and stays as it is until five more people can be matched, or this round is published.
report-wishes = *Wishes honoured:* of those matched who had asked for somebody, { $share } got somebody they asked for.
report-wishes-note = Never a number, and nothing of one person's wish. It is of the rounds as they were worked out, before anybody changed them and before mentors answered.
report-csv-wishes = Wishes honoured
