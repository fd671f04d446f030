"""The program: where it is, how it is called, and what becomes of its errors."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import threading
from typing import Any, Optional, Sequence

#: Names the program to use, in place of the one that was installed with this module.
VARIABLE = "TIDEOVER"
#: What the program says every few seconds with ``--progress plain``.
_PROGRESS = re.compile(r"\b\d[\d,]*/\d[\d,]* .*elapsed")


class Error(Exception):
    """What the program says when it can't do what was asked.

    The message is the program's own: for a scenario that is wrong, all problems with file, line and a caret.
    """

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        #: As in ``tideover --help``: 2 usage, 3 invalid input, 4 some runs failed, 5 incomplete, 74 a file
        #: could not be read or written, 75 interrupted (the same call continues), 1 anything else.
        self.exit_code = exit_code

    def __reduce__(self) -> Any:
        # Errors cross to another process (multiprocessing) with both of their parts.
        return Error, (str(self), self.exit_code)


def program() -> str:
    """The path of the program: ``$TIDEOVER`` where it is set, else the one installed with this module, else
    the one on the ``PATH``."""
    named = os.environ.get(VARIABLE)
    if named:
        found = shutil.which(named)
        if found is None:
            raise FileNotFoundError(f"${VARIABLE} is {named!r}, but there is no such program")
        return found
    name = "tideover" + (sysconfig.get_config_var("EXE") or "")
    places = [sysconfig.get_path("scripts")]
    user = "nt_user" if os.name == "nt" else "posix_user"
    if user in sysconfig.get_scheme_names():
        places.append(sysconfig.get_path("scripts", scheme=user))
    for place in places:
        path = os.path.join(place, name)
        if os.path.isfile(path):
            return path
    found = shutil.which("tideover")
    if found is None:
        raise FileNotFoundError(
            "the program tideover is not installed: `pip install ./src/python` in its repository builds and "
            f"installs it, or set ${VARIABLE} to the path of one that is built"
        )
    return found


def version() -> str:
    """The version of the program, as it says it."""
    done = subprocess.run([program(), "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]


def call(words: Sequence[str], files: Sequence[str], talk: bool) -> tuple[Any, list[str]]:
    """Calls the program with a command and files, and gives what it said: its JSON, and the lines of its talk. With ``talk`` these
    appear while it works."""
    progress = ["--progress", "plain" if talk else "none"]
    command = [program(), *words, "--json", *progress, "--", *files]
    # A group of its own: an interruption reaches it once, from here, whoever sends it.
    alone: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        alone = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        **alone,
    )
    said: list[str] = []
    data: list[str] = []
    listeners = [
        threading.Thread(target=_listen, args=(child.stderr, said, talk), daemon=True),
        threading.Thread(target=_listen, args=(child.stdout, data, False), daemon=True),
    ]
    for listener in listeners:
        listener.start()
    try:
        # In short waits: where another thread takes the signal, or on Windows, a long one would not end.
        while child.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=0.2)
    except KeyboardInterrupt:
        # It stops at the end of the month it simulates; what is finished is kept.
        _interrupt(child)
        child.wait()
        raise
    finally:
        if child.poll() is None:
            child.kill()
        for listener in listeners:
            listener.join()
    if child.returncode != 0:
        message = "\n".join(said).strip() or f"tideover ended with exit code {child.returncode}"
        raise Error(message, child.returncode)
    return json.loads("\n".join(data)), said


def _listen(stream: Any, lines: list[str], show: bool) -> None:
    with stream:
        for line in stream:
            line = line.rstrip("\n")
            if show:
                print(line, file=sys.stderr, flush=True)
            if not _PROGRESS.search(line):
                lines.append(line)


def _interrupt(child: subprocess.Popen[str]) -> None:
    asked: Optional[int] = getattr(signal, "CTRL_BREAK_EVENT", None)
    child.send_signal(signal.SIGINT if asked is None else asked)
