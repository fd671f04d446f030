"""Results: folders that the program has written, their tables and charts."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

if TYPE_CHECKING:
    import pandas


class Chart:
    """A chart; a notebook shows it."""

    def __init__(self, stem: Path) -> None:
        self._stem = stem
        #: Its name.
        self.name = stem.name

    @property
    def svg(self) -> str:
        """The picture as SVG."""
        return _file(self._stem, ".svg").read_text(encoding="utf-8")

    @property
    def png(self) -> bytes:
        """The picture as PNG."""
        return _file(self._stem, ".png").read_bytes()

    @property
    def data(self) -> pandas.DataFrame:
        """The numbers behind it."""
        return _table(_file(self._stem, ".csv"))

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_png_(self) -> bytes:
        return self.png

    def __repr__(self) -> str:
        return f"<tideover.Chart {self.name}: {_file(self._stem, '.svg')}>"


class Results:
    """A folder of results. Each table is an attribute, too: ``results.monthly`` is ``results.table("monthly")``."""

    def __init__(self, folder: Union[str, os.PathLike[str]], said: Optional[list[str]] = None) -> None:
        #: The folder.
        self.folder = Path(folder)
        #: What the program said while it made it, line by line.
        self.said = said or []

    @property
    def manifest(self) -> dict[str, Any]:
        """What was run, with what: ``manifest.json``."""
        manifest: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        return manifest

    @property
    def tables(self) -> list[str]:
        """Names of the tables."""
        return sorted(path.stem for path in self.folder.glob("*.csv"))

    @property
    def charts(self) -> list[str]:
        """Names of the charts."""
        return sorted(path.stem for path in (self.folder / "charts").glob("*.svg"))

    @property
    def report(self) -> Optional[Path]:
        """The report, one file of HTML."""
        path = self.folder / "report.html"
        return path if path.exists() else None

    @property
    def readme(self) -> str:
        """What each table and column means."""
        return (self.folder / "README.txt").read_text(encoding="utf-8")

    def table(self, name: str) -> pandas.DataFrame:
        """A table. Months (2020-02) are dates, the first day of each."""
        return _table(self._named(name))

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a table as texts, for who has no pandas."""
        with open(self._named(name), encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def chart(self, name: str) -> Chart:
        """A chart, which a notebook shows."""
        _known("chart", name, self.charts, self.folder)
        return Chart(self.folder / "charts" / name)

    def _named(self, name: str) -> Path:
        _known("table", name, self.tables, self.folder)
        return self.folder / f"{name}.csv"

    def __getattr__(self, name: str) -> pandas.DataFrame:
        if name.startswith("_") or name == "folder" or name not in self.tables:
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}, and its folder no such table")
        return self.table(name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(name for name in self.tables if name.isidentifier())})

    def __repr__(self) -> str:
        try:
            manifest = self.manifest
        except (OSError, ValueError):
            return f"<tideover.{type(self).__name__}: {self.folder}>"
        quick = " (quick: to look at, not to cite)" if manifest.get("quick") else ""
        return f"<tideover.{type(self).__name__} {manifest.get('name', '')}{quick}: {self.folder}>"


class Run(Results):
    """A run of one scenario."""

    @property
    def summary(self) -> pandas.DataFrame:
        """Metrics of the run: mean over replications, spread, interval."""
        return self.table("summary")

    @property
    def monthly(self) -> pandas.DataFrame:
        """The economy month by month."""
        return self.table("monthly")

    @property
    def policies(self) -> pandas.DataFrame:
        """What each policy paid out and reached, month by month."""
        return self.table("policies")

    @property
    def survival(self) -> pandas.DataFrame:
        """Kaplan-Meier survival of firms by group."""
        return self.table("survival")


class Comparison(Run):
    """Policies compared with a base."""

    @property
    def effects(self) -> pandas.DataFrame:
        """Paired differences from the base, with intervals."""
        return self.table("effects")

    @property
    def fates(self) -> pandas.DataFrame:
        """What became of the firms alive when arms began to differ."""
        return self.table("fates")


class Sweep(Results):
    """Many design points of one question."""

    @property
    def summary(self) -> pandas.DataFrame:
        """What came out at each design point."""
        return self.table("sweep")


def read(folder: Union[str, os.PathLike[str]]) -> Results:
    """Results that were made before: a :class:`Run`, :class:`Comparison` or :class:`Sweep`, as the folder is."""
    results = Results(folder)
    try:
        manifest = results.manifest
    except (OSError, ValueError):
        manifest = {}
    if not isinstance(manifest, dict) or manifest.get("tool") != "tideover":
        raise FileNotFoundError(f"{os.fspath(folder)}: this is no folder of results of tideover")
    kind = Sweep if manifest.get("kind") == "sweep" else Comparison if manifest.get("comparison") else Run
    return kind(folder)


def _known(what: str, name: str, names: list[str], folder: Path) -> None:
    if name not in names:
        raise KeyError(f"{folder} has no {what} {name!r}; there are {', '.join(names) or 'none'}")


def _file(stem: Path, ending: str) -> Path:
    return stem.with_name(stem.name + ending)


def _table(path: Path) -> pandas.DataFrame:
    try:
        import pandas
    except ModuleNotFoundError as error:
        if error.name != "pandas":
            raise
        raise ModuleNotFoundError(
            f"tables need pandas: pip install pandas; without it, .rows(name) gives the rows of a table, and {path} is "
            "the table itself",
            name="pandas",
        ) from None
    # Names such as None or NA are names; only what is empty is missing.
    table = pandas.read_csv(path, keep_default_na=False, na_values=[""])
    if "month" in table.columns and not pandas.api.types.is_numeric_dtype(table["month"]):
        try:
            table["month"] = pandas.to_datetime(table["month"], format="%Y-%m")
        except ValueError:
            pass  # months of another kind stay as they are
    return table
