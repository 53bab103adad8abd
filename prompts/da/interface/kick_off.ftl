# Begyndelsen: det, et nyt par eller en ny gruppe får med, og det, hver enkelt får at vide

kick-off = Velkommen til hinanden, { $names }. Her begynder jeres mentorforløb i { $programme }.
kick-off-group = Velkommen til hinanden, { $names }. Her begynder jeres gruppe i { $programme }.
kick-off-welcome = *Velkommen til hinanden, { $people }.* Her begynder jeres del af *{ $programme }*. Sådan har I hver især valgt at blive præsenteret:
kick-off-ahead = *Programmet begynder { $starts }.* Samtalen her er åben inden da, så I kan sige hej og finde en tid.
kick-off-both-ways = *I er mentor for hinanden.* I kommer hver især med noget at arbejde med, og I har hver især noget at give, så alt herunder går begge veje.
kick-off-person = *{ $person }*{ $role ->
        [mentor] { " · mentor" }
        [mentee] { " · mentee" }
        [both] { " · mentor og mentee" }
       *[other] { "" }
    }
kick-off-hours = *Når I { $people ->
        [2] begge
       *[other] alle
    } er på arbejde:* { $days }, { $windows }.
kick-off-no-hours = *Når I { $people ->
        [2] begge
       *[other] alle
    } er på arbejde:* aldrig på samme tid, som det ser ud. Der er altid en, der må mødes tidligt eller sent, så skiftes til det.
kick-off-times = *Tre tider, der passer til jeres arbejdstid.* Læg en i kalenderen, eller find en anden:
kick-off-times-compromise = *Tre tider at begynde med.* De ligger uden for arbejdstiden for nogen, så lidt som muligt. Læg en i kalenderen, eller find en anden:
kick-off-time-place = { $time } i { $places }
kick-off-outside = uden for arbejdstiden for { $people }
kick-off-outlook = Outlook
kick-off-google = Google Kalender
kick-off-event-title = { $programme }: { $names }
kick-off-event-details = En første samtale i { $programme }. Alt, hvad I skal bruge, står i jeres samtale i Slack.
kick-off-guide = *{ $title }*
kick-off-starter = *{ $person }, du begynder.* En skal jo gøre det, og det er lettere, når det er afgjort. Du kan kopiere dette og rette det til, som du vil:
kick-off-first-line = Hej { $names }, { $ways ->
        [both] dejligt, at vi skal være mentor for hinanden
       *[one] dejligt at være matchet med { $others ->
            [one] dig
           *[other] jer
        }
    }. Passer { $moment } til vores første samtale? Og hvis ikke, hvornår så?
kick-off-first-line-no-time = Hej { $names }, { $ways ->
        [both] dejligt, at vi skal være mentor for hinanden
       *[one] dejligt at være matchet med { $others ->
            [one] dig
           *[other] jer
        }
    }. Hvornår passer det med vores første samtale?
kick-off-blind = Jeg kan skrive her, men jeg kan ikke læse, hvad I skriver, heller ikke når I nævner mig. Vil I hellere bruge jeres egen chat? Det bliver ikke lagt jer til last.
kick-off-contact = { $contact } er der for jer, hvis noget er svært.

matched = Der er et match til dig i { $programme }: { $names }.
matched-with = *Dit match i { $programme } er her.* { $role ->
        [mentor] Du er mentor for { $partners }.
        [mentee] { $partners } er din mentor.
        [both] Du og { $partners } er mentor for hinanden: ét match, der går begge veje.
       *[other] Din gruppe, ud over dig: { $partners }.
    }
matched-why = *Derfor dette match:*
matched-brought-together = • En koordinator har været med til at bringe jer sammen.
matched-shared-goal = { $role ->
        [mentor] • { $partner } vil gerne arbejde med det, du kan hjælpe med: { $goals }.
       *[other] • { $partner } kan hjælpe med det, du gerne vil arbejde med: { $goals }.
    }
matched-mentor-learns = { $role ->
        [mentor] • { $partner } kan hjælpe dig med noget, du gerne vil lære: { $goals }.
       *[other] • Du kan også hjælpe { $partner } med noget: { $goals }.
    }
matched-group-shared-goal = • Flere af jer vil gerne arbejde med { $goals }.
matched-wished = • Du ønskede dig { $partner }.
matched-similar-words = • Det, I to har skrevet med egne ord, peger samme vej.
matched-level-gap = • { $partner } er nået længere ad en vej, der ligner din.
matched-other-department = • I arbejder i forskellige afdelinger, så I ser hver især noget, den anden ikke ser.
matched-departments = • I kommer fra { $count } forskellige afdelinger.
matched-other-site = • I arbejder forskellige steder.
matched-common-language = • I har { $languages } til fælles.
matched-only-rules = • Sammen overholder I alle programmets regler. Hvad I ellers har til fælles, er jeres at finde ud af.
matched-you-start = *Det sker nu:* du begynder. Jeres samtale åbner i jeres arbejdstid med præsentationer, tre tider at mødes på og en første linje, du kan kopiere.
matched-other-starts = *Det sker nu:* { $starter } begynder. Jeres samtale åbner i jeres arbejdstid med præsentationer og tre tider at mødes på. Du skal bare svare.
matched-ahead = Selve programmet begynder { $starts }, men I kan sige hej og finde en tid inden da.
matched-first-meeting = Så kommer jeres første møde på { $minutes } minutter. Indtil { $ends } får du en samtalestarter nu og da, og du kan holde pause eller stoppe, når du vil.
matched-contact = Er der noget galt med dette match? { $contact } er den, du kan tale med, og det bliver ikke lagt dig til last.

not-yet-matched = Der er nyt om din plads i { $programme }. Åbn beskeden for at læse det.
not-yet-matched-opening = En matchrunde i *{ $programme }* er nu på plads, og der er ikke et match til dig i den endnu.
not-yet-matched-why = { $why ->
        [no_mentors] *Hvorfor:* der var ingen mentor med en ledig plads. Det siger ikke noget om dig.
        [no_suitable_mentor_free] *Hvorfor:* ingen af de mentorer, der ville passe til dig, var ledig for dig i denne runde; som regel er der flere mentees end pladser. Det siger ikke noget om dig.
        [no_suitable_mentors] *Hvorfor:* med programmets regler om team, sprog og arbejdstid passede ingen mentor i runden til din situation. Det siger ikke noget om dig.
        [no_mentor_fits_well_enough] *Hvorfor:* programmet bringer kun mennesker sammen, der passer godt til hinanden, og denne gang var der ingen mentor, der tilbød det, du søger. Det siger ikke noget om dig.
        [no_mentees] *Hvorfor:* denne gang var der færre mentees end mentorer. Dit tilbud er lige så velkomment som før.
        [no_suitable_mentee_free] *Hvorfor:* ingen af de mentees, der ville passe til dig, var ledig for dig i denne runde; som regel er der færre mentees end mentorer. Dit tilbud er lige så velkomment som før.
        [no_suitable_mentees] *Hvorfor:* med programmets regler om team, sprog og arbejdstid passede ingen mentee i runden til din situation. Dit tilbud er lige så velkomment som før.
        [no_mentee_fits_well_enough] *Hvorfor:* programmet bringer kun mennesker sammen, der passer godt til hinanden, og denne gang var der ingen mentee, der søgte det, du tilbyder. Dit tilbud er lige så velkomment som før.
        [match_fell_through] *Hvorfor:* der var et match til dig, men så ændrede noget sig på den anden side, før I blev præsenteret. Det siger ikke noget om dig.
        [away] *Hvorfor:* du var væk, da runden blev lavet, så ingen blev matchet med dig.
       *[other] *Hvorfor:* der var ikke nok til én gruppe mere, som overholder programmets regler og kan mødes på samme tid. Det siger ikke noget om dig.
    }
not-yet-matched-next = *Det sker nu:* du beholder din plads og behøver ikke gøre noget. I næste runde kommer de, der har ventet, først, og du hører fra mig, uanset hvad.
not-yet-matched-profile = Flere arbejdstimer eller sprog i det, du har sagt om dig selv, kan åbne for flere match.
not-yet-matched-contact = { $contact } er der for dig, hvis du hellere vil tale om det.
not-yet-matched-profile-button = Se, hvad jeg har sagt
not-yet-matched-leave-button = Opgiv min plads
