"""Mutants of a module: copies of it in which one check is missing, or says the opposite.

Each change is one that a hurried hand could make: a condition turned round, a part of one dropped, a
narrowed query left wide, a refusal not raised. Names, texts and numbers are left alone.
"""

import ast
import copy
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 110  # characters of code in a report
TRUE, FALSE = ast.Constant(True), ast.Constant(False)
WIDE = {"filter": "all", "exclude": "all"}  # method of a query → the one that narrows nothing
OPPOSITE = {"any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """`place`: function and line; `change`: what was there and what is there now; `source`: of the module."""

    place: str
    change: str
    source: str


def mutants_of(source: str) -> Iterator[Mutant]:
    """Yield every mutant of the source of a module."""
    tree = ast.parse(source)
    for function, line, old, changes in list(_points(tree)):
        for new in changes:
            changed = ast.unparse(ast.fix_missing_locations(_swap(tree, old, new)))
            yield Mutant(f"{function}:{line}", f"`{_short(old)}` → `{_short(new)}`", changed)


def _points(tree: ast.Module) -> Iterator[tuple[str, int, ast.AST, list[ast.AST]]]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in _own_nodes(function):
                changes = [*_changes(node), *_of_answer(function, node)]
                if changes:
                    yield function.name, getattr(node, "lineno", function.lineno), node, changes


def _own_nodes(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield the nodes of a function without those of functions in it."""
    waiting: list[ast.AST] = [node for node in function.body if not isinstance(node, ast.FunctionDef)]
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting += [n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.FunctionDef)]


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.If() | ast.IfExp():
            yield _with(node, test=_not(node.test))
        case ast.BoolOp():
            neutral = TRUE if isinstance(node.op, ast.And) else FALSE
            for index in range(len(node.values)):
                yield _with(node, values=[*node.values[:index], neutral, *node.values[index + 1 :]])
        case ast.comprehension() if node.ifs:
            for index in range(len(node.ifs)):
                yield _with(node, ifs=[*node.ifs[:index], *node.ifs[index + 1 :]])
        case ast.Call(func=ast.Attribute(attr=name)) if name in WIDE and (node.args or node.keywords):
            yield ast.Call(ast.Attribute(node.func.value, WIDE[name], ast.Load()), [], [])  # type: ignore[attr-defined]
        case ast.Call(func=ast.Name(id=name)) if name in OPPOSITE:
            yield _with(node, func=ast.Name(OPPOSITE[name], ast.Load()))
        case ast.Raise():
            yield ast.Pass()


def _of_answer(function: ast.FunctionDef, node: ast.AST) -> Iterator[ast.AST]:
    answers_yes_or_no = isinstance(function.returns, ast.Name) and function.returns.id == "bool"
    if answers_yes_or_no and isinstance(node, ast.Return) and node.value:
        yield _with(node, value=_not(node.value))


def _not(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), node)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _swap(tree: ast.Module, old: ast.AST, new: ast.AST) -> ast.AST:
    """Return a copy of the tree with another node in the place of the old one."""
    place = next(index for index, node in enumerate(ast.walk(tree)) if node is old)
    changed = copy.deepcopy(tree)
    doomed = next(itertools.islice(ast.walk(changed), place, None))

    class Swap(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return new if node is doomed else self.generic_visit(node)

    return Swap().visit(changed)


def _short(node: ast.AST) -> str:
    if isinstance(node, ast.If):
        return f"if {_short(node.test)}"
    text = " ".join(ast.unparse(ast.fix_missing_locations(node)).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
