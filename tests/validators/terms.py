"""Unknown terms, wrong domains and wrong ranges, by our own list of facts."""

from pathlib import Path

import rdflib
from rdflib import RDF, Literal

FACTS = Path(__file__).parents[2] / "ontology" / "crm-facts.tsv"
PREFIXES = {
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "crminf": "http://www.cidoc-crm.org/extensions/crminf/",
    "lrmoo": "http://iflastandards.info/ns/lrm/lrmoo/",
}


def facts():
    """Terms by IRI: kind, broader terms, domains, ranges."""
    listed = {}
    rows = [line for line in FACTS.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    for row in rows:
        name, kind, *columns = row.split("\t")
        listed[whole(name)] = (kind, *(tuple(map(whole, column.split())) for column in columns))
    return listed


def whole(name):
    prefix, _, local = name.partition(":")
    return PREFIXES.get(prefix, prefix + ":") + local


def broader(listed, term, seen=None):
    """The term and everything above it."""
    seen = set() if seen is None else seen
    if term not in seen:
        seen.add(term)
        for above in listed.get(term, ("", ()))[1]:
            broader(listed, above, seen)
    return seen


def check(path):
    listed = facts()
    graph = rdflib.Graph().parse(path)
    types = {}
    for thing, kind in graph.subject_objects(RDF.type):
        types.setdefault(thing, set()).update(broader(listed, str(kind)))
    ours = tuple(PREFIXES.values())
    untyped, statements = set(), 0
    for subject, predicate, value in graph:
        term = str(value) if predicate == RDF.type else str(predicate)
        if not term.startswith(ours):
            continue
        statements += 1
        if term not in listed:
            yield "FAULT", f"unknown term {term} on {subject}"
            continue
        if predicate == RDF.type:
            continue
        _, _, domains, ranges, *_ = listed[term]
        for wanted, node, side in [(domain, subject, "subject") for domain in domains] + [(range_, value, "value") for range_ in ranges]:
            if wanted == "rdfs:Literal" or isinstance(node, Literal):
                if (wanted == "rdfs:Literal") != isinstance(node, Literal):
                    yield "FAULT", f"{term} wants {wanted} as {side}, not {node.n3()}"
            elif node not in types:
                untyped.add(node)
            elif wanted not in types[node]:
                yield "FAULT", f"{term} wants {wanted} as {side}, not {node}"
    for node in sorted(untyped):
        yield "FAULT", f"{node} is of no class"
    yield "ok", f"{len(graph)} triples, {statements} of the CRM"
