"""Editorial pages in versions that are shown by a link: every type, and what they named that is gone since."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models.involvements import Involvement
from sites.models import RoleContact
from tests.directory.make import make_association
from tests.home.admin import soup_of
from tests.home.make import PAGE_TYPES, make_page, picture_of
from tests.make import home_of, make_content, make_forum, make_image
from tests.sites.previews.make import data_path_of, path_of, share

WAYS = [path_of, data_path_of]
MORE = 10  # queries of a preview beyond those of the page: link, versions, the thing and its city


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("page_class", PAGE_TYPES)
def test_every_type_of_page_is_shown(at, dortmund, page_class, way):
    page = make_page(dortmund, page_class)
    page.title = "Nur im Entwurf"
    page.save_revision()

    answer = at(dortmund).get(way(share(page)))

    assert answer.status_code == 200
    assert "Nur im Entwurf" in answer.text


@pytest.mark.parametrize("way", WAYS)
def test_what_a_version_names_and_is_gone_since_is_left_out(at, dortmund, way):
    association = make_association(dortmund, "Chor Nord")
    office = RoleContact.objects.create(city=dortmund, function={"de": "Büro"}, email="weg@example.org")
    image = make_image(dortmund)
    forum = make_forum(dortmund, live=False, title="Forum", contact=office)
    forum.body = [("heading", "Bleibt")]
    forum.involvements.add(Involvement(association=association))
    forum.save_revision()
    content = make_content(home_of(dortmund), live=False, body=[picture_of(image), ("heading", "Bleibt")])
    content.save_revision()
    paths = [way(share(forum)), way(share(content))]

    association.delete()
    office.delete()
    image.delete()

    answers = [at(dortmund).get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("Bleibt" in answer.text for answer in answers)
    assert not any("Chor Nord" in answer.text or "weg@example.org" in answer.text for answer in answers)


def test_a_draft_names_the_associations_of_its_version(at, dortmund):
    association = make_association(dortmund, "Chor Nord")
    forum = make_forum(dortmund, live=False)
    forum.involvements.add(Involvement(association=association))
    forum.save_revision()

    page = soup_of(at(dortmund).get(path_of(share(forum))))

    assert page.select_one(f'main a[href="/verzeichnis/{association.slug}/"]')


def test_a_preview_costs_a_fixed_number_of_queries_more_than_the_page(at, dortmund):
    page = make_content(home_of(dortmund), slug="offen", body=[("heading", "Anfang")])
    path, client = path_of(share(page)), at(dortmund)
    client.get("/offen/"), client.get(path)

    with CaptureQueriesContext(connection) as of_page:
        client.get("/offen/")
    with CaptureQueriesContext(connection) as of_preview:
        client.get(path)

    assert len(of_preview) <= len(of_page) + MORE, [query["sql"][:150] for query in of_preview]
