"""alliancesim: an open laboratory for alliance dynamics."""

__version__ = "0.1.0"
