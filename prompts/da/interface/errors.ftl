# Afvisninger, som enhver samtale kan møde. Hver siger, hvad man kan gøre nu.

error-unexpected = Noget gik galt hos os, og det, du skrev, er ikke tabt. Prøv igen om lidt; bliver det ved, så oplys referencen { $reference } til den, der driver denne bot.
error-cut-short = Botten blev genstartet midt i det, du sidst bad om, så det blev ikke til noget, og intet står halvt gjort tilbage. Gør det gerne én gang til.
error-not-allowed = Den her er ikke din at trykke på: den hører til en anden eller til dem, der står for programmet. Brug `/mentor hjælp` for at se, hvad du kan.
error-gone = Det her har ændret sig, siden beskeden blev skrevet. Brug `/mentor status` for at se, hvordan det står nu.
