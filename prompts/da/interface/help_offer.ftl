# Efter »Jeg vil gerne have hjælp«: idéer, den navngivne kontakt, et nyt match eller ikke nu

help-offer-text = Tak, det er noteret.
help-offer = Tak, det er noteret. Hvis noget kunne hjælpe i { $programme }, er der altid hjælp at få her. Intet bliver sendt til nogen, før du har set, hvad der går til hvem.
help-offer-ideas-button = Giv mig nogle idéer
help-offer-contact-button = Tal med nogen
help-offer-new-match-button = Bed om et nyt match
help-offer-not-now-button = Ikke nu

help-way-modal-title = Lidt hjælp
help-way = { $contact } er der for dig. Skriv direkte til vedkommende; botten fortæller ingen, at du har spurgt.
help-way-nobody = Intet program har udpeget et menneske at gå til endnu. En administrator af dette workspace kan fortælle, hvem der står for mentoring her; botten fortæller ingen, at du har spurgt.
help-way-offered = Botten har skrevet til dig med fire veje videre. Intet bliver sendt til nogen, før du har set, hvad der går til hvem.
help-other-ways = De andre veje er stadig åbne for dig:

help-ideas-modal-title = Nogle idéer
help-ideas-seen = Ses af: kun dig. Ingen får at vide, at du har kigget.
help-ideas-mentee = • *Sig med én sætning, hvad du har brug for.* »Jeg vil gerne øve én svær samtale« er lettere at hjælpe med end »jeg vil gerne udvikle mig«.
    • *Aftal de næste tre gange på én gang.* De fleste forløb, der ebber ud, gør det mellem to kalendere.
    • *Tal om, hvordan I taler sammen.* »Hvad skal vi gøre mere af, og hvad mindre?« er et rimeligt spørgsmål efter tre møder.
    • *Passer det ikke, er det ingens skyld.* Du kan bede om et nyt match uden at give en grund.
help-ideas-mentor = • *Spørg, før du giver råd.* »Hvad har du prøvet, og hvad tænker du selv?« giver mere end det bedste svar.
    • *Lad din mentee føre an.* Er dagsordenen altid din, så spørg, hvad den anden vil tage med næste gang, og vent.
    • *Tal om, hvordan I taler sammen.* »Hvad skal vi gøre mere af, og hvad mindre?« er et rimeligt spørgsmål efter tre møder.
    • *Passer det ikke, er det ingens skyld.* Et nyt match er muligt, og der skal ingen grund til.
help-ideas-peer = • *Giv hvert møde en vært.* Én vælger tiden, åbner med et spørgsmål og holder øje med uret.
    • *Én sag ad gangen.* En halv time om én persons virkelige problem giver mere end en runde med nyt.
    • *Del taletiden.* Taler nogle meget og andre lidt, så tag en runde, før nogen taler to gange.
    • *Sig det tidligt.* Er der noget i gruppen, der generer dig, har de fleste andre også bemærket det.

help-contact-modal-title = Tal med nogen
help-contact-submit = Send det
help-cancel-close = Tilbage
help-contact-look = *Til { $to } og ikke til andre:*
help-contact-words-label = Noget, du gerne vil tilføje
help-contact-words-hint = Ses af: personen ovenfor. Du kan lade det stå tomt.
help-contact-note = Det bliver leveret i modtagerens arbejdstid. Dit match får intet at vide, og koordinatorerne heller ikke, medmindre det går til en af dem.

help-contact-text = En deltager i { $programme } vil gerne tale med dig.
help-contact = *{ $sender } vil gerne tale med dig om { $programme }.* Vedkommende har selv valgt at sende dig det her, og ingen andre har fået det at vide. Skriv gerne direkte.
help-contact-words = Med egne ord:

help-contact-sent-text = Sendt, som du så det.
help-contact-sent = Sendt til { $to } og ikke til andre: at du gerne vil tale om { $programme }. Det kommer frem i modtagerens arbejdstid, og jeg har bedt { $to } skrive til dig.
help-contact-sent-words = Med dine ord:

help-sent = Tak. Det er sendt til { $to } og ikke til andre, som du så det. Det kommer frem i arbejdstiden; i dine beskeder med botten står, hvad der er sendt.

help-new-match-modal-title = Bed om et nyt match
help-new-match-submit = Bed om det
help-new-match-look = *Til { $to } og ikke til andre:*
help-new-match-note = Mere bliver der ikke sagt: ingen grund, og intet af det, du har svaret. For { $people } sker der ikke noget endnu, og der bliver ikke fortalt noget. Koordinatorerne taler med dig, før noget bliver ændret, og dit nuværende match fortsætter så længe.

help-new-match-text = { $programme }: en deltager beder om et nyt match.
help-new-match = *{ $sender } beder om et nyt match i { $programme }* og er nu matchet med { $people }. Der er ikke spurgt om en grund, og der skal ingen til. Ingen andre har fået det at vide, og intet er ændret endnu.
help-new-match-next = *Det hjælper nu.* Skriv til { $sender } og spørg, hvad der ville være et godt næste skridt. Aftal sammen, hvad den anden får at vide og af hvem, før du ændrer noget.

help-new-match-sent-text = Sendt, som du så det.
help-new-match-sent = Sendt til { $to } og ikke til andre: at du beder om et nyt match i { $programme }, uden en grund. Jeg har bedt dem skrive til dig. Indtil da sker der ikke noget.

help-not-now-text = Det er helt fint. Intet er sendt til nogen, og du kan ombestemme dig, når du vil.

error-nobody-to-turn-to = Lige nu er ingen uden for dit eget forløb nævnt for { $programme }, så intet er sendt. En administrator af dette workspace kan sige, hvem der står for det nu.
error-receiver-changed = Det er en anden, man går til nu, så intet er sendt. Luk vinduet, og tryk på knappen igen for at se hvem.
error-already-sent = Koordinatorerne har allerede fået dit ønske i { $programme }, og der er ikke sendt noget nyt. De er bedt om at skrive til dig; du kan også selv skrive til { $named ->
        [yes] { $contact }, som også er der for dig.
       *[no] dem.
    }
