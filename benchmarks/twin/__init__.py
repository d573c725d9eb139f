"""The plain twin: the core loop as one would first write it in Mesa, from objects and loops.

States are Mesa agents, what two states share is an object that both hold, and everything is a
Python number. It takes the same numbers from the same streams as the product, and so comes to the
same results; it leaves out all that the core mechanisms do not need.
"""

from benchmarks.twin.model import TwinModel

__all__ = ["TwinModel"]
