"""Every library that `make demo` installs runs on a bare system: libc, the C++ runtime and nothing else."""

import re
import shutil
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

ROOT = Path(__file__).parents[2]
PINS = re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements/core.txt").read_text(), re.MULTILINE)
#: What every glibc system has, the two runtimes of the compiler, and the zlib that Debian's Python itself is linked to.
SYSTEM = re.compile(r"(lib(c|m|mvec|dl|pthread|rt|util|gcc_s|stdc\+\+|resolv|nsl|z)\.so|ld-linux|linux-vdso)")
#: Optional parts that we never load: Piper can play sound, which nobody asks it to.
UNUSED = {"sounddevice"}


def libraries(package: str) -> list[Path]:
    """The modules of a package; libraries that it brings along are asked for through the modules that load them."""
    files = distribution(package).files or []
    return [Path(str(file.locate())) for file in files if re.search(r"\.so$", file.name)]


@pytest.mark.skipif(shutil.which("ldd") is None, reason="this system has no ldd to ask")
@pytest.mark.parametrize("package", [name for name in PINS if name not in UNUSED])
def test_every_installed_library_finds_what_it_needs(package: str) -> None:
    for library in libraries(package):
        told = subprocess.run(["ldd", str(library)], capture_output=True, text=True, check=False).stdout
        for line in told.splitlines():
            name, _, place = line.strip().partition(" => ")
            assert "not found" not in place, f"{library.name} lacks {name}"
            ours = "site-packages" in place or "dist-packages" in place
            assert ours or SYSTEM.search(line) or "statically linked" in line, f"{library.name} wants {line.strip()}"


def test_the_encoder_is_a_program_of_its_own() -> None:
    told = subprocess.run(["ldd", get_ffmpeg_exe()], capture_output=True, text=True, check=False)
    wanted = [line for line in told.stdout.splitlines() if not SYSTEM.search(line) and "statically" not in line]
    assert [line for line in wanted if "not a dynamic" not in line] == []
