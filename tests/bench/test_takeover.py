"""What the workers of the takeover study wrote down, and how it is read."""

from pathlib import Path

from bench.takeover import SLEEPER, _note, _taken


def test_an_episode_that_is_begun_a_third_time_was_taken_over_the_second_time(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert _taken(log) == {}
    for name, episode in (
        (f"{SLEEPER}0", "a"),
        (f"{SLEEPER}0", "b"),
        ("other0", "a"),
        ("other1", "a"),
        ("other1", "b"),
    ):
        _note(log, name, "begins", episode)
    lines = log.read_text().splitlines()
    log.write_text("\n".join(f"{at}.000 {line.split(' ', 1)[1]}" for at, line in enumerate(lines)))
    assert _taken(log) == {"a": 2.0, "b": 4.0}
