"""The phases of a step, one file or folder each; `alliancesim.model` calls them in order."""
