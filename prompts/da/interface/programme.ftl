# At stå for et program: /mentor program

programme-modal-title = Mine programmer
programme-basics-modal-title = Hvad det er
programme-details-modal-title = Regler og fridage

programme-none = Du står ikke for noget program endnu. Et nyt begynder som en kladde, som kun du og dine medkoordinatorer kan se.
programme-new-button = Nyt program
programme-edit-button = Rediger
programme-take_over-button = Tag over
programme-open-button = Åbn for tilmelding
programme-close-button = Luk for tilmelding
programme-announce-button = Slå det op igen
programme-end-button = Afslut
programme-more-button = Flere programmer
programme-newest-button = Nyeste programmer
programme-back-button = Mine programmer
programme-next-submit = Gem og fortsæt
programme-save-submit = Gem
programme-later-close = Luk

programme-listed = *{ $programme }* · { $kind }
programme-facts = { $state ->
        [draft] Kladde: kun koordinatorerne kan se det
        [open] Åbent for tilmelding
        [closed] Lukket for tilmelding
        [over] Slut: sidste dag er passeret
        [ended_early] Sluttede før tid, { $ended }
       *[ended] Afsluttet
    } · { $state ->
        [ended_early] planlagt: { $starts } til { $ends }
       *[other] { $starts } til { $ends }
    } · { $enrolled ->
        [0] ingen tilmeldte endnu
        [one] én tilmeldt
       *[other] { $enrolled } tilmeldte
    }
programme-contact = Kontaktperson: { $contact }
programme-orphaned = Ingen af dem, der stod for programmet, er her længere. Tag over, så der igen er en koordinator.
programme-contact-missing = Ingen kontaktperson endnu: vælg en, før du åbner for tilmelding.

programme-open-title = Åbne for tilmelding?
programme-open-text = Alle kan tilmelde sig *{ $programme }*, til du lukker. Det bliver slået op i { $channel }: inviter først botten dertil ved at skrive /invite i kanalen og vælge den.
programme-open-yes-button = Åbn
programme-open-no-button = Ikke endnu
programme-open-unannounced-title = Åbne for tilmelding?
programme-open-unannounced-text = Alle kan tilmelde sig *{ $programme }*, til du lukker. Du har ikke valgt en kanal, så det bliver ikke slået op nogen steder.
programme-open-unannounced-yes-button = Åbn
programme-open-unannounced-no-button = Ikke endnu
programme-announce-title = Slå det op igen?
programme-announce-text = *{ $programme }* bliver slået op endnu en gang i { $channel }. Inviter først botten dertil ved at skrive /invite i kanalen og vælge den.
programme-announce-yes-button = Slå det op
programme-announce-no-button = Ikke nu
programme-end-title = Afslutte programmet?
programme-end-text = *{ $programme }* slutter for altid: forløbene slutter, og de, der er med, får et tak og derefter ikke flere beskeder om det. Rapporten bliver stående.
programme-end-yes-button = Afslut det
programme-end-no-button = Behold det

programme-saved-notice = { $programme } er gemt.
programme-open-notice = { $programme } er åbent for tilmelding. Man tilmelder sig med `/mentor tilmeld`.
programme-announced-notice = Opslaget om { $programme } er på vej. Kan det ikke slås op, skriver botten til dig direkte.
programme-closed-notice = { $programme } er lukket for tilmelding. Det, nogen var gået i gang med at udfylde, er gemt.
programme-ended-notice = { $programme } er afsluttet.

programme-basics-about = Side 1 af 2. Intet bliver slået op, før du åbner for tilmelding, og alt kan ændres senere.
programme-name-label = Navn
programme-name-placeholder = Mentoring på tværs af huset
programme-kind-label = Hvilken slags program?
programme-one_to_one-hint = En mentor og en mentee, to og to
programme-peer_group-hint = Grupper af ligestillede, der hjælper hinanden
programme-kind-fixed = *Slags:* { $kind }. Nogen er begyndt at tilmelde sig, så den ligger fast.
programme-purpose-label = Hvad skal det gøre godt for?
programme-purpose-hint = Ses af: alle. Det læser man, før man tilmelder sig: hvad får man ud af det?
programme-topic-label = Strategisk emne
programme-topic-placeholder = Ledelse, mangfoldighed, fastholdelse, en ny strategi
programme-topic-hint = Ses af: kun koordinatorer. Det, organisationen vil med det.
programme-starts-label = Første dag
programme-ends-label = Sidste dag
programme-rhythm-label = Hvor tit mødes man?
programme-rhythm-7-option = Hver uge
programme-rhythm-14-option = Hver anden uge
programme-rhythm-21-option = Hver tredje uge
programme-rhythm-28-option = Hver måned (fire uger)
programme-minutes-label = Hvor længe varer et møde?
programme-minutes-option = { $minutes } minutter
programme-contact-label = En kontaktperson ud over koordinatorerne
programme-contact-hint = Ses af: alle. Til når noget er svært. Spørg vedkommende først; uden en kan der ikke åbnes for tilmelding.
programme-contact-placeholder = Vælg en person
programme-channel-label = Hvor skal det slås op?
programme-channel-hint = Inviter først botten: skriv /invite i kanalen, og vælg den. Intet bliver slået op, før du åbner for tilmelding.
programme-channel-placeholder = Vælg en kanal
programme-co-coordinators-label = Koordinatorer ud over dig
programme-co-coordinators-hint = De kan se og ændre det samme som du og udpege andre. De får det at vide med det samme.
programme-people-placeholder = Vælg personer

programme-details-about = Side 2 af 2. *{ $programme }* er gemt. Hver regel herunder står, som det passer de fleste; et match, der bryder en, bliver aldrig foreslået.
programme-reporting-label = Aldrig i samme ledelseslinje
programme-reporting-hint = Man oplyser sin leder, når man tilmelder sig. Mangler en, siger matchudkastet det.
programme-reporting-off-option = Slået fra
programme-reporting-1-option = Ikke med sin nærmeste leder
programme-reporting-2-option = Ikke inden for to niveauer op eller ned
programme-reporting-3-option = Ikke inden for tre niveauer op eller ned
programme-apart-label = De, der matches
programme-different-team-option = kommer fra hvert sit team
programme-common-language-option = har et sprog til fælles
programme-no-repeat-option = har ikke været matchet før
programme-overlap-label = Arbejdstid til fælles på et tidspunkt i ugen
programme-overlap-off-option = Slået fra
programme-overlap-option = Mindst { $hours } timer i træk
programme-level-gap-label = Hvor langt mentor skal være nået
programme-level-gap-hint = Ud fra det niveau, man oplyser, når man tilmelder sig. Mangler et, siger matchudkastet det.
programme-level-gap-off-option = Slået fra
programme-level-gap-0-option = Mindst lige så langt som mentee
programme-level-gap-1-option = Mindst ét niveau længere
programme-level-gap-2-option = Mindst to niveauer længere
programme-answer-label = Før et par bliver præsenteret
programme-wishes-first-option = lad mentees vælge mellem tre forslag før en runde
programme-ask-first-option = spørg mentoren først
programme-answer-hint = Mentorer svarer så fortroligt inden for tre arbejdsdage; et nej får ingen at vide. Lad det stå tomt, hvis I spørger dem selv. Forslag tager omkring en uge; du sætter dem i gang i matchudkastet.
programme-group-minimum-label = Færrest i en gruppe
programme-group-maximum-label = Flest i en gruppe
programme-group-hint = Fra { $least } til { $most }. Flere kan Slack ikke have i én gruppesamtale.
programme-goals-label = Mål, man kan vælge imellem
programme-goals-placeholder = Vælg mål
programme-own-goals-label = Jeres egne mål, ét pr. linje
programme-own-goals-hint = Med de ord, man får at se, højst { $most } tegn hver.
programme-country-label = Helligdage
programme-country-hint = For dem, der ikke har oplyst deres land. De dage bliver der ikke sendt noget uopfordret.
programme-country-none-option = Ingen
programme-region-hint = For dem, der ikke har oplyst, hvor i landet de er.
programme-closing-days-label = Dage, hvor organisationen holder lukket, én pr. linje
programme-closing-days-hint = Som 24-12-2026 eller 2026-12-24.

programme-saved = { $programme } er gemt. { $next ->
        [contact] *Nu:* Vælg en kontaktperson ud over koordinatorerne. Så kan der åbnes for tilmelding.
        [open] *Nu:* Spørg { $contact }, om vedkommende vil være kontaktperson, og åbn for tilmelding, når du er klar.
        [live] Det gælder fra nu af: for dem, der tilmelder sig, og for det, der endnu ikke er sendt til dem, der er med.
        [match] *Nu:* `/mentor match`, når du er klar til at se, hvem der kunne mødes.
       *[other] Brug `/mentor program` for at se det.
    }
enrolment-opened = { $programme } er åbent for tilmelding, til du lukker.
enrolment-opened-announced = *Opslaget* er på vej til { $channel }. Kan det ikke slås op der, skriver jeg til dig her.
enrolment-opened-unannounced = *Ingen kanal* er valgt, så ingen har fået det at vide endnu. Bed folk skrive `/mentor tilmeld`, eller vælg en kanal og slå det op.
enrolment-opened-next = { $contact } har fået at vide, at man kan henvende sig. *Nu:* Når der er tilmeldte nok, så luk for tilmelding og brug `/mentor match`.
enrolment-closed = { $programme } er lukket for tilmelding. Det, nogen var gået i gang med at udfylde, er gemt, hvis du åbner igen. *Nu:* `/mentor match` viser, hvem der kunne mødes; intet bliver sendt, før du udgiver.
programme-ended = { $programme } er afsluttet. De, der var med, får besked og et tak, og derefter bliver der ikke sendt mere om det. *Nu:* `/mentor rapport` viser, hvordan det gik.
programme-taken-over-notice = Du står nu for { $programme }.
contact-gone = { $contact } er kontaktperson i { $programme } og er ikke her længere. *Nu:* Vælg en anden under »Rediger« i `/mentor program`. Indtil da henvises der til en koordinator, når noget er svært.
coordinator-gone = { $coordinator } stod for { $programme } og er ikke her længere, og det er der heller ingen anden, der gør. *Nu:* `/mentor program` viser programmet med knappen »Tag over«. Så kan du lave ændringer, parre folk og udpege andre.
appointed = { $by } har gjort dig til koordinator for { $programme }. *Nu:* `/mentor program` viser det. Du kan ændre det, åbne og lukke for tilmelding, lave matches og udpege andre.
named-as-contact = Du er kontaktperson i { $programme }. *Det betyder:* De, der er med, ser dit navn og kan skrive til dig, når noget er svært. Du ser aldrig, hvad de har svaret. Kommer det bag på dig, så tal med { $coordinators }.

announcement = { $programme } er åbent for tilmelding. Tryk på knappen, eller skriv /mentor tilmeld for at se, hvad det er.
announcement-header = { $programme }
announcement-kind = { $kind ->
        [peer_group] *Grupper af ligestillede*, der mødes cirka { $meetings } gange à { $minutes } minutter og hjælper hinanden.
       *[other] *En mentor og en mentee*, der mødes cirka { $meetings } gange à { $minutes } minutter.
    }
announcement-dates = *Fra { $starts } til { $ends }.* Det tager tre minutter at tilmelde sig, hvert trin bliver gemt, og ingen bliver matchet uden at få at vide hvorfor.
announcement-how = Tryk på knappen, eller skriv `/mentor tilmeld` hvor som helst i Slack. Kun du ser, hvad den åbner.
announcement-button = Se, hvad det er
announcement-who = { $coordinators } kan fortælle mere.

announcement-failed = { $certain ->
        [yes] Opslaget om { $programme } kunne ikke slås op i { $channel }.
       *[no] Opslaget om { $programme } er måske ikke nået frem til { $channel }. Kig der, før du slår det op igen.
    }
announcement-failed-mend = { $error ->
        [invite] *Sådan retter du det:* Skriv /invite i kanalen, og vælg mig. Åbn så `/mentor program`, og tryk »Slå det op igen«.
        [archived] *Sådan retter du det:* Kanalen er arkiveret. Vælg en anden under »Rediger«, og tryk »Slå det op igen«.
        [doubt] *Sådan retter du det:* Er det der ikke, så åbn `/mentor program`, og tryk »Slå det op igen«.
        [restricted] *Sådan retter du det:* Ikke alle må skrive i den kanal. Bed dens ejer om at give mig lov, eller vælg en anden under »Rediger«; tryk så »Slå det op igen«.
       *[other] *Sådan retter du det:* Åbn `/mentor program`, og tryk »Slå det op igen«, eller vælg en anden kanal under »Rediger«. Slacks eget ord for det var: { $code }
    }
announcement-failed-meanwhile = Der er åbent for tilmelding alligevel: man kan tilmelde sig med `/mentor tilmeld`.

error-not-for-you = { $who ->
        [coordinators] Det her er for koordinatorer. Vil du udpeges eller vide mere, så spørg en af dem: { $names }.
        [admins] Det her er for koordinatorer, og der er ingen lige nu. En af disse kan tage over ved at skrive `/mentor program`: { $names }.
       *[nobody] Det her er for koordinatorer, og der er ingen lige nu. En administrator af dette workspace kan tage over ved at skrive `/mentor program`.
    } Vil du gerne være med, så brug `/mentor tilmeld`.
error-nameless = Skriv mindst ét ord her, så man ved, hvad det er.
error-date-missing = Vælg en dato.
error-starts-after-end = Sidste dag ligger før den første. Vælg en senere.
error-lasts-too-long = Et program kan højst vare tre år. Vælg en tidligere sidste dag; et nyt program kan følge efter.
error-ends-in-the-past = Sidste dag er for tidlig: den skal ligge efter i dag. Vælg en senere under »Rediger«, første side.
error-too-short = Der er ikke plads til to møder mellem de to dage. Vælg en senere sidste dag, eller lad folk mødes oftere.
error-kind-fixed = Nogen er begyndt at tilmelde sig, så slagsen ligger fast. Lav et andet program til den anden slags.
error-contact-missing = Der skal være en kontaktperson ud over koordinatorerne. Vælg en under »Rediger«, første side.
error-contact-is-coordinator = Kontaktpersonen er en anden end koordinatorerne, så man kan tale med en, der ikke står for programmet. Vælg en anden.
error-contact-cannot-help = { $name } er gæst, en app eller her ikke mere og kan ikke være kontaktperson. Vælg en anden.
error-cannot-coordinate = { $name } er gæst, en app eller her ikke mere og kan ikke være koordinator. Udelad vedkommende, eller vælg en anden.
error-programme-ended = { $programme } er afsluttet og kan ikke ændres mere. Lav et nyt program for at fortsætte.
error-not-open = { $programme } tager ikke imod nogen lige nu. Åbn for tilmelding først, og slå det så op.
error-channel-missing = Der er ikke valgt en kanal til { $programme }. Vælg en under »Rediger«, første side.
error-group-size = En gruppe er fra { $least } til { $most } personer, og det højeste tal kan ikke være mindre end det laveste. Ret et af dem.
error-no-goals = Vælg mindst ét mål, eller skriv jeres egne nedenfor.
error-own-goal-too-long = Linje { $line } er for lang til en menu: højst { $most } tegn. Forkort den.
error-too-many-own-goals = Højst { $most } egne mål, så folk læser dem alle. Udelad nogle.
error-unreadable-closing-days = Ikke datoer: linje { $lines }. Skriv én pr. linje, som 24-12-2026 eller 2026-12-24.
