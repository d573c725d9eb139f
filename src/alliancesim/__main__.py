"""``python -m alliancesim`` is ``alliancesim``."""

from alliancesim.cli import main

main()
