# At ændre et matchudkast: for koordinatorer

editing-change-button = Ændr…
editing-find-button = Find et match…
editing-settings-button = Vægte og regler…
editing-changes-button = Ændringer
editing-copy-button = Behold en kopi ved siden af
editing-compare-button = Sammenlign de to udkast
editing-prices-button = Hvad andre mål koster

editing-by-hand = *Ændret:* { $count ->
        [one] én ændring
       *[other] { $count } ændringer
    } af { $people }.
editing-two-drafts = Dette er *udkast { $number } af 2*. Udgiver du det ene, bliver det andet kasseret.
editing-not-kept = • { $people } kunne ikke bringes sammen. { $why }

editing-change-modal-title = Ændr et match
editing-about = *Det gælder:* { $people }. Du ser, hvad en ændring gør, før den bliver lavet.
editing-act-label = Hvad vil du?
editing-keep-option = Lade de to følges ad
editing-apart-option = Ikke matche de to
editing-mentor-option = Give mentee en anden mentor
editing-a-mentor-option = Give mentee en mentor
editing-mentee-option = Give mentor en mentee
editing-swap-option = Lade mentee bytte mentor med en anden
editing-join-option = Sætte nogen i en andens gruppe
editing-split-option = Holde to personer i hver sin gruppe
editing-one-label = Hvem gælder det?
editing-who-label = Hvem ellers?
editing-who-placeholder = Vælg en person
editing-who-hint = Den anden mentor, mentee eller deltager. Lad det stå tomt, når der ikke skal andre til.
editing-see-submit = Se, hvad det gør

editing-busy = Regner det ud. Det tager et øjeblik.
editing-busy-long = Er der ikke sket noget her om et minut, så luk vinduet og skriv `/mentor match` igen. Intet går tabt, og ingen får besked.

editing-difference-modal-title = Det ville det gøre
editing-apply-submit = Lav ændringen
editing-edit-pair = *{ $one }* skal være mentor for *{ $other }*.
editing-edit-apart = *{ $one }* skal ikke være mentor for *{ $other }*.
editing-edit-one-group = *{ $one }* og *{ $other }* skal være i samme gruppe.
editing-edit-two-groups = *{ $one }* og *{ $other }* skal være i hver sin gruppe.
editing-edit-settings = Andre vægte, regler eller mål, ønsket af { $by }.
editing-edit-by = Ønsket af { $by }.
editing-matched = *Matchet:* { $kind ->
        [peer_group] { $before ->
            [one] én person
           *[other] { $before } personer
        }
       *[other] { $before ->
            [one] én mentee
           *[other] { $before } mentees
        }
    } før, { $after } efter.
editing-mean = *I gennemsnit passer de* { $before } før, { $after } efter.
editing-worst = *Det svageste match passer* { $before } før, { $after } efter.
editing-changed = { $count ->
        [0] *Ingen* får et andet match.
        [one] *Én* { $kind ->
            [peer_group] person får andre i sin gruppe.
           *[other] mentee får en anden mentor.
        }
       *[other] *{ $count }* { $kind ->
            [peer_group] personer får andre i deres gruppe.
           *[other] mentees får en anden mentor.
        }
    }
editing-moved = • { $mentee }: { $after } i stedet for { $before }
editing-moved-in = • { $mentee }: { $after }, ingen før
editing-moved-out = • { $mentee }: ingen, { $before } før
editing-more = • og { $count ->
        [one] én til
       *[other] { $count } til
    }
editing-difference-note = Resten af runden er regnet ud omkring ændringen. Intet er ændret endnu.
editing-refused = *Det kan ikke lade sig gøre.* Intet er ændret.
editing-breaks-rule = • { $rule } holder dem fra hinanden.
editing-no-place-left = • Mentoren har ingen plads tilbage, eller også har mentee allerede en mentor.
editing-not-in-this-round = • En af dem er ikke med i runden: allerede matchet, væk, optaget eller her i en anden rolle.

editing-edits = Det er ændret i udkastet, det nyeste først. Hver ændring kan tages tilbage for sig, indtil du udgiver.
editing-no-edits = Intet er ændret i udkastet.
editing-older-edits = { $count ->
        [one] Én ældre ændring
       *[other] { $count } ældre ændringer
    } er ikke med på listen. Tag nogle af de nyere tilbage for at nå dem.
editing-take-back-button = Tag tilbage
editing-take-back-title = Tage ændringen tilbage?
editing-take-back-text = Udkastet bliver regnet ud igen uden den. De andre ændringer bliver.
editing-take-back-yes-button = Tag den tilbage
editing-take-back-no-button = Behold den

editing-settings-modal-title = Vægte og regler
editing-settings-about = Prøv andre vægte, regler eller mål. De giver et *andet udkast* ved siden af dette, så du ser forskellen, før du bestemmer dig. Udgiver du det udkast, beholder programmet dets vægte og regler.
editing-goals-label = { $kind ->
        [peer_group] Mål: det, de vil arbejde med eller kan hjælpe med
       *[other] Mål: det, mentee vil, og det, mentor kan hjælpe med
    }
editing-free-words-label = Det, de har skrevet med egne ord
editing-wishes-label = { $kind ->
        [peer_group] Deres ønsker
       *[other] Begge siders ønsker
    }
editing-level-gap-label = { $kind ->
        [peer_group] De er nået lige langt
       *[other] Mentor er længere fremme
    }
editing-other-department-label = Fra hver sin afdeling
editing-other-site-label = Arbejder hver sit sted
editing-overlap-label = På arbejde på samme tid
editing-weight-0-option = Tæller ikke
editing-weight-1-option = Tæller meget lidt
editing-weight-2-option = Tæller lidt
editing-weight-3-option = Tæller
editing-weight-4-option = Tæller meget
editing-weight-5-option = Tæller mest
editing-aim-label = Hvad skal runden gå efter?
editing-lift-worst-option = Flest mulige, derefter det svageste match så stærkt som muligt
editing-most-points-option = Flest mulige, derefter det bedste match i alt
editing-best-fit-option = Det bedste match, selv om færre bliver matchet
editing-floor-label = Hvor godt skal folk mindst passe sammen?
editing-floor-hint = Point fra 0 til { $most }. Ingen bliver matchet under det, så nogen kan blive uden match. 0 stiller ingen krav. Over 0 tæller ønsker ikke med i udkastet, så ingen kan læse andres ud af, hvem der står uden match.
editing-compare-submit = Se forskellen

editing-compared = *{ $programme }* · to udkast ved siden af hinanden
editing-draft = *Udkast { $number }*
editing-summary = *{ $people }* af { $enrolled } tilmeldte har et foreslået match. { $waiting ->
        [0] Ingen står uden.
        [one] Én plads er uden match endnu.
       *[other] { $waiting } pladser er uden match endnu.
    }
editing-summary-edits = { $count ->
        [0] Som programmet vil have det, uden ændringer.
        [one] Med én ændring.
       *[other] Med { $count } ændringer.
    }
editing-look-button = Åbn udkast { $number }
editing-take-button = Gå videre med udkast { $number } alene
editing-throw-away-title = Kassere udkastet?
editing-throw-away-text = Så er udkast { $number } og dets ændringer væk. Ingen har fået besked ud fra nogen af dem.
editing-throw-away-yes-button = Kassér det
editing-throw-away-no-button = Behold begge
editing-compared-note = Begge bliver liggende, til du udgiver det ene eller kasserer det andet. Enhver koordinator kan arbejde videre med dem.

editing-prices-now = Sådan ville runden blive, hvis den gik efter noget andet, målt mod det udkast, du har. Intet bliver ændret; målet vælger du under »Vægte og regler«.
editing-aim-lift-worst = *Flest mulige, derefter det svageste match så stærkt som muligt*
editing-aim-most-points = *Flest mulige, derefter det bedste match i alt*
editing-aim-best-fit = *Det bedste match, selv om færre bliver matchet*
editing-people-same = • Lige så mange mentees bliver matchet.
editing-people-more = • { $count ->
        [one] Én mentee mere bliver
       *[other] { $count } mentees mere bliver
    } matchet.
editing-people-fewer = • { $count ->
        [one] Én mentee færre bliver
       *[other] { $count } mentees færre bliver
    } matchet.
editing-price-mean = • I gennemsnit passer de { $there }; i dit udkast { $here }.
editing-price-worst = • Det svageste match passer { $there }; i dit udkast { $here }.
editing-prices-note = Ønsker tæller ikke med i pointene, så ingen kan læse andres ud af dem.

error-nobody-chosen = Vælg også den anden person.
error-not-in-this-round = Den person har ingen plads i { $programme }. Vælg en, der er tilmeldt.
error-themselves = Vælg en anden: det er en og samme person.
error-nobody-to-swap-with = Den person har ingen mentor i udkastet, så der er ingen at bytte med. Vælg en mentee, der har en.
error-not-there-any-more = Det, det gælder, er der ikke længere: nogen har forladt programmet eller fået et andet match, eller et udkast er kasseret. `/mentor match` viser, hvordan det står til.
error-would-be-lost = Det her ville overskrive udkast { $number }, som har sine egne ændringer eller en dato for udgivelse. Luk vinduet, og gå enten videre med det udkast, eller kassér det først: begge findes under »Sammenlign de to udkast«.
error-nothing-weighs = Når alt står på »Tæller ikke«, er intet match bedre end et andet. Lad mindst én ting tælle.
error-floor = Skriv et helt antal point fra 0 til { $most }.
error-wishes-outweigh = Ønskerne ville tælle mere end alt det andet tilsammen, og så ville matchene vise, hvem der har ønsket hvem. Lad dem tælle mindre eller noget andet mere.
