# SPDX-License-Identifier: GPL-3.0-or-later
"""Speak with a Piper voice: one JSON question per line in, one JSON answer per line out.

Started as `python piper_voice.py MODEL.onnx`; its configuration is `MODEL.onnx.json`.

Question: `{"text": str, "words": [str], "into": path, "pace": float, "variation": float, "rhythm": float}`.
`pace` stretches durations (1.1 is slower), `variation` and `rhythm` scale the noise of the sound and of the durations.
A model of several speakers takes `"speaker": number` as well.

Answer: `{"rate": Hz, "samples": int, "phonemes": [[symbol, samples], ...] or null, "readings": [str, ...]}`.
`phonemes` cover the whole sound, null when the model keeps its durations to itself; `readings` are the phonemes of
each of the words when it is read alone. Or `{"error": str}`.

Piper's own noise differs from call to call. Here the two random nodes of the network are replaced by an input, filled
from a generator that is seeded by the text: the voice keeps its liveliness, and the same text gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import sys
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import TensorProto, helper
from piper import PiperVoice
from piper.config import PiperConfig

#: Channels of the largest noise that Piper's networks ask for.
CHANNELS = 192
#: Frames of noise (of 256 samples); a longer reading begins again with the first.
FRAMES = 2048
#: What carries time but no speech: start, end and filler of Piper's alphabet, and what frames a clause.
START, END = "^", "$"

Floats = npt.NDArray[np.float32]


def load(model_path: Path) -> PiperVoice:
    """The voice with its durations as a second output and its noise as an input."""
    config = PiperConfig.from_dict(json.loads(Path(f"{model_path}.json").read_text(encoding="utf-8")))
    options = onnxruntime.SessionOptions()
    # One thread: the same sums in the same order on every number of cores.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # What a sentence needed goes back at its end: a long one would else keep half a gigabyte for good.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    # Planning which of 2,500 results share memory takes two seconds a start, two thirds of it, and saves none.
    options.enable_mem_reuse = False
    session = onnxruntime.InferenceSession(network(model_path), options, providers=["CPUExecutionProvider"])
    return PiperVoice(config=config, session=session)


def network(model_path: Path) -> bytes:
    """The network of a model file, changed as we need it. Its parsed form is gone before a session is made of it."""
    model = onnx.load(str(model_path))
    show_durations(model)
    open_noise(model)
    return model.SerializeToString()


def show_durations(model: onnx.ModelProto) -> None:
    """Make the rounded durations, the only `Ceil` of the network, an output."""
    rounded = [node.output[0] for node in model.graph.node if node.op_type == "Ceil"]
    known = {output.name for output in model.graph.output}
    if len(rounded) == 1 and rounded[0] not in known:
        model.graph.output.append(onnx.ValueInfoProto(name=rounded[0]))


def open_noise(model: onnx.ModelProto) -> None:
    """Replace each `RandomNormalLike` by the part of the input `noise` that has its shape."""
    graph, nodes = model.graph, []
    for node in graph.node:
        nodes.extend(given_noise(node) if node.op_type == "RandomNormalLike" else [node])
    if len(nodes) == len(graph.node):
        return
    del graph.node[:]
    graph.node.extend(nodes)
    graph.input.append(helper.make_tensor_value_info("noise", TensorProto.FLOAT, [1, CHANNELS, FRAMES]))
    for name, shape, values in (
        ("first", [], [0]),
        ("step", [], [1]),
        ("frames", [], [FRAMES]),
        ("axis", [], [2]),
        ("origin", [3], [0, 0, 0]),
    ):
        graph.initializer.append(helper.make_tensor(f"noise_{name}", TensorProto.INT64, shape, values))


def given_noise(node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """`noise[:, :channels, range(length) % FRAMES]` for a random node of the shape (1, channels, length)."""
    name = f"{node.output[0]}_given"
    return [
        helper.make_node("Shape", [node.input[0]], [f"{name}_shape"]),
        helper.make_node("Gather", [f"{name}_shape", "noise_axis"], [f"{name}_length"]),
        helper.make_node("Range", ["noise_first", f"{name}_length", "noise_step"], [f"{name}_range"]),
        helper.make_node("Mod", [f"{name}_range", "noise_frames"], [f"{name}_places"]),
        helper.make_node("Gather", ["noise", f"{name}_places"], [f"{name}_long"], axis=2),
        helper.make_node("Slice", [f"{name}_long", "noise_origin", f"{name}_shape"], [node.output[0]]),
    ]


def speak(voice: PiperVoice, question: dict[str, Any]) -> dict[str, Any]:
    """Write the sound of one text and tell its facts."""
    sounds: list[Floats] = []
    phonemes: list[tuple[str, int]] | None = []
    for number, sentence in enumerate(voice.phonemize(question["text"])):
        sound, durations = read(voice, sentence, question, number)
        sounds.append(sound)
        timed = None if durations is None else place(voice, sentence, durations)
        phonemes = None if phonemes is None or timed is None else [*phonemes, *timed]
    if not sounds:
        return {"error": "there is nothing to pronounce in this text"}
    whole = np.concatenate(sounds)
    write(Path(question["into"]), whole, voice.config.sample_rate)
    readings = ["".join(symbol for part in voice.phonemize(word) for symbol in part) for word in question["words"]]
    return {"rate": voice.config.sample_rate, "samples": len(whole), "phonemes": phonemes, "readings": readings}


def read(
    voice: PiperVoice, sentence: list[str], question: dict[str, Any], number: int
) -> tuple[Floats, npt.NDArray[np.int64] | None]:
    """The sound of one sentence, and the samples of each of its phoneme ids."""
    ids = voice.phonemes_to_ids(sentence)
    scales = [question["variation"], question["pace"], question["rhythm"]]
    feed: dict[str, npt.NDArray[Any]] = {
        "input": np.array([ids], np.int64),
        "input_lengths": np.array([len(ids)], np.int64),
        "scales": np.array(scales, np.float32),
    }
    if voice.config.num_speakers > 1:
        feed["sid"] = np.array([question.get("speaker", voice.config.default_speaker_id)], np.int64)
    seed = hashlib.sha256(question["text"].encode()).digest()[:16]
    outputs = run(voice, feed, [int.from_bytes(seed, "big"), number])
    durations = (outputs[1].reshape(-1) * voice.config.hop_length).astype(np.int64) if len(outputs) > 1 else None
    return outputs[0].reshape(-1), durations


def run(voice: PiperVoice, feed: dict[str, npt.NDArray[Any]], seed: list[int]) -> list[Floats]:
    """Run the network, with its noise where it wants some."""
    if any(wanted.name == "noise" for wanted in voice.session.get_inputs()):
        feed["noise"] = np.random.default_rng(seed).standard_normal((1, CHANNELS, FRAMES), np.float32)
    return list(voice.session.run(None, feed))


def place(voice: PiperVoice, sentence: list[str], durations: npt.NDArray[np.int64]) -> list[tuple[str, int]] | None:
    """Each phoneme with its samples, filler included; None when they cannot be told apart."""
    table, filler = voice.config.phoneme_id_map, len(voice.config.phoneme_id_map.get("_", [0]))
    timed, at = [], 0
    for symbol in (START, *sentence, END):
        if symbol not in table:
            continue  # dropped by the voice as well
        width = len(table[symbol]) + (0 if symbol == END else filler)
        timed.append((symbol, int(durations[at : at + width].sum())))
        at += width
    return timed if at == len(durations) else None


def write(path: Path, sound: Floats, rate: int) -> None:
    """Write mono sound of 16 bits."""
    pcm = np.clip(np.rint(sound * 32767), -32768, 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm.tobytes())


def answers(voice: PiperVoice, lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """One answer for each question."""
    for line in lines:
        yield speak(voice, json.loads(line))


def main() -> None:
    """Answer until the input ends."""
    voice = load(Path(sys.argv[1]))
    for answer in answers(voice, iter(sys.stdin)):
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
