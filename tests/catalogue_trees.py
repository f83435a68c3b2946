"""Small project folders with sources and catalogues, for the tests of the message catalogues."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import write_po

from sites.catalogues import PUBLIC, messages_of, po_file, read_catalogue, update_catalogues

LABELS = "home/choices.py"
TEMPLATE = "home/templates/home/page.html"
ASSOCIATIONS = "%(count)d association"
COUNTED = 'ngettext("%(count)d association", "%(count)d associations", n)\n'
ARABIC = tuple(f"{text} %(count)d" for text in ("zero", "one", "two", "few", "many", "other"))


def write_source(root: Path, place: str, text: str) -> None:
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def translate(
    root: Path, code: str, strings: Mapping[str, str | tuple[str, ...]], folder: str = PUBLIC
) -> None:
    """Fill a catalogue in as a translator would: by singular msgid."""
    po = po_file(root, folder, code)
    catalog = read_catalogue(po)
    for message in messages_of(catalog):
        msgid = message.id if isinstance(message.id, str) else message.id[0]
        message.string = strings.get(msgid, message.string)
    buffer = BytesIO()
    write_po(buffer, catalog)
    po.write_bytes(buffer.getvalue())


def replace_in_po(root: Path, code: str, old: str, new: str) -> None:
    po = po_file(root, PUBLIC, code)
    text = po.read_text(encoding="utf-8")
    assert old in text
    po.write_text(text.replace(old, new), encoding="utf-8")


def make_translated_tree(root: Path) -> Path:
    """A tree with "Music" and a counted string, all catalogues complete."""
    write_source(root, LABELS, '_("Music")\n' + COUNTED)
    update_catalogues(root)
    two = ("%(count)d one", "%(count)d many")
    translate(root, "de", {"Music": "Musik", ASSOCIATIONS: two})
    translate(root, "tr", {"Music": "Müzik", ASSOCIATIONS: two})
    translate(root, "ar", {"Music": "موسيقى", ASSOCIATIONS: ARABIC})
    return root
