"""What a video shows, written down so that another program can make the same picture of the same files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from bench.desk import Desk, programme_of
from reelhouse.edit.choose import Shot, choose_shots
from reelhouse.media.ffmpeg import encode
from reelhouse.model.layout import Layer, LayerKind
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.model.timeline import TrackKind
from reelhouse.production import film
from reelhouse.production.dress import dress
from reelhouse.production.programme import Programme
from reelhouse.production.shoot import mix_sound

#: The file that holds the list; beside it lie the cards, the letters and the sound.
NAME = "shown.json"


def write_shown(desk: Desk, into: Path) -> dict[str, object]:
    """Write shots, cards, captions, sound and font of a production into a folder.

    Times are seconds, places are pixels. Shots are given by the files of the person's folder.
    """
    into.mkdir(parents=True, exist_ok=True)
    programme, shots = _filmed(desk)
    layout = dress(desk.shop, programme, desk.rendition)
    look = programme.look.lettered.captions
    scale = desk.rendition.scale
    font = next(iter(layout.fonts))
    shutil.copyfile(desk.shop.file(font.artifact), into / "letters.ttf")
    shutil.copyfile(desk.shop.file(mix_sound(desk.shop, programme.timeline).artifact), into / "sound.m4a")
    shown = {
        "size": [desk.rendition.width, desk.rendition.height],
        "rate": float(desk.rendition.rate.fraction),
        "seconds": float(layout.duration / desk.rendition.rate.fraction),
        "shots": list(_shots(desk, programme, shots)),
        "cards": list(_cards(desk, layout.layers, into)),
        "captions": list(_captions(programme)),
        "letters": {"size": round(look.size * scale), "middle": round(look.centre_y * scale)},
    }
    (into / NAME).write_text(json.dumps(shown, indent=1), encoding="utf-8")
    return {"shots": len(shots), "cards": len(list(into.glob("card*.png"))), "frames": layout.duration}


def _filmed(desk: Desk) -> tuple[Programme, list[Shot]]:
    """The programme and its shots in order. What is kept of a shot is its piece; from where, only the choice knows."""
    chosen: list[dict[str, tuple[Shot, ...]]] = []

    def choose(*how: object) -> dict[str, tuple[Shot, ...]]:
        chosen.append(choose_shots(*how))  # type: ignore[arg-type] # handed through as it comes
        return chosen[-1]

    with patch.object(film, "choose_shots", choose):
        programme = programme_of(desk)
    return programme, [shot for of_scene in chosen[-1].values() for shot in of_scene]


def _shots(desk: Desk, programme: Programme, shots: list[Shot]) -> Iterator[dict[str, object]]:
    rate = programme.timeline.rate.fraction
    placed = programme.timeline.track(TrackKind.BACKGROUND)[0].clips()
    for (at, clip), shot in zip(placed, shots, strict=True):
        yield {
            "file": str(Path(desk.brief.footage).absolute() / shot.clip),
            "from": float(shot.source.start / rate),
            "at": float(at / rate),
            "seconds": float(clip.duration / rate),
        }


def _cards(desk: Desk, layers: tuple[Layer, ...], into: Path) -> Iterator[dict[str, object]]:
    """Every card as one picture: as it stands in the middle of its time."""
    rate = desk.rendition.rate.fraction
    for number, layer in enumerate(layer for layer in layers if layer.kind is LayerKind.OVERLAY):
        middle = float((min(layer.source_frames, layer.range.duration) // 2) / rate)
        name = f"card{number}.png"
        still = ("-frames:v", "1", "-pix_fmt", "rgba", str(into.absolute() / name))
        encode(("-ss", f"{middle:.6f}", "-i", str(desk.shop.file(layer.artifact)), *still), cwd=into)
        at, seconds = float(layer.range.start / rate), float(layer.range.duration / rate)
        yield {"file": name, "x": layer.x, "y": layer.y, "at": at, "seconds": seconds}


def _captions(programme: Programme) -> Iterator[dict[str, object]]:
    for group in programme.captions.groups:
        text = " ".join(word.text for word in group.words)
        yield {"text": text, "at": group.start / SAMPLE_RATE, "seconds": (group.end - group.start) / SAMPLE_RATE}
