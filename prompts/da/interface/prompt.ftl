# Samtalestartere og påmindelser undervejs

# Det, som notifikationer og skærmlæsere siger; selve ordene følger nedenunder.
prompt-text = { $programme }: { $title }
prompt-alone-note = Fra { $programme }. Med `/mentor profil` bliver det sjældnere, med `/mentor pause` holder det op for en tid.
prompt-together-note = Jeg kan skrive her, men jeg kan ikke læse, hvad I skriver. Brug det, der hjælper, og lad resten ligge.
# I stedet for et navn i en samtalestarter, når der lige nu ikke er nogen, man kan gå til.
prompt-contact-nobody = din koordinator

last-meeting-text = { $programme } slutter snart: tid til at aftale jeres sidste møde.
last-meeting-intro = *{ $programme } slutter { $ends }.* Det sidste møde fortjener en plads i kalenderen, før det glider ud.

meeting-reminder-text = { $programme }: en påmindelse om at finde en tid.
meeting-reminder-first-1 = At finde den første tid er tit det sværeste i { $programme }. En linje til { $people } er nok: to tidspunkter, der passer dig, og et spørgsmål om, hvilket der er bedst.
meeting-reminder-first-2 = Der er ikke noteret et første møde mellem dig og { $people } i { $programme } endnu. Har I mødtes, kan du sige det ved næste check-in. Ellers behøver det ikke at være stort: en halv time med en kop kaffe, i et lokale eller på en skærm, bare for at sige hej.
meeting-reminder-first-3 = Dit første møde med { $people } i { $programme } har I til gode. Driller kalenderen, så kig tre uger frem i stedet for én, og spørg efter en enkelt halv time dér.
meeting-reminder-again-1 = Det er et stykke tid siden, der blev noteret et møde mellem dig og { $people } i { $programme }. Det sker for de fleste; en halv time er nok til at tage tråden op. Har I mødtes uden at notere det, spørger jeg igen senere.
meeting-reminder-again-2 = Der er ikke noteret et møde mellem dig og { $people } i { $programme } i et stykke tid. I behøver ingen dagsorden for at komme i gang igen: spørg { $people }, hvad der er sket siden sidst, og lad det være mødet.
meeting-reminder-again-3 = Der har været stille mellem dig og { $people } i { $programme }, så vidt jeg ved. En fast tid hjælper de fleste: samme time på samme ugedag, og så er der ikke mere at aftale.
meeting-reminder-first-1-together = At finde den første tid er tit det sværeste. Lad en af jer foreslå to tidspunkter her, og tag det, der passer de fleste.
meeting-reminder-first-2-together = Jeres første møde er ikke noteret endnu. Det behøver ikke at være stort, og alle behøver ikke at være med: lad en af jer sige en halv time, og så kommer de, der kan.
meeting-reminder-first-3-together = Det første møde har I til gode. Driller kalenderne, så kig tre uger frem i stedet for én, og tag den første halve time, de fleste har fri.
meeting-reminder-again-1-together = Det er et stykke tid siden, der blev noteret et møde. En halv time er nok til at tage tråden op: lad en af jer foreslå to tidspunkter her, og tag det, der passer de fleste.
meeting-reminder-again-2-together = Der er ikke noteret et møde i et stykke tid. I behøver ingen dagsorden for at komme i gang igen: tag en runde om, hvad der er sket siden sidst, og lad det være mødet.
meeting-reminder-again-3-together = Der har været stille, så vidt jeg ved. En fast tid hjælper de fleste grupper: samme time på samme ugedag, og så er der ikke mere at aftale.
meeting-reminder-help-button = Jeg vil gerne have hjælp

# Til koordinatorer: kun ud fra datoer og tryk.
no-news-text = { $programme }: intet nyt fra { $count ->
        [one] et af forløbene
       *[other] { $count } forløb
    }.
no-news = *{ $programme }:* { $count ->
        [one] i et af forløbene er der ikke noteret noget et stykke tid.
       *[other] i { $count } forløb er der ikke noteret noget et stykke tid.
    }
no-news-since = • { $people }: intet siden { $since }
no-news-more = • og { $more } til. `/mentor rapport` viser dem alle.
no-news-means = Intet nyt er ikke det samme som intet møde: mange mødes uden at sige det. De har fået en venlig påmindelse, medmindre de ikke ønsker påmindelser.
no-news-try = *Det kan du prøve.* Skriv til hver enkelt for sig og spørg, hvordan det går, ikke om de har mødtes. Tilbyd at hjælpe med at finde den næste tid, eller et nyt match, hvis det ikke passer.
no-news-source = Det her bygger alene på datoer og tryk: ingen har læst { $count ->
        [one] deres samtale
       *[other] deres samtaler
    }, og du får det kun at vide én gang.
no-news-report-button = Se rapporten

# Flere ting i én besked, så de kun forstyrrer én gang: overskriften, det, en notifikation siger før hver dels sætning,
# og det med småt.
digest-header = { $count ->
        [2] To ting i dag
       *[other] Tre ting i dag
    }
digest-text = { $count ->
        [2] To ting til dig i dag, samlet i én besked.
       *[other] Tre ting til dig i dag, samlet i én besked.
    }
digest-note = De kommer samlet, så jeg skriver sjældnere.
