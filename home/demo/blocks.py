"""From blocks of the demo's files to the raw values of stream fields."""

import datetime
import json
from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from directory.models import Term
from home.demo.files import DemoFiles

Texts = dict[str, Any]
Day = Callable[[int], datetime.date]  # days from today → the day
FindPage = Callable[[str], Page | None]  # "forum:musik" → the page in the same language


class BlockBuilder:
    """Builds blocks for one language of a city."""

    def __init__(self, files: DemoFiles, find_page: FindPage, day: Day) -> None:
        self.files = files
        self.find_page = find_page
        self.day = day

    def stream(self, blocks: list[Texts]) -> str:
        """Return the JSON of a stream; blocks that would lead nowhere in this language are left out."""
        built = [(block["type"], self._value(block["type"], block["value"])) for block in blocks]
        return json.dumps([{"type": name, "value": value} for name, value in built if value is not None])

    def picture(self, value: Texts) -> Texts:
        image = {
            "image": self.files.picture(value["picture"]).pk,
            "decorative": False,
            "alt_text": value["alt"],
        }
        return {"image": image, "caption": value.get("caption", "")}

    def documents(self, value: Texts) -> Texts:
        documents = [self.files.document(document["title"]).pk for document in value["documents"]]
        return {"heading": value.get("heading", ""), "documents": documents}

    def _value(self, name: str, value: Any) -> Any:
        match name:
            case "picture":
                return self.picture(value)
            case "gallery":
                pictures = [self.picture(picture) for picture in value["pictures"]]
                return {"heading": value.get("heading", ""), "pictures": pictures}
            case "documents":
                return self.documents(value)
            case "table":
                return {"caption": value["caption"], "table": _table(value["columns"], value["rows"])}
            case "testimonial":
                return self._testimonial(value)
            case "listing":
                topic = Term.objects.topics().get(code=value["topic"]).pk if "topic" in value else None
                return {**value, "topic": topic}
            case "teasers":
                return self._teasers(value)
            case "call_to_action":
                page = self.find_page(value["target"])
                return {"text": value["text"], "label": value["label"], "page": page.pk if page else None}
            case _:
                return value

    def _testimonial(self, value: Texts) -> Texts:
        portrait = value.get("portrait")
        return {
            "quote": value["quote"],
            "speaker": value["speaker"],
            "portrait": {
                "image": self.files.portrait(portrait).pk if portrait else None,
                "decorative": False,
                "alt_text": value.get("alt", ""),
            },
            "consent_note": value["consent_note"],
            "consent_ends": self.day(value["consent_days"]).isoformat(),
        }

    def _teasers(self, value: Texts) -> Texts | None:
        pages = [page.pk for target in value["targets"] if (page := self.find_page(target))]
        return {"heading": value.get("heading", ""), "pages": pages} if pages else None


def _table(columns: list[str], rows: list[list[str]]) -> Texts:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in columns],
        "rows": [{"values": row} for row in rows],
    }
