# Sådan går det med et program: /mentor rapport

report-modal-title = Rapport
report-choose-label = Hvilket program?
report-choose-submit = Se rapporten

report-as-of = Status { $day }. { $state ->
        [ended] Programmet løb fra { $starts } til { $ends }.
        [ended_early] Programmet sluttede før tid, { $ended }. Det var planlagt fra { $starts } til { $ends }.
       *[other] Programmet løber fra { $starts } til { $ends }.
    }
report-nobody = Ingen er tilmeldt endnu. Når nogen har en plads, kan du her se, hvem der er matchet, og hvem der har mødtes.
report-enrolled = *Tilmeldt:* { $people ->
        [one] én person
       *[other] { $people } personer
    }: { $roles }.
report-role = { $role ->
        [mentor] { $count ->
            [one] én mentor
           *[other] { $count } mentorer
        }
        [mentee] { $count ->
            [one] én mentee
           *[other] { $count } mentees
        }
        [both] { $count ->
            [one] én, der er begge dele
           *[other] { $count }, der er begge dele
        }
       *[other] { $count ->
            [one] én ligestillet
           *[other] { $count } ligestillede
        }
    }
report-left = *Har opgivet deres plads:* { $left }.
report-matched = { $over ->
        [yes] *Har været matchet:* { $matched } af { $people }.
       *[no] *Matchet:* { $matched } af { $people }.
    }
report-not-yet-matched = *Endnu ikke matchet ({ $count }):* { $people }
report-never-matched = *Blev aldrig matchet ({ $count }):* { $people }
report-some-of-many = { $some } og { $more } til
report-no-relationships = *Har mødtes:* ingen relation er begyndt endnu.
report-met = *Har mødtes:* { $met } af { $relationships } relationer har noteret et møde{ $most ->
        [0] .
        [1] .
       *[other] : { $detail }.
    }
report-meetings = { $count } med { $meetings ->
        [one] ét møde
       *[other] { $meetings } møder
    }
report-no-news = *Intet nyt ({ $count }):*
report-no-news-since = • { $people }: intet noteret siden opstarten { $since }
report-no-news-met = • { $people }: seneste møde noteret { $since }
report-no-news-more = • og { $more } til; de står alle i CSV-filen med deres datoer
report-no-news-means = Intet nyt er ikke det samme som intet møde: det siger kun, at der ikke er noteret noget et stykke tid, set ud fra datoer og klik. Mange mødes uden at fortælle det.

report-nudges = *Sendt undervejs:* { $sent ->
        [one] én samtalestarter, ét check-in eller én påmindelse
       *[other] { $sent } samtalestartere, check-in og påmindelser
    }. { $kept ->
        [no] De kom alle for sig selv på deres dag.
       *[yes] For at ingen skal få for meget, kom { $together } af dem sammen med andet og { $moved } på en senere dag{ $left ->
            [0] .
           *[other] ; { $left } blev udeladt, fordi de ville være kommet for sent eller ikke var ønsket.
        }
    }

report-answers = *Hvad folk har svaret*
report-answers-promise = Altid kun samlede tal: gjort op én gang, når ingen kan svare mere, og aldrig for færre end fem personer. Hvad én person har svaret, bliver ikke vist til nogen.
report-nothing-yet = Der er ikke noget at vise endnu. Et check-in kan gøres op en måned efter, at det sidst blev stillet, de første spørgsmål når tilmeldingen er lukket, og de sidste fjorten dage efter programmet.
report-check-in = *Check-in stillet fra { $asked }:* hvor nyttigt var mødet, fra 1 til 5?
report-wave = { $wave ->
        [start] I begyndelsen
       *[end] Til sidst
    }: { $figures }
report-figures = gennemsnit { NUMBER($mean, minimumFractionDigits: 1, maximumFractionDigits: 1) }; { $answered } svar
report-group = • { $group }: { $figures }
report-group-role = { $role ->
        [mentor] Mentorer
        [mentee] Mentees
        [both] Både mentor og mentee
       *[other] Ligestillede
    }
report-group-unknown = Afdeling ikke kendt
report-groups-more = • og { $more } grupper til
report-withheld = vises ikke
report-withheld-why = *Vises ikke:* for få har svaret, eller et tal ville røbe nogens svar. Der skal mindst fem personer til et samlet tal, og lige så mange til hver gruppe.
report-groups-withheld = { $breakdown ->
        [role] Fordelt på roller
       *[department] Fordelt på afdelinger
    }: vises ikke
report-earlier = { $count ->
        [one] Ét tidligere check-in er
       *[other] { $count } tidligere check-in er
    } gemt, men står ikke her.

report-ready = *Klar til at blive gjort op:* { $questions }. Vælg hvordan. Det, der så bliver vist, står fast: en anden opdeling eller et senere svar kunne røbe, hvad én person har svaret.
report-ready-check-in = det check-in, der blev stillet fra { $asked }
report-ready-start = spørgsmålene i begyndelsen
report-ready-end = spørgsmålene til sidst
report-sum-up-total-button = Som ét samlet tal
report-sum-up-role-button = Fordelt på roller
report-sum-up-department-button = Fordelt på afdelinger
report-sum-up-title = Gør op én gang
report-sum-up-text = { $breakdown ->
        [total] Alles svar lagt sammen.
        [role] Fordelt på roller. Har én rolle for få svar, vises kun det samlede tal.
       *[department] Fordelt på afdelinger. Har én afdeling for få svar, vises kun det samlede tal.
    } Har færre end fem svaret, eller ville et tal røbe nogens svar, vises der ikke noget, heller ikke senere. Det kan gøres én gang og står så fast.
report-sum-up-yes-button = Gør op
report-sum-up-no-button = Ikke endnu
report-summed-up-notice = Gjort op. Sådan bliver det stående.

report-csv-what = CSV-filen viser, hvem der er tilmeldt, matchet og har mødtes, med datoer; aldrig, hvad nogen har svaret. Den kommer i dine direkte beskeder: som en fil, eller som nummererede beskeder, hvor botten ikke må dele filer.
report-csv-button = Hent som CSV
report-csv-notice = CSV-filen er på vej til dine direkte beskeder.
report-csv-comment = Rapporten om { $programme }, { $day }. Den nævner folk ved navn, så pas på den som på enhver anden liste over kolleger.
report-part = Rapporten om { $programme } som CSV, del { $number } af { $total }. Jeg må ikke dele filer her, så kopiér linjerne herunder.

report-csv-programme = Program
report-csv-day = Dag
report-csv-enrolled = Tilmeldt
report-csv-matched = Matchet
report-csv-not-yet-matched = Endnu ikke matchet
report-csv-relationships = Relationer
report-csv-met = Relationer med et noteret møde
report-csv-left = Har opgivet deres plads
report-csv-nudges = Samtalestartere, check-in og påmindelser sendt
report-csv-nudges-together = heraf sammen med andet
report-csv-nudges-moved = heraf på en senere dag
report-csv-nudges-left-out = Udeladt: for sent eller ikke ønsket
report-csv-name = Navn
report-csv-role = Rolle
report-csv-enrolled-on = Tilmeldt den
report-csv-with = Sammen med
report-csv-kick-off = Opstart
report-csv-meetings = Noterede møder
report-csv-last-met = Seneste noterede møde
report-csv-yes = ja
report-csv-no = nej

report-instead = Er der noget, du gerne vil have hjælp til? Der er nogen, der er der for dig.
report-instead-why = Rapporter er for dem, der står for et program. Din egen plads kan du altid se.
report-instead-help-button = Jeg vil gerne have hjælp
report-instead-status-button = Min plads
