#!/usr/bin/env python3
"""How much memory and time a build takes as a corpus grows.

    python3 benches/corpus.py [--program target/release/regesta] [COUNT ...]

For each count a publication of so many short essays is made in a temporary folder and built by the program; a line
tells how many essays, how many megabytes of text, the peak of memory and the time of one processor. The essays are
made up, each of other people, letters and archives, the same for the same count.
"""

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

SYLLABLES = ["ба", "ве", "ги", "до", "жу", "зе", "ки", "ло"]
LETTERS = 6
HEAD = """title = "Corpus"
base = "https://example.org/corpus/"
language = "ru"
license = "https://creativecommons.org/licenses/by/4.0/"
version = "0.1.0"
date = 2026-01-01
text = "full"

[[creator]]
name = "Nobody"
"""


def name(number: int) -> str:
    """A made-up family name, another for each number."""
    out = "Ма"
    while number > 0:
        number, last = divmod(number, len(SYLLABLES))
        out += SYLLABLES[last]
    return out + "ров"


def essay(number: int) -> str:
    """An essay of some letters, each told and cited."""
    year = 1700 + number % 200
    paragraphs = []
    for letter in range(LETTERS):
        who, day = name((number * 7 + letter) % 4000), letter % 28 + 1
        paragraphs.append(
            f"{day} мая {year} г. А.Б. {who} направил письмо П. Орлову (Письмо А.Б. {who}а П. Орлову. "
            f"{day:02}.05.{year} // РГАДА. Ф. {number}. Оп. 1. Д. {letter}. Л. 5).\n"
        )
    return "\n".join(paragraphs)


def publication(folder: Path, count: int) -> int:
    """Writes the publication; the bytes of its texts."""
    (folder / "essays").mkdir()
    declared, length = [HEAD], 0
    for number in range(count):
        text = essay(number).encode()
        length += len(text)
        (folder / "essays" / f"{number}.txt").write_bytes(text)
        declared.append(f'[[essay]]\nkey = "e{number}"\nfile = "essays/{number}.txt"\ntitle = "Essay {number}"\ndate = "2026-01-01"\n')
    (folder / "regesta.toml").write_text("\n".join(declared), encoding="utf-8")
    return length


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="target/release/regesta")
    parser.add_argument("counts", nargs="*", type=int, default=[1000, 10_000])
    arguments = parser.parse_args()
    print("essays  MB of text  peak MB  processor s")
    for count in arguments.counts:
        with tempfile.TemporaryDirectory() as folder:
            length = publication(Path(folder), count)
            build = subprocess.Popen([arguments.program, "build", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(build.pid, 0)
            if status != 0:
                raise SystemExit(f"the build of {count} essays failed")
            print(f"{count:6}  {length / 1e6:10.1f}  {used.ru_maxrss / 1024:7.0f}  {used.ru_utime + used.ru_stime:11.1f}", flush=True)


if __name__ == "__main__":
    main()
