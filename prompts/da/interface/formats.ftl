# Sådan skrives en dag: »tirsdag den 3. marts«. Alle værdier er allerede skrevet på dansk.
format-date = { $weekday } den { $day }. { $month }

# Det samme, hvor året kan være i tvivl: »tirsdag den 3. marts 2026«.
format-date-year = { $weekday } den { $day }. { $month } { $year }

# Sådan sættes dag og klokkeslæt sammen: »tirsdag den 3. marts kl. 09.30«.
format-moment = { $date } kl. { $time }

# Dage i træk: »mandag til fredag«.
format-weekdays = { $first } til { $last }
