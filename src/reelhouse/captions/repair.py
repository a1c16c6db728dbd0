"""Checking captions of any origin, and repairing what can be repaired without touching the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reelhouse.captions.cues import LONGEST, SHORTEST, THIRTY, reading_time
from reelhouse.captions.lines import Limits, limits_of, stands, widths, wrap
from reelhouse.model.captions import Captions, Cue
from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import SAMPLE_RATE, Rate, frames_to_samples

#: Samples in a millisecond.
MILLISECOND = SAMPLE_RATE // 1000


def validate(captions: Captions, *, rate: Rate = THIRTY) -> tuple[Finding, ...]:
    """What is wrong with the cues, in their order; nothing is changed.

    Checks are named `captions-order`, `negative`, `overlap`, `gap`, `short`, `fast`, `long`, `wide`, `lines`, `empty`.
    Overlap, negative and order fail: players show such cues wrongly or not at all. The rest warn.
    """
    limits, free = limits_of(captions.language), _free(rate)
    return tuple(
        finding
        for cue, following in zip(captions.cues, (*captions.cues[1:], None), strict=False)
        if not _faultless(cue, following, limits, free)
        for finding in _judge(cue, following, limits, free)
    )


def repair(captions: Captions, *, rate: Rate = THIRTY) -> Captions:
    """Captions that players show right, with findings for what was wrong and for what still is.

    Cues are sorted; empty ones go; one that ends before it starts gets a length; of two that overlap the earlier is
    shortened, and two that begin together become one; short and fast ones are stretched into free room, lines that
    are too wide or too many are broken anew. Repairing again changes nothing.
    """
    limits, free = limits_of(captions.language), _free(rate)
    found = validate(captions, rate=rate)
    cues = _together(sorted((_cleaned(cue) for cue in captions.cues if cue.text.strip()), key=lambda cue: cue.start))
    pairs = zip(cues, (*cues[1:], None), strict=False)
    cues = [cue if _faultless(cue, after, limits, free) else _better(cue, after, limits, free) for cue, after in pairs]
    mended = captions.model_copy(update={"cues": tuple(cues)})
    left = validate(mended, rate=rate)
    still = {(finding.check, finding.at) for finding in left}
    done = (_mended(finding) for finding in found if (finding.check, finding.at) not in still)
    known = {(finding.check, finding.at, finding.level) for finding in captions.findings}
    new = (finding for finding in (*done, *left) if (finding.check, finding.at, finding.level) not in known)
    findings = (*captions.findings, *new)
    return mended.model_copy(update={"findings": findings})


def _free(rate: Rate) -> int:
    """Two frames, down to the millisecond that caption files count in."""
    return frames_to_samples(2, rate) // MILLISECOND * MILLISECOND


def _faultless(cue: Cue, following: Cue | None, limits: Limits, free: int) -> bool:
    """All checks at once: most cues have nothing wrong, and this is several times quicker than asking one by one."""
    lines, length = widths(cue.text), cue.end - cue.start
    readable = len(lines) <= limits.lines and max(lines) <= limits.columns
    paced = SHORTEST <= length <= LONGEST and sum(lines) * SAMPLE_RATE <= length * limits.speed
    apart = following is None or cue.end + free <= following.start
    return readable and paced and apart and bool(cue.text.strip())


def _judge(cue: Cue, following: Cue | None, limits: Limits, free: int) -> Iterator[Finding]:
    if not cue.text.strip():
        yield _finding("empty", cue, Level.WARN, "has no text")
        return
    if cue.end <= cue.start:
        yield _finding("negative", cue, Level.FAIL, "ends before it starts")
    elif following is not None:
        yield from _judge_pair(cue, following, free)
    yield from _judge_pace(cue, limits)
    yield from _judge_lines(cue, limits)


def _judge_pair(cue: Cue, following: Cue, free: int) -> Iterator[Finding]:
    if following.start < cue.start:
        yield _finding("order", following, Level.FAIL, "starts before the one above it")
    elif cue.end > following.start:
        yield _finding("overlap", cue, Level.FAIL, "runs into the next one")
    elif cue.end > following.start - free:
        yield _finding("gap", cue, Level.WARN, "leaves less than two frames before the next one", limit="2 frames")


def _judge_pace(cue: Cue, limits: Limits) -> Iterator[Finding]:
    length = cue.end - cue.start
    if 0 < length < SHORTEST:
        yield _finding("short", cue, Level.WARN, "is shown too briefly", _ms(length), _ms(SHORTEST))
    if length > LONGEST:
        yield _finding("long", cue, Level.WARN, "is shown too long", _ms(length), _ms(LONGEST))
    need = reading_time(cue.text, limits)
    if need > length > 0:
        speed = f"{limits.speed * need / length:.1f}/s"
        yield _finding("fast", cue, Level.WARN, "is too fast to read", speed, f"{limits.speed}/s")


def _judge_lines(cue: Cue, limits: Limits) -> Iterator[Finding]:
    lines = widths(cue.text)
    if len(lines) > limits.lines:
        yield _finding("lines", cue, Level.WARN, "has too many lines", str(len(lines)), str(limits.lines))
    widest = max(lines)
    if widest > limits.columns:
        yield _finding("wide", cue, Level.WARN, "has too wide a line", str(widest), str(limits.columns))


def _finding(check: str, cue: Cue, level: Level, what: str, value: str = "", limit: str = "") -> Finding:
    at = cue.start // MILLISECOND
    text = cue.text.replace("\n", " ")[:40]
    return Finding(check=f"captions-{check}", level=level, message=f"{text!r} {what}", value=value, limit=limit, at=at)


def _mended(finding: Finding) -> Finding:
    return Finding(
        check=finding.check,
        level=Level.OK,
        message=f"{finding.message}: repaired",
        value=finding.value,
        limit=finding.limit,
        at=finding.at,
    )


def _ms(samples: int) -> str:
    return f"{samples // MILLISECOND} ms"


def _cleaned(cue: Cue) -> Cue:
    """No blank lines and no space around lines: in a file a blank line ends a cue."""
    text, end = cue.text, cue.end
    if any(not line or line != line.strip() for line in text.split("\n")):
        text = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    if end <= cue.start:
        end = cue.start + SHORTEST
    return cue if (text, end) == (cue.text, cue.end) else Cue(start=cue.start, end=end, text=text)


def _together(cues: Sequence[Cue]) -> list[Cue]:
    """Cues that begin together become one that lasts as long as the longest."""
    joined: list[Cue] = []
    for cue in cues:
        if joined and joined[-1].start == cue.start:
            first = joined.pop()
            lines = dict.fromkeys((*first.text.split("\n"), *cue.text.split("\n")))
            cue = Cue(start=cue.start, end=max(first.end, cue.end), text="\n".join(lines))  # noqa: PLW2901  the joined one takes its place
        joined.append(cue)
    return joined


def _better(cue: Cue, following: Cue | None, limits: Limits, free: int) -> Cue:
    """Broken anew where that helps, stretched to be readable, and cut to be gone before the next one."""
    text, end = cue.text, cue.end
    if not stands(text, limits):
        broken = wrap(text.split(), limits)
        text = broken if stands(broken, limits) else text
    wanted = min(max(SHORTEST, reading_time(text, limits)), LONGEST)
    end = max(end, cue.start + wanted)
    if following is not None:
        room = following.start - free
        end = min(end, room if room > cue.start else following.start)
    return Cue(start=cue.start, end=end, text=text)
