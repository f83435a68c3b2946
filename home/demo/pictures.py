"""Pictures for the demo content, printed in a city's two inks."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from directory.emblem import INKS, overprint
from directory.printing import Press
from home.demo import scenes_outdoors, scenes_people, scenes_portraits, scenes_rooms
from home.demo.sheet import HEIGHT, WIDTH

INK: Final = "#221C2C"

SCENES: Final[Mapping[str, Callable[[Press], None]]] = MappingProxyType(
    {
        "table": scenes_people.table,
        "choir": scenes_people.choir,
        "stage": scenes_people.stage,
        "sports_hall": scenes_people.sports_hall,
        "keys": scenes_rooms.keys,
        "kitchen": scenes_rooms.kitchen,
        "school_hall": scenes_rooms.school_hall,
        "calendar": scenes_rooms.calendar,
        "door": scenes_rooms.door,
        "books": scenes_rooms.books,
        "instruments": scenes_rooms.instruments,
        "garden": scenes_outdoors.garden,
        "cargo_bike": scenes_outdoors.cargo_bike,
        "river": scenes_outdoors.river,
        "playground": scenes_outdoors.playground,
        "market": scenes_outdoors.market,
        "street": scenes_outdoors.street,
        "portrait_gardener": scenes_portraits.portrait_gardener,
        "portrait_drummer": scenes_portraits.portrait_drummer,
        "portrait_cook": scenes_portraits.portrait_cook,
        "portrait_coach": scenes_portraits.portrait_coach,
        "portrait_reader": scenes_portraits.portrait_reader,
        "portrait_sailor": scenes_portraits.portrait_sailor,
        "portrait_tailor": scenes_portraits.portrait_tailor,
        "portrait_cyclist": scenes_portraits.portrait_cyclist,
    }
)

ALT: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "table": {
            "de": "Zehn Menschen sitzen um einen runden und einen eckigen Tisch, von oben gesehen. "
            "Wo die Tische sich überdecken, liegt ein gemeinsamer Plan.",
            "en": "Ten people sit round a circular and a square table, seen from above. "
            "Where the tables overlap lies a shared plan.",
        },
        "choir": {
            "de": "Ein Chor in zwei Reihen: sieben Menschen singen, vorn mit aufgeschlagenen Noten.",
            "en": "A choir in two rows: seven people sing, those in front from open song sheets.",
        },
        "stage": {
            "de": "Zwei Menschen stehen Hand in Hand im Rampenlicht, der Vorhang ist zur Seite gezogen.",
            "en": "Two people stand hand in hand in the spotlight, the curtain is drawn aside.",
        },
        "sports_hall": {
            "de": "Drei Hände strecken sich in einer Sporthalle nach einem Basketball, rechts ist der Korb.",
            "en": "Three hands reach for a basketball in a sports hall, the basket hangs on the right.",
        },
        "keys": {
            "de": "Zwanzig verschiedene Schlüssel hängen an zwei Brettern, die sich überdecken. "
            "Ein Haken ist frei.",
            "en": "Twenty different keys hang on two boards that overlap. One hook is free.",
        },
        "kitchen": {
            "de": "Ein großer Topf dampft auf dem Herd, daneben ein kleiner; an der Wand hängen Kellen.",
            "en": "A large pot steams on the stove beside a small one; ladles hang on the wall.",
        },
        "school_hall": {
            "de": "Stuhlreihen in einer Schulaula vor einer Leinwand, die Stühle sind noch frei.",
            "en": "Rows of chairs in a school hall in front of a screen, the chairs are still empty.",
        },
        "calendar": {
            "de": "Ein Wandkalender mit runden und eckigen Zeichen neben einer Uhr. "
            "An drei Tagen liegen beide Zeichen übereinander.",
            "en": "A wall calendar with round and square marks beside a clock. "
            "On three days both marks lie over each other.",
        },
        "door": {
            "de": "Eine Tür steht offen, Licht fällt nach draußen, auf der Schwelle winkt ein Mensch.",
            "en": "A door stands open, light falls out, somebody waves from the threshold.",
        },
        "books": {
            "de": "Bücher in vielen Größen auf einem Regal, eines lehnt an den anderen, daneben ein Globus.",
            "en": "Books of many sizes on a shelf, one leans against the others, a globe stands beside them.",
        },
        "instruments": {
            "de": "Eine Langhalslaute liegt über einer Rahmentrommel.",
            "en": "A long-necked lute lies over a frame drum.",
        },
        "garden": {
            "de": "Eine Gießkanne vor der Sonne, Tropfen fallen auf eine Reihe blühender Pflanzen.",
            "en": "A watering can in front of the sun, drops fall on a row of flowering plants.",
        },
        "cargo_bike": {
            "de": "Ein Mensch fährt Lastenrad, in der Kiste sind eine Pflanze, eine Trommel und eine Rolle.",
            "en": "Somebody rides a cargo bike, in its box are a plant, a drum and a roll.",
        },
        "river": {
            "de": "Zwei Menschen in einem Segelboot auf einem Fluss, die Sonne geht im Wasser unter.",
            "en": "Two people in a sailing boat on a river, the sun sets into the water.",
        },
        "playground": {
            "de": "Ein Spielplatz: ein Kind schaukelt, ein anderes rutscht mit erhobenen Armen.",
            "en": "A playground: one child is on the swing, another comes down the slide with raised arms.",
        },
        "market": {
            "de": "Marktstände nebeneinander unter Wimpeln, hinter jedem Tisch stehen zwei Menschen.",
            "en": "Market stalls side by side under pennants, two people stand behind each table.",
        },
        "street": {
            "de": "Eine Straße mit fünf Häusern, die ineinander übergehen, davor fährt eine Straßenbahn.",
            "en": "A street of five houses that run into each other, a tram passes in front.",
        },
        "portrait_gardener": {
            "de": "Ein Mensch mit Strohhut und Latzhose hält einen Spaten, auf beiden Seiten wachsen Blumen.",
            "en": "Somebody in a straw hat and dungarees holds a spade, flowers grow on both sides.",
        },
        "portrait_drummer": {
            "de": "Ein Mensch mit vollem Haar spielt auf zwei Trommeln, die sich überdecken; ein Stock ist erhoben.",
            "en": "Somebody with full hair plays two drums that overlap; one stick is raised.",
        },
        "portrait_cook": {
            "de": "Ein Mensch mit Kochmütze schwenkt eine Pfanne, daraus fliegen runde und eckige Stücke.",
            "en": "Somebody in a chef’s hat tosses a pan, round and square pieces fly out of it.",
        },
        "portrait_coach": {
            "de": "Ein Mensch mit Schirmmütze bläst in eine Trillerpfeife, zeigt nach vorn und hält eine Tafel.",
            "en": "Somebody in a cap blows a whistle, points ahead and holds a board.",
        },
        "portrait_reader": {
            "de": "Ein Mensch mit runder Brille liest im Sessel ein Buch, von links fällt das Licht einer Lampe.",
            "en": "Somebody in round glasses reads a book in an armchair, a lamp shines from the left.",
        },
        "portrait_sailor": {
            "de": "Ein Mensch mit Bart und Wollmütze steht am Steuerrad, dahinter ein Segel und das Wasser.",
            "en": "Somebody with a beard and a woollen hat stands at the wheel, behind are a sail and the water.",
        },
        "portrait_tailor": {
            "de": "Ein Mensch mit Maßband um den Hals näht zwei Stoffe zusammen, dahinter ein riesiger Knopf.",
            "en": "Somebody with a tape measure round the neck sews two cloths together in front of a huge button.",
        },
        "portrait_cyclist": {
            "de": "Ein Mensch mit Helm und wehendem Schal beugt sich über den Lenker eines Rennrads.",
            "en": "Somebody in a helmet and a blowing scarf leans over the handlebar of a racing bike.",
        },
    }
)

# Squared distance in RGB below which two inks look alike.
_ALIKE = 60**2


def draw(name: str, a: str, b: str) -> bytes:
    """Return a scene as a PNG file of 1600 × 1067 pixels.

    `a` and `b` are the inks of a city, `#RRGGBB`; the same arguments give the same
    bytes. Raises KeyError for a scene that is not in SCENES and ValueError for an ink
    of another form.
    """
    scene = SCENES[name]
    a, b = overprint(a, "#FFFFFF"), overprint(b, "#FFFFFF")
    accent, second = _accents(a, b)
    press = Press({**INKS, "a": a, "b": b, "ink": INK, "accent": accent, "second": second}, WIDTH, HEIGHT)
    scene(press)
    return press.png()


def _accents(a: str, b: str) -> tuple[str, str]:
    """Return two inks of the emblems that stand out from the inks of the city, if any do."""
    order = sorted(
        ("coral", "sun", "rose"), key=lambda name: min(_distance(INKS[name], c) for c in (a, b)) < _ALIKE
    )
    return INKS[order[0]], INKS[order[1]]


def _distance(one: str, other: str) -> int:
    pairs = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return sum((x - y) ** 2 for x, y in pairs)
