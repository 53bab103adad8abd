# At finde vej: /mentor hjælp, og svar på det, der ikke blev forstået

greeting = Hej { $name }, dejligt at høre fra dig.
help = Denne bot kører mentorprogrammer. Det her kan du bede den om, med `/mentor` eller ved at skrive til den:
help-join = • `/mentor tilmeld`: se, hvad der er at vælge imellem, og få en plads
help-status = • `/mentor status`: hvor du er, og hvad der kommer nu
help-profile = • `/mentor profil`: ret det, du har sagt om dig selv
help-pause = • `/mentor pause`: ingen beskeder i en periode, til en dato hvis du vil
help-resume = • `/mentor genoptag`: fortsæt efter en pause
help-full = • `/mentor optaget`: for mentorer, tag ikke flere mentees; `/mentor optaget slut` ophæver det
help-leave = • `/mentor stop`: opgiv din plads, uden at give en grund
help-programme = • `/mentor program`: for koordinatorer, lav og åbn et program
help-match = • `/mentor match`: for koordinatorer, se og udgiv en matchrunde
help-report = • `/mentor rapport`: for koordinatorer, hvordan programmet går
help-undelivered = • `/mentor uleveret`: for koordinatorer, hvad der ikke blev leveret, og hvad du kan gøre ved det
help-guest = Programmerne her er for fuldgyldige medlemmer af dette workspace, så som gæst kan du ikke tilmelde dig. En koordinator kan fortælle om andre måder at finde en mentor på.
help-contact-of = { $contact } er den, du kan gå til i *{ $programme }*.
help-contact-anybody = { $contact } er et menneske, der kan hjælpe dig.
help-privacy = Botten læser kun det, du skriver til den her. Den kan ikke læse dine samtaler med dit match.
help-join-button = Tilmeld dig et program
help-status-button = Min plads
help-help-button = Hvad kan jeg her?

unknown-subcommand = »{ $word }« kender denne bot ikke. Mente du `/mentor { $nearest }`? `/mentor hjælp` viser det hele.
unknown-subcommand-far = »{ $word }« kender denne bot ikke. `/mentor hjælp` viser det hele.
not-understood = Det her er et computerprogram, og det forstod ikke, hvad du skrev. Ingen læser det, der bliver skrevet her, og det bliver ikke gemt. { $contact } er et menneske, der kan hjælpe dig.
not-understood-nobody = Det her er et computerprogram, og det forstod ikke, hvad du skrev. Ingen læser det, der bliver skrevet her, og det bliver ikke gemt. Spørg en administrator af dette workspace, eller vælg en af disse:
thanked = Dejligt at høre. Skriv »hjælp«, når du vil se, hvad du kan her.
wants-help = Tak, fordi du siger det. Det her er et computerprogram, så ingen læser, hvad du har skrevet, og det bliver ikke gemt. Et menneske kan hjælpe:
wants-help-nobody = Lige nu har intet program udpeget nogen at gå til. En administrator af dette workspace kan fortælle, hvem der står for mentoring her.
wants-help-at-once = Er du eller en anden i fare lige nu, så ring til alarmcentralen: 112 i Danmark og resten af EU, ellers dit lokale alarmnummer. Jeg er et computerprogram og kan ikke skaffe dig hjælp.
wants-help-seen = Ingen får at vide, at du har skrevet det her. { $ways ->
        [help] Skriv direkte til vedkommende, eller tryk »Jeg vil gerne have hjælp«, og vælg selv, hvad der bliver sendt.
        [write] Skriv direkte til vedkommende.
       *[none] Du bestemmer selv, hvad du siger, og til hvem.
    }
about-data = Ved hvert spørgsmål står der, hvem der ser svaret: dit match, kun matchningen eller kun dig. Andre ser kun den slags svar som samlede tal for mindst fem personer. Ingen læser, hvad du skriver her, og jeg kan ikke læse dine samtaler med dit match.
about-data-delete = `/mentor profil` viser, hvad du har svaret, og der kan du rette det. Der bliver ikke slettet noget, fordi du skriver til mig: spørg et menneske, så sletter den, der driver botten, det i hånden. Siden »Privacy«, der følger med botten (docs/privacy.md), fortæller, hvad der bliver gemt og hvor længe.
door = Selvfølgelig. Tryk på knappen for at gå videre.
door-button = { $subcommand ->
        [join] Se programmer
        [profile] Åbn min profil
        [pause] Hold pause
        [leave] Opgiv min plads
        [full] Tag ikke flere mentees
        [programme] Åbn mine programmer
        [match] Åbn matchning
        [report] Åbn rapporten
        [undelivered] Se, hvad der ikke blev leveret
       *[other] Fortsæt
    }
help-with-match-button = Jeg vil gerne have hjælp
