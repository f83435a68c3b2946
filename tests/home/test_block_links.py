import pytest

from tests.home.admin import soup_of
from tests.home.make import expire, link_to, make_document, picture_of, restrict, take_offline
from tests.home.reading import leads_to, titles, words
from tests.make import (
    home_of,
    make_content,
    make_image,
    make_translation,
    publish,
)


def test_teasers_show_title_and_summary_of_pages(dortmund, show):
    target = make_content(home_of(dortmund), title="Wie wir arbeiten", search_description="Drei Schritte.")

    part = show(("teasers", {"heading": "Lesen Sie weiter", "pages": [target.pk]}))

    assert titles(part, "h2") == ["Lesen Sie weiter"]
    assert leads_to(part.select_one("h3 a"), target)
    assert words(part.li) == "Wie wir arbeiten Drei Schritte."


def test_teasers_show_the_title_a_page_has_now(dortmund, show, at):
    target = make_content(home_of(dortmund), title="Alt")
    page = make_content(home_of(dortmund), body=[("teasers", {"heading": "", "pages": [target.pk]})])
    target.refresh_from_db()
    target.title = "Neu"
    publish(target)

    assert titles(soup_of(at(dortmund).get(page.get_url())).main, "h2") == ["Neu"]


WITHDRAWN = {"restricted": restrict, "expired": expire, "unpublished": take_offline}


@pytest.mark.parametrize("how", WITHDRAWN)
@pytest.mark.parametrize("name", ["teasers", "call_to_action"])
def test_no_block_shows_a_page_that_is_not_public(at, dortmund, how, name):
    target = make_content(home_of(dortmund), title="Geheimer Titel", search_description="Geheime Sätze")
    values = {
        "teasers": {"heading": "Weiter", "pages": [target.pk]},
        "call_to_action": {"text": "Dorthin", "label": "Los", "page": target.pk},
    }
    page = make_content(home_of(dortmund), body=[(name, values[name])])
    url = target.get_url()
    WITHDRAWN[how](target)

    answer = at(dortmund).get(page.get_url())

    assert not [secret for secret in ("Geheime", url) if secret in answer.text]
    assert not soup_of(answer).select("main .prose > *")


@pytest.mark.parametrize("name", ["teasers", "call_to_action"])
def test_no_block_shows_a_draft(dortmund, show, name):
    target = make_content(home_of(dortmund), title="Geheimer Titel", live=False)
    values = {
        "teasers": {"heading": "", "pages": [target.pk]},
        "call_to_action": {"text": "Dorthin", "label": "Los", "page": target.pk},
    }

    part = show((name, values[name]))

    assert "Geheim" not in part.get_text()
    assert not part.select("a")


def test_of_several_teasers_the_public_ones_stay(dortmund, show):
    public, draft = (
        make_content(home_of(dortmund), title="Offen"),
        make_content(home_of(dortmund), live=False),
    )

    assert titles(show(("teasers", {"heading": "", "pages": [draft.pk, public.pk]})), "h2") == ["Offen"]


def test_teasers_of_deleted_pages_leave_the_page_readable(at, dortmund):
    target = make_content(home_of(dortmund))
    page = make_content(home_of(dortmund), body=[("teasers", {"heading": "Weiter", "pages": [target.pk]})])
    target.delete()

    assert not soup_of(at(dortmund).get(page.get_url())).select("main .prose h2")


def test_a_call_to_action_leads_to_its_page(dortmund, show):
    target = make_content(home_of(dortmund))

    link = show(("call_to_action", {"text": "Eine Idee genügt.", "label": "Los", "page": target.pk})).a

    assert link.get_text() == "Los"
    assert leads_to(link, target)


def test_a_call_to_action_without_a_page_leads_to_the_contact(show):
    part = show(
        ("call_to_action", {"text": "Eine Idee genügt.", "label": "Sprechen Sie uns an", "page": None})
    )

    assert part.a["href"] == "#contact"
    assert words(part.select_one(".lead")) == "Eine Idee genügt."


def test_what_several_blocks_choose_stands_in_each_of_them_in_its_own_way(dortmund, show):
    target, image = make_content(home_of(dortmund), title="Ziel"), make_image(dortmund)
    document = make_document(dortmund, title="Protokoll")

    part = show(
        picture_of(image, alt_text="Von vorn"),
        ("gallery", {"heading": "", "pictures": [picture_of(image, alt_text=alt)[1] for alt in ("A", "B")]}),
        ("teasers", {"heading": "", "pages": [target.pk]}),
        ("call_to_action", {"text": "Los", "label": "Hin", "page": target.pk}),
        ("documents", {"heading": "", "documents": [document.pk, document.pk]}),
        ("text", link_to(target)),
        ("details", {"summary": "Mehr", "text": link_to(target)}),
        table("rich_text", link_to(target)),
    )

    assert [image["alt"] for image in part.select("img")] == ["Von vorn", "A", "B"]
    assert len([link for link in part.select("a") if leads_to(link, target)]) == 5
    assert len(part.select(".linkrow a")) == 2


def table(kind, cell):
    columns, rows = [{"type": kind, "heading": "Wo"}], [{"values": [cell]}]
    return ("table", {"caption": "Zeiten", "table": {"columns": columns, "rows": rows}})


def test_a_table_has_a_caption_and_column_headings_and_can_be_scrolled_with_keys(show):
    part = show(table("text", "Saal"))

    assert words(part.caption) == "Zeiten"
    assert (words(part.th), part.th["scope"]) == ("Wo", "col")
    assert words(part.td) == "Saal"
    assert part.select_one("[role=region]")["tabindex"] == "0"


def test_a_table_without_columns_shows_nothing(show):
    part = show(("heading", "Zeiten"), ("table", {"caption": "Leer", "table": None}))

    assert not part.select("table")


def test_what_unfolds_is_closed_at_first(show):
    fold = show(("details", {"summary": "Brauchen wir das?", "text": "<p>Nein.</p>"})).details

    assert not fold.has_attr("open")
    assert words(fold.summary) == "Brauchen wir das?"
    assert words(fold.p) == "Nein."


def test_links_in_text_lead_to_the_page_wherever_it_has_moved(at, dortmund):
    target, parent = make_content(home_of(dortmund), slug="ziel"), make_content(home_of(dortmund), slug="neu")
    text = ("text", link_to(target))
    page = make_content(home_of(dortmund), body=[text, ("heading", "Z"), text])
    target.refresh_from_db()
    target.move(parent, pos="last-child")

    links = soup_of(at(dortmund).get(page.get_url())).select("main .prose p a")

    assert [link["href"].removeprefix(dortmund.site.root_url) for link in links] == [
        "/neu/ziel/",
        "/neu/ziel/",
    ]


def test_a_link_in_text_to_a_deleted_page_is_plain_text(at, dortmund):
    target = make_content(home_of(dortmund))
    page = make_content(home_of(dortmund), body=[("text", link_to(target))])
    target.delete()

    part = soup_of(at(dortmund).get(page.get_url())).select_one("main .prose")

    assert part.get_text(strip=True) == "dorthin"
    assert not part.select("a[href]")


@pytest.mark.parametrize("how", WITHDRAWN)
def test_a_link_in_text_to_a_page_that_is_not_public_is_plain_text(at, dortmund, how):
    target = make_content(home_of(dortmund), slug="geheime-adresse")
    page = make_content(home_of(dortmund), body=[("text", link_to(target))])
    WITHDRAWN[how](target)

    answer = at(dortmund).get(page.get_url())

    assert "geheime-adresse" not in answer.text
    assert "dorthin" in answer.text


def test_a_link_in_text_leads_to_the_page_in_the_reader_s_language(at, dortmund):
    publish(home_of(dortmund, "en"))
    target = make_content(home_of(dortmund), title="Ziel")
    english = make_translation(target, home_of(dortmund, "en"))
    page = make_content(home_of(dortmund, "en"), body=[("text", link_to(target))])

    assert leads_to(soup_of(at(dortmund).get(page.get_url())).select_one("main .prose a"), english)


def test_a_link_in_text_leads_to_the_german_page_where_no_translation_is_public(at, dortmund):
    publish(home_of(dortmund, "en"))
    target = make_content(home_of(dortmund), title="Ziel")
    make_translation(target, home_of(dortmund, "en"), live=False)
    page = make_content(home_of(dortmund, "en"), body=[("text", link_to(target))])

    assert leads_to(soup_of(at(dortmund).get(page.get_url())).select_one("main .prose a"), target)


def test_links_in_text_to_documents_are_resolved(dortmund, show):
    document = make_document(dortmund)

    link = show(("text", f'<p><a linktype="document" id="{document.pk}">Protokoll</a></p>')).a

    assert link["href"].startswith(f"/documents/{document.pk}/")
