#!/usr/bin/env python3
"""Check the exchange formats of a publication with programs that are not ours.

usage: exchange.py FOLDER [--shared PATH]

FOLDER is what `regesta export --format all` writes, or the folder exchange/ of a deposit. PATH is the folder that holds schemas/ with the
official schemas; where it, jing or a package of npm is absent, their checks are skipped, and said to be.
Needs requirements.txt; `npm ci` in this folder for the Schematron of CMIF. Ends with 1 where anything is wrong.
"""

import argparse
import sys
from pathlib import Path

import annotations
import bibliography
import linked_art
import tables
import tei


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / ".." / "shared")
    args = parser.parse_args()
    schemas = args.shared / "schemas"
    faults = 0
    for name, check in [
        ("CMIF", tei.cmif),
        ("TEI", tei.essays),
        ("bibliography", bibliography.check),
        ("tables", tables.check),
        ("dates", tables.dates),
        ("network", tables.network),
        ("annotations", annotations.check),
        ("places", annotations.places),
        ("Linked Art", linked_art.check),
    ]:
        for kind, text in check(args.folder, schemas):
            print(f"{kind:8} {name}: {text}")
            faults += kind == "FAULT"
    print(f"{args.folder}: {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
