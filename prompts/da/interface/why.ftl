# Hvorfor dette match: det, hver enkelt får at vide om sit eget, og hvor mange ønsker der gik i opfyldelse, til koordinatorer

wishes-share = { $share ->
        [few] få
        [quarter] omkring en fjerdedel
        [half] omkring halvdelen
        [three_quarters] omkring tre fjerdedele
       *[nearly_all] næsten alle
    }
match-wishes = *Opfyldte ønsker:* af de matchede, der havde bedt om nogen, har { $share } fået en, de bad om.
match-wishes-note = Aldrig et tal og intet om den enkeltes ønske. Det er regnet ud, før du ændrer noget, og bliver stående, indtil der er fem flere at matche, eller runden er offentliggjort.
report-wishes = *Opfyldte ønsker:* af de matchede, der havde bedt om nogen, fik { $share } en, de bad om.
report-wishes-note = Aldrig et tal og intet om den enkeltes ønske. Det er for runderne, som de blev regnet ud, før nogen ændrede dem, og før mentorerne svarede.
report-csv-wishes = Opfyldte ønsker
