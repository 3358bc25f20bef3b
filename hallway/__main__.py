"""``python -m hallway`` is ``hallway``."""

from hallway.cli import main

if __name__ == "__main__":
    main()
