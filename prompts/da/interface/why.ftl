# Hvorfor dette match: det, hver enkelt får at vide om sit eget, og hvor mange ønsker der gik i opfyldelse, til koordinatorer

wishes-share = { $share ->
        [few] få
        [quarter] omkring en fjerdedel
        [half] omkring halvdelen
        [three_quarters] omkring tre fjerdedele
       *[nearly_all] næsten alle
    }
match-wishes = *Opfyldte ønsker:* { $share } af dem, der har et match og havde bedt om nogen, får en, de bad om.
match-wishes-note = Aldrig et tal og intet om den enkeltes ønske. Det er regnet ud, som om ingen havde ændret runden, og bliver stående, indtil der er fem flere at matche, fem mentees har svaret, når de er spurgt om ønsker, eller en runde er udgivet.
report-wishes = *Opfyldte ønsker:* { $share } af dem, der blev matchet og havde bedt om nogen, fik en, de bad om.
report-wishes-note = Aldrig et tal og intet om den enkeltes ønske. Det er for runderne, som de blev regnet ud, før nogen ændrede dem, og før mentorerne svarede.
report-csv-wishes = Opfyldte ønsker

why-button = Hvorfor dette match?
why-spoken = Hvorfor dette match? Med { $names }
why-modal-title = Hvorfor dette match?
why-opening = *{ $programme }.* { $role ->
        [mentor] Du blev matchet som mentor for { $people }.
        [mentee] Du blev matchet med { $people } som din mentor.
        [both] Du og { $people } blev matchet som mentorer for hinanden.
       *[peer] Du blev matchet i en gruppe med { $people }.
    }
why-what = *Det taler for det*
why-helped-with = { $role ->
        [peer] • Andre her arbejder også med det eller kan hjælpe dig med det: { $goals }.
       *[other] • { $people } kan hjælpe med det, du gerne vil arbejde med: { $goals }.
    }
why-helps-with = { $role ->
        [peer] • Du kan hjælpe andre her med dette: { $goals }.
       *[other] • Du kan hjælpe { $people } med dette: { $goals }.
    }
why-our-overlap = • I er på arbejde samtidig { $hours ->
        [one] én time
       *[other] { $hours } timer
    } om ugen.
why-our-industry = • I kender begge denne branche: { $industry }.
why-our-interests = • I har interesser til fælles: { $interests }.
why-our-style = • I vil begge gerne arbejde sammen på denne måde: { $style }.
why-not-kept = • Det, der bragte jer sammen, er ikke gemt længere.
why-beyond = *Ikke dækket af dette match:* { $goals }. { $role ->
        [mentor] Det er noget, du selv gerne vil lære. Nævn det alligevel: en god samtale går begge veje.
       *[other] Intet match dækker det hele. Nævn det alligevel: { $others ->
            [one] din mentor kender måske en, der kan hjælpe.
           *[other] nogen i gruppen ved måske, hvem der kan hjælpe.
        }
    }
why-your-wishes = *Dine ønsker*
why-wish-met = Du bad om at blive matchet med { $people }, og det blev du.
why-wishes = { $wishes ->
        [none] Du bad ikke om nogen bestemt, så ingen af dine ønsker har spillet ind.
        [all] Alle, du bad om, er blevet matchet med dig, men ikke i dette match.
        [some] Ikke alle, du bad om, kunne matches med dig denne gang.
       *[not_one] Den eller dem, du bad om, kunne ikke matches med dig denne gang.
    }
why-wishes-unmet = Det kan der være mange grunde til, og jeg siger aldrig hvilken: nogen var ikke med i runden eller var allerede matchet, programmets regler holder folk adskilt, eller to mennesker var ikke til rådighed for hinanden. Det siger ikke noget om dig.
why-who-sees = Kun du ser dette. Sådan var det, da matchet blev lavet; det, du retter nu, gælder for det næste. Intet her handler om, hvad andre har ønsket.

error-not-your-match = Det er ikke et af dine match, og jeg fortæller kun den enkelte om sine egne. `/mentor status` viser dine.
