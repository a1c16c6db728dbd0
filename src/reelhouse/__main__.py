"""`python -m reelhouse` and the `reelhouse` command."""

from reelhouse.cli.main import main

if __name__ == "__main__":
    main()
