"""Every error that we make says what to do about it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from reelhouse import errors
from reelhouse.errors import ReelhouseError, UnknownName

SOURCE = Path(__file__).parents[2] / "src/reelhouse"
#: The kinds that do not find something to say themselves. `UnknownName` does: the nearest name, or all there are.
KINDS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, ReelhouseError) and not issubclass(kind, UnknownName)
}
#: Places that make an error nobody reads alone, and why.
WITHOUT = {
    ("production/narrate.py", "BadNarration"): "the next voice is tried; if none is left, NoVoice says what to do",
    (
        "production/proofreader.py",
        "ProviderNotInstalled",
    ): "caught beside it: a line is then judged without a second reader",
}


def made(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Calls that make an error of our tree, with its kind."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            if name in KINDS:
                yield name, call


def says_what_to_do(call: ast.Call) -> bool:
    """Whether it has a remedy, and no branch of it is an empty text."""
    given = [keyword.value for keyword in call.keywords if keyword.arg == "remedy"]
    empty = (isinstance(node, ast.Constant) and node.value == "" for value in given for node in texts(value))
    return bool(given) and not any(empty)


def texts(value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(value, ast.IfExp):
        yield from texts(value.body)
        yield from texts(value.orelse)
    else:
        yield value


def silent() -> Iterator[tuple[str, str, int]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for kind, call in made(ast.parse(path.read_text(encoding="utf-8"))):
            if not says_what_to_do(call):
                yield path.relative_to(SOURCE).as_posix(), kind, call.lineno


def test_every_error_says_what_to_do() -> None:
    forgotten = [f"{path}:{line} {kind}" for path, kind, line in silent() if (path, kind) not in WITHOUT]
    assert forgotten == [], "give these a remedy="


def test_no_exception_is_left_over() -> None:
    assert {(path, kind) for path, kind, _ in silent()} == set(WITHOUT)


def test_every_kind_of_error_is_used() -> None:
    """A kind that nothing makes and nothing derives from is a promise that nobody keeps."""
    used = {kind for path in SOURCE.rglob("*.py") for kind, _ in made(ast.parse(path.read_text(encoding="utf-8")))}
    parents = {parent.__name__ for name in KINDS for parent in getattr(errors, name).__mro__[1:]}
    assert used | parents >= KINDS


def test_what_is_looked_for_is_found() -> None:
    """The check itself sees a missing remedy, an empty one and one that is empty at times."""
    calls = ('DiskFull("x")', 'errors.DiskFull("x", remedy="")', 'DiskFull("x", remedy="y" if z else "")')
    for text in calls:
        ((kind, call),) = made(ast.parse(text))
        assert (kind, says_what_to_do(call)) == ("DiskFull", False)
    ((_, call),) = made(ast.parse('DiskFull("x", remedy="Free some space")'))
    assert says_what_to_do(call)
