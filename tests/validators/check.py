#!/usr/bin/env python3
"""Check the dumps of a publication with programs that are not ours.

usage: check.py FOLDER [--shared PATH]

FOLDER holds all.ttl, all.trig, all.nt, all.nq, all.rdf, all.jsonld (those that are there are
checked). PATH is the folder that holds ontology/ and schemas/ with the official files; where it is
absent, their checks are skipped, and said to be.

Needs requirements.txt; uses rapper (raptor2-utils) and riot (Apache Jena) where they are installed.
Ends with 1 where anything is wrong.
"""

import argparse
import sys
from pathlib import Path

import canonical
import counts
import shapes
import terms


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / ".." / "shared")
    args = parser.parse_args()
    if not any(args.folder.glob("all.*")):
        sys.exit(f"{args.folder} holds no dump all.*")
    turtle = args.folder / "all.ttl"
    checks = [
        ("terms", lambda: terms.check(turtle)),
        ("shapes", lambda: shapes.check(turtle, args.shared)),
        ("counts", lambda: counts.check(args.folder)),
        ("canonical", lambda: canonical.check(args.folder)),
    ]
    faults = 0
    for name, check in checks:
        for kind, text in check():
            print(f"{kind:8} {name}: {text}")
            faults += kind == "FAULT"
    print(f"{args.folder}: {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
