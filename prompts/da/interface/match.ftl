# Matchning: /mentor match, for koordinatorer

match-modal-title = Matchning
match-choose-label = Hvilket program?
match-choose-submit = Næste

match-working = Finder den bedste runde i *{ $programme }*. Det tager et øjeblik.
match-working-long = Er der ikke sket noget her om et minut, så luk vinduet og skriv `/mentor match` igen. Ingen får besked.

match-programme = *{ $programme }* · matchudkast
match-nobody-sees = Kun koordinatorer ser udkastet. Ingen har fået besked om det, og ingen hører om det, før du udgiver det.
match-coverage = *{ $people } af { $enrolled ->
        [one] én tilmeldt
       *[other] { $enrolled } tilmeldte
    } har et foreslået match:* { $kind ->
        [peer_group] { $matches ->
            [one] én gruppe
           *[other] { $matches } grupper
        }
       *[other] { $matches ->
            [one] ét par
           *[other] { $matches } par
        }
    }. { $waiting ->
        [0] Ingen står uden match.
        [one] Én plads er uden match endnu.
       *[other] { $waiting } pladser er uden match endnu.
    }
match-already = { $people ->
        [one] Én person har
       *[other] { $people } personer har
    } et match fra en tidligere runde, og det bliver, som det er.
match-already-asking = { $people ->
        [one] Én person har
       *[other] { $people } personer har
    } et match fra en tidligere runde eller er med i et, som mentoren er ved at blive spurgt om. Det bliver, som det er.
match-fit = *Hvor godt de passer sammen:* i gennemsnit { $mean }, det svageste match { $worst }.
match-fit-word = { $fit ->
        [very_good] rigtig godt
        [good] godt
        [fair] nogenlunde godt
       *[modest] beskedent
    } ({ $points } af 1.000 point)
match-fit-note = Kun koordinatorer ser point, aldrig dem, der deltager.
match-proven = *Findes der en bedre runde?* Der findes ingen bedre runde under disse regler{ $floor ->
        [0] :
       *[other] {" "}og med mindst { $floor } point til hvert match:
    } { $aim ->
        [best_fit] summen kunne ikke være højere.
        [most_points] ingen flere kunne matches, og summen kunne så ikke være højere.
       *[lift_worst] ingen flere kunne matches, det svageste match kunne ikke være stærkere, og summen kunne så ikke være højere.
    } Det er bevist.
match-not-proven = *Findes der en bedre runde?* Det er den bedste runde, der blev fundet. Det er ikke bevist, at den er den bedste, der findes: en anden kan højst være { $percent } % bedre.
match-unchecked = *Kunne ikke tjekkes.* Manglende oplysninger holder ingen ude, så se selv på disse personer, før du udgiver:
match-unchecked-gap = • { $code ->
        [manager_unknown] Nærmeste leder er ukendt for { $count ->
            [one] én person
           *[other] { $count } personer
        }
        [higher_managers_unknown] Ledernes ledere er ukendte for { $count ->
            [one] én person
           *[other] { $count } personer
        }
        [team_unknown] Team er ukendt for { $count ->
            [one] én person
           *[other] { $count } personer
        }
        [working_hours_unknown] Arbejdstid er ukendt for { $count ->
            [one] én person
           *[other] { $count } personer
        }
        [languages_unknown] Sprog er ukendte for { $count ->
            [one] én person
           *[other] { $count } personer
        }
        [managers_of_mentees_unknown] Deres mentees' nærmeste ledere er ukendte for { $count ->
            [one] én person
           *[other] { $count } personer
        }
       *[level_unknown] Niveau er ukendt for { $count ->
            [one] én person
           *[other] { $count } personer
        }
    }: { $people }
match-and-more = og { $count ->
        [one] én til
       *[other] { $count } til
    }

match-matches-button = Foreslåede match
match-waiting-button = Ikke matchet endnu
match-again-button = Opdatér udkastet
match-publish-button = Udgiv
match-overview-button = Overblik
match-previous-button = Forrige
match-next-button = Næste

match-publish-title = Vil du udgive runden?
match-publish-text = { $kind ->
        [peer_group] { $matches ->
            [one] Én gruppe bliver præsenteret i sin egen samtale
           *[other] { $matches } grupper bliver præsenteret, hver i sin egen samtale
        }
       *[other] { $matches ->
            [one] Ét par bliver præsenteret i sin egen samtale
           *[other] { $matches } par bliver præsenteret, hvert i sin egen samtale
        }
    } og i deres arbejdstid. { $waiting ->
        [0] Ingen står udenfor.
        [one] Én person, der ikke er matchet endnu, får at vide hvorfor.
       *[other] { $waiting } personer, der ikke er matchet endnu, får at vide hvorfor.
    } Det kan ikke tages tilbage.
match-publish-asking-title = Vil du udgive runden?
match-publish-asking-text = { $matches ->
        [one] Én mentor bliver spurgt først, fortroligt og i sin arbejdstid. Et ja præsenterer parret.
       *[other] Mentorerne i { $matches } par bliver spurgt først, fortroligt og i deres arbejdstid. Hvert ja præsenterer et par.
    } De, der ikke er matchet endnu, hører det, når intet er åbent længere. Det kan ikke tages tilbage.
match-publish-asking-yes-button = Udgiv
match-publish-asking-no-button = Ikke endnu
match-publish-yes-button = Udgiv
match-publish-no-button = Ikke endnu

match-page = { $pages ->
        [one] { $count ->
            [one] Ét foreslået match
           *[other] { $count } foreslåede match
        }
       *[other] { $first }–{ $last } af { $count } foreslåede match
    }
match-page-both-ways = To, der er mentor for hinanden, er ét par og står her én gang i hver retning.
match-pair = *{ $mentor }* (mentor) med *{ $mentee }* (mentee) · passer { $fit }
match-group = { $people } · passer { $fit }
match-only-rules = De overholder alle programmets regler og har ellers ikke meget til fælles, som botten kender til.

why-brought-together = En koordinator har bragt dem sammen
why-shared-goal = Mentee vil arbejde med det, mentor kan hjælpe med: { $goals }
why-mentor-learns = Mentor vil gerne lære det, mentee kan hjælpe med: { $goals }
why-group-shared-goal = Flere af dem vil arbejde med: { $goals }
why-similar-words = Det, de har skrevet med egne ord, peger samme vej
why-further-along = Mentor er længere fremme
why-other-department = De er fra forskellige afdelinger
why-departments = De kommer fra { $count } afdelinger
why-other-site = De arbejder forskellige steder
why-overlap = De er på arbejde samtidig { $hours ->
        [one] én time
       *[other] { $hours } timer
    } om ugen
why-common-language = De har { $languages } til fælles
why-same-industry = Begge kender branchen: { $industry }
why-shared-interests = De har interesser til fælles: { $interests }
why-same-style = Begge arbejder helst sammen på denne måde: { $style }

match-waiting-page = { $pages ->
        [one] { $count ->
            [one] Én person, der ikke er matchet endnu
           *[other] { $count } personer, der ikke er matchet endnu
        }
       *[other] { $first }–{ $last } af { $count } personer, der ikke er matchet endnu
    }
match-waiting-none = Ingen: alle, der er tilmeldt og ledige, har et foreslået match.
match-waiting-person = *{ $person }* { $role ->
        [mentor] (som mentor)
        [mentee] (som mentee)
       *[other] (som ligestillet)
    }

waiting-no-mentors = Der er ingen mentor med en ledig plads i denne runde.
waiting-no-suitable-mentor-free = { $count ->
        [one] Den ene mentor, der ville passe, er ikke ledig:
        [2] Ingen af de to mentorer, der ville passe, er ledig:
       *[other] Ingen af de { $count } mentorer, der ville passe, er ledig:
    } der er andre mentees i denne runde, eller de to er ikke til rådighed for hinanden.
waiting-no-suitable-mentors = { $count ->
        [one] Den ene mentor i runden passer ikke
       *[other] Ingen af de { $count } mentorer i runden passer
    } med alle regler.
waiting-no-mentor-fits-well-enough = { $count ->
        [one] Den ene mentor, som reglerne tillader, passer
       *[other] Alle { $count } mentorer, som reglerne tillader, passer
    } dårligere, end programmet beder om.
waiting-no-mentees = Der er ingen mentee uden mentor i denne runde.
waiting-no-suitable-mentee-free = { $count ->
        [one] Den ene mentee, der ville passe, er ikke ledig:
        [2] Ingen af de to mentees, der ville passe, er ledig:
       *[other] Ingen af de { $count } mentees, der ville passe, er ledig:
    } der er en anden mentor i denne runde, eller de to er ikke til rådighed for hinanden.
waiting-no-suitable-mentees = { $count ->
        [one] Den ene mentee i runden passer ikke
       *[other] Ingen af de { $count } mentees i runden passer
    } med alle regler.
waiting-no-mentee-fits-well-enough = { $count ->
        [one] Den ene mentee, som reglerne tillader, passer
       *[other] Alle { $count } mentees, som reglerne tillader, passer
    } dårligere, end programmet beder om.
waiting-no-peers = Der er ikke andre i denne runde.
waiting-too-few-suitable-peers = { $count ->
        [0] Ingen i runden overholder alle regler sammen med personen, og en gruppe kræver flere.
        [one] Kun én i runden overholder alle regler sammen med personen, og en gruppe kræver flere.
       *[other] Kun { $count } i runden overholder alle regler sammen med personen, og en gruppe kræver flere.
    }
waiting-no-group-fits = { $count ->
        [one] Én person ville passe, men ingen gruppe
       *[other] { $count } personer ville passe, men ingen gruppe
    } har plads, de kan ikke alle mødes på én gang, eller de er ikke til rådighed for hinanden.
waiting-removed-by-rule = • { $rule } holder { $count ->
        [one] én person
       *[other] { $count } personer
    } væk

rule-not-available = »Ikke til rådighed for hinanden«
rule-reporting-line = Reglen om ledelseslinjer
rule-same-team = Reglen om samme team
rule-overlap = Reglen om fælles arbejdstid
rule-language = Reglen om et fælles sprog
rule-repeat = Reglen om ikke at møde tidligere partnere igen
rule-level-gap = Reglen om niveauer

change-one-more-place = *Det ville hjælpe mest:* én plads mere hos { $count ->
        [one] den ene mentor, der passer
        [2] en af de to mentorer, der passer
       *[other] en af de { $count } mentorer, der passer
    }, hvis de to er til rådighed for hinanden.
change-one-more-mentee = *Det ville hjælpe mest:* én mentee mere, som passer og er til rådighed.
change-relax-rule = *Det ville hjælpe mest:* { $rule } er den eneste regel, der skiller dem fra { $count ->
        [one] én person
       *[other] { $count } personer
    }; overvej, om den skal gælde her.
change-wait = *Det ville hjælpe mest:* flere deltagere i næste runde.

match-overtaken = Udkastet kan ikke udgives længere. Noget har ændret sig i { $programme }, siden det blev lavet, og ingen har fået besked.
match-newer = { $coordinator } har ændret udkastet til { $programme } i mellemtiden. Se på det først; ingen har fået besked.
match-change-left = • { $people } har forladt programmet
match-change-deactivated = • { $people } kan ikke deltage længere
match-change-not-available = • { $people } er ikke længere til rådighed for hinanden
match-change-breaks-rule = • { $people }: { $rule } holder dem nu adskilt
match-overtaken-next = Opdatér udkastet. Så tager det med, hvad der er sket, og du ser det, før noget bliver sendt.
match-newest-button = Åbn det nyeste udkast

match-published = *{ $programme } er udgivet.* { $people ->
        [one] Én person bliver
       *[other] { $people } personer bliver
    } præsenteret for deres match i deres egen arbejdstid, { $waiting ->
        [0] og ingen står uden.
        [one] og én person, der ikke er matchet endnu, får at vide hvorfor, og hvad der sker nu.
       *[other] og { $waiting } personer, der ikke er matchet endnu, får at vide hvorfor, og hvad der sker nu.
    }
match-published-asking = *{ $programme } er udgivet.* { $matches ->
        [one] Én mentor bliver
       *[other] Mentorerne i { $matches } par bliver
    } spurgt først, i deres egen arbejdstid, og har tre arbejdsdage til at svare. Hvert ja præsenterer et par.
match-published-asking-next = Hvor der ikke kommer svar, hører du det og beslutter. Ellers retter runden sig selv og spørger videre; de, der ikke er matchet endnu, får besked, når intet er åbent længere.
match-published-next = De, der kommer til senere, bliver matchet, når du laver det næste udkast; ingen, der har et match nu, bliver forstyrret.

error-nothing-to-match = De programmer, du kører, er slut, så der er ingen at matche. Brug `/mentor program` til at begynde et nyt.
error-programme-over = Sidste dag i { $programme } er passeret, så ingen kan blive matchet længere. Skal programmet fortsætte, så vælg en senere sidste dag under »Rediger« i `/mentor program`.
error-nobody-to-match = { $enrolled ->
        [0] Ingen er tilmeldt { $programme } endnu. Så snart nogen er med, er matchudkastet her.
        [one] Den ene tilmeldte i { $programme } har et match eller tager ingen for tiden. Ingen venter.
       *[other] Alle { $enrolled } tilmeldte i { $programme } har et match eller tager ingen for tiden. Ingen venter.
    }
error-already-published = Denne runde af { $programme } er allerede udgivet, så intet blev sendt to gange. Brug `/mentor match` til at matche dem, der er kommet til siden.
error-changed-this-moment = Nogens plads ændrede sig netop nu. Ingen har fået besked; tryk på Udgiv én gang til.
error-draft-changed = Andre ændrer udkastet til { $programme } lige nu, så intet blev gemt. Vent et øjeblik, se på det igen med `/mentor match`, og lav din ændring en gang til.
