"""A chunk as inputs and a filter graph for the encoder.

Everything in the graph is a number or one of our own names (`in0`, `bar`, `captions.ass`, `fonts`): no text from
outside comes near the filter syntax. Inside it one frame lasts one second, the clock of the captions; the rate comes
back at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from reelhouse.media.footage.page import ORDINARY, page_filters
from reelhouse.model.layout import Box, Layer, LayerKind
from reelhouse.model.time import Rate, TimeRange
from reelhouse.render.content import Chunk
from reelhouse.render.moving import across, tint_filter, tints

BAR, CAPTIONS, FONTS = "bar", "captions.ass", "fonts"
_CLOCK = "settb=1,setpts=N"
#: Containers that an input may be; a playlist that points elsewhere is none of them.
_CONTAINERS = "mov,matroska,webm,png_pipe,jpeg_pipe"
_TAGS = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"


@dataclass
class Graph:
    """Inputs and filters, gathered while a chunk is walked through; `base` is the picture made so far."""

    names: dict[str, str]
    inputs: list[str] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    base: str = ""
    count: int = 0

    def open(self, *arguments: str) -> str:
        """Add an input and return the label of its picture."""
        self.inputs += arguments
        self.count += 1
        return f"[{self.count - 1}:v]"

    def chain(self, source: str, filters: str, name: str) -> str:
        """Add a chain of filters and return the label of what comes out."""
        self.filters.append(f"{source}{filters}[{name}]")
        return f"[{name}]"


def input_names(chunk: Chunk) -> dict[str, str]:
    """The plain name under which every source of a chunk lies in the encoder's folder, by hash."""
    return {sha256: f"in{number}" for number, sha256 in enumerate(chunk.sources)}


def compile_chunk(chunk: Chunk) -> tuple[str, ...]:
    """The encoder's arguments for inputs and filters; the picture comes out as `[out]`."""
    graph = Graph(input_names(chunk))
    _lay_ground(graph, chunk)
    for number, layer in enumerate(chunk.overlays):
        _lay_over(graph, chunk, layer, number)
    _dip(graph, chunk)
    if chunk.bar and chunk.progress:
        size = f"{chunk.rendition.width}x{chunk.progress.height}"
        strip = graph.open("-f", "rawvideo", "-pix_fmt", "yuva420p", "-s", size, "-i", BAR)
        moving = graph.chain(strip, f"{_CLOCK},{_TAGS}", "strip")
        graph.base = graph.chain(graph.base + moving, "overlay=x=0:y=0:format=yuv420", "barred")
    if chunk.events:
        graph.base = graph.chain(graph.base, f"ass={CAPTIONS}:fontsdir={FONTS}", "lettered")
    rate = chunk.rendition.rate
    graph.chain(graph.base, f"settb={rate.den}/{rate.num},setpts=N,fps={rate}", "out")
    quiet = ("-filter_threads", "1", "-filter_complex_threads", "1")
    return (*graph.inputs, *quiet, "-filter_complex", ";".join(graph.filters), "-map", "[out]")


def _lay_ground(graph: Graph, chunk: Chunk) -> None:
    """What fills the frame, end to end, in one pixel format and with its colours named."""
    pieces = [_ground_piece(graph, chunk, piece, number) for number, piece in enumerate(_pieces(chunk))]
    joined = f"concat=n={len(pieces)}:v=1:a=0,{_CLOCK}," if len(pieces) > 1 else ""
    graph.base = graph.chain("".join(pieces), joined + _TAGS, "ground")


def _ground_piece(graph: Graph, chunk: Chunk, piece: Layer | int, number: int) -> str:
    size = f"{chunk.rendition.width}:{chunk.rendition.height}"
    if isinstance(piece, int):
        black = f"color=c=black:s={size.replace(':', 'x')}:r=1,trim=end_frame={piece},{_CLOCK},format=yuv420p"
        return graph.chain("", black, f"g{number}")
    source = _open_clip(graph, piece, chunk.rendition.rate)
    shown = f"trim=end_frame={piece.range.duration},{_CLOCK}"
    if piece.kind is LayerKind.FOOTAGE and piece.width:
        place = Box(x=piece.x, y=piece.y, width=piece.width, height=piece.height)
        page = page_filters(place, (chunk.rendition.width, chunk.rendition.height), f"g{number}")
        return graph.chain(source, f"{shown},{page},setsar=1,format=yuv420p", f"g{number}")
    fit = (
        f"scale={size}:force_original_aspect_ratio=increase:force_divisible_by=2:flags=bicubic"
        f":{ORDINARY},crop={size},setsar=1,format=yuv420p"
    )
    grain = f",noise=c0s={chunk.grain}:c0f=u" if chunk.grain and piece.kind is LayerKind.LOOP else ""
    return graph.chain(source, f"{shown},{fit}{grain}", f"g{number}")


def _pieces(chunk: Chunk) -> Iterator[Layer | int]:
    """The ground piece by piece; a number is that many black frames."""
    at = 0
    for layer in chunk.ground:
        if layer.range.start > at:
            yield layer.range.start - at
        yield from _turns(layer)
        at = layer.range.end
    if at < chunk.frames:
        yield chunk.frames - at


def _turns(layer: Layer) -> Iterator[Layer]:
    """A layer without jumps in its source: a loop that starts again becomes two pieces or more."""
    if layer.kind is not LayerKind.LOOP:
        yield layer
        return
    at, first = layer.range.start, layer.source_start
    while at < layer.range.end:
        length = min(layer.source_frames - first, layer.range.end - at)
        yield layer.model_copy(update={"range": TimeRange(start=at, duration=length), "source_start": first})
        at, first = at + length, 0


def _dip(graph: Graph, chunk: Chunk) -> None:
    """Frames that a dip touches, mixed with its colour one by one; all others pass through as they are."""
    mixed = [tint_filter(tint) for dip in chunk.dips for tint in tints(dip, chunk.frames)]
    if mixed:
        graph.base = graph.chain(graph.base, ",".join(mixed), "dipped")


def _lay_over(graph: Graph, chunk: Chunk, layer: Layer, number: int) -> None:
    """One clip or still with alpha, at its place and in its frames; a clip that ends early holds its last frame."""
    size = f"{layer.width or 'iw'}:{layer.height or 'ih'}"
    still = layer.kind is LayerKind.STILL
    source = _open_still(graph, layer) if still else _open_clip(graph, layer, chunk.rendition.rate)
    moving = graph.chain(
        source,
        f"trim=end_frame={1 if still else layer.range.duration},settb=1,setpts=N+{layer.range.start}"
        f",scale={size}:flags=bicubic:out_color_matrix=bt709:out_range=tv,format=yuva420p",
        f"o{number}",
    )
    when = f"between(n,{layer.range.start},{layer.range.end - 1})"
    place = f"overlay=x={across(layer)}:y={layer.y}:format=yuv420:enable='{when}'"
    graph.base = graph.chain(graph.base + moving, place, f"b{number}")


def _open_clip(graph: Graph, layer: Layer, rate: Rate) -> str:
    """Start exactly on a frame: half a frame before it, so that no rounding can miss it."""
    name = graph.names[layer.artifact.sha256]
    skip = (layer.source_start - Fraction(1, 2)) / rate.fraction
    seek = ("-ss", f"{float(skip):.6f}") if layer.source_start else ()
    return graph.open("-format_whitelist", _CONTAINERS, "-threads", "1", *seek, "-i", name)


def _open_still(graph: Graph, layer: Layer) -> str:
    name = graph.names[layer.artifact.sha256]
    return graph.open("-format_whitelist", _CONTAINERS, "-i", name)
