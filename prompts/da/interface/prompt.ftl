# Samtalestartere og påmindelser undervejs

# Det, som notifikationer og skærmlæsere siger; selve ordene følger nedenunder.
prompt-text = { $programme }: { $title }
prompt-alone-note = Fra { $programme }. Med `/mentor pause` holder det op for en tid.
prompt-together-note = Botten kan skrive her, men den kan ikke læse, hvad I skriver. Brug det, der hjælper, og lad resten ligge.

last-meeting-text = { $programme } slutter snart: tid til at aftale jeres sidste møde.
last-meeting-intro = *{ $programme } slutter { $ends }.* Det sidste møde fortjener en plads i kalenderen, før det glider ud.

meeting-reminder-text = { $programme }: en påmindelse om at finde en tid.
meeting-reminder-first = At finde den første tid er tit det sværeste i { $programme }. En linje til { $people } er nok: to tidspunkter, der passer dig, og et spørgsmål om, hvilket der er bedst.
meeting-reminder-again = Det er et stykke tid siden, der blev noteret et møde mellem dig og { $people } i { $programme }. Det sker for de fleste; en halv time er nok til at tage tråden op. Har I mødtes uden at notere det, spørger botten igen senere.
meeting-reminder-first-together = At finde den første tid er tit det sværeste. Lad en af jer foreslå to tidspunkter her, og tag det, der passer de fleste.
meeting-reminder-again-together = Det er et stykke tid siden, der blev noteret et møde. En halv time er nok til at tage tråden op: lad en af jer foreslå to tidspunkter her, og tag det, der passer de fleste.
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
no-news-means = Intet nyt er ikke det samme som intet møde: mange mødes uden at sige det. De har fået en venlig påmindelse.
no-news-try = *Det kan du prøve.* Skriv til hver enkelt for sig og spørg, hvordan det går, ikke om de har mødtes. Tilbyd at hjælpe med at finde den næste tid, eller et nyt match, hvis det ikke passer.
no-news-source = Det her bygger alene på datoer og tryk: ingen har læst { $count ->
        [one] deres samtale
       *[other] deres samtaler
    }, og du får det kun at vide én gang.
no-news-report-button = Se rapporten
