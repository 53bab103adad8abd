# En god afslutning: de første spørgsmål igen, og farvel

baseline-again-text = { $programme } er snart slut: tre korte spørgsmål.
baseline-again = *{ $programme } er snart slut.* I begyndelsen svarede du måske på tre korte spørgsmål. Vil du svare på dem en gang til? Det tager et minut, og det er sådan, programmet kan se, om det har hjulpet.
baseline-again-seen = Frivilligt. Ses af: kun dig; andre ser tal for mindst fem personer samlet.
baseline-again-button = Svar på tre spørgsmål
baseline-again-modal-title = Tre spørgsmål
baseline-again-submit = Gem mine svar
baseline-again-close = Ikke nu
baseline-again-why = De samme tre spørgsmål som i begyndelsen. Spring over, hvad du helst ikke vil svare på.

goodbye-text = Tak, fordi du var med i { $programme }.
goodbye-thanks = *Tak, fordi du var med i { $programme }.* { $meetings ->
        [0] Du brugte tiden sammen med { $people } på jeres egen måde.
        [one] Der blev noteret ét møde med { $people }.
       *[other] Der blev noteret { $meetings } møder med { $people }.
    } Det var tid, nogen valgte at give.
goodbye-take-mentee = *Før du lukker dette kapitel:* skriv én ting ned, som du gør anderledes nu, og fortæl { $people }, hvad der gjorde forskellen. En præcis tak bliver hos et menneske i årevis.
goodbye-take-mentor = *Før du lukker dette kapitel:* skriv én ting ned, som du selv har lært, og fortæl { $people }, hvad du så vokse. Det er tit en nyhed for den, det handler om.
goodbye-take-peer = *Før du lukker dette kapitel:* skriv én ting ned, som du gør anderledes nu, og fortæl de andre, hvad hver af dem gav dig. Gruppen er jeres: I kan blive ved med at mødes, så længe I vil.
goodbye-next = Jeg skriver ikke mere om { $programme }. Jeres samtale er fortsat jeres.
goodbye-again-button = Se andre programmer

error-questions-closed = De sidste spørgsmål i { $programme } lukkede to uger efter slutningen, og tallene ligger nu fast. Tak, fordi du ville svare.
error-nothing-answered = Vælg et svar på mindst ét af de tre, eller tryk »Ikke nu«, så bliver intet gemt.

programme-over-text = { $programme } er slut.
programme-over = { $was ->
        [joining] { $programme } sluttede, før du blev færdig med at tilmelde dig. Det, du nåede at udfylde, bliver ikke brugt til noget, og der kommer ikke mere fra programmet.
        [waiting] { $programme } er slut, og der blev ikke fundet et match til dig. Det siger ikke noget om dig. Tak, fordi du stod klar. Vi er kede af, at du ventede forgæves. Der kommer ikke mere fra programmet.
       *[matched] { $programme } er slut. Tak, fordi du var med. Der kommer ikke mere fra det, og hvem du holder kontakten med, bestemmer du selv.
    }

last-day-passed = { $programme } er slut: { $ends } var sidste dag. Ingen kan længere tilmelde sig eller blive matchet.
last-day-passed-by-itself = *Det sker helt af sig selv:* De, der ikke har et match nu, får en tak og hører, at det er slut. De, der mødes, kan svare på de sidste spørgsmål til og med { $closes }. Derefter lukker forløbene, og programmet bliver afsluttet.
last-day-passed-next = *Nu:* Du behøver ikke gøre noget. `/mentor rapport` viser, hvordan det gik. Skal programmet fortsætte, så vælg en senere sidste dag under »Rediger« i `/mentor program`.
