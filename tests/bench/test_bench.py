"""The pieces of the benchmark, on data of a moment."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client

from home.models import ContentPage
from tests.bench import load
from tests.bench.bare import BODY
from tests.bench.goals import Goal, Table
from tests.bench.sample import pages_of
from tests.bench.world import LANGUAGES, make_pages, places
from tests.make import home_of, host_of


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *args):
        pass


@pytest.fixture
def port():
    server = ThreadingHTTPServer((load.LOOPBACK, 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_tree_has_sections_with_two_levels_below_and_the_rest_on_the_lowest():
    tree = places(100)

    assert [place.level for place in tree] == [1] * 4 + [2] * 12 + [3] * 36 + [4] * 48
    assert len({(place.above, place.number) for place in tree}) == 100


@pytest.mark.full
def test_pages_that_were_written_as_rows_are_pages(potsdam):
    potsdam.languages = list(LANGUAGES[:2])
    make_pages(potsdam, 60, LANGUAGES[:2])

    assert home_of(potsdam).get_descendants().type(ContentPage).count() >= 60
    assert ContentPage.find_problems() == ([], [], [], [], [])
    client = Client(headers={"host": host_of(potsdam)})
    for page in pages_of(potsdam)[-5:]:
        told = client.get(page.api_path).json()
        assert len(told["blocks_layout"]["items"]) >= 14
        assert client.get(page.path).status_code == 200


def test_a_round_counts_whole_answers(port):
    came = load.fire_own(port, [load.Request("localhost", "/")], connections=2, seconds=0.1, status=200)

    assert came.requests >= 2
    assert len(BODY) < came.size < len(BODY) + 500
    assert 0 < came.p50 <= came.p99


def test_a_round_ends_at_an_answer_that_was_not_expected(port):
    with pytest.raises(load.WrongAnswerError):
        load.fire_own(port, [load.Request("localhost", "/")], connections=1, seconds=0.1, status=304)


def test_a_goal_says_whether_it_is_reached_and_how_far_the_rounds_lie_apart():
    assert Goal(40, " × v3").said(30, 50, 41) == "≥ 40 × v3: 41 (30–50) reached"
    assert Goal(0.6, " ms", is_least=False).said(0.75) == "≤ 0.6 ms: 0.750 NOT REACHED"


def test_a_table_is_told_plain_and_as_markdown():
    table = Table("Reading", ("", "req/s"), [["bare", "12"]])

    assert table.plain() == "Reading\n\n      req/s\nbare  12\n"
    assert table.markdown() == "## Reading\n\n|  | req/s |\n| --- | --- |\n| bare | 12 |\n"
