"""What a contributor builds on: the verbs of a recipe, voice engines, caption formats."""

from __future__ import annotations

import inspect
import sys
from types import FunctionType

from docs.markdown import code, first_paragraph, table
from reelhouse.captions.read import caption_formats
from reelhouse.destinations.fit import clock, size, span
from reelhouse.destinations.forms import UploadForm, forms
from reelhouse.language import language_codes, open_language
from reelhouse.media.footage import stills
from reelhouse.media.footage.admit import FOOTAGE
from reelhouse.production.production import Production
from reelhouse.voices.base import GROUP, VoiceProvider, providers


def verbs() -> str:
    """What a recipe may say to `show`."""
    public = (one for name, one in vars(Production).items() if isinstance(one, FunctionType) and name[0] != "_")
    rows = ((code(_call(verb)), first_paragraph(verb.__doc__)) for verb in public)
    return table(("verb", "what comes back"), rows)


def engines() -> str:
    """The voice engines that come with the house."""
    ours = [engine for engine in providers() if _module(engine).startswith(GROUP)]
    rows = ((code(f"{engine.name}:"), first_paragraph(sys.modules[_module(engine)].__doc__)) for engine in ours)
    return table(("engine", "what it is"), rows)


def formats() -> str:
    """Every caption format that can be read."""
    rows = (
        (form.name, ", ".join(map(code, form.suffixes)), "yes", "yes" if form.write else "no")
        for form in sorted(caption_formats(), key=lambda form: form.name)
    )
    return table(("format", "endings", "read", "written"), rows)


def languages() -> str:
    """The languages that stories are told in."""
    known = [open_language(each) for each in language_codes()]
    rows = (
        (
            code(one.code),
            one.name,
            code(one.voices),
            str(one.words_per_minute),
            f"{one.columns} columns, {one.speed} a second",
            code(f"reelhouse[{one.font.extra}]") if one.font else "",
        )
        for one in known
    )
    return table(("`language`", "name", "usual voices", "words a minute", "line of a subtitle", "needs"), rows)


def footage() -> str:
    """Every format of media and of pictures that is opened, by the names of the decoders."""
    media = (("media", name) for name in sorted(FOOTAGE.split(",")))
    pictures = (("picture", name.lower()) for name in sorted(stills.FORMATS))
    kinds = {"media": "video and sound", "picture": "stills and animations"}
    found = [*media, *pictures]
    rows = ((kinds[kind], ", ".join(code(name) for of, name in found if of == kind)) for kind in kinds)
    return table(("kind", "formats that are opened"), rows)


def limits() -> str:
    """What platforms take, and when that was looked up."""
    rows = (
        (
            one.platform.title,
            span(one.platform.shortest, one.platform.longest, clock),
            span(None, one.platform.largest, size),
            _fields(one),
            one.checked,
        )
        for one in forms()
    )
    return table(("platform", "length", "file", "texts", "looked up"), rows)


def _fields(form: UploadForm) -> str:
    """The fields of a form with their limits; nobody types UTF-16, but an emoji counts twice in it."""
    units = {"utf16": "characters (UTF-16)"}
    told = (f"{one.label.lower()} {one.limit:,} {units.get(one.unit, one.unit)}" for one in form.fields)
    tags = min((one.hashtags for one in form.fields if one.hashtags), default=0)
    return ", ".join((*told, f"{tags} hashtags"))


def _call(verb: FunctionType) -> str:
    """A verb as it is called, without types and without `self`."""
    parameters = list(inspect.signature(verb).parameters.values())[1:]
    named = (f"{one.name}=" if one.kind is one.KEYWORD_ONLY else one.name for one in parameters)
    return f"show.{verb.__name__}({', '.join(named)})"


def _module(engine: VoiceProvider) -> str:
    return type(engine).__module__
