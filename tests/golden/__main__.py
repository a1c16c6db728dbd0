"""`python -m tests.golden`: record layouts, and the outputs of steps whose version was raised."""

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    import_module("golden.layouts").record_layouts()
    sys.exit(import_module("golden.record").record() > 0)
