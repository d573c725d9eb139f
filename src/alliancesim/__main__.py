"""``python -m alliancesim`` is ``alliancesim``."""

from alliancesim.cli import main

if __name__ == "__main__":
    main()
