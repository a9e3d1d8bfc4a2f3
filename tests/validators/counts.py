"""Every dump loads in every reader at hand, and all find the same triples in the union of the graphs."""

import shutil
import subprocess

import pyoxigraph
import rdflib

# ending: rdflib, pyoxigraph, rapper, riot
FORMATS = {
    "ttl": ("turtle", pyoxigraph.RdfFormat.TURTLE, "turtle", "ttl"),
    "trig": ("trig", pyoxigraph.RdfFormat.TRIG, "trig", "trig"),
    "nt": ("nt", pyoxigraph.RdfFormat.N_TRIPLES, "ntriples", "nt"),
    "nq": ("nquads", pyoxigraph.RdfFormat.N_QUADS, "nquads", "nq"),
    "rdf": ("xml", pyoxigraph.RdfFormat.RDF_XML, "rdfxml", "rdfxml"),
    "jsonld": ("json-ld", pyoxigraph.RdfFormat.JSON_LD, None, "jsonld"),
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
    lines = run(["riot", f"--syntax={formats[3]}", "--output=nquads", str(path)])
    quads = pyoxigraph.parse("\n".join(lines), pyoxigraph.RdfFormat.N_QUADS)
    return len({(str(q.subject), str(q.predicate), str(q.object)) for q in quads})


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if line]


READERS = {"rdflib": with_rdflib, "pyoxigraph": with_pyoxigraph, "rapper": with_rapper, "riot": with_riot}


def check(folder):
    found = {}
    for name, reader in READERS.items():
        if name in ("rapper", "riot") and shutil.which(name) is None:
            yield "skipped", f"{name} is not installed"
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
