#!/usr/bin/env python3
"""Check the exchange formats of a publication with programs that are not ours.

usage: exchange.py FOLDER [--shared PATH]

FOLDER is what `regesta export --format all` writes, or the folder exchange/ of a deposit. PATH is the folder that holds schemas/ with the
official schemas; where it, jing or a package of npm is absent, their checks are skipped, and said to be.
Needs requirements.txt; `npm ci` in this folder for the Schematron of CMIF. Ends with 1 where anything is wrong.
"""


import annotations
import bibliography
import linked_art
import report
import tables
import tei


def main():
    args = report.arguments(__doc__)
    schemas = args.shared / "schemas"
    checks = [
        ("CMIF", lambda: tei.cmif(args.folder, schemas)),
        ("TEI", lambda: tei.essays(args.folder, schemas)),
        ("bibliography", lambda: bibliography.check(args.folder, schemas)),
        ("tables", lambda: tables.check(args.folder, schemas)),
        ("dates", lambda: tables.dates(args.folder, schemas)),
        ("network", lambda: tables.network(args.folder, schemas)),
        ("annotations", lambda: annotations.check(args.folder, schemas)),
        ("places", lambda: annotations.places(args.folder, schemas)),
        ("Linked Art", lambda: linked_art.check(args.folder, schemas)),
    ]
    report.run(args.folder, checks)


if __name__ == "__main__":
    main()
