"""The reading side: what is asked for, of which server, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median

from tests.bench.goals import Goal, Table, figure
from tests.bench.load import Request, Round, WrongAnswerError, ask_once, fire
from tests.bench.sample import Sampled
from tests.bench.servers import Server, serving

EXPANDED = "?expand=breadcrumbs,navigation,translations"
SETTLES_IN = 1  # seconds of asking before the first round: both workers have everything in their memory
FEW, MANY = 8, 32  # connections

Say = Callable[[str], None]


@dataclass
class Case:
    """`goals`: what the rate is compared with (the name of another case) and what is to be reached."""

    name: str
    server: str
    requests: Sequence[Request]
    status: int = 200
    goals: Mapping[str, Goal] = field(default_factory=dict)
    cpu_goal: Goal | None = None  # milliseconds per request
    rounds: list[Round] = field(default_factory=list)
    cpu: float = 0.0  # seconds over all rounds

    @property
    def cpu_ms(self) -> float:
        return self.cpu * 1000 / sum(one.requests for one in self.rounds)


V3, EMPTY, BARE, DJANGO = "v3 detail by id", "empty view, stock", "bare server", "HTML page built by Django"

SERVERS: Mapping[str, tuple[str, dict[str, str]]] = {
    "bare": ("tests.bench.bare:application", {}),
    "stock": ("insist.wsgi:django", {"BENCH_STOCK": "1", "BENCH_STORE": "0"}),
    "unstored": ("insist.wsgi:django", {"BENCH_STORE": "0"}),
    "select": ("tests.bench.without_memory:application", {}),
    "warm": ("insist.wsgi:application", {}),
}


def start_all(stack: ExitStack) -> dict[str, Server]:
    return {
        name: stack.enter_context(serving(application, **environment))
        for name, (application, environment) in SERVERS.items()
    }


def cases_of(pages: Sequence[Sampled], warm: Server) -> list[Case]:
    """Return what is compared; asks for each stored answer once, so that it is stored."""

    def asked(path: Callable[[Sampled], str]) -> list[Request]:
        return [Request(page.host, path(page)) for page in pages]

    html, json = asked(lambda page: page.path), asked(lambda page: page.api_path)
    expanded = asked(lambda page: page.api_path + EXPANDED)
    for request in (*html, *expanded):
        ask_once(warm.port, request)
    known = [
        Request(one.host, one.path, (("If-None-Match", ask_once(warm.port, one)[1]["etag"]),)) for one in json
    ]
    return [
        Case(BARE, "bare", asked(lambda page: "/")),
        Case(EMPTY, "stock", asked(lambda page: "/bench/empty/")),
        Case("empty view, product", "unstored", asked(lambda page: "/bench/empty/")),
        Case(V3, "stock", asked(lambda page: f"/api/v3/pages/{page.key}/")),
        Case(
            "v3 detail, links resolved",
            "stock",
            asked(lambda page: f"/api/v3/pages/{page.key}/?rich_text_format=html"),
        ),
        Case(DJANGO, "unstored", html),
        Case(
            "stored JSON, one SELECT",
            "select",
            json,
            goals={V3: Goal(40, " × v3"), EMPTY: Goal(1.2, " × empty")},
        ),
        Case(
            "stored JSON, warm map", "warm", json, goals={V3: Goal(150, " × v3"), BARE: Goal(0.6, " × bare")}
        ),
        Case("stored HTML, warm map", "warm", html, goals={DJANGO: Goal(50, " × built")}),
        Case(
            "JSON with 3 parts, warm map",
            "warm",
            expanded,
            cpu_goal=Goal(0.6, " ms CPU", is_least=False),
        ),
        Case("304, warm map", "warm", known, status=304),
    ]


def check(cases: Sequence[Case], servers: Mapping[str, Server]) -> None:
    """Ask each case once. Raises WrongAnswerError."""
    for case in cases:
        status, _headers, body = ask_once(servers[case.server].port, case.requests[0])
        if status != case.status:
            raise WrongAnswerError(f"{case.name}: {status} {body[:300]!r}")


def settle(cases: Sequence[Case], servers: Mapping[str, Server]) -> None:
    for case in cases:
        fire(servers[case.server].port, case.requests, FEW, SETTLES_IN, case.status)


def run(
    cases: Sequence[Case], servers: Mapping[str, Server], connections: int, rounds: int, seconds: float
) -> None:
    """Ask for all cases in turns."""
    for case in cases:
        case.rounds, case.cpu = [], 0.0
    for _round in range(rounds):
        for case in cases:
            server = servers[case.server]
            before = server.cpu_seconds()
            case.rounds.append(fire(server.port, case.requests, connections, seconds, case.status))
            server.wait_until_idle()
            case.cpu += server.cpu_seconds() - before


HEADS = ("", "req/s", "spread", "× v3", "× empty", "× bare", "p50 ms", "p99 ms", "CPU ms", "bytes", "goal")


def table(cases: Sequence[Case], connections: int, notes: Sequence[str] = ()) -> Table:
    by_name = {case.name: case for case in cases}
    rows = [_row(case, by_name, with_goals=connections == FEW) for case in cases]
    return Table(f"Reading, {connections} connections", HEADS, rows, notes)


def _row(case: Case, by_name: Mapping[str, Case], *, with_goals: bool) -> list[str]:
    rates = [one.rate for one in case.rounds]
    goals = [goal.said(*ratios(case, by_name[other])) for other, goal in case.goals.items()]
    if case.cpu_goal:
        goals.append(case.cpu_goal.said(case.cpu_ms))
    return [
        case.name,
        figure(median(rates)),
        f"{figure(min(rates))}–{figure(max(rates))}",
        *(figure(median(ratios(case, by_name[other]))) for other in (V3, EMPTY, BARE)),
        figure(median(one.p50 for one in case.rounds)),
        figure(median(one.p99 for one in case.rounds)),
        figure(case.cpu_ms),
        figure(round(median(one.size for one in case.rounds))),
        "; ".join(goals) if with_goals else "",  # they are meant for few connections
    ]


def ratios(case: Case, other: Case) -> list[float]:
    """How much faster than another case, round by round."""
    return [mine.rate / its.rate for mine, its in zip(case.rounds, other.rounds, strict=True)]


MEMORY_GOAL = Goal(60, " MB above", is_least=False)


def memory_table(servers: Mapping[str, Server]) -> Table:
    with serving("tests.bench.bare_wagtail:application") as bare:
        for _time in range(20):
            ask_once(bare.port, Request("localhost", "/bench/empty/"))
        base = bare.megabytes_per_worker()
        names = {"stock": "with Wagtail’s API v3", "unstored": "without stored answers", "warm": "warm map"}
        found = {name: servers[key].megabytes_per_worker() for key, name in names.items()}
    rows = [["a new Wagtail project, empty view only", figure(base), "", ""]]
    for name, megabytes in found.items():
        goal = MEMORY_GOAL.said(megabytes - base) if name == "warm map" else ""
        rows.append([f"the product, {name}", figure(megabytes), figure(megabytes - base), goal])
    return Table("Memory per worker", ("", "MB Pss", "above", "goal"), rows)
