# Opfølgning: har I mødtes, og hvordan var det

check-in-text = Et kort spørgsmål fra { $programme }.
check-in-question = { $since ->
        [beginning] Har du mødtes med { $people } endnu?
        [met] Har du mødtes med { $people } siden mødet, der er noteret { $met }?
       *[asked] Har du mødtes med { $people }, siden jeg sidst spurgte?
    }
check-in-seen = Ét tryk er nok. Koordinatorer ser, at der er noteret et møde, men aldrig hvem der svarede, eller hvad du vurderer; ét svar gælder for jer { $readers ->
        [2] begge.
       *[other] alle.
    }
check-in-met-button = Vi har mødtes
check-in-not-yet-button = Ikke endnu
check-in-help-button = Jeg vil gerne have hjælp

noted = Tak, det er noteret.

check-in-met-text = Tak, det er noteret.
check-in-rating-question = Hvis du har lyst: Hvor nyttigt var det for dig, fra 1 (ikke særlig) til 5 (meget)?
check-in-rating-seen = Frivilligt. Ses af: kun dig; andre ser tal for mindst fem personer samlet.
check-in-rating-1-button = 1
check-in-rating-2-button = 2
check-in-rating-3-button = 3
check-in-rating-4-button = 4
check-in-rating-5-button = 5
check-in-rating-spoken = { $rating } ud af 5, hvor 5 er meget nyttigt

check-in-not-yet-text = Tak, det er noteret. Kalendere er, som de er.
check-in-not-yet-idea = *Måske hjælper det:* { $idea }
check-in-idea-pair-1 = send to tidspunkter, der passer dig, og lad den anden vælge. Et valg mellem to får hurtigere svar end et åbent spørgsmål.
check-in-idea-pair-2 = begynd med tyve minutter. Et kort møde, der bliver til noget, er bedre end et langt, der ikke gør.
check-in-idea-pair-3 = gå en tur og tal i telefon imens. Det kræver hverken lokale, skærm eller forberedelse.
check-in-idea-pair-4 = læg de næste tre møder i kalenderen på én gang. Det er lettere at flytte et møde end at finde et.
check-in-idea-group-1 = lad én foreslå to tidspunkter, og tag det, der passer de fleste. Venter man på alle, venter man længe.
check-in-idea-group-2 = begynd med tyve minutter og dem, der kan. Et lille møde holder gruppen i live.
check-in-idea-group-3 = skiftes: én er vært, vælger tiden og tager et enkelt spørgsmål med.
check-in-idea-group-4 = læg de næste tre møder i kalenderen på én gang. Det er lettere at flytte et møde end at finde et.

check-in-settled = { $met ->
        [yes] Der er noteret et møde, så du behøver ikke svare her.
       *[no] Spørgsmålet er besvaret, så du behøver ikke svare her.
    }

error-relationship-over = Denne del af { $programme } er slut, så der er ikke mere at notere her. `/mentor status` viser, hvordan det står.
error-question-closed = Spørgsmålet er mere end en måned gammelt, og et tryk nu ville notere en forkert dag. { $goes_on ->
        [yes] Svar på et nyere, eller på det næste, der kommer.
       *[no] { $programme } er slut, så du behøver ikke gøre mere.
    }
error-already-answered = Du har allerede svaret, og det første svar gælder. { $goes_on ->
        [yes] Jeg spørger igen ved næste check-in.
       *[no] { $programme } er slut, så du behøver ikke gøre mere.
    }
