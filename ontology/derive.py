#!/usr/bin/env python3
"""Make the bare list of facts `crm-facts.tsv` from official RDFS files.

usage: derive.py FILE... > crm-facts.tsv      needs rdflib 7 (pip install rdflib)

FILE is RDF/XML or Turtle: CIDOC CRM 7.1.3, its property-class module, CRMinf, LRMoo. What is
kept is names, hierarchy, domains, ranges and inverses: facts, without labels, scope notes and
examples. Deterministic: the same files give the same bytes, in whatever order they are named.
"""

import sys
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS

PREFIXES = {
    "http://www.cidoc-crm.org/cidoc-crm/": "crm",
    "http://www.cidoc-crm.org/extensions/crminf/": "crminf",
    "http://www.cidoc-crm.org/extensions/crmsci/": "crmsci",
    "http://iflastandards.info/ns/lrm/lrmoo/": "lrmoo",
    str(RDFS): "rdfs",
    str(RDF): "rdf",
}
HEAD = """\
# Names, hierarchy, domains, ranges and inverses of CIDOC CRM 7.1.3 (with its property-class module), CRMinf and
# LRMoo, without their prose. Made by derive.py from the official RDFS files (CC BY 4.0); do not edit.
term\tkind\tsuper\tdomain\trange\tinverse
"""


def short(iri):
    """The prefixed name of a term, or None outside the namespaces we list."""
    for namespace, prefix in PREFIXES.items():
        if str(iri).startswith(namespace):
            return f"{prefix}:{str(iri)[len(namespace):]}"
    return None


def listed(terms):
    """The prefixed names, sorted, one space between."""
    return " ".join(sorted(filter(None, map(short, terms))))


def load(paths):
    graph = rdflib.Graph()
    for path in map(Path, paths):
        # The official file begins with a byte-order mark, which expat refuses in the middle of a stream.
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        graph.parse(data=data, format="turtle" if path.suffix == ".ttl" else "xml")
    return graph


def rows(graph):
    for term in graph.subjects(RDF.type, RDFS.Class):
        yield short(term), "class", listed(graph.objects(term, RDFS.subClassOf)), "", "", ""
    for term in graph.subjects(RDF.type, RDF.Property):
        inverses = set(graph.objects(term, OWL.inverseOf)) | set(graph.subjects(OWL.inverseOf, term))
        yield (
            short(term),
            "property",
            listed(graph.objects(term, RDFS.subPropertyOf)),
            listed(graph.objects(term, RDFS.domain)),
            listed(graph.objects(term, RDFS.range)),
            listed(inverses - {term}),
        )


def main(paths):
    if not paths:
        sys.exit(__doc__)
    sys.stdout.write(HEAD)
    for row in sorted(set(row for row in rows(load(paths)) if row[0])):
        sys.stdout.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
