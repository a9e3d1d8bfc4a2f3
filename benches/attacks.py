#!/usr/bin/env python3
"""What other clients feel while one client attacks: their p99 before and under each attack, and the server's memory.

    cargo build --release
    python3 benches/attacks.py [--regesta target/release/regesta] [--seconds 10] [--triples 50000] [--only NAME,NAME]

Everything runs on this machine: the attacker at 127.0.0.2, the others at 127.0.0.1, which the server counts as two clients. The
attacker runs with the lowest priority (nice 19): on the open internet his own work is done elsewhere. No two of his queries are the same.
Python's standard library is all that is needed, on Linux. Exit 1 where the server fell, or an answer of the others was wrong.
"""
import argparse
import http.client
import itertools
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from side_by_side import free_port, generate, wait  # noqa: E402

CRM = "http://www.cidoc-crm.org/cidoc-crm/"
ATTACKER, OTHERS = "127.0.0.2", "127.0.0.1"


def product(lists, length):
    values = " ".join(map(str, range(length)))
    return " ".join(f"VALUES ?v{number} {{ {values} }}" for number in range(lists))


def queries():
    """Queries that want too much, by name."""
    long = "-".join(["word"] * 50)
    return {
        "product of VALUES": f"SELECT (COUNT(*) AS ?n) {{ {product(10, 100)} }}",
        "product of patterns": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "property paths": "SELECT (COUNT(*) AS ?n) { ?a (!<e:x>)+ ?b . ?b (!<e:y>)* ?c }",
        "huge DISTINCT": "SELECT DISTINCT ?a ?f { ?a ?b ?c . ?d ?e ?f }",
        "ORDER BY of everything": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c LIMIT 5",
        "GROUP_CONCAT": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), '{long}', STR(?d))) AS ?x) {{ ?a ?b ?c . ?d ?e ?f }}",
        "doubled strings": "SELECT (STRLEN(?x40) AS ?n) { BIND('0123456789' AS ?x0) "
                           + " ".join(f"BIND(CONCAT(?x{i - 1}, ?x{i - 1}) AS ?x{i})" for i in range(1, 41)) + " }",
        "regular expressions": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER REGEX(CONCAT(STR(?c), STR(?f)), '(.*a){20}b(.*)c$') }",
        "nesting of 10,000": "SELECT * { " + "{ " * 10_000 + "}" * 10_000 + " }",
        "unary signs": "SELECT (" + "!" * 100_000 + " 1 AS ?x) {}",
        "SERVICE to this machine": "SELECT * { SERVICE <http://127.0.0.1:22/> { ?s ?p ?o } }",
    }


def post(port, query, source, timeout=120):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout, source_address=(source, 0))
    try:
        connection.request("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query", "Accept": "text/csv"})
        response = connection.getresponse()
        response.read()
        return response.status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def repeated(work):
    """An attack by four connections that begin again and again, with every status that they were given."""
    def attack(port, stop, seen):
        def run():
            while not stop.is_set():
                status = work(port)
                seen[status] = seen.get(status, 0) + 1
                if status in (400, 403, 413, 429):
                    time.sleep(0.05)
        threads = [threading.Thread(target=run, daemon=True) for _ in range(4)]
        for thread in threads:
            thread.start()
        stop.wait()
    return attack


def leaving(port):
    """Asks for much and leaves."""
    with socket.create_connection(("127.0.0.1", port), 10, (ATTACKER, 0)) as own:
        query = urllib.parse.quote(queries()["product of VALUES"])
        own.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        time.sleep(0.2)
    return "left"


def long_body(port):
    """Sends a gigabyte, or as much of it as is taken."""
    part, sent = b"#" * (1 << 20), 0
    try:
        with socket.create_connection(("127.0.0.1", port), 30, (ATTACKER, 0)) as own:
            own.sendall(b"POST /sparql HTTP/1.1\r\nHost: here\r\nContent-Type: application/sparql-query\r\nContent-Length: 1073741824\r\n\r\n")
            while sent < 1 << 30:
                own.sendall(part)
                sent += len(part)
    except OSError:
        pass
    time.sleep(0.05)
    return f"{'all' if sent >= 1 << 30 else 'not'} taken"


def odd_address(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(ATTACKER, 0))
    try:
        for path in ("/person/%00", "/%ff", "/dumps/..%2f..%2fregesta.toml", "/person/%0d%0aSet-Cookie:a=b", "/" + "a/" * 2000,
                     "/person/%E2%80%AE%F0%9F%92%A9", "/person/%3Cscript%3E", "/sparql?query=%"):
            connection.request("GET", path, headers={"Accept": "*/*"})
            response = connection.getresponse()
            response.read()
        return response.status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def many(head):
    """A thousand connections that send this and then nothing, or a byte now and then."""
    def attack(port, stop, seen):
        own = []
        for number in range(1000):
            try:
                connection = socket.create_connection(("127.0.0.1", port), 5, (f"127.0.1.{number % 250 + 1}", 0))
                connection.sendall(head)
                own.append(connection)
            except OSError:
                break
        seen[f"{len(own)} connections"] = 1
        while not stop.wait(1):
            for connection in own:
                try:
                    connection.sendall(b"a" if head[-1:] != b"\n" else b"")
                except OSError:
                    pass
        for connection in own:
            connection.close()
    return attack


def attacks():
    # An answer that is kept would be no attack.
    other = itertools.count()
    out = {name: repeated(lambda port, query=query: post(port, f"{query} # {next(other)}", ATTACKER)) for name, query in queries().items()}
    asks = b"GET /sparql?query=" + urllib.parse.quote(queries()["product of patterns"]).encode() + b" HTTP/1.1\r\nHost: here\r\n\r\n"
    out |= {
        "body of 1 GB": repeated(long_body),
        "clients that leave": repeated(leaving),
        "odd addresses": repeated(odd_address),
        "slow loris, 1,000": many(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nX-A: a"),
        "silent, 1,000": many(b""),
        "1,000 clients with a product": many(asks),
    }
    return out


def attacker(name, port, stop, out):
    seen = {}
    os.nice(19)
    try:
        attacks()[name](port, stop, seen)
    finally:
        out.send(seen)
    os._exit(0)


def others(port, things, seconds, out):
    """Clients that mean well: pages, descriptions, look-ups, searches, each on one connection; their times and what went wrong."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120, source_address=(OTHERS, 0))
    times, wrong, refused, number = [], [], 0, 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        thing = things[number % len(things)]
        number += 1
        # An answer that is kept from the last time would show nothing.
        new = time.monotonic_ns()
        label = f"SELECT ?label {{ <{thing}> <http://www.w3.org/2000/01/rdf-schema#label> ?label # {new}\n}}"
        path, expected = [
            (f"/sparql?query={urllib.parse.quote(f'DESCRIBE <{thing}> # {new}')}", thing.encode()),
            (f"/sparql?query={urllib.parse.quote(label)}", "Письмо".encode()),
            (f"/search?q=%D0%91%D0%B5%D0%BB%D0%BE%D0%B2&limit={number % 200 + 1}&format=json", b"things"),
            ("/health", b"ok"),
        ][number % 4]
        start = time.monotonic()
        try:
            connection.request("GET", path, headers={"Accept": "text/turtle, text/csv, */*;q=0.1"})
            response = connection.getresponse()
            body = response.read()
            if response.status in (429, 503):
                refused += 1
            elif response.status != 200 or expected not in body:
                wrong.append(f"{path[:40]}: {response.status}")
        except (OSError, http.client.HTTPException) as error:
            wrong.append(repr(error))
            connection.close()
        times.append(time.monotonic() - start)
        time.sleep(0.002)
    out.put((times, wrong, refused))


def measured(port, things, seconds, clients=2):
    out = multiprocessing.Queue()
    work = [multiprocessing.Process(target=others, args=(port, things[number::clients], seconds, out)) for number in range(clients)]
    for one in work:
        one.start()
    told = [out.get() for _ in work]
    for one in work:
        one.join()
    times = sorted(time for own, _, _ in told for time in own)
    at = lambda part: times[min(len(times) - 1, int(len(times) * part))] * 1000
    return at(0.5), at(0.99), len(times), [wrong for _, own, _ in told for wrong in own], sum(own for _, _, own in told)


def memory(pid):
    """Resident memory of a process and its children, in MiB."""
    pids = [str(pid)] + open(f"/proc/{pid}/task/{pid}/children").read().split()
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            pids += open(f"/proc/{pid}/task/{task}/children").read().split()
        except OSError:
            pass
    total = 0
    for one in set(pids):
        try:
            total += next(int(line.split()[1]) for line in open(f"/proc/{one}/status") if line.startswith("VmRSS"))
        except (OSError, StopIteration):
            pass
    return total / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--regesta", default="target/release/regesta")
    parser.add_argument("--triples", type=int, default=50_000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--only")
    parser.add_argument("--options", default="--query-timeout 10 --query-memory 256", help="further options of regesta serve")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="attacks-")
    subprocess.run([options.regesta, "init", folder + "/own", "--yes"], check=True, stderr=subprocess.DEVNULL)
    os.makedirs(folder + "/own/graphs")
    things = generate(folder + "/own/graphs/letters.nt", options.triples)["params"]["letter"]
    port = free_port()
    server = subprocess.Popen([options.regesta, "serve", folder + "/own", "--port", str(port), *options.options.split()], stderr=subprocess.DEVNULL)
    fell = False
    try:
        wait(f"http://127.0.0.1:{port}/", server)
        while post(port, "ASK {}", OTHERS) != 200:
            time.sleep(0.2)
        measured(port, things, 3)
        print("| attack | idle before: p50 / p99 ms | under attack: p50 / p99 ms | of the idle p99 | requests | refused | wrong | most memory MiB | attacker was told |")
        print("|---|---|---|---|---|---|---|---|---|", flush=True)
        for name in options.only.split(",") if options.only else attacks():
            idle = measured(port, things, options.seconds)
            stop, (told, tells) = multiprocessing.Event(), multiprocessing.Pipe(duplex=False)
            attack = multiprocessing.Process(target=attacker, args=(name, port, stop, tells))
            attack.start()
            time.sleep(1)
            most, done = [0.0], threading.Event()

            def watch():
                while not done.wait(0.2):
                    most[0] = max(most[0], memory(server.pid))

            watching = threading.Thread(target=watch)
            watching.start()
            p50, p99, requests, wrong, refused = measured(port, things, options.seconds)
            done.set()
            watching.join()
            stop.set()
            seen = told.recv() if told.poll(60) else {}
            attack.kill()
            attack.join()
            fell = fell or server.poll() is not None or bool(wrong)
            shown = ", ".join(f"{status}: {count}" for status, count in seen.items())
            print(f"| {name} | {idle[0]:.1f} / {idle[1]:.1f} | {p50:.1f} / {p99:.1f} | {p99 / idle[1]:.2f} | {requests} | {refused} | {len(wrong)} {wrong[:1] or ''} | {most[0]:.0f} | {shown} |", flush=True)
            # Workers that were killed are there again before the next begins.
            end = time.monotonic() + 30
            while post(port, "ASK {}", OTHERS) != 200 and time.monotonic() < end:
                time.sleep(0.2)
            time.sleep(1)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder)
    sys.exit(fell)


if __name__ == "__main__":
    main()
