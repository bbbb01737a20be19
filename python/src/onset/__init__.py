"""When do skills emerge from texts? The onset command for Python: a door, no second implementation.

>>> import onset
>>> study = onset.learn([["add"], ["add", "carry"], ["x", "y"]])
>>> study.learned.fraction
0.5
"""

from importlib.metadata import version

from ._run import command, run
from .errors import OnsetError
from .figures import Figure
from .results import Check, Next, NextText, Order, Result, Study
from .tables import Table
from .verbs import (
    check,
    diff,
    evolve,
    example,
    examples,
    forecast,
    learn,
    next,
    order,
    reproduce,
    simulate,
    threshold,
    unlock,
    why,
)

__version__ = version("onset")

__all__ = [
    "Check",
    "Figure",
    "Next",
    "NextText",
    "OnsetError",
    "Order",
    "Result",
    "Study",
    "Table",
    "check",
    "command",
    "diff",
    "evolve",
    "example",
    "examples",
    "forecast",
    "learn",
    "next",
    "order",
    "reproduce",
    "run",
    "simulate",
    "threshold",
    "unlock",
    "why",
]
