"""What customers read when a survey asks them, in four languages, whatever language the pages speak.

The defaults of each metric follow how it is usually asked: NPS by likelihood of recommending (0–10), CSAT by how
satisfied (1–5), CES by how easy (1–7), stars by how many.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeymap.model.survey import Metric, Wording

NAMES: Mapping[str, str] = {"en": "English", "da": "Dansk", "sv": "Svenska", "de": "Deutsch"}
"""Languages that surveys speak, each by its own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """The sentences of the survey page itself.

    :param scale: takes ``{n}``, ``{low}`` and ``{high}``: what a screen reader says of one answer.
    """

    thanks: str
    saved: str
    change: str
    changing: str
    send: str
    comment_saved: str
    answered: str
    closed: str
    closed_more: str
    unknown: str
    unknown_more: str
    busy: str
    once_more: str
    stale: str
    not_an_answer: str
    trouble: str
    too_long: str
    scale: str
    test: str
    optional: str
    trap: str
    waiting: str
    scan: str


PAGE: Mapping[str, PageWords] = {
    "en": PageWords(
        thanks="Thank you!",
        saved="Your answer {n} has been saved.",
        change="Change my answer",
        changing="You answered {n}. Tap another number to correct it.",
        send="Send",
        comment_saved="Thank you for your words. They have been saved.",
        answered="You have answered already. Thank you!",
        closed="This survey is closed",
        closed_more="Thank you for wanting to answer. There is nothing more to do.",
        unknown="There is no survey here",
        unknown_more="Please check the address, or scan the code once more.",
        busy="Many people are answering at the moment. Please tap again in a minute.",
        once_more="That was very quick. Please tap your answer once more.",
        stale="The question has changed meanwhile. Please answer once more.",
        not_an_answer="Please tap one of the answers.",
        trouble="Your answer could not be saved. Please tap again in a minute.",
        too_long="That is too long. Please write less than {n} characters.",
        scale="{n}, on a scale from {low} to {high}",
        test="Preview: answers are not saved.",
        optional="if you like",
        trap="Leave this field empty",
        waiting="No connection. Answers are kept on this device and sent later.",
        scan="Scan and answer – it takes one tap",
    ),
    "da": PageWords(
        thanks="Tak!",
        saved="Dit svar {n} er gemt.",
        change="Ret mit svar",
        changing="Du svarede {n}. Tryk på et andet tal for at rette det.",
        send="Send",
        comment_saved="Tak for dine ord. De er gemt.",
        answered="Du har allerede svaret. Tak!",
        closed="Undersøgelsen er lukket",
        closed_more="Tak, fordi du ville svare. Du skal ikke gøre mere.",
        unknown="Her er ingen undersøgelse",
        unknown_more="Tjek adressen, eller scan koden igen.",
        busy="Mange svarer lige nu. Prøv igen om et minut.",
        once_more="Det gik meget hurtigt. Tryk på dit svar igen.",
        stale="Spørgsmålet er blevet ændret. Svar venligst igen.",
        not_an_answer="Tryk på et af svarene.",
        trouble="Dit svar kunne ikke gemmes. Prøv igen om et minut.",
        too_long="Det er for langt. Skriv mindre end {n} tegn.",
        scale="{n}, på en skala fra {low} til {high}",
        test="Forhåndsvisning: svar gemmes ikke.",
        optional="hvis du har lyst",
        trap="Lad dette felt være tomt",
        waiting="Ingen forbindelse. Svar gemmes på enheden og sendes senere.",
        scan="Scan og svar – det tager ét tryk",
    ),
    "sv": PageWords(
        thanks="Tack!",
        saved="Ditt svar {n} har sparats.",
        change="Ändra mitt svar",
        changing="Du svarade {n}. Tryck på en annan siffra för att ändra.",
        send="Skicka",
        comment_saved="Tack för dina ord. De har sparats.",
        answered="Du har redan svarat. Tack!",
        closed="Undersökningen är stängd",
        closed_more="Tack för att du ville svara. Du behöver inte göra något mer.",
        unknown="Här finns ingen undersökning",
        unknown_more="Kontrollera adressen eller skanna koden igen.",
        busy="Många svarar just nu. Försök igen om en minut.",
        once_more="Det gick mycket fort. Tryck på ditt svar en gång till.",
        stale="Frågan har ändrats. Svara gärna en gång till.",
        not_an_answer="Tryck på ett av svaren.",
        trouble="Ditt svar kunde inte sparas. Försök igen om en minut.",
        too_long="Det är för långt. Skriv mindre än {n} tecken.",
        scale="{n}, på en skala från {low} till {high}",
        test="Förhandsvisning: svar sparas inte.",
        optional="om du vill",
        trap="Lämna detta fält tomt",
        waiting="Ingen anslutning. Svaren sparas på enheten och skickas senare.",
        scan="Skanna och svara – det räcker med ett tryck",
    ),
    "de": PageWords(
        thanks="Vielen Dank!",
        saved="Ihre Antwort {n} ist gespeichert.",
        change="Antwort ändern",
        changing="Sie haben {n} geantwortet. Tippen Sie auf eine andere Zahl, um das zu ändern.",
        send="Senden",
        comment_saved="Vielen Dank für Ihre Worte. Sie sind gespeichert.",
        answered="Sie haben schon geantwortet. Vielen Dank!",
        closed="Diese Umfrage ist geschlossen",
        closed_more="Danke, dass Sie antworten wollten. Sie müssen nichts weiter tun.",
        unknown="Hier ist keine Umfrage",
        unknown_more="Bitte prüfen Sie die Adresse, oder scannen Sie den Code noch einmal.",
        busy="Gerade antworten sehr viele. Bitte versuchen Sie es in einer Minute noch einmal.",
        once_more="Das ging sehr schnell. Bitte tippen Sie Ihre Antwort noch einmal an.",
        stale="Die Frage wurde inzwischen geändert. Bitte antworten Sie noch einmal.",
        not_an_answer="Bitte tippen Sie eine der Antworten an.",
        trouble="Ihre Antwort konnte nicht gespeichert werden. Bitte versuchen Sie es in einer Minute noch einmal.",
        too_long="Das ist zu lang. Bitte schreiben Sie weniger als {n} Zeichen.",
        scale="{n}, auf einer Skala von {low} bis {high}",
        test="Vorschau: Antworten werden nicht gespeichert.",
        optional="wenn Sie mögen",
        trap="Dieses Feld bitte leer lassen",
        waiting="Keine Verbindung. Antworten bleiben auf diesem Gerät und werden später gesendet.",
        scan="Scannen und antworten – ein Tippen genügt",
    ),
}
"""By language code."""

_WHY = {
    "en": ("What is the main reason for your answer?", "What should we have done better?"),
    "da": ("Hvad er den vigtigste grund til dit svar?", "Hvad skulle vi have gjort bedre?"),
    "sv": ("Vilket är det viktigaste skälet till ditt svar?", "Vad borde vi ha gjort bättre?"),
    "de": ("Was ist der wichtigste Grund für Ihre Antwort?", "Was hätten wir besser machen sollen?"),
}
_THANKS = {
    "en": "Thank you! Your answer helps us to get better.",
    "da": "Tak! Dit svar hjælper os med at blive bedre.",
    "sv": "Tack! Ditt svar hjälper oss att bli bättre.",
    "de": "Vielen Dank! Ihre Antwort hilft uns, besser zu werden.",
}
_ASKED: Mapping[Metric, Mapping[str, tuple[str, str, str]]] = {
    Metric.NPS: {
        "en": ("How likely are you to recommend us to a friend or colleague?", "Not at all likely", "Extremely likely"),
        "da": ("Hvor sandsynligt er det, at du vil anbefale os til en ven eller kollega?", "Slet ikke", "Helt sikkert"),
        "sv": ("Hur troligt är det att du rekommenderar oss till en vän eller kollega?", "Inte alls", "Helt säkert"),
        "de": (
            "Wie wahrscheinlich ist es, dass Sie uns Freunden oder Kollegen empfehlen?",
            "Gar nicht",
            "Sehr wahrscheinlich",
        ),
    },
    Metric.CSAT: {
        "en": ("How satisfied were you today?", "Very dissatisfied", "Very satisfied"),
        "da": ("Hvor tilfreds var du i dag?", "Meget utilfreds", "Meget tilfreds"),
        "sv": ("Hur nöjd var du i dag?", "Mycket missnöjd", "Mycket nöjd"),
        "de": ("Wie zufrieden waren Sie heute?", "Sehr unzufrieden", "Sehr zufrieden"),
    },
    Metric.CES: {
        "en": ("How easy was it to get done what you wanted?", "Very difficult", "Very easy"),
        "da": ("Hvor let var det at få klaret det, du ville?", "Meget svært", "Meget let"),
        "sv": ("Hur lätt var det att få gjort det du ville?", "Mycket svårt", "Mycket lätt"),
        "de": ("Wie einfach war es, Ihr Anliegen zu erledigen?", "Sehr schwierig", "Sehr einfach"),
    },
    Metric.STARS: {
        "en": ("How many stars do you give us?", "Poor", "Excellent"),
        "da": ("Hvor mange stjerner giver du os?", "Dårligt", "Fremragende"),
        "sv": ("Hur många stjärnor ger du oss?", "Dåligt", "Utmärkt"),
        "de": ("Wie viele Sterne geben Sie uns?", "Schlecht", "Ausgezeichnet"),
    },
}


def default_wording(metric: Metric, language: str) -> Wording:
    """How ``metric`` is usually asked in one of :data:`NAMES`."""
    question, low, high = _ASKED[metric][language]
    why, better = _WHY[language]
    return Wording(
        question=question,
        low_end=low,
        high_end=high,
        follow_up=why,
        follow_up_poor=better,
        thanks=_THANKS[language],
    )
