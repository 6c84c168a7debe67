"""Words that say nothing about a touchpoint, in four languages."""

from __future__ import annotations

from collections.abc import Mapping


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS: Mapping[str, frozenset[str]] = {
    "en": _set(
        """
        a about after again all also am an and any are as at be because been before being both but by can could did do
        does done down even every for from get got had has have he her here him his how i if in into is it its it's
        i'm i've just like me more most much my no nor not now of off on once one only or other our out over own
        really she should so some still such than that the their them then there these they this those through to too
        under until up us very was wasn't we were what when where which while who why will with would you your don't
        didn't couldn't
        """
    ),
    "da": _set(
        """
        ad af al alle alt anden at bare blev blive bliver da de dem den denne der deres det dette dig din dog du efter
        eller en end er et for fordi fra få får før gør ha had han hans har havde hende hendes her hos hun hvad hvis
        hvor hvordan i igen ikke ind ingen jeg jer jo kan kom kommer kun kunne lidt lige man mange med meget men mere
        mig min mit mod mod må ned noget nogle nok nu når og også om op os over på sig sin sit skal skulle som så
        sådan til ud under uden var ved vi vil ville vores være været ellers samme helt selv
        """
    ),
    "sv": _set(
        """
        alla allt att av bara blev bli blir då de dem den denna deras dess det detta dig din dock du där efter eller
        en er ett för från får fick före genom göra ha hade han hans har henne hennes hon hos hur här i igen in ingen
        inget inte ja jag just kan kom kommer kunde lite man med mer mera men mig min mina mitt mot mycket ned nu när
        någon något några och också om oss på redan sedan sen sig sin skulle ska som så till under upp ut utan vad var
        vara varit vi vid vill vilken våra vår än är åt över
        """
    ),
    "de": _set(
        """
        aber alle allem allen alles als also am an auch auf aus bei beim bin bis bist da damit dann das dass dein dem
        den denn der des dich die dies diese dieser dieses dir doch dort du durch ein eine einem einen einer eines er
        es etwas euch euer für gar gegen gewesen hab habe haben hat hatte hatten hier hin ich ihm ihn ihr ihre im in
        ins ist ja jede jeder jedes kann kein keine können könnte man mehr mein meine mich mir mit muss nach nicht
        nichts noch nun nur ob oder ohne schon sehr sein seine sich sie sind so über um und uns unser unter viel vom
        von vor war waren was weil wenn wer werden wie wieder will wir wird wo wurde wurden zu zum zur zwar erst
        """
    ),
}

ALL_STOP_WORDS = frozenset[str]().union(*STOP_WORDS.values())
"""For comments whose language is not known."""
