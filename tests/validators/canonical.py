"""all.nq is the canonical form (RDFC-1.0) of the graph, as PyLD's implementation makes it, and its hash is the one stated.

Blank nodes are tried on blank.trig, whose canonical form tests/graph/dumps.rs holds against Sophia's by the same hash.
"""

import hashlib
import re
from pathlib import Path

import pyoxigraph
from pyld import jsonld

HERE = Path(__file__).parent


def normalized(nquads):
    options = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    return jsonld.normalize(nquads, options).encode("utf-8")


def check(folder):
    path = folder / "all.nq"
    if not path.exists():
        yield "skipped", "no all.nq"
        return
    lines = path.read_bytes()
    if normalized(lines.decode("utf-8")) == lines:
        yield "ok", f"all.nq is as PyLD canonicalizes it, SHA-256 {hashlib.sha256(lines).hexdigest()}"
    else:
        yield "FAULT", "all.nq is not as PyLD canonicalizes it"
    stated = folder / "RDFC-1.0.sha256"
    if stated.exists() and stated.read_text("utf-8") != f"{hashlib.sha256(lines).hexdigest()}  all.nq\n":
        yield "FAULT", f"{stated.name} states another hash"


def blank():
    """The canonical hash of blank.trig by PyLD, and the one that our own test knows."""
    quads = pyoxigraph.parse(path=str(HERE / "blank.trig"), format=pyoxigraph.RdfFormat.TRIG)
    found = hashlib.sha256(normalized(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS).decode("utf-8"))).hexdigest()
    test = (HERE.parent / "graph" / "dumps.rs").read_text("utf-8")
    return found, set(re.findall(r'"([0-9a-f]{64})"', test))
