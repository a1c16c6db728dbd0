"""Markup inside a line, links, emoji and invisible characters: what neither a voice nor a screen can use."""

from __future__ import annotations

import html
import re

#: Pictographs, dingbats, flags, skin tones, variation selectors and keycaps (Unicode emoji-data), not letters or ©.
EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\u3030\u303d\u3297\u3299\ufe0e\ufe0f\u20e3"
    "\U000e0020-\U000e007f\u25a0-\u25ff\u2190\u2191\u2193-\u21d1\u21d3-\u21ff]|(?<=[\U0001f000-\U0001faff])\u200d"
)
#: Controls, soft hyphens, joiners, direction marks and overrides, private use and unfinished surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd"
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)|!?\[(?P<ref>[^\[\]]+)\]\[[^\[\]]*\]"
)
_ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]\"'”’]>?", re.IGNORECASE)
#: Begins only where a word begins: in a word without an end, trying every place would take for ever.
_MAIL = re.compile(r"<?(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?P<code>[^`]+?)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*_~\\])(?P<mark>\*{1,3}|_{1,3}|~~|\^\(?|>!)(?=[^\s*_~])(?P<text>.{1,500}?)(?<=\S)(?:(?P=mark)|!<)(?![\w*_])"
)
_MARKS = re.compile(r"[*_~^>]")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~>-])")


def without_markup(text: str) -> str:
    """Text without inline Markdown, HTML tags and entities; a link keeps its words."""
    if "[" in text:
        text = _LINK.sub(lambda found: found["text"] or found["ref"] or "", text)
    text = _TAG.sub("", _CODE.sub(r"\g<code>", text))
    for _ in range(2 if _MARKS.search(text) else 0):  # emphasis inside emphasis
        text = _EMPHASIS.sub(r"\g<text>", text)
    return html.unescape(_ESCAPED.sub(r"\1", text))


def without_links(text: str, instead: str) -> str:
    """Text with every address of a page or a mailbox replaced by other words."""
    return _MAIL.sub(instead, _ADDRESS.sub(instead, text))


def without_emoji(text: str) -> str:
    """Text without emoji; what stood on both sides stays apart."""
    return re.sub(r"[ \t]{2,}", " ", EMOJI.sub(" ", text)) if EMOJI.search(text) else text


def without_invisible(text: str) -> str:
    """Text without control characters and the marks that change its direction; tabs and line ends stay."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_only_link(text: str) -> bool:
    """Whether there is an address in the text and no word besides."""
    return bool(_ADDRESS.search(text)) and not re.search(r"\w", without_links(text, ""))
