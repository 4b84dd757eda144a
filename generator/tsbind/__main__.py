"""``python -m tsbind``."""

from tsbind.cli import main

if __name__ == "__main__":
    main(prog_name="tsbind")
