"""A PDF of one page with a title and a line below it (ISO 32000-1, the smallest that readers open).

Latin letters, Turkish ones too, are text in a font that every reader has. Arabic is drawn
with the site's own font, joined and from right to left, and carries its words as
ActualText; where the machine lacks FriBidi, which orders the letters, the title is left
out and the line below stands alone.
"""

import re
import zlib
from functools import lru_cache
from textwrap import wrap
from typing import Final

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont, features

ARABIC: Final = re.compile(r"[\u0600-\u06ff]+")
SIZE: Final = 20  # points
ACROSS: Final = 42  # letters of a line
WIDTH: Final = 475  # points between the margins
FINENESS: Final = 4  # pixels a point
# Where cp1254 (Turkish) differs from the encoding that PDF knows by name.
TURKISH: Final = b"208 /Gbreve 221 /Idotaccent /Scedilla 240 /gbreve 253 /dotlessi /scedilla"


def one_page_pdf(title: str, note: str = "") -> bytes:
    """Return the file; letters that are neither Latin nor Arabic become question marks."""
    is_arabic = bool(ARABIC.search(title))
    drawn = _draw(title) if is_arabic and features.check("fribidi") else None
    lines = [] if is_arabic else wrap(title, ACROSS)
    stream = _text(lines, 760) + _text([note] if note else [], 760 - 26 * max(len(lines), 1) - 14)
    if drawn:
        stream += _picture(title, drawn)
    language = b"ar" if is_arabic else b"de"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (%b) >>" % language,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >>%b >> >>" % (b" /XObject << /I1 7 0 R >>" if drawn else b""),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding"
        b" << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [%b] >> >>" % TURKISH,
        _stream(b"", stream),
        b"<< /Title <%b> >>" % _utf16(title),
    ]
    if drawn:
        facts = (
            b"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
        )
        size = b" /Width %d /Height %d " % drawn.size
        objects.append(_stream(facts + size, zlib.compress(drawn.tobytes())))
    return _file(objects)


def _text(lines: list[str], y: int) -> bytes:
    shown = [
        line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1254", "replace")
        for line in lines
    ]
    begin = b"BT /F1 %d Tf 26 TL 60 %d Td " % (SIZE, y)
    return begin + b" T* ".join(b"(%b) Tj" % line for line in shown) + b" ET\n" if lines else b""


def _picture(title: str, drawn: Image.Image) -> bytes:
    width, height = (side / FINENESS for side in drawn.size)
    place = b"%.1f 0 0 %.1f %.1f %.1f" % (width, height, 60 + WIDTH - width, 755.0)
    return b"/Span << /ActualText <%b> >> BDC q %b cm /I1 Do Q EMC\n" % (_utf16(title), place)


def _draw(text: str) -> Image.Image:
    """Return a line of Arabic, which may have Latin words in it, dark on white."""
    runs = re.findall(rf"{ARABIC.pattern}|[^\u0600-\u06ff]+", text)
    space = _font("commissioner-latin").getlength(" ")
    placed, x = [], 0.0  # distances from the right
    for run in runs:
        for part, gap in _parts(run):
            x += space * gap
            if part:
                font = _font("vazirmatn-arabic" if ARABIC.match(part) else "commissioner-latin")
                x += font.getlength(part)
                placed.append((part, font, x))
    sheet = Image.new("L", (int(x) + 2, SIZE * FINENESS * 2), 255)
    pencil = ImageDraw.Draw(sheet)
    for part, font, right in placed:
        pencil.text((x - right, SIZE * FINENESS * 1.5), part, fill=34, font=font, anchor="ls")
    most = WIDTH * FINENESS
    return sheet if sheet.width <= most else sheet.resize((most, sheet.height * most // sheet.width))


def _parts(run: str) -> list[tuple[str, int]]:
    """Split a run into what is drawn and how many spaces stand before it."""
    inner = run.strip()
    before, after = len(run) - len(run.lstrip()), len(run) - len(run.rstrip())
    return [(inner, before), ("", after)] if inner else [("", len(run))]


@lru_cache
def _font(name: str) -> ImageFont.FreeTypeFont:
    path = finders.find(f"frame/fonts/{name}.woff2")
    font = ImageFont.truetype(str(path), SIZE * FINENESS, layout_engine=ImageFont.Layout.RAQM)
    font.set_variation_by_axes([400])
    return font


def _utf16(text: str) -> bytes:
    return b"FEFF" + text.encode("utf-16-be").hex().upper().encode()


def _stream(facts: bytes, data: bytes) -> bytes:
    return b"<< %b/Length %d >>\nstream\n%b\nendstream" % (facts, len(data), data)


def _file(objects: list[bytes]) -> bytes:
    body, offsets = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\n" % count
    return body + head + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)
