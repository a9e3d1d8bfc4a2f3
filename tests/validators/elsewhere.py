#!/usr/bin/env python3
"""Hold `regesta serve --store` in front of oxigraph's own server against regesta with the same graph.

usage: elsewhere.py REGESTA PUBLICATION DUMP

REGESTA is the program, PUBLICATION a built folder, DUMP its graph in N-Quads. Pages, data, searches and answers have to be the same,
once with the store's default graph apart from its named ones and once with their union. Ends with 1 where one is another.
"""

import http.client
import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

NAMES = "PREFIX ov: <https://w3id.org/regesta/ontology#> SELECT DISTINCT ?s ?name { ?s ov:shown_as ?name } ORDER BY ?s ?name LIMIT 200"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
SERVICE = "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    program, publication, dump = sys.argv[1:]
    oxigraph = Path(sys.executable).parent / "oxigraph"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([oxigraph, "load", "--location", folder, "--file", dump], check=True, stderr=subprocess.DEVNULL)
        port = free_port()
        store = subprocess.Popen([oxigraph, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
        servers = [store]
        try:
            own = started(program, publication, [], servers)
            faults = 0
            for query in ("", "?union-default-graph"):
                url = f"http://127.0.0.1:{port}/query{query}"
                front = started(program, publication, ["--store", url], servers)
                faults += sum(not same(own, front, path, accept) for path, accept in paths(own))
                refused, _ = asked(front, "/sparql?query=" + urllib.parse.quote(SERVICE), "text/csv")
                faults += told(refused == 403, f"SERVICE: {refused}")
            store.kill()
            store.wait()
            status, body = asked(front, "/sparql?query=ASK%7B%7D%23gone", "application/json")
            faults += told(status == 502 and json.loads(body)["status"] == 502, f"a store that is gone: {status}")
        finally:
            for server in servers:
                server.kill()
                server.wait()
    print(f"{faults} differences")
    sys.exit(1 if faults else 0)


def paths(own):
    """What is asked: lists, things of each of them in every form, searches, queries."""
    things = []
    for kind in ("person", "place", "doc", "event", "essay"):
        _, page = asked(own, f"/{kind}/", "text/html")
        found = sorted({part.split('"')[0] for part in page.split(f'href="/{kind}/')[1:]} - {""})[:5]
        things += [f"/{kind}/{name}" for name in found]
    assert len(things) > 8, things
    for path in [f"{thing}.{form}" for thing in things for form in ("html", "nt", "jsonld", "trig")] + ["/person/", "/doc/", "/sitemap.xml"]:
        yield path, "*/*"
    for query in (NAMES, GRAPHS):
        for accept in ("text/csv", "application/sparql-results+json", "application/sparql-results+xml", "text/tab-separated-values"):
            yield "/sparql?query=" + urllib.parse.quote(query), accept
    for words in ("Чичерин", "конференци*", "Kars"):
        yield "/search?format=json&q=" + urllib.parse.quote(words), "*/*"
        yield "/reconcile?queries=" + urllib.parse.quote(json.dumps({"q": {"query": words}})), "*/*"


def same(own, front, path, accept):
    (status, expected), (front_status, given) = asked(own, path, accept), asked(front, path, accept)
    lines = lambda text: sorted(text.replace(own, "here").replace(front, "here").splitlines())
    return not told(status == front_status == 200 and lines(expected) == lines(given), f"{path} {accept}: {status} {front_status}")


def told(is_good, words):
    """Counts and says what is not good."""
    if not is_good:
        print(words)
    return not is_good


def asked(host, path, accept):
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.request("GET", path, headers={"Accept": accept})
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response.status, body


def started(program, publication, options, servers):
    """Starts a server; where it listens."""
    port = free_port()
    servers.append(subprocess.Popen([program, "serve", publication, "--port", str(port), *options], stderr=subprocess.DEVNULL))
    for _ in range(600):
        try:
            if asked(f"127.0.0.1:{port}", "/sparql?query=ASK%7B%7D", "text/csv")[0] == 200:
                return f"127.0.0.1:{port}"
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit(f"regesta serve {' '.join(options)} does not answer")


def free_port():
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return own.getsockname()[1]


if __name__ == "__main__":
    main()
