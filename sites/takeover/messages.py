"""What did not come along, in words."""

from collections.abc import Mapping

from django.utils.translation import ngettext


def left_out_messages(left_out: Mapping[str, int]) -> list[str]:
    """Return a sentence per kind of thing that the public sees at the origin and the draft lacks."""
    counts = {kind: left_out.get(kind, 0) for kind in ("picture", "document", "page")}
    sentences = {
        "picture": ngettext(
            "%(count)d picture did not come along: only the other city may show it.",
            "%(count)d pictures did not come along: only the other city may show them.",
            counts["picture"],
        ),
        "document": ngettext(
            "%(count)d document did not come along: only the other city may show it.",
            "%(count)d documents did not come along: only the other city may show them.",
            counts["document"],
        ),
        "page": ngettext(
            "%(count)d link to a page of another city did not come along.",
            "%(count)d links to pages of another city did not come along.",
            counts["page"],
        ),
    }
    return [sentences[kind] % {"count": count} for kind, count in counts.items() if count]
