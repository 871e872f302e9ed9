"""The words of the showcase: themes, titles, sentences and what kommuner promise.

Data only, all of it invented; blog.py puts it together.
"""

from __future__ import annotations

INVENTED = "Den här texten är påhittad. Det som står här om {kommun} har aldrig hänt."

THEMES = {
    "familjehem": "Familjehem",
    "samverkan": "Samverkan",
    "barns-delaktighet": "Barns delaktighet",
    "personal": "Personal och rekrytering",
    "forsta-linjen": "Första linjen",
    "upphandling": "Upphandling",
    "arbetstid": "Arbetstid",
    "utbildning": "Utbildning",
    "tillsyn": "Tillsyn",
    "forebyggande": "Förebyggande arbete",
    "digitala-verktyg": "Digitala verktyg",
    "orosanmalningar": "Orosanmälningar",
}

ORGANISATIONS = (
    {"slug": "region-exempel", "name": "Region Exempel", "kind": "kommunalförbund"},
    {"slug": "landstinget-exempel", "name": "Landstinget Exempel", "kind": "landsting"},
    {"slug": "region-exempel-2017", "name": "Region Exempel", "kind": "region"},
    {"slug": "exempelby-vardcentral", "name": "Exempelby vårdcentral", "kind": "annat"},
    {"slug": "foreningen-exempel", "name": "Föreningen Exempel", "kind": "förening"},
    {"slug": "exempelby-hogskola", "name": "Exempelby högskola", "kind": "högskola"},
    {"slug": "exempelmyndigheten", "name": "Exempelmyndigheten", "kind": "myndighet"},
    {"slug": "exempelfacket", "name": "Exempelfacket", "kind": "fackförbund"},
)

MEASURES = {
    "orosanmalningar": ("Orosanmälningar", "anmälningar"),
    "socialsekreterare": ("Socialsekreterare", "tjänster"),
    "tid-med-barn": ("Tid tillsammans med barn", "procent av arbetstiden"),
    "familjehem": ("Familjehem", "hem"),
}

FIRST = (
    "En påhittad dag i {kommun}",
    "{kommun} vill nå barnen tidigare",
    "I {kommun} stannar medarbetarna kvar",
    "{kommun} söker en gemensam riktning",
    "Så mäter {kommun} sin tid",
)
AGAIN = (
    "Tillbaka i {kommun}",
    "{kommun}, ett år senare",
    "Det här blev av i {kommun}",
    "Återbesök i {kommun}: mer tid för barnen",
)
GUESTS = (
    "En gäst om skolans del i {kommun}",
    "Forskning möter vardag i {kommun}",
    "Vad ett familjehem i {kommun} behöver",
)
GENERAL = (
    "Vad besöken har lärt oss, del {number}",
    "Frågor som kommer igen, del {number}",
    "Så läser du planerna, del {number}",
)

HEADINGS = (
    "Mer tid för barnen",
    "Skolan är första dörren",
    "Familjehemmen räcker inte",
    "En plan som går att följa",
    "När många kommer samtidigt",
    "Stöd till nya medarbetare",
    "Politikerna är med",
    "Vad barnen själva säger",
    "Det som återstår",
    "Kvällar och helger",
)

SENTENCES = (
    "Arbetsgruppen är stabil, och det märks i varje samtal.",
    "Handläggarna har fått hjälp med det som inte är socialt arbete.",
    "Skolan hör av sig tidigare än förut, och det ger mer tid.",
    "Det svåraste är att hitta familjehem nära barnens skola.",
    "Cheferna möts varannan vecka och fattar beslut på plats.",
    "Barnen får träffa samma person från början till slut.",
    "Hälften av anmälningarna kommer från skolan.",
    "Två tjänster är lediga, och ingen har sökt dem än.",
    "Mottagningen har öppet en kväll i veckan.",
    "Politikerna följer upp målen fyra gånger om året.",
    "Ingen vill tillbaka till hur det var förra hösten.",
    "Det är för tidigt att säga vad det ger.",
    "Ungdomarna har själva skrivit om sina rum.",
    "Elevhälsan och socialtjänsten delar numera lokal.",
    "En ny medarbetare har en handledare i ett år.",
    "Planen är kort, och alla som vi möter har läst den.",
    "Upphandlingen tog mer tid än någon hade trott.",
    "Tillsynen fann brister som nu är åtgärdade.",
    "Kommunen räknar hur många timmar som går till barnen.",
    "Regionen och kommunen har skrivit under samma avtal.",
    "Det märks att frågan har fått en ägare.",
    "Föräldrarna ville ha kortare brev, och det har de fått.",
    "Vi frågade vad som hindrar, och svaret var journalsystemet.",
    "Grannkommunen hjälper till under sommaren.",
)

QUOTES = (
    "Vi slutade räkna ärenden och började räkna möten.",
    "Det viktigaste är att någon svarar när barnet ringer.",
    "Förut var planen ett dokument. Nu är den en vana.",
)

POINTS = (
    ("bbic", "Myndighetsutövning", "Införa BBIC", "utbildning"),
    ("administrativt-stod", "Personal", "Anställa två administratörer", "arbetstid"),
    ("handledning", "Personal", "Ge varje ny medarbetare en handledare", "personal"),
    ("fler-familjehem", "Familjehem", "Rekrytera fem nya familjehem", "familjehem"),
    ("stod-till-familjehem", "Familjehem", "Erbjuda alla familjehem handledning", "familjehem"),
    ("elevhalsa", "Samverkan", "Möta elevhälsan varje månad", "samverkan"),
    ("en-mottagning", "Samverkan", "Öppna en gemensam mottagning för barn", "forsta-linjen"),
    ("barnens-ord", "Delaktighet", "Fråga barnen vid varje uppföljning", "barns-delaktighet"),
    ("korta-brev", "Delaktighet", "Skriva om alla brev till barn", "barns-delaktighet"),
    ("tidigt-stod", "Förebyggande", "Erbjuda stöd utan utredning", "forebyggande"),
    ("e-tjanst", "Digitalt", "Öppna en e-tjänst för ansökningar", "digitala-verktyg"),
    ("anmalningar", "Myndighetsutövning", "Bedöma anmälningar inom ett dygn", "orosanmalningar"),
)

NOTES = (
    "Arbetet har börjat, men mycket återstår.",
    "Det som fattas är en lokal.",
    "Alla som vi talade med säger att det fungerar.",
    "Ingen är utsedd än.",
    "",
)
