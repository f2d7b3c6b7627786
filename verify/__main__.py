"""``python -m verify`` is the command ``warmproof``."""

from verify.cli import main

if __name__ == "__main__":
    main()
