# At spørge mentorer, før et match begynder, at beslutte, hvor der ikke kom svar, og /mentor optaget

mentor-asked = Der er et spørgsmål til dig i { $programme }. Åbn beskeden for at læse det.
mentor-asked-again = En påmindelse: et spørgsmål i { $programme } venter stadig på dig.
mentor-asked-question = *Vil du være mentor for { $mentee } i { $programme }?*
mentor-asked-goals = { $mentee } vil gerne arbejde med { $goals }, og I to ville passe godt sammen.
mentor-asked-introduction = Sådan lyder præsentationen:
mentor-asked-yes-button = Ja
mentor-asked-no-button = Nej tak
mentor-asked-full-button = Jeg har ikke plads
mentor-asked-until = Svar helst senest { $moment }. Ellers får en koordinator at vide, at der ikke kom svar, og beslutter, hvad der så skal ske. »Jeg har ikke plads« betyder ingen flere mentees for tiden; dem, du har, beholder du.
mentor-asked-seen = Ingen får at vide, hvad du svarer. Et ja sætter jeres match i gang. Ved alt andet hører { $mentee } ingenting, heller ikke at du blev spurgt.

question-answered = Tak, det er noteret. Du skal ikke gøre mere; er der noget, der begynder, hører du det her. Med `/mentor optaget` siger du når som helst, at du ikke tager flere mentees, og med `/mentor optaget slut`, at du gør igen.
question-withdrawn = Spørgsmålet er ikke åbent længere, og du skal ikke gøre noget. Tak, fordi du er der.

no-answer = I { $programme } er der endnu ikke kommet svar på et spørgsmål til mentorer.
no-answer-pair = • { $mentor }, spurgt om at være mentor for { $mentee }
no-answer-more = Og { $count ->
        [one] én mere.
       *[other] { $count } mere.
    }
no-answer-next = *Nu:* spørg igen, lad det ligge, eller match dem uden et svar. Det, ingen har besluttet senest { $until }, bliver liggende, og runden går videre uden.
no-answer-decide-button = Beslut
no-answer-seen = Mentees ved ikke noget om det. Et svar, der stadig når at komme, gælder. At der ikke er svar, siger ikke så meget: man kan være væk, syg eller have travlt.

decide-modal-title = Intet svar endnu
decide = *{ $programme }:* disse spørgsmål til mentorer har ikke fået svar. Kender du vedkommende godt, er det måske lettest at spørge selv.
decide-nothing = *{ $programme }:* der er ikke noget at beslutte lige nu.
decide-pair = *{ $mentor }* blev { $asked } spurgt om at være mentor for *{ $mentee }*.
decide-again-button = Spørg igen
decide-leave-button = Lad det ligge
decide-match-button = Match dem
decide-match-title = Match dem?
decide-match-text = { $mentor } og { $mentee } bliver præsenteret for hinanden, selv om { $mentor } ikke har svaret. Gør det, hvis du har fået et ja på anden vis.
decide-match-yes-button = Match dem
decide-match-no-button = Ikke endnu
decided-again = Spørgsmålet bliver stillet en gang til, med lige så lang tid til at svare.
decided-leave = Det bliver liggende. Runden finder selv ud af, hvad der ellers kan lade sig gøre.
decided-match = De bliver præsenteret for hinanden i deres egen arbejdstid.

full = Det er noteret: du tager ikke flere mentees i { $programmes }.
full-taken-back = { $count ->
        [one] Et spørgsmål, der var åbent til dig, er trukket tilbage.
       *[other] { $count } spørgsmål, der var åbne til dig, er trukket tilbage.
    } Du skal ikke gøre noget.
full-stays = De mentees, du har, beholder du. Når der er plads igen, så skriv `/mentor optaget slut`.
full-seen = Ingen får det at vide. Du bliver bare ikke foreslået for nogen.
full-off = Velkommen tilbage: fra næste runde tager du igen mentees i { $programmes }, så mange som der står i din profil.

error-mentor-answered = Det har du allerede svaret på, og det første svar gælder. Du skal ikke gøre mere.
error-question-withdrawn = Spørgsmålet er ikke åbent længere. Tak alligevel; du skal ikke gøre noget.
error-nothing-to-decide = Her er ikke mere at beslutte: det er afgjort i mellemtiden. Åbn listen igen for at se, hvad der er.
error-no-longer-possible = De to er ikke til rådighed for hinanden lige nu. Lad det ligge, så finder runden ud af, hvad der ellers kan lade sig gøre.
error-no-mentor-place = Du er ikke mentor i noget program her, så du bliver ikke spurgt. `/mentor status` viser, hvor du er.
