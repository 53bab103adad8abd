# At spørge mentees om ønsker blandt foreslåede mentorer før en runde: i /mentor match, og det, mentorer og mentees får

wishes-begin-button = Spørg om ønsker
wishes-begin-title = Spørg om ønsker først?
wishes-begin-text = Mentorer med en ledig plads bliver fortroligt spurgt, om mentees må se dem. To arbejdsdage senere ser hver mentee, der søger en mentor, op til tre og har tre arbejdsdage til at vælge. Du hører, når de har gjort det. Du kan lave en runde når som helst, også uden.
wishes-begin-yes-button = Spørg
wishes-begin-no-button = Ikke nu
wishes-begun = *{ $programme }:* mentorerne bliver spurgt, om mentees må se dem, hver i sin arbejdstid. To arbejdsdage senere er det mentees' tur, og du hører, når de har haft den.
wishes-asking-mentors = *Ønsker:* mentorerne bliver spurgt, om mentees må se dem{ $known ->
        [yes] , til og med { $until }
       *[no] {""}
    }. Derefter vælger mentees.
wishes-asking-mentees = *Ønsker:* mentees er ved at vælge, hvem de helst vil have{ $known ->
        [yes] , til og med { $until }
       *[no] {""}
    }.
wishes-answered = { $count } af dem har svaret.
wishes-nobody-sees = Du kan lave og udgive en runde imens. Ingen ser, hvem der må vises, hvem der blev vist for hvem, eller hvem der valgte hvem. Hvor mange der har svaret, står her, når det er mindst fem.
wishes-end-button = Slut nu
wishes-end-title = Skal det slutte nu?
wishes-end-text = Ingen bliver spurgt mere. Det, mentees har valgt indtil nu, tæller i næste runde.
wishes-end-yes-button = Slut
wishes-end-no-button = Lad det køre
wishes-ended-now = *{ $programme }:* ingen bliver spurgt mere. Det, mentees har valgt indtil nu, tæller i næste udkast.
wishes-ended = { $coordinator } har afsluttet spørgerunden om ønsker i { $programme }. Det, mentees har valgt indtil nu, tæller i næste udkast.
wishes-draft-button = Se matchudkastet
wishes-in = Mentees i { $programme } har nu haft tid til at sige, hvem de ville vælge.
wishes-in-next = *Nu:* lav runden. Ønsker tæller med ved siden af alt det andet, der gør et match godt, så langt regler og mentorernes pladser rækker. Hvem der ønskede hvem, fremgår ingen steder.

may-be-shown = Der er et spørgsmål til dig i { $programme }. Åbn beskeden for at læse det.
may-be-shown-question = *Må mentees se dig i { $programme }?* Før næste runde ser hver mentee, der søger en mentor, op til tre og siger, hvem vedkommende ville vælge.
may-be-shown-goals = Det her ville de læse: dit navn, hvad du kan hjælpe med ({ $goals }), hvad der taler for jer to (et mål, et sprog, at du er længere fremme), og din præsentation af dig selv.
may-be-shown-no-goals = Det her ville de læse: dit navn, hvad der taler for jer to (et sprog, at du er længere fremme), og din præsentation af dig selv.
may-be-shown-yes-button = Ja
may-be-shown-no-button = Helst ikke denne gang
may-be-shown-until = Du har til { $moment }. Svarer du ikke, er det et ja, for du har meldt dig som mentor.
may-be-shown-seen = Ingen får at vide, hvad du svarer, heller ikke koordinatorerne. Vil du helst ikke, er der ingen mentees, der ser dig, og du er med i runden som alle andre.
may-be-shown-noted = Tak, det er noteret. Du skal ikke gøre mere; er der et match til dig, hører du det her.
may-be-shown-over = Det er for sent at svare nu, og du skal ikke gøre noget. Er der et match til dig, hører du det her.

choose = Der er noget, du kan vælge i { $programme }. Åbn beskeden for at læse det.
choose-again = En påmindelse: i { $programme } kan du stadig nå at sige, hvem du ville vælge.
choose-question = *Hvem vil du helst have som mentor i { $programme }?* Før runden bliver lavet, er her { $count ->
        [one] en mentor, der passer til dig. Sig, om du ville vælge vedkommende.
       *[other] { $count } mentorer, der passer til dig. Sig, hvem du ville vælge, eller at det er ingen af dem.
    }
choose-button = Se og vælg
choose-until = Du har til { $moment } og kan vælge om indtil da. Vælger du ingen, er du med i runden alligevel.
choose-seen = Ses af: kun matchningen. Hverken mentorerne eller koordinatorerne får at vide, hvem du vælger. Et valg præger runden, men kan ikke love et match.
choice-noted = Tak, det er noteret. Du kan vælge om indtil { $moment }.
choice-again-button = Se igen
choosing-over = Det er for sent at vælge nu. Har du valgt nogen, tæller det i runden. Du hører her, når der er nyt, og skal ikke gøre noget indtil da.

choose-modal-title = Hvem ville du vælge?
choose-about = { $count ->
        [one] Denne mentor i *{ $programme }* passer til dig.
       *[other] Disse mentorer i *{ $programme }* passer til dig. De står i alfabetisk rækkefølge.
    } Andre ser andre, og ikke alle kan vises. Det, der taler for jer, er det, I begge fortalte, da I meldte jer.
choose-mentor = *{ $mentor }*
choose-offers = Kan hjælpe med: { $goals }.
choose-why = *Hvad der taler for jer to:*
choose-only-rules = • Sammen overholder I alle programmets regler. Hvad I ellers har til fælles, må I selv finde ud af.
choose-off-option = Ingen
choose-first-label = Første valg
choose-second-label = Andet valg
choose-third-label = Tredje valg
choose-none-label = Eller
choose-none-option = ingen af dem
choose-none-hint = Du er med i runden alligevel. Ingen får det at vide.
choose-submit = Gem
choose-close = Ikke nu

error-wishes-switched-off = { $programme } spørger ikke mentees om ønsker. Du kan slå det til under `/mentor program` på anden side.
error-wishes-running = Mentees i { $programme } bliver allerede spurgt. Åbn matchudkastet for at se hvor længe.
error-nobody-to-suggest = Ingen mentor i { $programme } har en ledig plads lige nu, så der er ingen at vælge imellem. Spørg om ønsker, når der er.
error-wishes-over = Her er ikke noget at slutte: ingen i { $programme } bliver spurgt om ønsker længere.
error-shown-answered = Det har du allerede svaret på, og det første svar gælder. Du skal ikke gøre mere.
error-shown-over = Det er for sent at svare på det her i { $programme }. Tak alligevel; du skal ikke gøre noget.
error-choosing-over = Det er for sent at vælge i { $programme }. Har du valgt nogen før, tæller det. Du hører fra mig, når der er nyt.
error-no-wish-needed = Her er ikke mere at vælge: i { $programme } har du fået en mentor i mellemtiden eller søger ikke en. `/mentor plads` viser, hvor du er.
error-nothing-chosen = Vælg nogen ovenfor, eller sæt kryds ved »ingen af dem«.
error-chosen-twice = { $name } står her og længere oppe. Vælg en anden det ene sted, eller ingen.
error-chosen-and-none = Du har valgt nogen ovenfor. Fortryd det ene eller det andet.
error-mentor-gone = { $name } kan ikke vælges længere. Vælg en anden her, eller ingen.
