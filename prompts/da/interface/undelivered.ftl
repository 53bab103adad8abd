# Det, der ikke blev leveret, til dem, der tager sig af det: /mentor uleveret

undelivered-modal-title = Ikke leveret
undelivered-nothing = Der er ikke noget at tage sig af: alle beskeder er leveret eller på vej.
undelivered = { $count ->
        [0] Der er ikke mere at tage sig af.
        [one] *Én besked blev ikke leveret, eller det er usikkert, om den blev.*
       *[other] *{ $count } beskeder blev ikke leveret, eller det er usikkert, om de blev.*
    }
undelivered-promise = Du ser, hvilken slags hver af dem er, hvem den var til, og hvorfor. Ingen ser ordene. »Lad det ligge« sletter dem.
undelivered-older = { $older ->
        [one] Én til er ældre end 30 dage og står ikke på listen: dem, der driver botten, kan tage sig af den.
       *[other] { $older } til er ældre end 30 dage og står ikke på listen: dem, der driver botten, kan tage sig af dem.
    }

undelivered-sort = { $sort ->
        [announcement] opslaget
        [welcome] velkomsten efter tilmeldingen
        [introduction] en introduktion
        [place] nyt om deres plads eller match
        [question] et spørgsmål
        [starter] en samtalestarter
        [check_in] et check-in
        [reminder] en påmindelse
        [digest] flere ting i én besked
        [ending] noget om afslutningen
        [running] en besked til dem, der driver eller støtter det
       *[note] et svar eller en kort besked
    }
undelivered-one = { $sort ->
        [announcement] *Opslaget*
        [welcome] *Velkomsten efter tilmeldingen*
        [introduction] *En introduktion*
        [place] *Nyt om deres plads eller match*
        [question] *Et spørgsmål*
        [starter] *En samtalestarter*
        [check_in] *Et check-in*
        [reminder] *En påmindelse*
        [digest] *Flere ting i én besked*
        [ending] *Noget om programmets afslutning*
        [running] *En besked til dem, der driver eller støtter det*
       *[note] *Et svar eller en kort besked*
    }
undelivered-several = *{ $count } beskeder* ({ $sorts })
undelivered-for = { $what } til { $whom }
undelivered-for-channel = { $what } i { $whom }
undelivered-for-somebody = { $what } til nogen; hvem bliver ikke vist
undelivered-for-group = en gruppe
undelivered-due = Skulle være sendt { $day }.
undelivered-due-between = Skulle være sendt mellem { $first } og { $last }.

undelivered-dead = { $why ->
        [gone] *Ikke leveret:* Slack kender ingen åben konto her eller skjuler den for mig. Er de tilbage, så prøv igen; ellers lad det ligge.
        [shut] *Ikke leveret:* Slack lader mig ikke skrive til dem. En administrator af jeres workspace kan se hvorfor; prøv så igen.
        [archived] *Ikke leveret:* stedet, den skulle til, er arkiveret. Bliver det åbnet igen, så prøv igen; ellers lad det ligge.
        [invite] *Ikke leveret:* jeg er ikke med i den kanal, eller den findes ikke mere. Skriv /invite i den, vælg mig, og prøv så igen.
        [missing] *Ikke leveret:* Slack kender ikke længere den samtale, den skulle til. Prøv igen én gang; dukker den op her igen, så lad det ligge.
        [restricted] *Ikke leveret:* jeg må ikke skrive der. Bed dem, der ejer kanalen eller jeres workspace, om at give mig lov, og prøv så igen.
        [permission] *Ikke leveret:* jeg mangler en tilladelse i Slack. Sig det til dem, der driver botten: `mentor-bot doctor` fortæller hvilken. Prøv så igen.
        [fault] *Ikke leveret:* Slack ville ikke tage imod den, som jeg havde skrevet den ({ $code }), og det er min fejl. Sig det til dem, der driver botten; først derefter hjælper det at prøve igen.
        [away] *Ikke leveret:* Slack var ikke til at få fat i eller tog ikke imod noget, uanset hvor tit jeg prøvede. Når andre får deres beskeder igen, så prøv igen.
        [quarantined] *Ikke leveret:* hver gang jeg prøvede, gik jeg i stå. Sig det til dem, der driver botten, før du prøver igen.
       *[other] *Ikke leveret:* Slack sagde nej og kaldte grunden »{ $code }«. Prøv igen én gang; dukker den op her igen, så sig det til dem, der driver botten.
    }
undelivered-maybe = { $place ->
        [person] *Måske leveret:* Slack sagde ikke, om den nåede frem, og lod mig ikke se efter. Spørg dem; er den der ikke, så prøv igen.
        [restored] *Måske leveret:* den skulle sendes, før botten blev sat tilbage til en tidligere dag fra en sikkerhedskopi, så den er måske sendt dengang. Spørg; er den der ikke, så prøv igen.
        [channel] *Måske leveret:* Slack sagde ikke, om den nåede frem. Kig i kanalen; er den der ikke, så prøv igen.
       *[group] *Måske leveret:* Slack sagde ikke, om den nåede frem, og jeg må ikke kigge i deres samtale. Jeg har sagt det til hver af dem. Spørg; er den der ikke, så prøv igen.
    }
undelivered-expired = *Ikke sendt:* da jeg kunne, var det for sent til at give mening. Du behøver ikke at gøre noget.
undelivered-tried = *Bliver prøvet igen:* med det samme, eller så snart de er på arbejde.
undelivered-arrived = *Er leveret nu.*
undelivered-dropped = *Bliver ikke sendt mere:* nogen har ladet den ligge, eller den gav ikke længere mening.

undelivered-again-button = Prøv igen
undelivered-leave-button = Lad det ligge
undelivered-newer-button = Nyere
undelivered-older-button = Ældre
undelivered-look-button = Se igen
undelivered-which-button = Se hvilke
undelivered-see-button = Se, hvad der ikke blev leveret
undelivered-again-title = Prøv igen?
undelivered-again-text = Den er måske allerede nået frem, og jeg må ikke se efter. Er den det, kommer den to gange. Spørg først, hvis du kan.
undelivered-again-yes-button = Prøv igen
undelivered-again-no-button = Ikke nu
undelivered-all-button = Prøv alle igen
undelivered-all-title = Prøv alle igen?
undelivered-all-text = { $count ->
        [one] Én besked bliver prøvet igen, med det samme eller så snart de er på arbejde.
       *[other] { $count } beskeder bliver prøvet igen, med det samme eller så snart de er på arbejde. Det, der kan komme to gange i en gruppe, bliver udeladt.
    }
undelivered-all-yes-button = Prøv alle igen
undelivered-all-no-button = Ikke nu
undelivered-all-notice = { $count ->
        [one] Én besked bliver prøvet igen.
       *[other] { $count } beskeder bliver prøvet igen.
    }
undelivered-leave-title = Lad det ligge?
undelivered-leave-text = { $count ->
        [one] Den bliver ikke sendt, og ordene bliver slettet. Det kan ikke gøres om.
       *[other] De { $count } beskeder bliver ikke sendt, og ordene bliver slettet. Det kan ikke gøres om.
    }
undelivered-leave-yes-button = Lad det ligge
undelivered-leave-no-button = Behold den
undelivered-left-notice = Den får lov at ligge: den bliver ikke sendt, og ordene er slettet.
undelivered-settled-notice = En anden har lige taget sig af den. Sådan står det nu.

# Til koordinatorer, højst en gang om dagen; og en linje, hvor de alligevel kigger.
undelivered-news-text = { $programme }: noget blev ikke leveret.
undelivered-news = *{ $programme }:* { $count ->
        [one] én besked blev ikke leveret, eller det er usikkert, om den blev.
       *[other] { $count } beskeder blev ikke leveret, eller det er usikkert, om de blev.
    }
undelivered-news-means = Jeg er holdt op med at prøve af mig selv. Du kan se, hvad det er for noget, hvem det var til, og hvorfor, og prøve igen eller lade det ligge.
undelivered-line = *Ikke leveret:* { $count ->
        [one] én besked nåede ikke frem, eller det er usikkert.
       *[other] { $count } beskeder nåede ikke frem, eller det er usikkert.
    }
