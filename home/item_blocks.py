"""Blocks of one kind only: findings and steps of a result, the programme of a fair, the steps of a circle."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.choices import SessionKind, StepState
from home.choosers import DocumentBlock


class FindingBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Finding"), help_text=_("One sentence that can stand alone."))
    text = blocks.TextBlock(label=_("Text"), required=False)

    class Meta:
        label = _("Finding")
        icon = "pick"
        preview_value = {"title": "Es fehlt nicht an Räumen, sondern an Schlüsseln.", "text": ""}
        preview_template = "home/blocks/preview/finding.html"
        description = _("What came out, in one sentence, with an explanation.")


class StepBlock(blocks.StructBlock):
    state = blocks.ChoiceBlock(choices=StepState.choices, label=_("State"))
    text = blocks.TextBlock(label=_("What was agreed"))
    date = blocks.DateBlock(
        label=_("Date"), required=False, help_text=_("Done: since when. Otherwise: until when.")
    )

    class Meta:
        label = _("Next step")
        icon = "tick"
        preview_value = {"state": "agreed", "text": "Besichtigung von zwei Schulaulen", "date": None}
        preview_template = "home/blocks/preview/step.html"
        description = _("What happens next: agreed, under way or done.")


class SessionBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=SessionKind.choices, label=_("Kind"))
    title = blocks.CharBlock(label=_("Title"))
    starts = blocks.TimeBlock(label=_("Begins"))
    ends = blocks.TimeBlock(label=_("Ends"))
    room = blocks.CharBlock(
        label=_("Room"), required=False, help_text=_("As the signs in the house call it.")
    )
    text = blocks.TextBlock(
        label=_("Text"), required=False, help_text=_("Who speaks, for whom, in which languages.")
    )

    class Meta:
        label = _("Item of the programme")
        icon = "time"
        preview_value = {
            "kind": "workshop",
            "title": "Ein Antrag, zwei Vereine",
            "starts": datetime.time(14),
            "ends": datetime.time(15),
            "room": "Saal 2",
            "text": "",
        }
        preview_template = "home/blocks/preview/session.html"
        description = _("What happens when and where at a fair.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        # A draft may lack the times.
        if cleaned["starts"] and cleaned["ends"] and cleaned["ends"] <= cleaned["starts"]:
            message = ValidationError(_("This ends before it begins."))
            raise blocks.StructBlockValidationError(block_errors={"ends": message})
        return cleaned


class CircleStepBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Date"), help_text=_("Of the meeting or decision; also of one to come."))
    title = blocks.CharBlock(label=_("Step"))
    decision = blocks.TextBlock(
        label=_("Decision"), required=False, help_text=_("Before the day: what is planned.")
    )
    documents = blocks.ListBlock(
        DocumentBlock(label=_("Document")),
        label=_("Documents"),
        required=False,
        help_text=_("For members only: upload them to a collection with a password."),
    )

    class Meta:
        label = _("Step of the circle")
        icon = "tick"
        preview_value = {
            "date": datetime.date(2026, 3, 12),
            "title": "Dritte Sitzung",
            "decision": "Das Forum Musik bekommt einen festen Raum.",
        }
        preview_template = "home/blocks/preview/circle_step.html"
        description = _("What a circle has done or decided, with date and documents.")
