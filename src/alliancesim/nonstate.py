"""Non-state actors at run time: who they are, where they live and who stands behind them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NonState:
    """A threat actor; state numbers are rows of the world, whose arrays hold its rates."""

    id: str
    name: str
    type: str
    dispersion: float
    """Squared spread of good and bad years."""
    harbour: tuple[int, ...] = ()
    """States from whose soil it acts."""
    suspects: tuple[int, ...] = ()
    """States that victims may blame, the sponsor among them."""
    sponsor: int | None = None

    @property
    def on_networks(self) -> bool:
        """Whether resilience of networks, and no ability against armed bands, helps."""
        return self.type == "cyber"

    @property
    def armed(self) -> bool:
        """Whether it lives on illicit arms."""
        return self.type in ("terrorism", "trafficking")

    @property
    def kills(self) -> bool:
        """Whether its attacks are counted by their dead."""
        return self.type == "terrorism"
