"""The words of the synthetic posts: themes, titles, headings and sentences with placeholders.

Data only: corpus.py puts them together.
"""

from __future__ import annotations

THEMES = (
    ("familjehemsvard", "Familjehemsvård", "Hur barn får ett hem hos någon annan när det behövs."),
    ("samverkan", "Samverkan", "Hur skola, vård, polis och socialtjänst hjälps åt."),
    ("barns-delaktighet", "Barns delaktighet", "Hur barn och unga får säga sin mening."),
    (
        "personal-och-rekrytering",
        "Personal och rekrytering",
        "Hur kommuner hittar och behåller medarbetare.",
    ),
    (
        "ensamkommande-barn",
        "Ensamkommande barn",
        "Hur barn som kommer utan sina föräldrar tas emot.",
    ),
    ("forsta-linjen", "Första linjen", "Den vård som barn med psykisk ohälsa möter först."),
    ("upphandling-och-hvb", "Upphandling och HVB", "Hur kommuner köper vård och följer upp den."),
    ("arbetstid-och-barntid", "Arbetstid och barntid", "Vad socialsekreterarnas tid går till."),
    ("utbildning-och-kompetens", "Utbildning och kompetens", "Vad medarbetare lär sig, och hur."),
    ("tillsyn", "Tillsyn", "Vad myndigheter granskar och hur svaren används."),
    ("forebyggande-arbete", "Förebyggande arbete", "Stöd som kommer innan något har hänt."),
    ("digitala-verktyg", "Digitala verktyg", "Teknik som ger mer tid för barn och familjer."),
)

TITLES = (
    "I {kommun} stannar medarbetarna kvar",
    "{kommun} vill nå barnen tidigare",
    "Tillbaka i {kommun}",
    "Så mäter {kommun} sin tid",
    "{kommun} söker en gemensam riktning",
    "Lugnare i {kommun} efter ett tungt år",
    "Tre frågor som {kommun} tar med sig",
    "”Vi måste våga fråga barnen” – en dag i {kommun}",
)

HEADINGS = (
    "Få slutar numera",
    "Upphandlingen tar kraft",
    "Mer tid tillsammans med barnen",
    "Skolan som första dörr",
    "Familjehem saknas fortfarande",
    "En plan som går att följa",
    "När många kommer samtidigt",
    "Vad barnen själva säger",
    "Stöd till nya medarbetare",
    "Kvällar, helger och jour",
    "Det som återstår",
    "Politikerna är med",
    "Så följs arbetet upp",
    "Fler saker som kom upp",
    "På väg mot en plan för handling",
    "Tillsammans i länet",
)

WHO = (
    "socialsekreterarna",
    "enhetschefen",
    "skolkuratorerna",
    "politikerna i nämnden",
    "familjehemmen",
    "medarbetarna på mottagningen",
    "elevhälsan",
    "verksamhetschefen",
    "de nya medarbetarna",
    "föräldrarna",
    "barnmorskorna på familjecentralen",
    "handledarna",
    "vårdcentralens personal",
    "grannkommunerna",
)

WHAT = (
    "arbetet med att rekrytera familjehem",
    "hur barnen kommer till tals",
    "dokumentationen i varje ärende",
    "den gemensamma planen för hösten",
    "stödet till de yngsta barnen",
    "hur anmälningarna tas om hand",
    "överenskommelsen med regionen",
    "introduktionen för nyanställda",
    "uppföljningen av placerade barns skolgång",
    "hur mötena kan bli färre och bättre",
    "vad som händer efter en utredning",
    "rutinerna för jour och beredskap",
)

WHEN = (
    "sedan i våras",
    "under det senaste året",
    "varje torsdag",
    "redan före sommaren",
    "i slutet av månaden",
    "efter vårt förra besök",
    "när hösten kommer",
    "två gånger per termin",
    "så snart budgeten är klar",
)

HOW = (
    "steg för steg",
    "utan att det kostar mer",
    "i små grupper",
    "med hjälp av en enkel mall",
    "tillsammans med grannarna",
    "med barnets bästa för ögonen",
    "i lugn och ro",
    "på samma sätt i hela kommunen",
)

SENTENCES = (
    "Vi fick höra att {who} {when} har ändrat {what}.",
    "I {kommun} arbetar {who} {how} med {what}, och det märks.",
    "Det har inte alltid varit så, men {when} har {who} fått mer tid för {what}.",
    "På frågan om vad som är svårast svarar {who} att det är {what}.",
    "Samtalet handlade länge om {what} och om hur {who} kan bidra {how}.",
    "Flera av dem vi träffade berättade att {who} saknar någon att fråga om {what}.",
    "Kommunen har {when} mätt {what}, och resultatet förvånade både {who} och {who2}.",
    "Det är lätt att tro att {what} löser sig av sig självt, men så är det sällan.",
    "Bland förklaringarna nämner {who} att {who2} har varit med från början.",
    "Vi gläder oss åt att {who} tar upp {what} utan att vi behöver fråga.",
    "Ändå återstår mycket: {what} är ännu inte på plats, och {who} vet om det.",
    "När {who} och {who2} möts {when} brukar {what} stå överst på listan.",
    "Att göra det {how} kräver tålamod, säger {who}, men också mod.",
    "Ungefär {number} barn och unga berörs, och för dem spelar {what} stor roll.",
    "Av {number} anmälningar kom bara några få från dem som möter de yngsta barnen.",
    "Tanken är att {who} ska kunna träffa barnen oftare och {how} få en bild av vardagen.",
    "Det som fungerar bäst just nu är *{what}*, enligt {who}.",
    "Nästa steg är att låta {who} pröva {what} {how}, **med början i {kommun}**.",
    "Vi frågade också vad {who2} väntar sig, och fick svaret att {what} inte kan vänta längre.",
    "Så har {kommun} {when} gått från ord till handling, och det {how}.",
)

LINKED = (
    "Mer om det finns hos [{source}]({address}) för den som vill läsa vidare.",
    "Underlaget har [{source}]({address}) publicerat i sin helhet.",
)

REFERRING = (
    "Vi har skrivit om samma fråga [efter ett annat besök]({address}).",
    "Det påminner om vad vi fick höra [när vi var i {other}]({address}).",
)

SOURCES = (
    ("Socialstyrelsen", "https://www.socialstyrelsen.se/"),
    ("Inspektionen för vård och omsorg", "https://www.ivo.se/"),
    ("Sveriges Kommuner och Regioner", "https://skr.se/"),
    ("Barnombudsmannen", "https://www.barnombudsmannen.se/"),
    ("Skolverket", "https://www.skolverket.se/"),
)

ITEMS = (
    "Gruppen arbetar hela tiden med att behålla den goda stämningen.",
    "Någon utifrån ger handledning {when}.",
    "Kollegorna hjälper och stöttar varandra {how}.",
    "Enheten både utreder och följer upp {what}.",
    "Nya medarbetare får en mentor bland {who}.",
    "{number} familjer har fått erbjudande om utbildning.",
    "kärnfull dokumentation",
    "bättre samverkan om {what}",
    "fasta tider då {who} går att nå",
)

QUOTES = (
    "Vi måste våga fråga barnen vad de själva vill, och sedan göra något av svaret.",
    "Det är när {who} och {who2} sitter i samma rum som det händer något.",
    "Om vi inte hinner med {what} så hinner vi inte med det viktigaste.",
    "Förr visste ingen vem som hade ansvaret. Nu vet alla, och det gör skillnad {when}.",
)

ROLES = ("en av enhetscheferna", "en socialsekreterare", "ordföranden i nämnden", "en rektor")
