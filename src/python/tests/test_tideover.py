"""What users of the module meet: runs, dictionaries, bad input, comparisons, sweeps.

    python -m unittest discover src/python/tests

The program is that of $TIDEOVER, else the one that is installed.
"""

import contextlib
import doctest
import io
import os
import signal
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path
from unittest import mock

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1]))

import tideover  # noqa: E402
from tideover import _scenario  # noqa: E402

#: Two regions, three sectors: read and simulated in a moment.
PACK = HERE.parents[3] / "tests" / "packs" / "tiny" / "economy.toml"
GRANT = {
    "name": "grant",
    "kind": "liquidity_grant",
    "from": "2020-03",
    "to": "2020-06",
    "take_up": 0.5,
    "flat": 20_000,
}

try:
    import pandas
except ModuleNotFoundError:
    pandas = None

with_pandas = unittest.skipIf(pandas is None, "pandas is not installed")


def scenario(**head):
    """A scenario on the tiny economy."""
    head = {"name": "t", "extends": str(PACK), "start": "2020-01", "months": 6, "firms": 200, **head}
    return {"scenario": head, "replications": {"count": 2}}


def setUpModule():
    """All tests in one folder, so that the population is burned in once."""
    place = tempfile.TemporaryDirectory()
    unittest.addModuleCleanup(place.cleanup)
    unittest.addModuleCleanup(os.chdir, os.getcwd())
    os.chdir(place.name)


class Runs(unittest.TestCase):
    def test_a_file_is_run_and_its_results_are_read(self):
        Path("t.toml").write_text(tideover.toml(scenario()), encoding="utf-8")
        run = tideover.run("t.toml")
        self.assertEqual(run.folder.parent, Path.cwd() / "output")
        self.assertTrue({"monthly", "summary", "survival"} <= set(run.tables), run.tables)
        self.assertEqual(len(run.rows("monthly")), 2 * 6)
        self.assertEqual(run.rows("monthly")[0]["month"], "2020-01")
        self.assertTrue(run.report.read_text(encoding="utf-8").startswith("<!"))
        self.assertIn("monthly.csv", run.readme)
        self.assertEqual((run.manifest["name"], run.manifest["firms"]), ("t", 200))
        chart = run.chart("employment")
        self.assertTrue(chart._repr_svg_().startswith("<svg"), chart.svg[:20])
        self.assertTrue(chart._repr_png_().startswith(b"\x89PNG"))
        self.assertIn("monthly", dir(run))
        again = tideover.read(run.folder)
        self.assertEqual((type(again), again.tables), (tideover.Run, run.tables))

    def test_the_same_dictionary_gives_the_same_folder_and_options_change_it(self):
        first = tideover.run(scenario(), quick=True, threads=1)
        made = (first.folder / "report.html").stat().st_mtime_ns
        second = tideover.run(scenario(), quick=True)
        self.assertEqual(first.folder, second.folder)
        self.assertEqual((second.folder / "report.html").stat().st_mtime_ns, made)
        self.assertIn("quick", repr(first))
        third = tideover.run(scenario(), set={"scenario.months": 3, "scenario.title": 'a "b"'}, output="third", seed=5)
        self.assertEqual(third.folder, Path.cwd() / "third")
        shown = {key: third.manifest[key] for key in ("months", "seed", "title", "quick")}
        self.assertEqual(shown, {"months": 3, "seed": 5, "title": 'a "b"', "quick": False})

    def test_scenarios_stack_and_their_paths_begin_in_a_folder(self):
        base = scenario(extends=PACK.name)
        run = tideover.run([base, {"scenario": {"months": 2}}], folder=PACK.parent, quick=True)
        self.assertEqual(run.manifest["months"], 2)

    @with_pandas
    def test_tables_are_data_frames(self):
        run = tideover.run(scenario(), quick=True)
        self.assertEqual(str(run.monthly["month"].iloc[0].date()), "2020-01-01")
        self.assertEqual(len(run.monthly), 2 * 6)
        self.assertEqual(list(run.ledger.columns), list(run.table("ledger").columns))
        self.assertIn("jobs_change_end", set(run.summary["metric"]))
        self.assertGreater(len(run.chart("employment").data), 0)
        # A month on a clock is a number.
        self.assertLess(run.survival["month"].max(), 1000)

    def test_without_pandas_a_table_says_what_to_do(self):
        run = tideover.run(scenario(), quick=True)
        with mock.patch.dict(sys.modules, {"pandas": None}):
            with self.assertRaisesRegex(ModuleNotFoundError, r"pip install pandas.*\.rows\(name\)"):
                run.table("monthly")

    def test_what_is_not_there_is_said_with_what_is(self):
        run = tideover.run(scenario(), quick=True)
        with self.assertRaisesRegex(KeyError, "no table 'montly'; there are .*monthly"):
            run.table("montly")
        with self.assertRaisesRegex(KeyError, "no chart 'jobs'; there are .*employment"):
            run.chart("jobs")
        with self.assertRaises(AttributeError):
            run.montly
        with self.assertRaisesRegex(FileNotFoundError, "no folder of results"):
            tideover.read(".")

    def test_progress_is_shown_when_asked_for(self):
        with contextlib.redirect_stderr(io.StringIO()) as quiet:
            tideover.run(scenario(), quick=True)
        self.assertEqual(quiet.getvalue(), "")


class Comparisons(unittest.TestCase):
    def test_policies_are_compared_with_none(self):
        policy = {**scenario(name="with-grant"), "policy": [GRANT]}
        found = tideover.compare(policy, no_policy=True, quick=True, regime="middle")
        self.assertIsInstance(found, tideover.Comparison)
        arms = {row["arm"] for row in found.rows("effects")}
        self.assertEqual(arms, {"with-grant"})
        self.assertTrue(found.chart("effects").svg.startswith("<svg"))
        self.assertIsInstance(tideover.read(found.folder), tideover.Comparison)

    def test_dictionaries_are_compared_with_one_another(self):
        generous = {**GRANT, "flat": 40_000}
        arms = [{**scenario(name=name), "policy": policy} for name, policy in
                (("none", []), ("some", [GRANT]), ("more", [generous]))]
        found = tideover.compare(*arms, quick=True, regime="middle", each=True)
        self.assertEqual(found.manifest["comparison"]["base"], "none")
        self.assertTrue({"some", "more"} <= {row["arm"] for row in found.rows("fates")})


class Sweeps(unittest.TestCase):
    def test_a_sweep_is_run_and_merged(self):
        Path("t.toml").write_text(tideover.toml(scenario()), encoding="utf-8")
        sweep = {
            "sweep": {
                "name": "s", "base": "t.toml", "design": "grid", "firms": 100, "months": 3,
                "replications": 1, "keep": ["firms_alive@end"],
            },
            "factor": [{"name": "seats", "path": "parameters.owner.buffer_days", "values": [18, 40]}],
        }
        Path("s.toml").write_text(tideover.toml(sweep), encoding="utf-8")
        results = tideover.sweep("s.toml")
        self.assertEqual(len(results.rows("sweep")), 2)
        self.assertIn("<html", results.report.read_text(encoding="utf-8"))
        self.assertIsInstance(tideover.read(results.folder), tideover.Sweep)


class Mistakes(unittest.TestCase):
    def refused(self, *args, **options):
        with self.assertRaises(tideover.Error) as caught:
            tideover.run(*args, **options)
        return str(caught.exception), caught.exception.exit_code

    def test_all_problems_of_a_scenario_are_said_with_line_and_caret(self):
        message, code = self.refused(scenario(name="wrong", monhs=3, start="2020-13"))
        self.assertEqual(code, 3)
        self.assertRegex(message, r"(?m)^wrong\.toml:\d+:\d+ ")
        for part in ("monhs is not a key here", "2020-13", "^^^^^", "2 problems found"):
            self.assertIn(part, message)
        self.assertEqual(list(Path("output").glob("wrong-*")), [])

    def test_options_that_are_none_are_refused_by_the_program(self):
        message, code = self.refused(scenario(), firm=5)
        self.assertEqual(code, 2)
        self.assertIn("--firm", message)
        message, code = self.refused("no-such.toml")
        self.assertEqual(code, 3)
        self.assertIn("no-such.toml  there is no such scenario file", message)

    def test_values_that_no_scenario_has_are_named(self):
        with self.assertRaisesRegex(TypeError, r"policy\[0\]\.take_up is NoneType.*leave the key out"):
            tideover.run({**scenario(), "policy": [{**GRANT, "take_up": None}]})
        with self.assertRaisesRegex(ValueError, "save: .* no folder of results"):
            tideover.run(scenario(), until="2020-02", save="a.tide")

    def test_a_program_that_is_not_there_is_said(self):
        with mock.patch.dict(os.environ, {"TIDEOVER": "/no/such/program"}):
            with self.assertRaisesRegex(FileNotFoundError, r"\$TIDEOVER is '/no/such/program'"):
                tideover.run(scenario())

    def test_errors_cross_processes(self):
        import pickle

        error = pickle.loads(pickle.dumps(tideover.Error("no", 3)))
        self.assertEqual((str(error), error.exit_code), ("no", 3))

    @unittest.skipIf(os.name == "nt", "signals of POSIX")
    def test_an_interrupted_run_is_continued_by_the_same_call(self):
        def interrupt():
            while not list(Path("output").glob("long-*/manifest.json")) and time.monotonic() < began + 60:
                time.sleep(0.1)
            signal.raise_signal(signal.SIGINT)

        began = time.monotonic()
        thread = threading.Thread(target=interrupt)
        thread.start()
        long = scenario(name="long", months=24, firms=2000)
        with self.assertRaises(KeyboardInterrupt):
            tideover.run(long, replications=30)
        thread.join()
        left = list(Path("output").glob("long-*"))
        self.assertEqual([tideover.read(folder).manifest["status"] for folder in left], ["running"])
        run = tideover.run(long, replications=30)
        self.assertEqual((run.folder, run.manifest["status"]), (left[0].resolve(), "complete"))
        self.assertEqual(len(run.rows("monthly")), 30 * 24)


class Toml(unittest.TestCase):
    def test_examples_in_the_documentation_hold(self):
        self.assertEqual(doctest.testmod(_scenario).failed, 0)

    def test_what_is_written_reads_back_the_same(self):
        try:
            import tomllib
        except ModuleNotFoundError:
            self.skipTest("tomllib came with Python 3.11")
        value = {
            "a": 1,
            "scenario": {"name": 'quotes " and \\, 中文, line\nend\u0001', "x y": -0.5, "big": 1e300, "on": True, "list": [1, [2.5]]},
            "policy": [{"name": "a", "target": {"sizes": ["micro"], "deep": {"er": 1}}}, {"name": "b", "empty": {}, "none": []}],
            "empty": [],
        }
        self.assertEqual(tomllib.loads(tideover.toml(value)), value)

    def test_numbers_of_numpy_are_numbers(self):
        try:
            import numpy
        except ModuleNotFoundError:
            self.skipTest("numpy is not installed")
        self.assertEqual(tideover.toml({"a": numpy.float64(0.5), "b": numpy.int64(3), "c": numpy.bool_(True)}), "a = 0.5\nb = 3\nc = true\n")


if __name__ == "__main__":
    unittest.main()
