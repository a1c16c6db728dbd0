"""Real engines, each started once for all tests of this folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from reelhouse.voices.base import Session, find_voice


@pytest.fixture(scope="session")
def joe() -> Iterator[Session]:
    engine, voice = find_voice("piper:en_US-joe")
    with engine.open(voice) as session:
        yield session


@pytest.fixture(scope="session")
def robot() -> Iterator[Session]:
    engine, voice = find_voice("espeak:en-us")
    with engine.open(voice) as session:
        yield session


def children(program: str) -> list[int]:
    """The processes below this one that run `program`, without its forks: one that has spoken may still be ending."""
    below = {os.getpid()}
    found: list[int] = []
    for entry in sorted(int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()):
        try:
            fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
            command = Path(f"/proc/{entry}/cmdline").read_bytes().decode()
        except OSError:
            continue
        if int(fields[1]) in below:
            below.add(entry)
            if program in command and fields[0] != "Z" and int(fields[1]) not in found:
                found.append(entry)
    return found


@pytest.fixture(name="children")
def _children() -> object:
    return children


@pytest.fixture(scope="session")
def tone_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a voice as a person would add it: a beep of 256 samples for each phoneme, durations not told."""
    folder = tmp_path_factory.mktemp("voices") / "mine"
    folder.mkdir()
    beep = np.sin(np.arange(256) * 2 * np.pi * 220 / 22050) * np.hanning(256) * 0.3
    nodes = [
        helper.make_node("Cast", ["input"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["ids", "zero"], ["none"]),
        helper.make_node("Add", ["none", "one"], ["ones"]),
        helper.make_node("Unsqueeze", ["ones", "last"], ["rows"]),
        helper.make_node("Mul", ["rows", "beep"], ["beeps"]),
        helper.make_node("Reshape", ["beeps", "flat"], ["output"]),
    ]
    constants = [
        helper.make_tensor("zero", TensorProto.FLOAT, [], [0.0]),
        helper.make_tensor("one", TensorProto.FLOAT, [], [1.0]),
        helper.make_tensor("last", TensorProto.INT64, [1], [2]),
        helper.make_tensor("flat", TensorProto.INT64, [4], [1, 1, 1, -1]),
        helper.make_tensor("beep", TensorProto.FLOAT, [1, 1, 256], beep.astype(np.float32)),
    ]
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, None]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    outputs = [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, None])]
    graph = helper.make_graph(nodes, "tone", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    onnx.save(model, str(folder / "en_US-tone-low.onnx"))
    symbols = "_^$ abcdefghijklmnopqrstuvwxyzəɪʊʌɛɔɑæɐɚɹðθʃʒŋɡˈˌː.,?!"
    config = {
        "audio": {"sample_rate": 22050, "quality": "low"},
        "espeak": {"voice": "en-us"},
        "phoneme_type": "espeak",
        "num_symbols": 256,
        "num_speakers": 1,
        "phoneme_id_map": {symbol: [number] for number, symbol in enumerate(symbols)},
    }
    (folder / "en_US-tone-low.onnx.json").write_text(json.dumps(config))
    (folder / "stray.onnx").write_bytes(b"a model without a configuration is no voice")
    return folder


@pytest.fixture(scope="session")
def choir_folder(tone_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same voice with two speakers: the second is three times as loud."""
    folder = tmp_path_factory.mktemp("choir")
    model = onnx.load(str(tone_folder / "en_US-tone-low.onnx"))
    graph = model.graph
    graph.input.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    graph.initializer.append(helper.make_tensor("levels", TensorProto.FLOAT, [2], [1.0, 3.0]))
    graph.node.insert(0, helper.make_node("Gather", ["levels", "sid"], ["level"]))
    last = graph.node[-1]
    last.output[0] = "quiet"
    graph.node.append(helper.make_node("Mul", ["quiet", "level"], ["output"]))
    onnx.save(model, str(folder / "en_US-choir-low.onnx"))
    config = json.loads((tone_folder / "en_US-tone-low.onnx.json").read_text())
    config |= {"num_speakers": 2, "speaker_id_map": {"soft": 0, "loud": 1}}
    (folder / "en_US-choir-low.onnx.json").write_text(json.dumps(config))
    return folder
