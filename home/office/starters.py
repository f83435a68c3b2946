"""What a new page starts with: headings and sentences to fill in, so that nobody begins with an empty page.

What is to be filled in stands in square brackets; a hint reminds of what was left (`home.office.hints`).
The texts are German, as new pages are; they become the city's own with the first save.
"""

from typing import Any

from wagtail.models import Page

Blocks = list[tuple[str, Any]]

FORUM: Blocks = [
    ("text", "<p>[Worum geht es? Zwei Sätze, die auch Ihre Nachbarin versteht.]</p>"),
    (
        "facts",
        [
            {"label": "Rhythmus", "text": "[Zum Beispiel: alle zwei Monate, an einem Donnerstag]"},
            {"label": "Dauer", "text": "[Zum Beispiel: zwei Stunden, mit Essen]"},
            {"label": "Was bleibt", "text": "[Was haben alle in der Hand, wenn sie nach Hause gehen?]"},
        ],
    ),
    ("heading", "Für wen"),
    ("text", "<p>[Wer ist eingeladen? Braucht es einen Verein? Welche Sprachen werden gesprochen?]</p>"),
    (
        "call_to_action",
        {"text": "[Wozu laden Sie ein?]", "label": "Sprechen Sie uns an", "page": None},
    ),
]
EVENT: Blocks = [
    ("text", "<p>[Was geschieht an diesem Abend, und was nehmen die Gäste mit?]</p>"),
    ("heading", "Ablauf"),
    (
        "facts",
        [
            {"label": "[18:00]", "text": "[Ankommen und Essen]"},
            {"label": "[18:30]", "text": "[Erste Runde]"},
            {"label": "[20:00]", "text": "[Was wir verabreden]"},
        ],
    ),
]
FAIR: Blocks = [
    ("text", "<p>[Was erwartet die Gäste, und wer macht mit?]</p>"),
    ("heading", "So machen Sie mit"),
    ("text", "<p>[Was braucht ein Verein für seinen Stand, und bis wann meldet er sich?]</p>"),
]
RESULT: Blocks = [
    ("text", "<p>[Was ist an diesem Abend geschehen? Drei Sätze genügen.]</p>"),
]
STORY: Blocks = [
    ("text", "<p>[Wo sind wir, und was sieht man dort zuerst?]</p>"),
    ("text", "<p>[Wie fing es an?]</p>"),
    ("heading", "[Der Augenblick, in dem es gelang]"),
    ("text", "<p>[Was ist daraus geworden, und was kommt als Nächstes?]</p>"),
]
OFFER: Blocks = [
    ("text", "<p>[Was bekommt ein Verein hier, und wie geht es nach dem ersten Anruf weiter?]</p>"),
    ("heading", "So fangen wir an"),
    ("text", "<ol><li>[Erster Schritt]</li><li>[Zweiter Schritt]</li></ol>"),
]
STARTERS: dict[str, Blocks] = {
    "forumpage": FORUM,
    "eventpage": EVENT,
    "fairpage": FAIR,
    "resultpage": RESULT,
    "storypage": STORY,
    "offerpage": OFFER,
}


def give_starter(page: Page) -> None:
    """Fill the empty body of a new German page."""
    blocks = STARTERS.get(page._meta.model_name or "")
    if blocks and not page.body:
        page.body = blocks
