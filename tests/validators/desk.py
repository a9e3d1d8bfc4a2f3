#!/usr/bin/env python3
"""Sit at the desk of `regesta reconcile --decide` in a real terminal and look at its screen.

usage: desk.py REGESTA PUBLICATION

Runs the program in a pseudo-terminal whose screen is kept by a terminal emulator: wide and narrow windows, a window that changes its size,
Cyrillic, scrolling, decisions, a note, undo, leaving in the middle, NO_COLOR. The publication's links/ is written to: give a copy.
Ends with 1 where the screen is not as a person would want it.
"""

import os
import re
import sys
import time
from pathlib import Path

import pexpect
import pyte


class Report:
    """What was looked at, and how many faults it had."""

    def __init__(self):
        self.looks, self.faults = 0, 0

    def check(self, what, good, seen=""):
        self.looks += 1
        if not good:
            self.faults += 1
            print(f"FAULT    {what}: {seen}")


class Terminal:
    """A program in a window, and what the window shows."""

    def __init__(self, command, width, height, **environment):
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        variables = dict(os.environ, TERM="xterm-256color", **environment)
        self.program = pexpect.spawn(command[0], command[1:], dimensions=(height, width), env=variables, encoding="utf-8")

    def until(self, sight, seconds=120):
        """Waits until the screen, or what it was fed, shows something; whether it does."""
        end = time.time() + seconds
        while time.time() < end:
            try:
                text = self.program.read_nonblocking(65536, 0.2)
                self.raw += text
                self.stream.feed(text)
            except pexpect.TIMEOUT:
                if re.search(sight, self.text()):
                    return True
            except pexpect.EOF:
                return bool(re.search(sight, self.raw))
        return False

    def press(self, keys, sight):
        self.program.send(keys)
        return self.until(sight, 20)

    def resize(self, width, height):
        self.screen.resize(height, width)
        self.program.setwinsize(height, width)

    def text(self):
        return "\n".join(self.lines())

    def lines(self):
        return [line.rstrip() for line in self.screen.display]


def foot_is_whole(lines):
    """The last line ends with the last key: nothing was pushed out of the window."""
    return lines[-1].endswith("q quit")


def main():
    regesta, publication = sys.argv[1:3]
    links = Path(publication) / "links" / "wikidata.sssom.tsv"
    command = [regesta, "reconcile", publication, "--decide", "--by", "A. Editor"]
    report = Report()
    manual = lambda: [line for line in links.read_text("utf-8").splitlines() if "ManualMappingCuration" in line]

    for width, height in [(200, 50), (100, 30), (44, 20)]:
        window = Terminal(command, width, height, NO_COLOR="1")
        report.check(f"{width} columns: a card is shown", window.until(r"\d+ left, 0 decided"))
        lines = window.lines()
        report.check(f"{width} columns: the head stands in the first line", re.search(r"\d+ left, 0 decided$", lines[0]), lines[0])
        report.check(f"{width} columns: the keys stand in the last lines", foot_is_whole(lines), lines[-1])
        report.check(f"{width} columns: no colour", not re.search(r"\x1b\[[0-9;]*(3[0-7]|4[0-7]|38;|48;)m", window.raw))
        window.press("q", "publishes them")
        report.check(f"{width} columns: leaving gives the terminal back", "\x1b[?1049l" in window.raw and "\x1b[?25h" in window.raw)

    window = Terminal(command, 100, 30)
    window.until("0 decided")
    before = len(manual())
    first = window.lines()[0]
    left = int(re.search(r"(\d+) left", first)[1])
    report.check("? explains the signs", window.press("?", "It excludes it"), window.text())
    report.check("a key goes back", window.press("z", re.escape(first)), window.text())
    report.check("n takes the card", window.press("n", f"{left - 1} left, 1 decided"), window.text())
    report.check("and says what was done", "has no item" in window.text(), window.text())
    report.check("and is written at once", len(manual()) == before + 1)
    report.check("u brings it back", window.press("u", f"{left} left, 0 decided"), window.text())
    report.check("and the file is as before", len(manual()) == before)
    window.resize(50, 18)
    report.check("a window made smaller is drawn anew", window.press("", "there is more below"), window.text())
    window.until("q quit", 5)
    report.check("with all its keys", foot_is_whole(window.lines()), window.text())
    report.check("a page further down", window.press("\x1b[6~", "2  0"), window.text())
    window.resize(100, 30)
    window.until("q quit", 5)
    window.press("t", "note: _")
    report.check("a note is written in any script", window.press("см. мемуары", "note: см. мемуары_"), window.text())
    window.press("\r", "noted")
    report.check("1 accepts", window.press("1", f"{left - 1} left, 1 decided"), window.text())
    report.check("the note stands with the decision", any("см. мемуары" in line and "A. Editor" in line for line in manual()))
    report.check("x rejects", window.press("x", "not which") and window.press("1", "is not .*u undoes it"), window.text())
    window.press("\x03", "publishes them")
    report.check("leaving in the middle keeps what was decided", len(manual()) == before + 2, str(manual()))

    window = Terminal(command, 100, 30)
    report.check("the next time what was decided is not asked again", window.until(f"{left - 1} left, 0 decided"), window.lines()[0])
    window.press("q", "publishes them")
    print(f"desk: {report.looks} looks, {report.faults} faults")
    sys.exit(1 if report.faults else 0)


if __name__ == "__main__":
    main()
