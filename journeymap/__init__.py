"""journeymap: customer journeys, drawn with what customers said at every touchpoint."""

__version__ = "0.1.0"
