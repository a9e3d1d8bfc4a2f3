#!/usr/bin/env python3
"""A publication under mixed load while a build lands again and again: wrong answers, dropped requests, memory over time.

    cargo build --release
    python3 benches/mixed_load.py [--regesta target/release/regesta] [--minutes 60] [--every 60] [--clients 4]

The publication is a copy of the bundled one; each build has another title, so an answer tells which build it is of. An answer is
wrong where it is of no build that was served while the request was under way, or not what that build says. Python's standard
library is all that is needed, on Linux. Exit 1 where an answer was wrong or a request dropped.
"""
import argparse
import http.client
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from attacks import memory  # noqa: E402
from side_by_side import free_port, wait  # noqa: E402

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
TITLE = "SELECT ?t { <https://w3id.org/regesta/kars-1921/> <http://purl.org/dc/terms/title> ?t # %d\n}"
PERSON = "https://w3id.org/regesta/kars-1921/person/georgy-chicherin"


def questions(number):
    """Address, what is accepted, and how an answer is judged: a pattern with the number of the build, or words that it has."""
    ask = lambda query: "/sparql?query=" + urllib.parse.quote(query)
    return [
        ("/about", "text/html", re.compile(r"Build (\d+)")),
        (ask(TITLE % number), "text/csv", re.compile(r"Build (\d+)")),
        (ask(f"DESCRIBE <{PERSON}> # {number}"), "text/turtle", "georgy-chicherin"),
        ("/person/georgy-chicherin.html", "text/html", "Chicherin"),
        ("/person/georgy-chicherin.ttl", "text/turtle", "georgy-chicherin"),
        ("/search?q=%D0%A7%D0%B8%D1%87%D0%B5%D1%80%D0%B8%D0%BD%D1%83&format=json", "application/json", "person/georgy-chicherin"),
        (ask(f"SELECT (COUNT(*) AS ?n) {{ ?s a ?c # {number}\n}}"), "text/csv", "n"),
        (ask(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {2000 + number % 3000}"), "application/n-triples", "<http"),
        ("/reconcile?queries=" + urllib.parse.quote(json.dumps({"q": {"query": "Чичерин"}})), "*/*", "georgy-chicherin"),
        ("/dumps/all.nt", "*/*", PERSON),
        ("/sitemap.xml", "*/*", "<urlset"),
    ]


def client(port, until, seed, landed, out):
    """Asks until then; what was wrong, what was dropped, and how many were answered."""
    chance, wrong, dropped, times, number = random.Random(seed), [], [], [], seed * 10_000_000
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    while time.time() < until:
        number += 1
        path, accept, judge = chance.choice(questions(number))
        # What may be told: the build that was in place when the request began, up to the last that has begun to land.
        first = landed[0]
        start = time.monotonic()
        try:
            connection.request("GET", path, headers={"Accept": accept})
            response = connection.getresponse()
            body = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            dropped.append(f"{path[:60]}: {error!r}")
            connection.close()
            continue
        times.append(time.monotonic() - start)
        if response.status != 200:
            wrong.append(f"{path[:60]}: {response.status} {body[:80]}")
        elif isinstance(judge, str):
            if judge not in body:
                wrong.append(f"{path[:60]}: without {judge}")
        else:
            told = judge.search(body)
            if not told or not first <= int(told[1]) <= landed[1]:
                wrong.append(f"{path[:60]}: build {told and told[1]}, not {first} to {landed[1]}")
        time.sleep(0.02)
    out.put((wrong, dropped, times))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--regesta", default="target/release/regesta")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--every", type=float, default=60, help="seconds from one build to the next")
    parser.add_argument("--clients", type=int, default=4)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="mixed-load-")
    for name in ("regesta.toml", "registry.tsv", "authority", "essays", "links"):
        copy = shutil.copytree if os.path.isdir(f"{ROOT}/data/kars-1921/{name}") else shutil.copy
        copy(f"{ROOT}/data/kars-1921/{name}", f"{folder}/{name}")
    settings = open(f"{folder}/regesta.toml", encoding="utf-8").read()

    def build(number):
        with open(f"{folder}/regesta.toml", "w", encoding="utf-8") as out:
            out.write(re.sub(r'^title = .*$', f'title = "Build {number}"', settings, count=1, flags=re.M))
        subprocess.run([options.regesta, "build", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    build(0)
    port = free_port()
    server = subprocess.Popen([options.regesta, "serve", folder, "--port", str(port), "--query-timeout", "60"], stderr=subprocess.DEVNULL)
    failed = True
    try:
        wait(f"http://127.0.0.1:{port}/", server)
        # The oldest build that may still be told, and the newest that may be.
        landed, out = multiprocessing.Array("q", [0, 0]), multiprocessing.Queue()
        start, until = time.time(), time.time() + options.minutes * 60
        work = [multiprocessing.Process(target=client, args=(port, until, seed, landed, out)) for seed in range(options.clients)]
        for one in work:
            one.start()
        number, told, line = 0, [], ""
        print("| minute | build | memory of all processes MiB |\n|---|---|---|")
        while time.time() + options.every < until:
            time.sleep(max(0.0, start + (number + 1) * options.every - time.time()))
            number += 1
            landed[1] = number
            build(number)
            # The server looks once a second and loads beside; what it tells from then on is the new build.
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            for _ in range(600):
                connection.request("GET", "/about")
                if f"Build {number}" in connection.getresponse().read().decode():
                    break
                time.sleep(0.1)
            else:
                line = f"build {number} was not taken up"
                break
            connection.close()
            landed[0] = number
            told.append(memory(server.pid))
            print(f"| {(time.time() - start) / 60:.1f} | {number} | {told[-1]:.0f} |", flush=True)
        results = [out.get() for _ in work]
        for one in work:
            one.join()
        wrong, dropped = [one for own, _, _ in results for one in own], [one for _, own, _ in results for one in own]
        times = sorted(one for _, _, own in results for one in own)
        at = lambda part: times[min(len(times) - 1, int(len(times) * part))] * 1000
        print(f"\n{len(times)} answers in {(time.time() - start) / 60:.1f} minutes and {number} builds: {len(wrong)} wrong, {len(dropped)} dropped; "
              f"p50 {at(0.5):.1f} ms, p99 {at(0.99):.1f} ms; memory {min(told, default=0):.0f} to {max(told, default=0):.0f} MiB {line}")
        for one in (wrong + dropped)[:20]:
            print("-", one)
        failed = bool(wrong or dropped or line or server.poll() is not None)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder)
    sys.exit(failed)


if __name__ == "__main__":
    main()
