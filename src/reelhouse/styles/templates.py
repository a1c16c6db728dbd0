"""SVG templates: filled in by Jinja2 in a sandbox, and refused when they reach for anything outside themselves.

A template may come from anybody. It sees plain values only, cannot call Python, and what it draws may hold no script,
no picture, no other document and no reference but to its own parts: `href="#face"`, `url(#face)`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from xml.parsers import expat

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reelhouse.errors import InvalidSettings

#: What no drawing may hold, and how a person would call it.
_REFUSED = (
    (re.compile(r"<\s*(?:[\w-]+:)?(?:script|handler|listener)\b", re.IGNORECASE), "a script"),
    (re.compile(r"""[\s"']on[a-z]+\s*=""", re.IGNORECASE), "a script"),
    (re.compile(r"<\s*(?:[\w-]+:)?(?:image|feImage|foreignObject|iframe|object|embed)\b", re.IGNORECASE), "a picture"),
    (re.compile(r"""href\s*=\s*(?!["']#)""", re.IGNORECASE), "a reference to something outside"),
    (re.compile(r"""url\s*\(\s*["']?(?!["']?#)(?=[^\s"'])""", re.IGNORECASE), "a reference to something outside"),
    (re.compile(r"@import|<\s*(?:[\w-]+:)?style\b", re.IGNORECASE), "a style sheet"),
    (re.compile(r"<!(?!--)|<\?"), "a document type or an instruction"),
)  # fmt: skip
#: Jinja's own: comments, and what they would hide from the patterns above.
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def check_drawing(text: str, path: Path) -> None:
    """Refuse a filled-in template, or the text of one, that reaches for anything outside itself.

    Raises:
        InvalidSettings: It does; the error names the template and the line.
    """
    for pattern, what in _REFUSED:
        found = pattern.search(text)
        if found:
            line = text.count("\n", 0, found.start()) + 1
            raise InvalidSettings(
                f"the template holds {what}: {found[0].strip()!r}",
                where=f"{path}, line {line}",
                remedy="Draw it with shapes, gradients and text of the template's own",
            )


def check_template(path: Path) -> None:
    """Refuse a template that is not one, or that reaches for anything outside itself.

    Raises:
        InvalidSettings: It cannot be read, is no Jinja2 template, or holds what it must not.
    """
    try:
        text = path.read_text(encoding="utf-8")
        environment((path.parent,)).parse(text)
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSettings(
            f"the template cannot be read: {error}", where=str(path), remedy="Save it as a UTF-8 text file"
        ) from error
    except jinja2.TemplateSyntaxError as error:
        raise InvalidSettings(
            f"the template cannot be understood: {error.message}",
            where=f"{path}, line {error.lineno}",
            remedy="Compare it with the same template of styles/midnight",
        ) from error
    check_drawing(_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text), path)


def fill(folders: tuple[Path, ...], name: str, values: dict[str, object]) -> str:
    """The SVG of a template, looked for in `folders` in order.

    Raises:
        InvalidSettings: There is no such template, it uses a value that there is not, or holds what it must not.
    """
    file = f"{name}.svg"
    path = next((folder / file for folder in folders if (folder / file).is_file()), folders[0] / file)
    try:
        text = environment(folders).get_template(file).render(values)
    except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise InvalidSettings(
            f"the template cannot be filled in: {error}",
            where=str(path),
            remedy="Compare it with the same template of styles/midnight",
        ) from error
    check_drawing(text, path)
    _check_markup(text, path)
    return text


def _check_markup(text: str, path: Path) -> None:
    """Refuse what is not well-formed. Document types, which could lead a parser astray, were refused before."""
    try:
        expat.ParserCreate().Parse(text, True)
    except expat.ExpatError as error:
        raise InvalidSettings(
            f"the template does not draw well-formed SVG: {expat.ErrorString(error.code)}",
            where=f"{path}, line {error.lineno} as filled in",
            remedy="Close every element, and quote every attribute",
        ) from error


@cache
def environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    """What fills in the templates of some folders."""
    made = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    del made.filters["safe"]
    return made
