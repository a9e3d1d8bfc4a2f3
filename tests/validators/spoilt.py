#!/usr/bin/env python3
"""Whether the judges of the exchange formats find what is wrong: each file is spoilt once, and a fault must come of it.

usage: spoilt.py DEPOSIT [--shared PATH]

DEPOSIT is a sound folder of `regesta export --deposit`; it is copied. A judge whose schema is not at hand is left out.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

import annotations
import bibliography
import deposit
import linked_art
import tables
import tei


def edited(pattern, new):
    return lambda text: re.sub(pattern, new, text, count=1)


def in_json(change):
    def edit(text):
        value = json.loads(text)
        change(value)
        return json.dumps(value, ensure_ascii=False)

    return edit


def again(text):
    """The last row stands there twice."""
    return text + text.rstrip("\n").rsplit("\n", 1)[1] + "\n"


def cases(folder, schemas):
    exchange = folder / "exchange"
    person = next(path for path in sorted((exchange / "linked-art" / "person").glob("*.json")) if '"born"' in path.read_text("utf-8"))
    essay = next(path for path in sorted((exchange / "tei").glob("*.xml")))
    return [
        ("a date of CMIF", exchange / "letters.cmif.xml", edited(r'date when="[^"]*"', 'date when="26.08.1921"'), lambda: tei.cmif(exchange, schemas)),
        ("an addressee left out", exchange / "letters.cmif.xml", edited(r'(?s)<correspAction type="received">.*?</correspAction>', ""), lambda: tei.cmif(exchange, schemas)),
        ("a person in no list", essay, edited(r"</standOff>", "<person/></standOff>"), lambda: tei.essays(exchange, schemas)),
        ("a kind of source", exchange / "bibliography.csl.json", in_json(lambda items: items[0].update(type="lettre")), lambda: bibliography.check(exchange, schemas)),
        ("an entry without end", exchange / "bibliography.bib", edited(r"@book\{[^,]*,", "@book{"), lambda: bibliography.check(exchange, schemas)),
        ("a row twice", exchange / "tables" / "documents.csv", again, lambda: tables.check(exchange, schemas)),
        ("a date that is none", exchange / "tables" / "documents.csv", edited(r",1921-\d\d-\d\d,", ",21 July 1921,"), lambda: tables.dates(exchange, schemas)),
        ("a weight", exchange / "network" / "edges.csv", edited(r"Directed,\d+", "Directed,99"), lambda: tables.network(exchange, schemas)),
        ("an annotation's type", exchange / "annotations.jsonld", in_json(lambda value: value["first"]["items"][0].update(type="Note")), lambda: annotations.check(exchange, schemas)),
        ("a place without names", exchange / "places.geojson", in_json(lambda value: value["features"][0].pop("names")), lambda: annotations.places(exchange, schemas)),
        ("a moment of a birth", person, edited(r'"begin_of_the_begin": "[^"]*"', '"begin_of_the_begin": "long ago"'), lambda: linked_art.check(exchange, schemas)),
        ("a person's type", person, edited(r'"type": "Birth"', '"type": "Place"'), lambda: linked_art.by_cromulent([person])),
        ("a byte more", folder / "README.md", lambda text: text + " ", lambda: deposit.sums(folder)),
        ("a crate without a licence", folder / "ro-crate-metadata.json", in_json(lambda value: next(e for e in value["@graph"] if e["@id"] == "./").pop("license")), lambda: deposit.crate(folder, schemas / "ro-crate" / "context-1.2.jsonld")),
        ("a count", exchange / "description.ttl", edited(r"void:triples \d+", "void:triples 7"), lambda: deposit.void(folder)),
        ("a data set without a title", exchange / "description.ttl", edited(r"(?m)^(<[^#]*?> a void:Dataset(?s:.*?))dct:title [^;]*;", r"\1"), lambda: deposit.dcat(folder, schemas / "dcat-ap" / "dcat-ap-3.0.0-shapes.ttl")),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deposit", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / ".." / "shared")
    args = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "deposit"
        shutil.copytree(args.deposit, folder)
        for name, path, spoil, check in cases(folder, args.shared / "schemas"):
            sound = path.read_text("utf-8")
            spoilt = spoil(sound)
            if spoilt == sound:
                sys.exit(f"{name}: there is nothing to spoil in {path}")
            path.write_text(spoilt, "utf-8")
            said = list(check())
            path.write_text(sound, "utf-8")
            faults = [text for kind, text in said if kind == "FAULT"]
            skipped = [text for kind, text in said if kind == "skipped"]
            if faults:
                print(f"{'ok':8} {name}: {faults[0][:120]}")
            elif skipped:
                print(f"{'skipped':8} {name}: {skipped[0]}")
            else:
                missed += 1
                print(f"{'MISSED':8} {name}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
