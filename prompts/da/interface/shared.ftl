# Ord, som flere samtaler deler.

button-close = Luk
notice-modal-title = Mentor Bot

# Hvem der ser et felt. Står under hvert felt i en formular.
seen-by-match = Ses af: dit match
seen-by-match-goals = Ses af: dit match. Det, koordinatorerne kan læse ud af det: hvad der bragte jer sammen.
seen-by-match-hours = Ses af: dit match. Det, koordinatorerne kan læse ud af det: hvor mange timer I har fælles.
seen-by-match-goals-or-asked = Ses af: dit match og en mentor, der bliver spurgt om at være dit match. Det, koordinatorerne kan læse ud af det: hvad der bragte jer sammen.
seen-by-match-or-asked = Ses af: dit match og en mentor, der bliver spurgt om at være dit match
seen-by-match-or-shown = Ses af: dit match og mentees, du bliver foreslået til. Hvor et program foreslår mentorer, bliver du spurgt først; intet svar er et ja.
seen-by-match-asked-or-shown = Ses af: dit match, en mentor, der bliver spurgt om at være dit match, og mentees, du bliver foreslået til. Hvor et program foreslår mentorer, bliver du spurgt først; intet svar er et ja.
seen-by-match-goals-or-shown = Ses af: dit match og mentees, du bliver foreslået til (du bliver spurgt først). Det, koordinatorerne kan læse ud af det: hvad der bragte jer sammen.
seen-by-matching = Ses af: kun matchningen
seen-by-you-and-totals = Ses af: kun dig; andre ser tal for mindst fem personer samlet

role-mentee-option = Mentee
role-mentee-hint = Jeg vil gerne have en mentor
role-mentor-option = Mentor
role-mentor-hint = Jeg vil gerne være der for en anden
role-both-option = Begge dele
role-both-hint = Jeg vil gerne have en mentor og selv være der for andre
role-peer-option = Ligestillet
role-peer-hint = Jeg vil gerne have en gruppe af ligestillede

kind-one_to_one = Én til én-mentoring
kind-peer_group = Netværksgruppe

goal-career-direction = Retning i arbejdslivet
goal-new-role = Finde mig til rette i en ny rolle
goal-leadership = Lede andre
goal-feedback = Give og tage imod feedback
goal-confidence = Selvtillid
goal-communication = Tale og skrive klart
goal-network = Bygge et netværk
goal-influence = Få indflydelse uden formel magt
goal-craft = Blive bedre til mit fag
goal-change = Håndtere forandringer
goal-balance = Balance og energi
goal-organisation = Finde rundt i organisationen

level-1 = De første år i arbejdslivet
level-2 = Erfaren
level-3 = Senior eller specialist
level-4 = Leder for et team
level-5 = Leder for ledere

agree-1-option = Uenig
agree-2-option = Lidt uenig
agree-3-option = Midt imellem
agree-4-option = Lidt enig
agree-5-option = Enig

maybe-not-reached = Noget, jeg skrev i din samtale med { $people }, er måske ikke nået frem: Slack svarede ikke, og jeg kan ikke kigge i den. Står der ikke noget nyt, behøver du ikke gøre noget: Koordinatoren kan få det sendt igen.
