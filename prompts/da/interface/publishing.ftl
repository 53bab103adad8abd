# At udgive et matchudkast på en dato, for koordinatorer

publishing-date-button = Udgiv på en dato…
publishing-now-button = Udgiv nu i stedet
publishing-other-date-button = En anden dato…
publishing-take-off-button = Tag datoen af

# Et tidspunkt med det sted, hvis ur det er: "mandag den 2. marts kl. 09.00 i København".
publishing-moment = { $moment } i { $place }
publishing-planned = *Bliver udgivet { $moment } i { $place }*, som { $person } har bedt om. Indtil da ser kun koordinatorer det, og du kan ændre udkastet, vælge en anden dato eller tage datoen af.

publishing-modal-title = Udgiv på en dato
publishing-what = *{ $programme }:* vælg den dag, hvor udkastet bliver udgivet af sig selv. Det bliver tjekket en gang til den dag. Er nogen holdt op, eller er en regel ændret, bliver intet sendt, og du får at vide, hvad der er sket.
publishing-date-label = Hvilken dag?
publishing-date-hint = Fra { $first } til { $last }, dagen før programmets sidste dag.
publishing-hour = Det sker kl. { $time } i { $place }, når din arbejdsdag begynder. Alle får besked i deres egen arbejdstid. Du kan tage datoen af indtil da; når runden først er udgivet, kan det ikke tages tilbage.
publishing-back-button = Tilbage til udkastet
publishing-submit = Sæt datoen

on-its-way = Runden i { $programme } er på vej, som du bad om: { $people ->
        [one] én person bliver
       *[other] { $people } personer bliver
    } præsenteret for deres match, { $waiting ->
        [0] og ingen står uden.
        [one] og én person, der ikke er matchet endnu, får at vide hvorfor, og hvad der sker nu.
       *[other] og { $waiting } personer, der ikke er matchet endnu, får at vide hvorfor, og hvad der sker nu.
    }
on-its-way-asking = Runden i { $programme } er på vej, som du bad om: { $matches ->
        [one] én mentor bliver spurgt først. Et ja præsenterer parret.
       *[other] mentorerne i { $matches } par bliver spurgt først. Hvert ja præsenterer et par.
    }
on-its-way-late = Det skulle være sket { $moment }. Det kunne jeg ikke på det tidspunkt, så det er sket nu.
on-its-way-seen = Alle får besked i deres egen arbejdstid.

not-published = Runden i { $programme } blev ikke udgivet på datoen, og ingen har fået besked.
not-published-overtaken = Noget har ændret sig, siden udkastet blev lavet:
not-published-put-aside = Det udkast, som { $person } havde sat dato på, er lagt til side til fordel for et andet, og det har ingen dato.
not-published-asker-gone = { $person }, som havde bedt om det, kører ikke programmet længere, så en af jer, der gør, bør se på det først.
not-published-programme-over = Programmet er slut, og de, der mødtes nu, ville ikke have tid til det.
not-published-too-late = Det skulle være sket { $moment }. Det kunne jeg ikke på det tidspunkt, og efter mere end tre dage vil jeg hellere spørge jer.
not-published-nobody-matched = Sådan som udkastet er ændret siden, fører det ingen sammen.
not-published-next = Datoen er taget af. Se på udkastet, og udgiv det, eller vælg en anden dato.
not-published-next-over = Datoen er taget af.
publishing-draft-button = Åbn udkastet

date-taken-off = { $person } har taget datoen af runden i { $programme }. Nu bliver intet udgivet af sig selv.
date-set-anew = { $person } har sat en ny dato for, hvornår runden i { $programme } bliver udgivet: { $moment }. Den gælder i stedet for den, du havde valgt.
published-instead = { $person } har udgivet runden i { $programme } nu, så den venter ikke på den dato, du havde valgt. Alle får besked i deres egen arbejdstid.

error-too-soon-to-publish = Vælg i morgen eller en senere dag. Vil du udgive i dag, så gå tilbage til udkastet og tryk på »Udgiv«.
error-too-late-to-publish = Vælg en dag før programmets sidste, så deltagerne når at mødes.
error-no-day-to-publish = Der er ingen dage tilbage mellem i dag og sidste dag i { $programme }. Udgiv nu, eller vælg en senere sidste dag under »Rediger« i `/mentor program`.
error-published-meanwhile = Runden i { $programme } er blevet udgivet i mellemtiden, og det kan ikke tages tilbage. `/mentor match` viser, hvem der stadig venter.
error-put-aside = Dette udkast til { $programme } er lagt til side i mellemtiden til fordel for et andet. Skriv `/mentor match` for at se, hvor langt runden er.
