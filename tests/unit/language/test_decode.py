from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.errors import UnreadableText
from reelhouse.language.decode import decode_text

RUSSIAN = "Я пришёл домой и никого не нашёл. На столе лежало письмо: «Не ищи меня»."
KOREAN = "집에 돌아왔는데 아무도 없었다. 식탁 위에 편지가 있었다."
ROMANIAN = "Am ajuns acasă și nu era nimeni. „Nu mă căuta”, scria pe masă, însă nu știam de la cine."
SPANISH = "Llegué a casa y no había nadie. ¿Dónde estaban? Mañana volveré, señora."
ENGLISH = "She said “don’t come” — and left. The café was closed…"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (RUSSIAN, "utf-16-le"),
        (KOREAN, "utf-16-be"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN.replace("«", "").replace("»", ""), "koi8-r"),
        (KOREAN, "cp949"),
        (SPANISH, "cp1252"),
        (ENGLISH, "cp1252"),
        ("plain words", "utf-8"),
        ("", "utf-8"),
    ],
)
def test_every_encoding_is_told_apart(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)) == (text, encoding)


def test_romanian_gets_its_commas_below() -> None:
    cedillas = ROMANIAN.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    assert decode_text(cedillas.encode("cp1250"), "ro") == (ROMANIAN, "cp1250")
    assert decode_text(ROMANIAN.encode("iso8859-16"), "ro") == (ROMANIAN, "iso8859-16")


def test_a_hint_decides_what_the_letters_do_not() -> None:
    short = "ДА.".encode("koi8-r")
    assert decode_text("Да. Нет. Да.".encode("cp1251"), "ru")[0] == "Да. Нет. Да."
    assert decode_text(short, "ru")[1] in {"koi8-r", "cp1251"}


def test_a_text_cut_in_the_middle_of_a_letter_is_read() -> None:
    assert decode_text(RUSSIAN.encode()[:-1] + "я".encode()[:1])[0].startswith("Я пришёл домой")


def test_a_bad_byte_among_many_good_ones_is_dropped() -> None:
    data = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()
    assert decode_text(data) == (RUSSIAN * 2, "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 500,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00" * 5,
        random.Random(1).randbytes(5000),
        b"text\x01\x02\x03\x04" * 20,
        b"\xff\xfea",
        b"PK\x03\x04" + random.Random(2).randbytes(400),
        bytes(range(0x81, 0xA0)) * 20,
    ],
    ids=["noughts", "png", "random", "controls", "broken-utf16", "zip", "no-letters"],
)
def test_binary_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(UnreadableText) as caught:
        decode_text(data)
    assert "UTF-8" in caught.value.remedy


def test_a_large_text_is_quick() -> None:
    start = time.process_time()
    decode_text((RUSSIAN * 10_000).encode("cp1251"))
    assert time.process_time() - start < 1.0


@given(st.text(alphabet=st.characters(exclude_categories=["C"], exclude_characters="\x7f\ufeff"), max_size=60))
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert decode_text(text.encode())[0] == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode_text(data)
    except UnreadableText:
        return
    assert isinstance(text, str)
    assert encoding
