#!/usr/bin/env python3
"""regesta and oxigraph's own server, side by side on one graph of letters.

    pip install oxigraph
    cargo build --release
    python3 benches/side_by_side.py [--triples 1000000] [--seconds 8] [--data FILE.nt --queries FILE.json]

Both load the same N-Triples and answer the same questions over HTTP/1.1, one and eight clients, each client a process with one
connection. Where regesta has an index of its own (dates, words), it is asked through that index; the answers are the same things.
--data and --queries take a graph and its questions from elsewhere: {"params": {name: [value, ...]}, "queries": {name: {"query":
"... $1 ...", "param": name, "accept": type}}, "mixes": {name: {query: weight}}}.
Prints a table in Markdown. Standard library only.
"""
import argparse
import http.client
import json
import multiprocessing
import os
import random
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

CRM = "http://www.cidoc-crm.org/cidoc-crm/"
PREFIXES = f"PREFIX crm: <{CRM}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
OV = "PREFIX ov: <https://w3id.org/regesta/ontology#> "
# The same questions through the indexes of regesta.
OURS = {
    "daterange": OV + PREFIXES + "SELECT ?e ?date ?label WHERE { SERVICE ov:timeline { ?e ov:from \"$1\" ; ov:before \"$2\" ; ov:date ?date } "
                 "LATERAL { ?e a crm:E65_Creation ; crm:P14_carried_out_by ?who . ?who rdfs:label ?label . FILTER(LANG(?label) = \"ru\") } } LIMIT 100",
    "prefix": OV + "SELECT ?s ?label WHERE { SERVICE ov:search { ?s ov:matches \"$1*\" ; ov:words ?label } } LIMIT 20",
}
SURNAMES = "Белов Волков Грачёв Жданов Зорин Климов Лавров Мельников Носов Орехов Платонов Рыбин Саблин Трубин Уткин Чернов".split()
GIVEN = "Анна Борис Вера Глеб Дарья Егор Зоя Илья".split()


def generate(path, wanted):
    """Letters between persons, until there are so many triples; the same each time."""
    random.seed(7)
    count, letter = 0, 0
    base, kind, label = "http://letters.example/", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://www.w3.org/2000/01/rdf-schema#label>"
    persons = max(20, wanted // 480)
    params = {"letter": [], "pair": [], "range": [[f"{y}-01-01", f"{y + 1}-01-01"] for y in range(1801, 1899)],
              "start": [name[:3].lower() for name in SURNAMES]}
    with open(path, "w", encoding="utf-8") as out:
        def say(subject, predicate, thing):
            nonlocal count
            count += 1
            out.write(f"<{base}{subject}> {predicate} {thing} .\n")

        crm = lambda name: f"<{CRM}{name}>"
        at = lambda path: f"<{base}{path}>"
        for number in range(persons):
            say(f"person/{number}", kind, crm("E21_Person"))
            say(f"person/{number}", label, f'"{SURNAMES[number % 16]}, {GIVEN[number // 16 % 8]} {number}"@ru')
        while count < wanted:
            sender, receiver = (int(random.random() ** 3 * persons) for _ in range(2))
            day = f"{random.randint(1801, 1899)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
            own = f"letter/{letter}"
            say(own, kind, crm("E73_Information_Object"))
            say(own, label, f'"Письмо {letter}: {SURNAMES[sender % 16]}"@ru')
            say(own, crm("P3_has_note"), f'"{" ".join(random.choices(SURNAMES + GIVEN, k=12))}"@ru')
            say(own, crm("P94i_was_created_by"), at(own + "/creation"))
            say(own + "/creation", kind, crm("E65_Creation"))
            say(own + "/creation", crm("P14_carried_out_by"), at(f"person/{sender}"))
            say(own + "/creation", crm("P4_has_time-span"), at(own + "/span"))
            say(own + "/span", kind, crm("E52_Time-Span"))
            say(own + "/span", crm("P82a_begin_of_the_begin"), f'"{day}"^^<http://www.w3.org/2001/XMLSchema#date>')
            say(own + "/sending", kind, crm("E10_Transfer_of_Custody"))
            say(own + "/sending", crm("P28_custody_surrendered_by"), at(f"person/{sender}"))
            say(own + "/sending", crm("P29_custody_received_by"), at(f"person/{receiver}"))
            say(own + "/sending", crm("P30_transferred_custody_of"), at(own))
            if letter % 7 == 0:
                params["letter"].append(base + own)
                params["pair"].append([f"{base}person/{sender}", f"{base}person/{receiver}"])
            letter += 1
    results = "application/sparql-results+json"
    ask = lambda query, param, accept=results: {"query": PREFIXES + query, "param": param, "accept": accept}
    queries = {
        "describe": ask("DESCRIBE <$1>", "letter", "text/turtle"),
        "between": ask("SELECT ?letter ?label ?date WHERE { ?t crm:P28_custody_surrendered_by <$1> ; crm:P29_custody_received_by <$2> ; "
                       "crm:P30_transferred_custody_of ?letter . ?letter rdfs:label ?label ; crm:P94i_was_created_by/crm:P4_has_time-span/"
                       "crm:P82a_begin_of_the_begin ?date } ORDER BY ?date", "pair"),
        "daterange": ask("SELECT ?e ?date ?label WHERE { ?e a crm:E65_Creation ; crm:P4_has_time-span ?ts ; crm:P14_carried_out_by ?who . "
                         "?ts crm:P82a_begin_of_the_begin ?date . ?who rdfs:label ?label . FILTER(?date >= \"$1\"^^xsd:date && "
                         "?date < \"$2\"^^xsd:date && LANG(?label) = \"ru\") } ORDER BY ?date ?e LIMIT 100", "range"),
        "prefix": ask("SELECT ?s ?label WHERE { ?s rdfs:label ?label . FILTER(STRSTARTS(LCASE(STR(?label)), \"$1\")) } LIMIT 20", "start"),
    }
    # The same questions again and again with one value: what a kept answer is worth.
    params |= {f"one-{name}": values[:1] for name, values in params.items()}
    queries |= {f"{name}-again": queries[name] | {"param": f"one-{queries[name]['param']}"} for name in ("describe", "between", "daterange")}
    mixes = {name: {name: 1} for name in queries} | {"page": {"describe": 8, "between": 2}, "page-again": {"describe-again": 8, "between-again": 2}}
    return {"params": params, "queries": queries, "mixes": mixes}


def client(url, questions, mix, seed, seconds, ours, out):
    """Asks for so long; puts the times of its answers."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=600)
    chance, times, errors = random.Random(seed), [], 0
    names, weights = zip(*questions["mixes"][mix].items())
    end = time.monotonic() + seconds
    while time.monotonic() < end or not times:
        name = chance.choices(names, weights)[0]
        own = questions["queries"][name]
        text = OURS.get(name.removesuffix("-again"), own["query"]) if ours else own["query"]
        if own.get("param"):
            value = chance.choice(questions["params"][own["param"]])
            for number, part in enumerate([value] if isinstance(value, str) else value, 1):
                text = text.replace(f"${number}", part)
        start = time.monotonic()
        try:
            connection.request("POST", parts.path, text.encode(), {"Content-Type": "application/sparql-query", "Accept": own["accept"]})
            response = connection.getresponse()
            response.read()
            errors += response.status != 200
        except (OSError, http.client.HTTPException):
            errors += 1
            connection.close()
        times.append(time.monotonic() - start)
        if errors > 20:
            break
    out.put((times, errors))


def measure(url, questions, mix, clients, seconds, ours):
    queue = multiprocessing.Queue()
    start = time.monotonic()
    work = [multiprocessing.Process(target=client, args=(url, questions, mix, seed, seconds, ours, queue)) for seed in range(clients)]
    for one in work:
        one.start()
    told = [queue.get() for _ in work]
    for one in work:
        one.join()
    took = time.monotonic() - start
    times = sorted(t for own, _ in told for t in own)
    return len(times) / took, times[len(times) // 2] * 1e3, times[min(len(times) - 1, len(times) * 99 // 100)] * 1e3, sum(e for _, e in told)


def nothing(listener):
    """Answers every request with the same few bytes: how fast the clients are by themselves."""
    reply = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
    waiting, begun = selectors.DefaultSelector(), {}
    waiting.register(listener, selectors.EVENT_READ)
    while True:
        for key, _ in waiting.select():
            if key.fileobj is listener:
                connection, _ = listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                waiting.register(connection, selectors.EVENT_READ)
                continue
            got = key.fileobj.recv(1 << 16)
            begun[key.fd] = begun.get(key.fd, b"") + got
            head, _, body = begun[key.fd].partition(b"\r\n\r\n")
            if not got:
                waiting.unregister(key.fileobj)
                key.fileobj.close()
            elif len(body) >= int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or b"1"):
                key.fileobj.sendall(reply)
            else:
                continue
            del begun[key.fd]


def free_port():
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return own.getsockname()[1]


def wait(url, process):
    for _ in range(6000):
        try:
            with socket.create_connection((urllib.parse.urlsplit(url).hostname, urllib.parse.urlsplit(url).port), 1):
                return
        except OSError:
            if process.poll() is not None:
                sys.exit(f"{process.args[0]} ended with {process.returncode}")
            time.sleep(0.1)
    sys.exit("it does not start")


def most_memory(pid):
    """The most resident memory that a process has had, in MiB."""
    return next(int(line.split()[1]) for line in open(f"/proc/{pid}/status") if line.startswith("VmHWM")) / 1024


def put(name, command, url, data, token):
    """Puts the graph over HTTP into a server of its own; how long it took and the most memory of the server's process."""
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, "REGESTA_TOKEN": token})
    try:
        wait(url, server)
        parts = urllib.parse.urlsplit(url)
        connection, start = http.client.HTTPConnection(parts.hostname, parts.port, timeout=3600), time.monotonic()
        headers = {"Content-Type": "application/n-triples", "Content-Length": str(os.path.getsize(data)), "Authorization": f"Bearer {token}"}
        with open(data, "rb") as body:
            connection.request("PUT", f"{parts.path}?graph=http://letters.example/graph", body, headers)
        response = connection.getresponse()
        response.read()
        print(f"PUT over HTTP, {name}: {response.status} after {time.monotonic() - start:.1f} s, at most {most_memory(server.pid):.0f} MiB", flush=True)
    finally:
        server.terminate()
        server.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--regesta", default="target/release/regesta")
    parser.add_argument("--oxigraph", default="oxigraph")
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--clients", default="1,8")
    parser.add_argument("--mix", help="a comma list; all where not given")
    parser.add_argument("--put", action="store_true", help="only put the graph over HTTP into an empty server of each kind")
    parser.add_argument("--data")
    parser.add_argument("--queries")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="side-by-side-")
    servers = []
    try:
        data = options.data or os.path.join(folder, "letters.nt")
        questions = json.load(open(options.queries, encoding="utf-8")) if options.queries else generate(data, options.triples)
        if options.put:
            port = free_port()
            put("oxigraph", [options.oxigraph, "serve", "--location", folder + "/peer", "--bind", f"127.0.0.1:{port}"],
                f"http://127.0.0.1:{port}/store", data, "none")
            subprocess.run([options.regesta, "init", folder + "/own", "--yes"], check=True, stderr=subprocess.DEVNULL)
            port = free_port()
            put("regesta", [options.regesta, "serve", folder + "/own", "--port", str(port), "--writable", "--query-workers", "1"],
                f"http://127.0.0.1:{port}/store", data, "token")
            return
        start = time.monotonic()
        subprocess.run([options.oxigraph, "load", "--location", folder + "/peer", "--file", data], check=True, stderr=subprocess.DEVNULL)
        loading = {"oxigraph load": time.monotonic() - start}
        subprocess.run([options.oxigraph, "optimize", "--location", folder + "/peer"], check=True, stderr=subprocess.DEVNULL)
        port = free_port()
        servers.append(subprocess.Popen([options.oxigraph, "serve-read-only", "--location", folder + "/peer", "--bind", f"127.0.0.1:{port}"],
                                        stderr=subprocess.DEVNULL))
        peer = f"http://127.0.0.1:{port}/query"
        wait(peer, servers[-1])
        subprocess.run([options.regesta, "init", folder + "/own", "--yes"], check=True, stderr=subprocess.DEVNULL)
        os.makedirs(folder + "/own/graphs")
        shutil.copy(data, folder + "/own/graphs/letters.nt")
        port, start = free_port(), time.monotonic()
        servers.append(subprocess.Popen([options.regesta, "serve", folder + "/own", "--port", str(port), "--query-memory", "2048",
                                         "--query-timeout", "300"], stderr=subprocess.DEVNULL))
        own = f"http://127.0.0.1:{port}/sparql"
        wait(own, servers[-1])
        loading["regesta serve, until it listens"] = time.monotonic() - start
        # The first query waits for a worker, and the indexes are made when they are first asked.
        for name, text in [("ask", "ASK {}")] + [(n, q.replace("$1", "1850").replace("$2", "1851")) for n, q in OURS.items()]:
            for _ in range(2):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
                connection.request("POST", "/sparql", text.encode(), {"Content-Type": "application/sparql-query"})
                connection.getresponse().read()
                connection.close()
        print(f"{questions.get('dataset') or ''} {', '.join(f'{name}: {seconds:.1f} s' for name, seconds in loading.items())}\n")
        listener = socket.create_server(("127.0.0.1", 0))
        bare = multiprocessing.Process(target=nothing, args=(listener,), daemon=True)
        bare.start()
        alone = [(clients, measure(f"http://127.0.0.1:{listener.getsockname()[1]}/", questions, "describe-again", clients, min(options.seconds, 4), False)[0])
                 for clients in map(int, options.clients.split(",")) if "describe-again" in questions["mixes"]]
        bare.kill()
        print("".join(f"{clients} clients of a server that does nothing get {rate:.0f} answers/s; no server can be faster here.\n" for clients, rate in alone))
        print("| question | clients | oxigraph: answers/s | p50 / p99 ms | regesta: answers/s | p50 / p99 ms | ratio |\n|---|---|---|---|---|---|---|")
        for mix in options.mix.split(",") if options.mix else questions["mixes"]:
            for clients in map(int, options.clients.split(",")):
                theirs = measure(peer, questions, mix, clients, options.seconds, False)
                ours = measure(own, questions, mix, clients, options.seconds, True)
                failed = f" ({theirs[3]} and {ours[3]} errors)" if theirs[3] or ours[3] else ""
                print(f"| {mix} | {clients} | {theirs[0]:.1f} | {theirs[1]:.1f} / {theirs[2]:.1f} | {ours[0]:.1f} | {ours[1]:.1f} / {ours[2]:.1f} "
                      f"| {ours[0] / theirs[0]:.2f}{failed} |", flush=True)
    finally:
        for server in servers:
            server.terminate()
            server.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
