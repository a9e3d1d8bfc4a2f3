"""Every dump loads in every reader at hand, and all find the same triples in the union of the graphs."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph
import rdflib

# ending: rdflib, pyoxigraph, rapper, whether riot reads it
FORMATS = {
    "ttl": ("turtle", pyoxigraph.RdfFormat.TURTLE, "turtle", True),
    "trig": ("trig", pyoxigraph.RdfFormat.TRIG, "trig", True),
    "nt": ("nt", pyoxigraph.RdfFormat.N_TRIPLES, "ntriples", True),
    "nq": ("nquads", pyoxigraph.RdfFormat.N_QUADS, "nquads", True),
    # Of RDF/XML the jars at hand want a newer Java than Debian has, and they are older than JSON-LD in Jena.
    "rdf": ("xml", pyoxigraph.RdfFormat.RDF_XML, "rdfxml", False),
    "jsonld": ("json-ld", pyoxigraph.RdfFormat.JSON_LD, None, False),
}


def with_rdflib(path, formats):
    dataset = rdflib.Dataset()
    dataset.parse(path, format=formats[0])
    return len({(s, p, o) for s, p, o, _ in dataset.quads()})


def with_pyoxigraph(path, formats):
    return len({(str(q.subject), str(q.predicate), str(q.object)) for q in pyoxigraph.parse(path=str(path), format=formats[1])})


def with_rapper(path, formats):
    if formats[2] is None:
        return None
    lines = run(["rapper", "-q", "-i", formats[2], "-o", "ntriples", str(path)])
    return len(set(lines))


def with_riot(path, formats):
    """Jena's reader. Debian's own package of it fails at start, so the jars are those that owlready2 brings."""
    if not formats[3]:
        return None
    lines = run(["java", "-cp", os.pathsep.join(map(str, jars())), "riotcmd.riot", str(path)])
    quads = pyoxigraph.parse(whole_letters("\n".join(lines)), pyoxigraph.RdfFormat.N_QUADS)
    return len({(str(q.subject), str(q.predicate), str(q.object)) for q in quads})


def whole_letters(text):
    """This Jena reads a letter beyond U+FFFF, and writes it as the two halves of UTF-16, which N-Quads does not know."""
    pair = re.compile(r"\\u(D[89AB][0-9A-F]{2})\\u(D[C-F][0-9A-F]{2})", re.IGNORECASE)

    def whole(found):
        high, low = (int(half, 16) for half in found.groups())
        return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}"

    return pair.sub(whole, text)


def jars():
    return sorted((Path(find_spec("owlready2").origin).parent / "pellet").glob("*.jar"))


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if line]


READERS = {"rdflib": with_rdflib, "pyoxigraph": with_pyoxigraph, "rapper": with_rapper, "riot": with_riot}


def check(folder):
    found = {}
    for name, reader in READERS.items():
        needed = {"rapper": "rapper", "riot": "java"}.get(name)
        if needed and shutil.which(needed) is None:
            yield "skipped", f"{needed} is not installed"
            continue
        for ending, formats in FORMATS.items():
            path = folder / f"all.{ending}"
            if not path.exists():
                continue
            try:
                count = reader(path, formats)
            except Exception as error:  # Whatever a reader dislikes is a fault of the dump until shown otherwise.
                yield "FAULT", f"{name} cannot read {path.name}: {error}"
                continue
            if count is not None:
                found.setdefault(count, []).append(f"{name} {path.name}")
    if len(found) > 1:
        yield "FAULT", "; ".join(f"{count} triples: {', '.join(where)}" for count, where in sorted(found.items()))
    for count, where in found.items():
        yield "ok", f"{count} distinct triples by {len(where)} readings"
