# How a day is written: "Tuesday 3 March". All values arrive as text in this language.
format-date = { $weekday } { $day } { $month }

# The same where the year could be doubted: "Tuesday 3 March 2026".
format-date-year = { $weekday } { $day } { $month } { $year }

# How a day and a time are joined: "Tuesday 3 March at 09:30".
format-moment = { $date } at { $time }

# Days in a row: "Monday to Friday".
format-weekdays = { $first } to { $last }
