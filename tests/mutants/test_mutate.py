"""A mutant differs from its module in one check."""

import pytest

from tests.mutants.mutate import mutants_of


def changes(body: str, returns: str = "None") -> list[str]:
    source = f"def ask(user, thing) -> {returns}:\n    {body}\n"
    return [mutant.source.split("\n    ", 1)[1] for mutant in mutants_of(source)]


@pytest.mark.parametrize(
    ("body", "mutants"),
    [
        ("if user:\n        leave()", ["if not user:\n        leave()"]),
        ("x = a and b", ["x = True and b", "x = a and True"]),
        ("x = a or b", ["x = False or b", "x = a or False"]),
        ("x = [t for t in things if t.mine]", ["x = [t for t in things]"]),
        ("x = Page.objects.filter(city=city).live()", ["x = Page.objects.all().live()"]),
        ("x = things.exclude(secret=True)", ["x = things.all()"]),
        ("x = any(things)", ["x = all(things)"]),
        ("raise Refused", ["pass"]),
        ("x = print(thing)", []),
    ],
)
def test_each_check_is_removed_or_turned_round(body, mutants):
    assert changes(body) == mutants


def test_an_answer_of_yes_or_no_is_turned_round():
    assert changes("return user.may(thing)", "bool") == ["return not user.may(thing)"]


def test_each_mutant_has_one_change_only():
    assert changes("if a:\n        raise Refused") == [
        "if not a:\n        raise Refused",
        "if a:\n        pass",
    ]


def test_a_mutant_says_where_it_is_and_what_it_changed():
    (mutant,) = mutants_of("def may(user) -> bool:\n    return user.ok\n")

    assert (mutant.place, mutant.change) == ("may:2", "`return user.ok` → `return not user.ok`")
