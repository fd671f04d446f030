"""Which policies tide small and medium firms over, and at what public cost? Runs and results of tideover.

A thin layer over the program ``tideover``, which does all the work: this module calls it, and reads the
folders it writes. What is true of the program is true here: the same scenario gives the same folder, a
complete folder is taken as it is, an interrupted one is continued.

    import tideover

    run = tideover.run("scenarios/covid-2020.toml", quick=True)
    run.monthly                      # a table, as a pandas DataFrame
    run.chart("employment")          # a notebook shows it

    found = tideover.compare("scenarios/covid-2020.toml", no_policy=True, quick=True)
    found.effects

    tideover.sweep("scenarios/sweeps/tornado.toml").table("sweep")
"""

from __future__ import annotations

from ._commands import compare, run, sweep
from ._program import Error, program, version
from ._results import Chart, Comparison, Results, Run, Sweep, read
from ._scenario import toml

__all__ = [
    "Chart",
    "Comparison",
    "Error",
    "Results",
    "Run",
    "Sweep",
    "compare",
    "program",
    "read",
    "run",
    "sweep",
    "toml",
    "version",
]
