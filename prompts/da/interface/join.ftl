# At tilmelde sig et program: /mentor join

join-modal-title = Tilmeld dig
join-choose-label = Hvilket program?
join-choose-begun = Her er du gået i gang: fortsæt, hvor du slap
join-next-submit = Næste
join-begin-submit = Ja, det vil jeg gerne
join-go-on-submit = Fortsæt
join-finish-submit = Tilmeld mig
join-later-close = Ikke nu

join-look-what = *{ $programme }*
    { $purpose }
join-look-time = *Din tid.* { $kind ->
        [peer_group] En gruppe af ligestillede, der mødes cirka { $meetings } gange
       *[other] Cirka { $meetings } møder
    } à { $minutes } minutter på { $months ->
        [one] en måned
       *[other] { $months } måneder
    }, fra { $starts } til { $ends }.
join-look-messages = *Beskeder.* Cirka { $messages } fra botten på { $months ->
        [one] en måned
       *[other] { $months } måneder
    }, i din egen arbejdstid. Du kan holde pause eller stoppe, når du vil, uden at give en grund.
join-look-seen = *Hvem ser hvad.* Ved hvert spørgsmål står der, hvem der ser dit svar: dit match, kun matchningen eller kun dig. Botten kan ikke læse, hvad du skriver til dit match. Koordinatorer ser, hvem der er med, hvorfor to passer sammen (fx et mål, de deler), og om folk har mødtes, men aldrig hvad nogen har svaret.
join-look-people = *Dem kan du gå til.* { $coordinators } står for programmet. { $contact } er der for dig, hvis noget er svært.
join-look-next = Nu kommer nogle få korte spørgsmål, højst tre minutter. Hvert trin bliver gemt.
join-taken = Du har allerede en plads i { $programmes }, og den beholder du. Her ser du et andet program.
join-look-begun = Du er allerede gået i gang. Fortsæt, hvor du slap.

join-progress = { $programme } · trin { $step } af { $steps }. Det, du udfylder, bliver gemt for hvert trin.

join-role-label = Hvad vil du gerne være?

join-goals-wanted-label = Hvad vil du gerne arbejde med?
join-goals-wanted-mentor-label = Og hvad vil du selv gerne lære?
join-goals-placeholder = Vælg, det vigtigste først
join-goals-own-words-label = Med dine egne ord
join-goals-offered-label = Hvad kan du hjælpe en anden med?
join-offers-own-words-label = Det, du tilbyder, med dine egne ord
join-capacity-label = Hvor mange mentees højst?
join-capacity-hint = Ses af: kun matchningen. Du får aldrig flere end det.

join-level-label = Hvor er du i dit arbejdsliv?
join-level-hint = Ses af: matchningen. Det, en mentee og koordinatorerne kan læse ud af det: at mentoren er længere fremme, aldrig hvad du har valgt.
join-department-label = Afdeling
join-department-hint = Ses af: matchningen. Det, dit match og koordinatorerne kan læse ud af det: at I har hver sin, aldrig hvilken der er din.
join-team-label = Team
join-site-label = Arbejdssted
join-site-hint = Ses af: matchningen. Det, dit match og koordinatorerne kan læse ud af det: at I arbejder forskellige steder, aldrig hvor.
join-country-label = Land
join-country-hint = Ses af: kun matchningen. Det afgør, hvilke helligdage du har fri.
region-label = Landsdel eller delstat
region-whole-country-option = Kun de helligdage, hele landet har
join-region-hint = Ses af: ingen. Nogle helligdage gælder kun i dele af et land.
join-manager-label = Din nærmeste leder
join-manager-hint = Ses af: kun matchningen. Bruges kun til at holde jer adskilt.
join-manager-placeholder = Vælg en person
join-languages-label = Sprog, du kan tale på
join-languages-hint = Ses af: matchningen. Det, dit match, en mentee, du bliver foreslået til, og koordinatorerne kan læse ud af det: de sprog, I har til fælles, aldrig de andre.
join-languages-placeholder = Vælg sprog
join-choose-placeholder = Vælg

join-hours-why = Hvornår arbejder du? Beskeder kommer i de timer, og matchningen leder efter timer, I har fælles. Nætter og weekender er også fine.
join-zone-label = Hvor er du (tidszone)?
join-weekdays-label = Dage, du arbejder
join-from-label = Fra
join-to-label = Til
join-to-hint = Ses af: dit match. Et tidligere tidspunkt end »Fra« betyder, at du arbejder hen over midnat.

join-with-label = Er der nogen, du gerne vil matches med?
join-with-hint = Ses af: kun matchningen. Du får at vide, hvilke af dine ønsker der gik i opfyldelse. Koordinatorerne læser kun med et ord, hvor mange af alles der gjorde.
join-not-with-label = Er der nogen, du helst ikke vil matches med?
join-not-with-hint = Ses af: kun matchningen. Ingen får at vide, hvem der bad om det eller hvorfor, heller ikke koordinatoren.
join-people-placeholder = Vælg personer
join-expectation-label = Hvad håber du på fra dit match?
join-motivation-label = Hvad fik dig til at melde dig?
join-motivation-hint = Ses af: kun dig. En note til dig selv, som du kan læse igen under /mentor profil.

join-baseline-why = Tre frivillige spørgsmål. De bliver stillet igen til sidst, så programmet kan se, om det hjælper.
baseline-interest-in-me-label = Nogen på mit arbejde interesserer sig for mig som menneske
baseline-know-whom-to-ask-label = Jeg ved, hvem jeg kan spørge, når jeg sidder fast
baseline-clear-direction-label = Jeg har en klar idé om, hvor jeg vil hen

join-introduction-why = *Sådan præsenterer vi dig.* Ret i det, til det lyder som dig. Du kan ændre det indtil opstarten.
join-introduction-label = Din præsentation
introduction-who = { $has_title ->
        [yes] { $name }, { $title }.
       *[no] { $name }.
    }
introduction-wants = Vil gerne arbejde med: { $goals }.
introduction-offers = Kan hjælpe med: { $goals }.
introduction-expects = Håber på: { $words }

join-done = Du er med i *{ $programme }*. Botten har skrevet til dig om, hvad der sker nu.

joined = Du er med i { $programme } { $role ->
        [mentor] som mentor
        [mentee] som mentee
        [both] som mentor og mentee
       *[other] som ligestillet
    }. Programmet løber fra { $starts } til { $ends }.
joined-introduction = Sådan bliver du præsenteret for dit match:
joined-next = *Det sker nu:* Koordinatoren laver matchene, og du hører fra mig, uanset hvad, med en begrundelse. Indtil da behøver du ikke gøre noget.
joined-profile-button = Ret mine svar
joined-status-button = Min plads

error-nobody-takes-people = Ingen programmer tager imod tilmeldinger lige nu. Der er ikke noget galt med din konto; spørg din koordinator, hvornår det næste begynder, eller skriv »hjælp« til botten.
error-enrolment-closed = { $programme } tager ikke imod flere lige nu. Det, du har udfyldt, er gemt, så intet går tabt, hvis der bliver åbnet igen.
error-already-enrolled = Du har allerede en plads i { $programme }. Brug `/mentor profil` for at rette dine svar eller `/mentor status` for at se, hvor du er.
error-cannot-take-part = Programmerne her er for fuldgyldige medlemmer af dette workspace, så gæster, eksterne og apps kan ikke tilmelde sig. { $named ->
        [yes] { $contact }
       *[no] En administrator af dette workspace
    } kan fortælle om andre måder at finde en mentor på.
error-too-long = Teksten har { $written } tegn; der er plads til { $most }. Intet er tabt: forkort den og prøv igen.
error-no-words = Skriv mindst et ord eller to her, så dit match ved, hvem du er.
error-wished-both-ways = { $name } står både under »med« og »ikke med«. Vælg én af delene.
error-unreadable-hours = Vælg mindst én dag og et tidspunkt at begynde og slutte.
