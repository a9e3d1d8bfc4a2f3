#!/usr/bin/env python3
"""How fast a large dump is put into each format, and in how much memory, beside other programs.

usage: dumps.py REGESTA [TRIPLES] [FOLDER]      default: 5000000 triples, in a temporary folder

Makes N-Quads like a publication's (letters with their sending, dates, passages; labels in two scripts), in a
disorder, and has each program put them into each format it can write. A line a run: seconds, MB of input a
second, the most memory the process held. regesta sorts, drops doubles and makes the canonical form on the way; the
others copy in the order of the file, but for "oxigraph dump", which writes out a store that it loaded before (its
loading has a line of its own). oxigraph, rapper and pyoxigraph are left out where they are not installed.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BASE = "https://example.org/letters/"
CRM = "http://www.cidoc-crm.org/cidoc-crm/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
XSD = "http://www.w3.org/2001/XMLSchema#"
NAMES = ["Орлов", "Игнатьев", "Grey", "Натсаренус", "Brown", "Мдивани", "Çelebi", "Горчаков"]

PYOXIGRAPH = """
import sys, pyoxigraph
source, target, name = sys.argv[1:]
formats = {"ttl": pyoxigraph.RdfFormat.TURTLE, "trig": pyoxigraph.RdfFormat.TRIG, "nt": pyoxigraph.RdfFormat.N_TRIPLES,
           "nq": pyoxigraph.RdfFormat.N_QUADS, "rdf": pyoxigraph.RdfFormat.RDF_XML, "jsonld": pyoxigraph.RdfFormat.JSON_LD}
quads = pyoxigraph.parse(path=source, format=pyoxigraph.RdfFormat.N_QUADS)
if name not in ("trig", "nq"):
    quads = (pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
pyoxigraph.serialize(quads, output=target, format=formats[name])
"""


def letter(number, dice):
    """The statements of one letter: 20 of them."""
    doc, essay = f"{BASE}doc/{number:08x}", f"{BASE}essay/e{number % 997}"
    graph = f"<{BASE}graph/essay/e{number % 997}>"
    sender, addressee = dice.choice(NAMES), dice.choice(NAMES)
    date = f"{1900 + number % 30}-{1 + number % 12:02}-{1 + number % 28:02}"
    start = number * 37 % 100_000
    passage = f"{essay}#q-{number:08x}"
    iri = "<{}>".format
    for subject, predicate, value in [
        (doc, TYPE, iri(CRM + "E33_Linguistic_Object")),
        (doc, LABEL, f'"Письмо {sender} № {number} к {addressee}, {date}"@ru'),
        (doc, CRM + "P2_has_type", iri("https://w3id.org/regesta/vocabulary/document/letter")),
        (doc, CRM + "P94i_was_created_by", iri(doc + "#creation")),
        (doc + "#creation", TYPE, iri(CRM + "E65_Creation")),
        (doc + "#creation", CRM + "P94_has_created", iri(doc)),
        (doc + "#creation", CRM + "P14_carried_out_by", iri(f"{BASE}person/p{number % 5003}")),
        (doc + "#creation", CRM + "P4_has_time-span", iri(f"{doc}#ts-{date}")),
        (doc + "#sending", TYPE, iri(CRM + "E7_Activity")),
        (doc + "#sending", CRM + "P16_used_specific_object", iri(doc)),
        (doc + "#sending", CRM + "P11_had_participant", iri(f"{BASE}person/p{number * 7 % 5003}")),
        (f"{doc}#ts-{date}", TYPE, iri(CRM + "E52_Time-Span")),
        (f"{doc}#ts-{date}", CRM + "P82_at_some_time_within", f'"{date}"^^<http://id.loc.gov/datatypes/edtf/EDTF>'),
        (f"{doc}#ts-{date}", CRM + "P82a_begin_of_the_begin", f'"{date}T00:00:00Z"^^<{XSD}dateTime>'),
        (f"{doc}#ts-{date}", CRM + "P82b_end_of_the_end", f'"{date}T23:59:59Z"^^<{XSD}dateTime>'),
        (passage, TYPE, iri("http://www.w3.org/ns/oa#SpecificResource")),
        (passage, CRM + "P67_refers_to", iri(doc)),
        (passage, CRM + "P190_has_symbolic_content", f'"{sender} wrote \\"at once\\" to {addressee} on {date}, and was answered within a week."'),
        (passage + "-position", "http://www.w3.org/ns/oa#start", f'"{start}"^^<{XSD}nonNegativeInteger>'),
        (passage + "-position", "http://www.w3.org/ns/oa#end", f'"{start + 80}"^^<{XSD}nonNegativeInteger>'),
    ]:
        yield f"<{subject}> <{predicate}> {value} {graph} .\n"


def make(path, triples):
    dice = random.Random(7)
    letters = triples // 20
    with open(path, "w", encoding="utf-8") as out:
        # Letters in a fixed disorder, so that nothing is sorted by luck.
        for at in range(letters):
            out.writelines(letter(at * 7_919 % letters if letters % 7_919 else at, dice))


def run(command, **options):
    """Seconds and the most memory in MiB; the output is thrown away after it was written."""
    begin = time.monotonic()
    process = subprocess.Popen(command, **options)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command[0]} failed")
    return time.monotonic() - begin, usage.ru_maxrss / 1024


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    regesta = str(Path(sys.argv[1]).resolve())
    triples = int(sys.argv[2]) if len(sys.argv) > 2 else 5_000_000
    folder = Path(sys.argv[3] if len(sys.argv) > 3 else tempfile.mkdtemp())
    source = folder / f"letters-{triples}.nq"
    if not source.exists():
        make(source, triples)
    size = source.stat().st_size / 1e6
    print(f"{triples} triples, {size:.0f} MB of N-Quads")
    rapper = {"nt": "ntriples", "ttl": "turtle", "rdf": "rdfxml-abbrev"}
    try:
        import pyoxigraph  # noqa: F401
        with_pyoxigraph = True
    except ImportError:
        with_pyoxigraph = False
    oxigraph = shutil.which("oxigraph")
    store = folder / "store"
    shutil.rmtree(store, ignore_errors=True)
    if oxigraph:
        seconds, memory = run([oxigraph, "load", "--location", str(store), "--file", str(source)], stderr=subprocess.DEVNULL)
        print(f"{'load':7} {'oxigraph':13} {seconds:7.1f} s {size / seconds:7.1f} MB/s {memory:7.0f} MiB", flush=True)
    for name in ["nq", "nt", "ttl", "trig", "rdf", "jsonld"]:
        target = folder / f"out.{name}"
        runs = [("regesta", lambda: run([regesta, "export", str(source), "--format", name, "--output", str(target)]))]
        if shutil.which("rapper") and name in rapper:
            def with_rapper():
                with open(target, "wb") as out:
                    return run(["rapper", "-q", "-i", "nquads", "-o", rapper[name], str(source)], stdout=out)
            runs.append(("rapper", with_rapper))
        if with_pyoxigraph:
            runs.append(("pyoxigraph", lambda: run([sys.executable, "-c", PYOXIGRAPH, str(source), str(target), name])))
        # It writes all graphs of a store in the formats that have graphs alone.
        if oxigraph and name in ("nq", "trig", "jsonld"):
            runs.append(("oxigraph dump", lambda: run([oxigraph, "dump", "--location", str(store), "--file", str(target)])))
        for program, measure in runs:
            seconds, memory = measure()
            print(f"{name:7} {program:13} {seconds:7.1f} s {size / seconds:7.1f} MB/s {memory:7.0f} MiB {target.stat().st_size / 1e6:8.0f} MB written", flush=True)
            target.unlink()


if __name__ == "__main__":
    main()
