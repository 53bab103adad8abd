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
no-news-text = { $programme }: intet nyt fra et af forløbene.
no-news = Der er ikke noteret noget mellem { $people } i *{ $programme }* siden { $since }. Intet nyt er ikke det samme som intet møde: mange mødes uden at sige det. De har fået en venlig påmindelse.
no-news-try = *Det kan du prøve.* Skriv til hver af dem for sig og spørg, hvordan det går, ikke om de har mødtes. Tilbyd at hjælpe med at finde den næste tid, eller et nyt match, hvis det ikke passer. Det her bygger alene på datoer og tryk; ingen har læst deres samtale, og du får det kun at vide én gang.
