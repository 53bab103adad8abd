# At passe sin egen plads: status, profil, pause, genoptag, stop, og appens forside

status = Sådan står det.
status-nothing = Du har endnu ikke en plads i et program. { $open ->
        [yes] Du kan kigge på dem, der er åbne nu, uden at binde dig til noget.
       *[no] Når et program tager imod tilmeldinger, kan du kigge på det uden at binde dig til noget.
    }
status-joining = *{ $programme }*: du gik i gang med at tilmelde dig og er ikke færdig. Det, du har udfyldt, er gemt.
status-waiting = *{ $programme }*: du har en plads { $role ->
        [mentor] som mentor
        [mentee] som mentee
        [both] som mentor og mentee
       *[other] som ligestillet
    } og er ikke matchet endnu. Du får besked, uanset hvad. Programmet løber fra { $starts } til { $ends }.
status-over = *{ $programme }* er slut: { $ends } var sidste dag.
status-over-matched = *{ $programme }* er slut: { $ends } var sidste dag. Jeres samtale er fortsat jeres: { $people }.
status-place = *{ $programme }*, { $role ->
        [mentor] som mentor
        [mentee] som mentee
        [both] som mentor og mentee
       *[other] som ligestillet
    }:
status-with-not-met = • { $ways ->
        [both] du og { $people } har været mentor for hinanden
       *[one] med { $people }
    } siden { $since }; intet møde noteret endnu
status-with-ahead = • { $ways ->
        [both] du og { $people } er mentor for hinanden
       *[one] med { $people }
    } fra { $since }; jeres samtale er åben allerede
status-with-met = • { $ways ->
        [both] du og { $people } er mentor for hinanden
       *[one] med { $people }
    }; I har sidst noteret et møde { $met }
status-contact = { $contact } er den, du kan gå til.
status-away = Du holder pause. Der kommer ikke noget af sig selv, før du skriver `/mentor genoptag`.
status-away-until = Du holder pause til og med { $until }. Indtil da kommer der ikke noget af sig selv.
status-next = *Næste:* { $kind ->
        [check_in] et kort check-in
        [meeting_reminder] en påmindelse om at finde en tid
        [last_meeting] en guide til jeres sidste møde
        [baseline_again] tre korte spørgsmål
        [goodbye] et farvel
       *[other] en samtalestarter
    }, tidligst { $day }.
status-go-on-button = Fortsæt, hvor jeg slap
status-profile-button = Ret mine svar
status-pause-button = Hold pause
status-resume-button = Jeg er tilbage
status-leave-button = Opgiv min plads

home-header = Hej { $name }
home-contact-for = Du er den, man kan gå til i { $programmes }. Deltagerne ser dit navn og kan skrive til dig direkte eller sende dig et par ord gennem botten. Det, de fortæller dig, bliver mellem jer.
home-offers = *Åbne lige nu*
home-offer = • { $programme }, { $starts } til { $ends }
home-runs-header = Det, du står for
home-run = *{ $programme }*: { $state ->
        [draft] ikke åbnet endnu, til { $ends }
        [open] tager imod tilmeldinger, til { $ends }
        [closed] lukket for tilmelding, til { $ends }
        [over] slut siden { $ends }
       *[other] sluttede { $ends }
    }
    { $over ->
        [yes] { $enrolled } tilmeldt · { $matched } har været matchet · { $waiting } aldrig matchet
       *[no] { $enrolled } tilmeldt · { $matched } matchet · { $waiting } ikke matchet endnu
    }
home-programme-button = Programmer
home-match-button = Matchning
home-report-button = Rapport

partner-away = { $partner } er væk fra { $programme } for en tid. Der er ikke noget galt, og du behøver ikke gøre noget; du hører, når det går videre.
partner-away-until = { $partner } er væk fra { $programme } til og med { $until }. Der er ikke noget galt, og indtil da behøver du ikke gøre noget.
partner-away-group = { $partner } er væk fra jeres gruppe i { $programme } for en tid. Gruppen fortsætter imens og tager gerne imod igen.
partner-away-group-until = { $partner } er væk fra jeres gruppe i { $programme } til og med { $until }. Gruppen fortsætter imens.
partner-back = { $partner } er tilbage i { $programme }. Skriv gerne en linje, når det passer dig; det går videre herfra.

pause-modal-title = Hold pause
pause-what = Fra i dag sender botten dig ikke noget af sig selv, og kalenderen i dine programmer står stille for dig. Dit match får at vide, at du er væk for en tid, og når du er tilbage, uden en grund; en gruppe fortsætter imens.
pause-date-unread = Datoen, du skrev, kunne ikke læses. Vælg den her, eller skriv den som »24. december«, 24-12-2026 eller »fredag«.
pause-date-past = Den dag, du skrev, er allerede gået. Vælg din sidste dag væk her.
pause-until-label = Sidste dag væk
pause-until-hint = Lad feltet stå tomt, hvis du selv vil sige til.
pause-submit = Hold pause
paused = Du holder pause fra i dag. Skriv `/mentor genoptag`, når du er tilbage.
paused-until = Du holder pause fra i dag til og med { $until }. Den slutter af sig selv; `/mentor genoptag` slutter den før.
resumed = Velkommen tilbage. Det går videre herfra, og pausen bliver ikke lagt dig til last.

profile-modal-title = Dine svar
profile-change = { $programme }. En ændring gælder fra nu af.
profile-submit = Gem
profile-introduced = Sådan bliver du præsenteret for dit match:
profile-role = Du er med { $role ->
        [mentor] som mentor.
        [mentee] som mentee.
        [both] som mentor og mentee.
       *[other] som ligestillet.
    }
profile-wanted = *Du vil gerne arbejde med:* { $goals }
profile-offered = *Du kan hjælpe med:* { $goals }
profile-full = *Du tager ikke flere mentees for tiden.* `/mentor optaget slut` ophæver det.
profile-manager = *Din leder:* { $manager } (ses kun af matchningen)
profile-hours = *Du arbejder:* { $days }, { $hours }, { $zone }
profile-introduction-button = Præsentation
profile-goals-button = Mål
profile-about-button = Om mig
profile-hours-button = Arbejdstid
profile-wishes-button = Ønsker

how-often = { $most ->
        [week] Når du ikke selv beder om noget, skriver jeg højst omkring en gang om ugen til dig.
        [two_a_month] Når du ikke selv beder om noget, skriver jeg højst to gange om måneden til dig.
        [one_a_month] Når du ikke selv beder om noget, skriver jeg højst en gang om måneden til dig.
       *[none] Når du ikke selv beder om noget, skriver jeg kun til dig om din egen plads.
    }
how-often-change = Det kan du ændre med `/mentor profil`.
how-often-button = Vælg hvor tit
how-often-modal-title = Hvor tit jeg skriver
how-often-what = Det handler om det, jeg sender uopfordret: samtalestartere, check-in og påmindelser, i alle dine programmer tilsammen. Det, jeg skriver i en samtale, du deler med andre, tæller også med: det, der bliver for meget for dig, får I så hver for sig i stedet.
how-often-label = Hvor tit vil du gerne høre fra mig?
how-often-usual-option = Som normalt: { $usual ->
        [week] cirka en gang om ugen
       *[month] op til to gange om måneden
    }
how-often-two-a-month-option = Sjældnere: op til to gange om måneden
how-often-one-a-month-option = Højst en gang om måneden
how-often-none-option = Slet ikke: kun det, der handler om min egen plads
how-often-comes-anyway = *Uanset hvad du vælger, får du stadig:* svar på det, du trykker på eller skriver, besked om et match og det, der spørges om før det, om opstarten, om at nogen, du er matchet med, er væk, er tilbage eller har opgivet sin plads, og farvel, når et program slutter.
how-often-note = Det gælder fra nu af. Det, der ikke længere er plads til, kommer senere, sammen med noget andet eller slet ikke. Ingen andre ser, hvad du vælger.

error-no-place = Du har endnu ikke en plads i et program. `/mentor tilmeld` viser, hvad der er åbent.
error-past-date = Den dag ligger ikke foran os. Vælg en senere, eller lad feltet stå tomt.
error-too-far-away = En pause kan højst vare et år. Skal du være væk længere, kan du bruge /mentor stop og tilmelde dig igen senere.
error-not-paused = Du holder ikke pause, så der er ikke noget at slutte. `/mentor status` viser, hvor du er.

leave-modal-title = Opgiv min plads
leave-choose-label = Hvilken plads?
leave-what = Du er ved at opgive din plads i *{ $programme }*. Ingen får at vide hvorfor, og du kan tilmelde dig igen, så længe der er åbent.
leave-told = { $people } får denne besked fra botten:
leave-kinder = Har du bare brug for et afbræk, beholder du din plads med `/mentor pause`.
leave-not-right = Er det ikke det rette match, kan »Jeg vil gerne have hjælp« under `/mentor status` føre til et andet.
leave-submit = Opgiv min plads
leave-stay-close = Bliv
left = Din plads i { $programme } er opgivet. Tak, fordi du var med.
partner-left = { $partner } har opgivet sin plads i { $programme }. Det siger ikke noget om dig eller jeres samtaler.
partner-left-pair = Du beholder din plads, og koordinatoren kan finde et nyt match til dig i næste runde. Du behøver ikke gøre noget.
needs-a-match = I { $programme } er en plads blevet opgivet, og et match er slut med den.
needs-a-match-next = *Nu:* Den, der har mistet sit match, har fået at vide, at du kan finde et nyt. `/mentor match` viser, hvem der venter, og intet bliver sendt, før du offentliggør.
partner-left-group = Jeres gruppe fortsætter; jeg har åbnet en ny samtale for dem, der bliver, og skriver ikke mere i den gamle.
group-goes-on = Her er jeres gruppes nye samtale i { $programme }: { $people }. Jeg kan skrive her, men jeg kan ikke læse, hvad I skriver.
