"""The commands: run, compare, sweep."""

from __future__ import annotations

import os
import tempfile
import warnings
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence, Union

from . import _program, _scenario
from ._results import Comparison, Run, Sweep
from ._scenario import Scenario

PathLike = Union[str, Path]

#: Options that make a command do something else than results.
_WITHOUT_RESULTS = ("save", "until", "check", "shard")


def run(
    scenario: Union[Scenario, Sequence[Scenario]],
    *,
    quick: bool = False,
    firms: Optional[int] = None,
    replications: Optional[int] = None,
    seed: Optional[int] = None,
    regime: Optional[str] = None,
    set: Optional[Mapping[str, Any]] = None,
    output: Optional[PathLike] = None,
    force: bool = False,
    threads: Optional[int] = None,
    folder: PathLike = ".",
    progress: bool = False,
    **options: Any,
) -> Run:
    """Runs a scenario: all replications, tables, charts, report.

    Nothing is computed twice: the same scenario gives the same folder, which is taken as it is where it is
    complete, and continued where it was interrupted.

    :param scenario: path of a scenario file, or a dictionary of what would stand in one; or a list of these,
        which stack: a later one states only what differs.
    :param quick: at most 2000 firms and 2 replications, to see whether a scenario does what you meant.
    :param firms: firms simulated at the start, instead of the scenario's.
    :param replications: number of replications, instead of the scenario's.
    :param seed: seed of the random draws, instead of the scenario's.
    :param regime: how firms behave where evidence does not decide: resilient, middle or strict.
    :param set: keys of the scenario and their values, as in ``{"scenario.months": 12}``.
    :param output: folder of the results; ``output/NAME-ID`` where none is given.
    :param force: computes again although the folder is complete.
    :param threads: worker threads; results do not depend on it.
    :param folder: where the paths that a dictionary names (``extends``) begin.
    :param progress: shows how far it is, on stderr.
    :param options: any other option of ``tideover run``, with underscores for dashes: ``from_``.
    :raises Error: what the program says when it can't; see :class:`tideover.Error`.
    """
    options = _merged(quick, firms, replications, seed, regime, set, output, force, threads, options)
    one = isinstance(scenario, (str, os.PathLike, Mapping))
    scenarios: Any = [scenario] if one else scenario
    return Run(*_call(["run"], list(scenarios), options, folder, progress))


def compare(
    base: Scenario,
    *others: Scenario,
    no_policy: bool = False,
    each: bool = False,
    no_shock: bool = False,
    quick: bool = False,
    firms: Optional[int] = None,
    replications: Optional[int] = None,
    seed: Optional[int] = None,
    regime: Optional[str] = None,
    set: Optional[Mapping[str, Any]] = None,
    output: Optional[PathLike] = None,
    force: bool = False,
    threads: Optional[int] = None,
    folder: PathLike = ".",
    progress: bool = False,
    **options: Any,
) -> Comparison:
    """Compares policies with a base: what they did, to whom, and what it cost, paired firm by firm.

    :param base: the base, as a path or a dictionary; with ``no_policy`` the alternative.
    :param others: the alternatives, which may differ from the base in shocks and policies alone.
    :param no_policy: the base is the first scenario without its policies: what do its policies change?
    :param each: each policy of each alternative alone as an arm of its own.
    :param no_shock: the base without shocks and policies as an arm, for resilience.
    :param regime: one behaviour regime; all three are run where none is given.
    :param options: any other option of ``tideover compare``, with underscores for dashes: ``shapley=True``.

    All else as in :func:`run`.
    """
    options = _merged(quick, firms, replications, seed, regime, set, output, force, threads, options)
    options.update(no_policy=no_policy, each=each, no_shock=no_shock)
    return Comparison(*_call(["compare"], [base, *others], options, folder, progress))


def sweep(
    file: PathLike,
    *,
    quick: bool = False,
    firms: Optional[int] = None,
    replications: Optional[int] = None,
    seed: Optional[int] = None,
    regime: Optional[str] = None,
    set: Optional[Mapping[str, Any]] = None,
    output: Optional[PathLike] = None,
    force: bool = False,
    threads: Optional[int] = None,
    progress: bool = False,
    **options: Any,
) -> Sweep:
    """Runs a sweep, of what is missing, and merges it: many design points of one question.

    :param file: a sweep file, or the folder of a sweep that was planned or begun.
    :param options: any other option of ``tideover sweep run``, with underscores for dashes:
        ``memory="4GB"``, ``time_budget="3h50m"``, ``retry_failed=True``.

    All else as in :func:`run`.
    """
    options = _merged(quick, firms, replications, seed, regime, set, output, force, threads, options)
    return Sweep(*_call(["sweep", "run"], [file], options, ".", progress))


def _merged(
    quick: bool,
    firms: Optional[int],
    replications: Optional[int],
    seed: Optional[int],
    regime: Optional[str],
    set: Optional[Mapping[str, Any]],
    output: Optional[PathLike],
    force: bool,
    threads: Optional[int],
    others: Mapping[str, Any],
) -> dict[str, Any]:
    known = dict(quick=quick, firms=firms, replications=replications, seed=seed, regime=regime)
    return {**known, "set": set, "output": output, "force": force, "threads": threads, **others}


def _words(options: Mapping[str, Any]) -> list[str]:
    """Options as words of the command line. What they may be, the program knows."""
    words: list[str] = []
    for name, value in options.items():
        option = "--" + name.strip("_").replace("_", "-")
        if value is None or value is False:
            continue
        if name == "set":
            words += [f"--set={key}={_scenario.written(item, key)}" for key, item in value.items()]
        elif value is True:
            words.append(option)
        else:
            words.append(f"{option}={value}")
    return words


def _call(
    command: list[str],
    scenarios: Sequence[Scenario],
    options: Mapping[str, Any],
    folder: PathLike,
    progress: bool,
) -> tuple[Path, list[str]]:
    """Calls a command that makes a folder; gives the folder, and what the program said."""
    for name in _WITHOUT_RESULTS:
        if options.get(name):
            raise ValueError(f"{name}: with this option the command makes no folder of results; call the program itself")
    with tempfile.TemporaryDirectory(prefix="tideover-") as place:
        files = [_scenario.file(scenario, Path(folder), Path(place)) for scenario in scenarios]
        try:
            answer, said = _program.call([*command, *_words(options)], files, progress)
        except _program.Error as error:
            # A dictionary's file is gone when its problems are read: its name alone says which it was.
            message = str(error).replace(place + os.sep, "")
            raise _program.Error(message, error.exit_code) from None
    for line in said:
        if line.startswith("warning: "):
            warnings.warn(line[len("warning: ") :], stacklevel=3)
    return Path(answer["folder"]).resolve(), said
