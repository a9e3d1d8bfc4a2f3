#!/usr/bin/env python3
"""Ask a served publication with the clients that people use, and compare with the dump.

usage: clients.py REGESTA PUBLICATION DUMP.nq

REGESTA is the program, PUBLICATION a folder it serves, DUMP.nq the graph it should answer from.
SPARQLWrapper (Python) and Comunica (JavaScript, `npm ci` in this folder) ask the endpoint over HTTP;
the answers must be those of pyoxigraph on the dump. Ends with 1 where they are not.
"""

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

HERE = Path(__file__).parent
QUERIES = HERE / "clients"


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    program, publication, dump = sys.argv[1:]
    # The union of the graphs as SPARQL means it: a set, each statement once.
    store = pyoxigraph.Store()
    for quad in pyoxigraph.parse(path=dump, format=pyoxigraph.RdfFormat.N_QUADS):
        store.add(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object))
    server = subprocess.Popen([program, "serve", publication, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        url = next(line.split(" at ")[-1].strip() for line in server.stderr if line.startswith("serving "))
        faults = sum(report(name, answer, expected) for name, answer, expected in answers(url + "sparql", store))
    finally:
        server.terminate()
        server.wait(timeout=30)
    sys.exit(1 if faults else 0)


def report(name, answer, expected):
    good = answer == expected
    print(f"{'ok' if good else 'FAULT':8} {name}: {len(answer)} rows" + ("" if good else f", expected {len(expected)}"))
    return not good


def answers(endpoint, store):
    """What each client answers to each query, and what the dump says."""
    for path in sorted(QUERIES.glob("*.rq")):
        query = path.read_text("utf-8")
        expected = wanted(store, query)
        if "CONSTRUCT" in query:
            yield f"SPARQLWrapper, Turtle, {path.name}", constructed(endpoint, query), expected
        else:
            for method in ("GET", POST):
                yield f"SPARQLWrapper, JSON by {method}, {path.name}", selected(endpoint, query, method), expected
            yield f"SPARQLWrapper, XML, {path.name}", in_xml(endpoint, query), expected
            yield f"SPARQLWrapper, CSV, {path.name}", in_csv(endpoint, query), len(expected) * [()]
        yield f"Comunica, {path.name}", comunica(endpoint, path), expected


def wanted(store, query):
    answer = store.query(query)
    if isinstance(answer, pyoxigraph.QuerySolutions):
        return sorted(tuple(value.value if value is not None else "" for value in row) for row in answer)
    return sorted((triple.subject.value, triple.predicate.value, triple.object.value) for triple in answer)


def asked(endpoint, query, form, method="GET"):
    client = SPARQLWrapper(endpoint)
    client.setQuery(query)
    client.setReturnFormat(form)
    client.setMethod(method)
    return client.query()


def selected(endpoint, query, method):
    answer = asked(endpoint, query, JSON, method).convert()
    names = answer["head"]["vars"]
    return sorted(tuple(row.get(name, {}).get("value", "") for name in names) for row in answer["results"]["bindings"])


def in_xml(endpoint, query):
    answer = asked(endpoint, query, XML).convert()
    names = [node.getAttribute("name") for node in answer.getElementsByTagName("variable")]
    rows = []
    for result in answer.getElementsByTagName("result"):
        values = {node.getAttribute("name"): node.firstChild.firstChild for node in result.getElementsByTagName("binding")}
        rows.append(tuple(values[name].data if values.get(name) else "" for name in names))
    return sorted(rows)


def in_csv(endpoint, query):
    text = asked(endpoint, query, CSV).convert().decode("utf-8")
    return (len(text.strip().splitlines()) - 1) * [()]


def constructed(endpoint, query):
    answer = asked(endpoint, query, TURTLE).convert()
    triples = pyoxigraph.parse(answer, pyoxigraph.RdfFormat.TURTLE)
    return sorted((triple.subject.value, triple.predicate.value, triple.object.value) for triple in triples)


def comunica(endpoint, path):
    done = subprocess.run(["node", HERE / "clients.mjs", endpoint, path], capture_output=True, text=True, check=True)
    return sorted(map(tuple, json.loads(done.stdout)))


if __name__ == "__main__":
    main()
