"""The command line, for whoever the program was started as: home and arguments in, exit code and messages out."""

import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from reelhouse.cli.main import run


def main() -> None:
    """Answer until nobody asks any more."""
    answers = sys.stdout
    for line in sys.stdin:
        home, arguments = json.loads(line)
        os.environ["REELHOUSE_HOME"] = home
        said = StringIO()
        with redirect_stdout(StringIO()), redirect_stderr(said):
            code = run(arguments)
        print(json.dumps([code, said.getvalue()]), file=answers, flush=True)


main()
