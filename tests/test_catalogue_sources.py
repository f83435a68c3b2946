from pathlib import Path, PurePosixPath

import pytest

from sites.catalogues import ADMIN, PUBLIC, CatalogueError, catalogue_of, messages_of, scan_sources

from .catalogue_trees import LABELS, TEMPLATE, write_source


def found_in(root: Path, folder: str = PUBLIC) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in messages_of(scan_sources(root)[folder])}


# Where a string belongs


@pytest.mark.parametrize(
    ("place", "folder"),
    [
        ("home/templates/home/page.html", PUBLIC),
        ("sites/frame/templates/frame/base.html", PUBLIC),
        ("directory/templates/directory/mail/reminder.txt", PUBLIC),
        ("home/templates/wagtailadmin/home.html", ADMIN),
        ("matching/templates/matching/admin/pairs.html", ADMIN),
        ("sites/templates/mfa/webauthn/authenticator_list.html", ADMIN),
        ("sites/templates/usersessions/usersession_list.html", ADMIN),
        ("directory/choices.py", PUBLIC),
        ("sites/accounts/mail.py", PUBLIC),
        ("sites/frame/spoken.py", PUBLIC),
        ("sites/frame/mixins.py", ADMIN),
        ("sites/models/city.py", ADMIN),
        ("insist/settings.py", ADMIN),
        ("home/migrations/0001_initial.py", None),
        ("sites/tests/test_mail.py", None),
        ("home/demo/choices.py", None),
        ("home/static/home/page.js", None),
        ("tests/test_catalogues.py", None),
        ("manage.py", None),
    ],
)
def test_the_place_of_a_file_decides_where_its_strings_belong(place, folder):
    assert catalogue_of(PurePosixPath(place)) == folder


# Finding strings


def test_python_calls_of_every_kind_are_found(tmp_path):
    write_source(
        tmp_path,
        LABELS,
        """
from django.utils.translation import gettext as _, gettext_lazy, ngettext

def describe(n, label=gettext_lazy("Lazy")):
    for _number, _ in enumerate([]):
        pass
    return [
        _("Plain"),
        gettext("Full " "name"),
        gettext_noop("Noop"),
        ngettext("%(n)d seat", "%(n)d seats", n) % {"n": n},
        ngettext_lazy("%(n)d part", "%(n)d parts", "n"),
        pgettext("trade fair", "Fair"),
        pgettext_lazy("verb", "Close"),
        npgettext("people", "%(n)d member", "%(n)d members", n),
        npgettext_lazy("things", "%(n)d piece", "%(n)d pieces", "n"),
        format_html(_("<b>%(x)s</b>"), x=_("Inner")),
        _(label),
    ]
""",
    )

    assert found_in(tmp_path) == {
        ("Lazy", None),
        ("Plain", None),
        ("Full name", None),
        ("Noop", None),
        (("%(n)d seat", "%(n)d seats"), None),
        (("%(n)d part", "%(n)d parts"), None),
        ("Fair", "trade fair"),
        ("Close", "verb"),
        (("%(n)d member", "%(n)d members"), "people"),
        (("%(n)d piece", "%(n)d pieces"), "things"),
        ("<b>%(x)s</b>", None),
        ("Inner", None),
    }


def test_template_tags_of_every_kind_are_found(tmp_path):
    write_source(
        tmp_path,
        TEMPLATE,
        """{% load i18n %}
{% translate "Plain" %} {% translate 'Apples' context "fruit" as fruit %} {{ _("Constant") }}
{{ name|default:_("Nobody") }}
{% blocktranslate trimmed with x=name %}
  Hello
  {{ x }}
{% endblocktranslate %}
{% blocktranslate count n=seats context "hall" %}{{ n }} seat{% plural %}{{ n }} seats{% endblocktranslate %}
{% blocktranslate %}
As it
stands{% endblocktranslate %}
{% verbatim %}{% translate "Not this" %}{% endverbatim %}
""",
    )

    assert found_in(tmp_path) == {
        ("Plain", None),
        ("Apples", "fruit"),
        ("Constant", None),
        ("Nobody", None),
        ("Hello %(x)s", None),
        (("%(n)s seat", "%(n)s seats"), "hall"),
        ("\nAs it\nstands", None),
    }


def test_percent_signs_in_templates_are_doubled_as_django_looks_them_up(tmp_path):
    text = '{% translate "100% sure" %}{% blocktranslate %}{{ x }} is 5%{% endblocktranslate %}'
    write_source(tmp_path, TEMPLATE, text)

    messages = list(messages_of(scan_sources(tmp_path)[PUBLIC]))
    assert [message.id for message in messages] == ["100%% sure", "%(x)s is 5%%"]
    assert all("python-format" in message.flags for message in messages)


def test_markup_that_is_no_python_does_not_matter(tmp_path):
    text = (
        "    <p>don't \"\n  e.\u00a0V.\u2028</p>\r\n"
        '{# it\'s #}\t{{ _("e.\u00a0V.") }}\n ("{% translate "It\'s" %}\n'
    )
    write_source(tmp_path, TEMPLATE, text)

    assert found_in(tmp_path) == {("e.\u00a0V.", None), ("It's", None)}


def test_a_broken_template_is_named(tmp_path):
    write_source(tmp_path, TEMPLATE, "{% blocktranslate %}{% if x %}{% endblocktranslate %}")

    with pytest.raises(CatalogueError, match=TEMPLATE):
        scan_sources(tmp_path)
