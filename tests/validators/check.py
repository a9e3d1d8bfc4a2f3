#!/usr/bin/env python3
"""Check the dumps of a publication with programs that are not ours.

usage: check.py FOLDER [--shared PATH]

FOLDER holds all.ttl, all.trig, all.nt, all.nq, all.rdf, all.jsonld (those that are there are
checked). PATH is the folder that holds ontology/ and schemas/ with the official files; where it is
absent, their checks are skipped, and said to be.

Needs requirements.txt; uses rapper (raptor2-utils) and riot (Apache Jena) where they are installed.
Ends with 1 where anything is wrong.
"""

import sys

import canonical
import counts
import report
import shapes
import terms


def main():
    args = report.arguments(__doc__)
    if not any(args.folder.glob("all.*")):
        sys.exit(f"{args.folder} holds no dump all.*")
    turtle = args.folder / "all.ttl"
    checks = [
        ("terms", lambda: terms.check(turtle)),
        ("shapes", lambda: shapes.check(turtle, args.shared)),
        ("counts", lambda: counts.check(args.folder)),
        ("canonical", lambda: canonical.check(args.folder)),
    ]
    report.run(args.folder, checks)


if __name__ == "__main__":
    main()
