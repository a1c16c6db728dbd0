"""Reading caption files of every format, whole, damaged and hostile."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelhouse.captions.formats.base import Format, clock
from reelhouse.captions.formats.srt import write_srt
from reelhouse.captions.formats.vtt import write_vtt
from reelhouse.captions.read import caption_formats, read_captions
from reelhouse.errors import UnreadableText
from reelhouse.model.captions import Captions, Cue, WordGroup
from reelhouse.model.speech import Word
from reelhouse.model.time import milliseconds_to_samples

MS = 48

ASS = r"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,a note
Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\b1}Sit{\b0} down,\Nplease
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\p1}m 0 0 l 9 9{\p0}
"""

SSA = ASS.replace("v4.00+", "v4.00").replace("[V4+ Styles]", "[V4 Styles]").replace("Layer", "Marked")

SMI = """<SAMI><HEAD><STYLE TYPE="text/css"><!--
P { margin-left: 8pt; }
.KRCC { Name: Korean; lang: ko-KR; SAMIType: CC; }
.ENCC { Name: English; lang: en-US; }
--></STYLE></HEAD><BODY>
<SYNC Start=1000><P Class=KRCC>앉으세요<br>제발
<SYNC Start=1000><P class='ENCC'>Sit <i>down</i>,<BR/>please &amp; now <!-- <b>note</b> -->
<sync end=9 start="2500"><P Class="KRCC">&nbsp;<P Class=ENCC>&nbsp;
<SYNC Start=-5><P Class=ENCC>Early
<SYNC Start=4000><P Class=ENCC>Last
</BODY></SAMI>"""


def spans(found: Captions) -> list[tuple[float, float, str]]:
    return [(cue.start / MS, cue.end / MS, cue.text) for cue in found.cues]


def read(text: str, name: str = "film.en.srt") -> Captions:
    (found,) = read_captions(text.encode(), name)
    return found


@pytest.mark.parametrize("form", caption_formats(), ids=lambda form: form.name)
def test_every_format_keeps_the_contract(form: Format) -> None:
    assert form.suffixes
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in form.suffixes)
    assert not form.recognise("")
    assert not form.recognise("He said: 00:01, then --> nothing.")
    assert all(not track.cues for track in form.read("nothing at all"))


def test_an_ordinary_file() -> None:
    found = read(
        "1\n00:00:01,000 --> 00:00:02,500\n<i>Sit</i> down,\nplease\n\n2\n00:01:00,000 --> 00:01:01,000\nNow\n"
    )
    assert found.language == "en"
    assert spans(found) == [(1000, 2500, "Sit down,\nplease"), (60_000, 61_000, "Now")]


@pytest.mark.parametrize(
    "text",
    [
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n2024\r\n",
        "\ufeff1\n0:0:1.0 -> 0:0:2.0\nOne\n2\n00:00:03,00 --> 00:00:04,000 X1:10\n{\\an8}2024",
        "00:01,000 --> 00:02,000\n\nOne\n\n\n00:03,000 --> 00:04,000\n<font color=red>2024</font>\n\n\n",
        "1\n00:00:01,000 --> 00:00:02,000\rOne\r\r7\r00:00:03,000 --> 00:00:04,000\r2024",
    ],
)
def test_files_that_no_editor_would_write(text: str) -> None:
    assert spans(read(text)) == [(1000, 2000, "One"), (3000, 4000, "2024")]


def test_a_number_that_is_text_stays() -> None:
    found = read("00:01,000 --> 00:02,000\n7\n\n00:03,000 --> 00:04,000\na\n\n12\n")
    assert [cue.text for cue in found.cues] == ["7", "a\n12"]


@pytest.mark.parametrize(
    "times",
    [
        "00:00:0x,000 --> 00:00:04,000",
        "00:00:03,000 -->",
        "--> 00:00:04,000",
        "00:00:03,000 --> soon",
        "00:00:03:000 00:00:04:000",
        "00:00:03,000 / 00:00:04,000",
    ],
)
def test_a_cue_whose_times_cannot_be_read_is_left_out_and_told(times: str) -> None:
    text = f"1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n{times}\nTwo\n\n3\n00:00:05,000 --> 00:00:06,000\nThree\n"
    found = read(text)
    assert spans(found) == [(1000, 2000, "One"), (5000, 6000, "Three")]
    assert [(finding.check, finding.value) for finding in found.findings] == [("captions-file", "1")]
    last = read(text.partition("\n\n3")[0])
    assert spans(last) == [(1000, 2000, "One")]
    assert [finding.value for finding in last.findings] == ["1"]


def test_text_that_looks_a_little_like_times_stays() -> None:
    text = "1\n00:01,000 --> 00:02,000\nPress A --> B 2\n\n7:30 or 8:15\n\n12\nat 7:30 or 8:15\n"
    found = read(text)
    assert [cue.text for cue in found.cues] == ["Press A --> B 2\n7:30 or 8:15\n12\nat 7:30 or 8:15"]
    assert found.findings == ()


def test_webvtt_with_all_its_blocks() -> None:
    found = read(
        "WEBVTT - a film\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE one\ntwo\n\n"
        "intro\n00:01.000 --> 00:02.500 line:80%\n<v Ann>Sit <00:00:01.500>down</v> &amp; wait\n\n"
        "00:00:03.000 --> 00:00:04.000\na\n b\n\nbroken\n00:0:1 --> x\nnever\n",
        "film.vtt",
    )
    assert found.language == "und"
    assert spans(found) == [(1000, 2500, "Sit down & wait"), (3000, 4000, "a\nb")]
    assert [finding.value for finding in found.findings] == ["1"]


@pytest.mark.parametrize(("text", "skipped"), [(ASS, "2"), (SSA, "2")])
def test_substation_alpha(text: str, skipped: str) -> None:
    found = read(text, "film.ass")
    assert spans(found) == [(1000, 2500, "Sit down,\nplease")]
    assert [finding.value for finding in found.findings] == [skipped]


def test_sami_has_a_document_for_each_language() -> None:
    korean, english = read_captions(SMI.encode("cp949"), "film.smi")
    assert (korean.language, english.language) == ("ko", "en")
    assert spans(korean) == [(1000, 2500, "앉으세요\n제발")]
    assert spans(english) == [
        (0, 1000, "Early"),
        (1000, 2500, "Sit down,\nplease & now"),
        (4000, 8000, "Last"),
    ]


def test_sami_without_paragraphs_or_classes() -> None:
    found = read("<SAMI><BODY><SYNC Start=0>One<SYNC Start=900><P>Two", "film.ru.smi")
    assert found.language == "ru"
    assert spans(found) == [(0, 900, "One"), (900, 4900, "Two")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_any_encoding(encoding: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nОна продала дом нашей бабушки.\n"
    (found,) = read_captions(text.encode(encoding), "film.ru.srt")
    assert [cue.text for cue in found.cues] == ["Она продала дом нашей бабушки."]


def test_the_content_decides_before_the_suffix() -> None:
    assert spans(read("WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n", "film.srt")) == [(1000, 2000, "One")]
    assert read(ASS, "film.txt").cues


def test_a_language_that_is_known_wins_over_the_name() -> None:
    (found,) = read_captions(b"00:01,000 --> 00:02,000\nUno", "film.en.srt", "es")
    assert found.language == "es"


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"just a letter to a friend", "letter.txt", "no caption format"),
        (b"just a letter to a friend", "letter.srt", "no captions in this SubRip file"),
        (b"WEBVTT\n\nNOTE nothing", "film.vtt", "no captions in this WebVTT file"),
        (ASS.replace(r"{\b1}Sit{\b0} down,\Nplease", "").encode(), "film.ass", "no captions in this ASS file"),
        (ASS.replace("0:00:02.50", "soon").encode(), "film.ass", "damaged ASS captions"),
        (b"", "film.srt", "no captions in this SubRip file"),
        (bytes(range(256)) * 20, "film.srt", "not text"),
    ],
)
def test_what_is_no_caption_file_is_refused(data: bytes, name: str, message: str) -> None:
    with pytest.raises(UnreadableText, match=message):
        read_captions(data, name)


@pytest.mark.parametrize(
    "text",
    [
        "<SYNC Start=0>" + "<!--" * 50_000,
        "<SYNC Start=0>" + "<" * 200_000,
        "<SYNC Start=0>x" + "<SYNC " * 40_000,
        ".a{" * 60_000 + "<SYNC Start=0>x",
        "00:01,000 --> 00:02,000\nx" + "\n\n" * 100_000 + "1" * 1000,
        "00:01,000 --> 00:02,000\nx" + "<i" * 100_000,
    ],
)
def test_a_hostile_file_takes_no_longer_than_another(text: str) -> None:
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 4


texts = st.lists(
    st.text(alphabet="abДя집&<>{}é.- ", min_size=1, max_size=20).map(str.strip).filter(bool), min_size=1, max_size=2
)
milliseconds = st.integers(0, 400_000_000)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(milliseconds, milliseconds, texts), min_size=1, max_size=6), st.sampled_from(["srt", "vtt"]))
def test_what_is_written_is_read_again(parts: list[tuple[int, int, list[str]]], form: str) -> None:
    cues = [
        Cue(start=milliseconds_to_samples(start), end=milliseconds_to_samples(end), text="\n".join(lines))
        for start, end, lines in parts
    ]
    written = write_srt(cues) if form == "srt" else write_vtt(cues)
    (found,) = read_captions(written.encode(), f"film.{form}")
    assert [(cue.start, cue.end) for cue in found.cues] == [(cue.start, cue.end) for cue in cues]


def test_written_webvtt_carries_the_time_of_every_word() -> None:
    words = [
        Word(text=text, start=(1000 + 500 * at) * MS, end=(1400 + 500 * at) * MS) for at, text in enumerate("abcd")
    ]
    words[2] = words[2].model_copy(update={"text": "<c>"})
    groups = [
        WordGroup(scene="s1", start=0, end=9, words=tuple(words[:2])),
        WordGroup(scene="s1", start=9, end=99, words=tuple(words[2:])),
    ]
    cues = [Cue(start=1000 * MS, end=1900 * MS, text="a — b"), Cue(start=2000 * MS, end=2900 * MS, text="<c>\nd other")]
    assert write_vtt(cues, groups) == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:01.900\na — <00:00:01.500>b\n\n"
        "00:00:02.000 --> 00:00:02.900\n&lt;c&gt;\n<00:00:02.500>d other\n\n"
    )
    assert "<00:" not in write_vtt(cues)
    later = [Cue(start=2000 * MS, end=2900 * MS, text="<c> d")]
    assert write_vtt(later, groups).endswith("&lt;c&gt; <00:00:02.500>d\n\n")


def test_written_srt_cannot_be_mistaken() -> None:
    cue = Cue(start=0, end=3_723_004 * MS, text="one\n\n00:00:01,000 --> 00:00:02,000")
    written = write_srt([cue])
    assert written == "1\n00:00:00,000 --> 01:02:03,004\none\n00:00:01,000 → 00:00:02,000\n\n"
    assert len(read(written).cues) == 1


def test_fractions_of_a_second() -> None:
    assert clock(None, "0", "1", "5") == 1500
    assert clock("1", "02", "03", "45") == 3_723_450
