#!/usr/bin/env python3
"""Content negotiation by the letter: one address, many ways of asking for it.

    suite.py URL [--missing URL] [--merged URL --gone URL] [--json FILE] [-v]

URL is the address of one thing that a server tells of in several forms, of any server: it may answer at once, or lead on
with a redirect. Which forms there are is found out first, and only these are asked for. Standard library only.

Sources: RFC 9110 (HTTP semantics: 8.8.3 entity tags, 9 methods, 12.4.2 quality values, 12.5.1 Accept, 12.5.5 Vary,
13.1.2 If-None-Match, 15.4.5 304, 15.5.6 405, 15.5.7 406); Cool URIs for the Semantic Web (303).
"""
import argparse
import gzip
import http.client
import json
import sys
import urllib.parse
import xml.etree.ElementTree

FORMS = {
    "html": "text/html",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "trig": "application/trig",
}
BROWSERS = {
    "chrome": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
              "application/signed-exchange;v=b3;q=0.7",
    "firefox": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "safari": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "edge-of-old": "text/html, application/xhtml+xml, image/jxr, */*",
}
LIBRARIES = {
    "rdf-reader-of-java": "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3",
    "rdf-reader-of-python": "application/rdf+xml;q=0.9, text/turtle;q=1.0, application/n-triples;q=0.8, */*;q=0.1",
    "ontology-editor": "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09",
    "crawler-of-json": "application/ld+json, application/json;q=0.9, */*;q=0.1",
}


class Fail(Exception):
    """What is wrong with an answer."""


class Answer:
    """One answer, and the redirects before it."""

    def __init__(self, status, headers, body, url, hops):
        self.status, self.headers, self.body, self.url, self.hops = status, headers, body, url, hops

    def all(self, name):
        return [value for key, value in self.headers if key.lower() == name]

    def header(self, name):
        return ", ".join(self.all(name))

    @property
    def media(self):
        return self.header("content-type").split(";")[0].strip().lower()

    def varies(self, name):
        return name in [part.strip().lower() for part in self.header("vary").split(",")] or self.header("vary").strip() == "*"


def once(url, headers, method="GET"):
    parts = urllib.parse.urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=60)
    try:
        path = (parts.path or "/") + ("?" + parts.query if parts.query else "")
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        if method in ("PUT", "POST", "PATCH"):
            connection.putheader("Content-Length", "0")
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, response.getheaders(), response.read(), url, [])
    except (OSError, http.client.HTTPException) as error:
        raise Fail(f"no answer: {type(error).__name__}: {error}") from error
    finally:
        connection.close()


def ask(url, headers=(), method="GET"):
    """The answer after at most five redirects."""
    hops = []
    for _ in range(6):
        answer = once(url, headers, method)
        if answer.status not in (301, 302, 303, 307, 308) or not answer.header("location"):
            answer.hops = hops
            return answer
        hops.append(answer)
        url = urllib.parse.urljoin(url, answer.header("location"))
    raise Fail("it redirects for ever")


def accept(url, value, **more):
    return ask(url, [("Accept", value)], **more)


def wants(answer, *forms):
    if answer.status != 200:
        raise Fail(f"status {answer.status}, expected 200")
    expected = [FORMS[form] for form in forms]
    if answer.media not in expected:
        raise Fail(f"{answer.media or 'no content type'}, expected {' or '.join(expected)}")
    return answer


def status(answer, *expected):
    if answer.status not in expected:
        raise Fail(f"status {answer.status}, expected {' or '.join(map(str, expected))}")
    return answer


def parses(answer, form):
    text = answer.body.decode("utf-8")
    if form == "jsonld":
        json.loads(text)
    elif form == "rdfxml":
        xml.etree.ElementTree.fromstring(answer.body)
    elif form == "html" and "<html" not in text.lower():
        raise Fail("no page")
    elif form == "ntriples" and any(line and not line.startswith("#") and not line.endswith(".") for line in text.splitlines()):
        raise Fail("no N-Triples")
    elif form in ("turtle", "trig") and "<html" in text.lower():
        raise Fail("a page under the type of data")


def cases(url, offered, options):
    """Every case: its name, and a function that fails where the answer is wrong."""
    out = []

    def case(name):
        return lambda check: out.append((name, check))

    data = [form for form in offered if form != "html"]
    first = offered[0]
    one, two = (data + offered)[:2]
    for form in offered:
        media = FORMS[form]
        out.append((f"{form}: asked for by its type", lambda media=media, form=form: wants(accept(url, media), form)))
        out.append((f"{form}: with the least weight, alone", lambda media=media, form=form: wants(accept(url, f"{media};q=0.001"), form)))
        out.append((f"{form}: in capitals", lambda media=media, form=form: wants(accept(url, media.upper()), form)))
        out.append((f"{form}: before everything else", lambda media=media, form=form: wants(accept(url, f"*/*;q=0.1, {media}"), form)))
        out.append((f"{form}: the body is what its type says", lambda media=media, form=form: parses(wants(accept(url, media), form), form)))
        out.append((f"{form}: HEAD is GET without the body", lambda media=media: same_head(url, media)))
        out.append((f"{form}: a known tag is answered with 304", lambda media=media: known(url, media)))
    for name, value in BROWSERS.items():
        if "html" in offered:
            out.append((f"a browser gets a page: {name}", lambda value=value: wants(accept(url, value), "html")))
    for name, value in LIBRARIES.items():
        wished = next((form for form in preferred(value) if form in offered), None)
        if wished:
            out.append((f"a program gets its form: {name}", lambda value=value, wished=wished: wants(accept(url, value), wished)))

    a, b = FORMS[one], FORMS[two]

    @case("the heavier goes first")
    def _():
        wants(accept(url, f"{a};q=0.9, {b};q=0.8"), one)

    @case("the heavier goes first, whatever the order")
    def _():
        wants(accept(url, f"{a};q=0.2, {b};q=0.3"), two)

    @case("three places of a weight count")
    def _():
        wants(accept(url, f"{a};q=0.998, {b};q=0.999"), two)

    @case("no weight is the full weight")
    def _():
        wants(accept(url, f"{a};q=0.999, {b}"), two)

    @case("1.000 is the full weight")
    def _():
        wants(accept(url, f"{a};q=0.9, {b};q=1.000"), two)

    @case("of equal weights either will do")
    def _():
        wants(accept(url, f"{a};q=0.5, {b};q=0.5"), one, two)

    @case("Q in capitals")
    def _():
        wants(accept(url, f"{a};Q=0.1, {b};Q=0.9"), two)

    @case("white space around commas and semicolons")
    def _():
        wants(accept(url, f"  {a} ; q=0.1 ,\t{b} ; q=0.9  "), two)

    @case("empty elements of the list")
    def _():
        wants(accept(url, f",, {a} , ,"), one)

    @case("two lines of Accept are one list")
    def _():
        wants(ask(url, [("Accept", f"{a};q=0.1"), ("Accept", f"{b};q=0.9")]), two)

    @case("a type nobody has, with one that is here")
    def _():
        wants(accept(url, f"image/png, {a};q=0.1"), one)

    @case("no Accept wants anything")
    def _():
        wants(ask(url), *offered)

    @case("an empty Accept wants anything")
    def _():
        wants(accept(url, ""), *offered)

    @case("*/* wants anything")
    def _():
        wants(accept(url, "*/*"), *offered)

    @case("*/* with a weight wants anything")
    def _():
        wants(accept(url, "*/*;q=0.01"), *offered)

    @case("zero is not wanted")
    def _():
        wants(accept(url, f"*/*, {FORMS[first]};q=0"), *[form for form in offered if form != first])

    @case("zero.zero zero zero is not wanted")
    def _():
        wants(accept(url, f"{FORMS[first]};q=0.000, */*;q=0.1"), *[form for form in offered if form != first])

    @case("a range of types")
    def _():
        kind = a.split("/")[0]
        wants(accept(url, f"{kind}/*"), *[form for form in offered if FORMS[form].startswith(kind + "/")])

    @case("the more specific range gives the weight")
    def _():
        kind = a.split("/")[0]
        wants(accept(url, f"{kind}/*;q=0.9, {a};q=0.1, {b};q=0.5"), *[form for form in offered if form != one])

    @case("the range before the wildcard")
    def _():
        kind, other = a.split("/")[0], [form for form in offered if not FORMS[form].startswith(a.split("/")[0] + "/")]
        if other:
            wants(accept(url, f"*/*;q=0.5, {kind}/*;q=0.1"), *other)

    @case("a parameter of the type does not make it another")
    def _():
        wants(accept(url, f"{a};charset=utf-8"), one)

    @case("a parameter before the weight")
    def _():
        wants(accept(url, f"{a};charset=utf-8;q=0.1, {b};q=0.9"), two)

    if "jsonld" in offered:
        other = next(form for form in offered if form != "jsonld")

        @case("a profile in quotation marks")
        def _():
            wants(accept(url, 'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"'), "jsonld")

        @case("a comma in quotation marks")
        def _():
            wants(accept(url, f'application/ld+json;profile="a,b;q=0";q=0.9, {FORMS[other]};q=0.2'), "jsonld")

    @case("a list as long as a book")
    def _():
        wants(accept(url, ", ".join(f"application/x-{number}" for number in range(150)) + f", {a};q=0.1"), one)

    @case("words that are no list break nothing")
    def _():
        answer = accept(url, ";;;=,/,q=1")
        if answer.status >= 500:
            raise Fail(f"status {answer.status}")

    for name, value in {"a picture": "image/png", "everything with weight zero": "*/*;q=0", "a near miss": a + "x"}.items():
        @case(f"406 for {name}")
        def _(value=value):
            status(accept(url, value), 406)

    @case("406 says what there is")
    def _():
        answer = status(accept(url, "image/png"), 406)
        text = answer.body.decode("utf-8", "replace") + answer.header("link")
        if not all(FORMS[form] in text for form in offered):
            raise Fail("not all forms are named")

    @case("406 varies by Accept")
    def _():
        if not status(accept(url, "image/png"), 406).varies("accept"):
            raise Fail("no Vary: Accept")

    @case("what is chosen by Accept says so")
    def _():
        answer = accept(url, a)
        if not any(step.varies("accept") for step in answer.hops + [answer]):
            raise Fail("no Vary: Accept on the way")

    @case("a thing leads on with 303, or is told of at once with its place")
    def _():
        answer = accept(url, a)
        bad = [hop.status for hop in answer.hops if hop.status in (301, 308)]
        if answer.hops and len(bad) == len(answer.hops):
            raise Fail("only permanent redirects: the thing is taken for the document")

    @case("redirects stay at the server")
    def _():
        places = {urllib.parse.urlsplit(urllib.parse.urljoin(url, hop.header("location"))).netloc for hop in accept(url, a).hops}
        if places - {urllib.parse.urlsplit(url).netloc}:
            raise Fail(f"they lead to {places}")

    @case("each form has a strong tag of its own")
    def _():
        tags = [accept(url, FORMS[form]).header("etag") for form in offered]
        if not all(tag.startswith('"') for tag in tags):
            raise Fail(f"tags: {tags}")
        if len(set(tags)) != len(tags):
            raise Fail("two forms have one tag")

    @case("another tag is answered with all of it")
    def _():
        wants(ask(url, [("Accept", a), ("If-None-Match", '"another"')]), one)

    @case("one tag of several")
    def _():
        tag = accept(url, a).header("etag")
        status(ask(url, [("Accept", a), ("If-None-Match", f'"x", {tag}, "y"')]), 304)

    @case("a weak tag is compared weakly")
    def _():
        tag = accept(url, a).header("etag")
        status(ask(url, [("Accept", a), ("If-None-Match", f"W/{tag}")]), 304)

    @case("any tag at all")
    def _():
        accept(url, a).header("etag") or fail("no tag")
        status(ask(url, [("Accept", a), ("If-None-Match", "*")]), 304)

    @case("the tag of one form is not that of another")
    def _():
        tag = accept(url, a).header("etag")
        wants(ask(url, [("Accept", b), ("If-None-Match", tag)]), two)

    @case("304 repeats the tag")
    def _():
        tag = accept(url, a).header("etag")
        answer = status(ask(url, [("Accept", a), ("If-None-Match", tag)]), 304)
        if answer.header("etag") != tag or answer.body:
            raise Fail(f"tag {answer.header('etag')!r}, body of {len(answer.body)} bytes")

    @case("the same question has the same answer")
    def _():
        if accept(url, a).body != accept(url, a).body:
            raise Fail("two answers differ")

    @case("a packed form unpacks to the plain one, under a tag of its own")
    def _():
        plain = ask(url, [("Accept", a), ("Accept-Encoding", "identity")])
        packed = ask(url, [("Accept", a), ("Accept-Encoding", "gzip")])
        if packed.header("content-encoding") == "gzip":
            if gzip.decompress(packed.body) != plain.body:
                raise Fail("it unpacks to something else")
            if packed.header("etag") == plain.header("etag") and packed.header("etag").startswith('"'):
                raise Fail("one strong tag for two codings")
            if not packed.varies("accept-encoding"):
                raise Fail("no Vary: Accept-Encoding")

    @case("nobody asked for packing, nobody gets it")
    def _():
        if ask(url, [("Accept", a)]).header("content-encoding") not in ("", "identity"):
            raise Fail("it is packed")

    @case("text says its charset, or its type has one")
    def _():
        if "html" in offered and "charset" not in accept(url, "text/html").header("content-type").lower():
            raise Fail("a page without a charset")

    @case("OPTIONS names the methods")
    def _():
        answer = once(url, [], "OPTIONS")
        status(answer, 200, 204)
        if "GET" not in answer.header("allow"):
            raise Fail(f"Allow: {answer.header('allow')!r}")

    @case("other sites may read")
    def _():
        if ask(url, [("Accept", a), ("Origin", "https://example.org")]).header("access-control-allow-origin") not in ("*", "https://example.org"):
            raise Fail("no Access-Control-Allow-Origin")

    for method in ("DELETE", "PUT", "PATCH"):
        @case(f"{method} is not allowed, and what is")
        def _(method=method):
            answer = status(once(url, [], method), 401, 403, 405)
            if answer.status == 405 and "GET" not in answer.header("allow"):
                raise Fail("405 without Allow")

    @case("an escape in the address makes no other address")
    def _():
        parts = urllib.parse.urlsplit(url)
        at = max(number for number, letter in enumerate(parts.path) if letter.isalpha())
        path = parts.path[:at] + f"%{ord(parts.path[at]):02X}" + parts.path[at + 1:]
        wants(accept(urllib.parse.urlunsplit(parts._replace(path=path)), a), one)

    @case("data name the page, or the page its data")
    def _():
        answers = [accept(url, FORMS[form]) for form in offered]
        if not any("alternate" in answer.header("link") or "describedby" in answer.header("link") or b"alternate" in answer.body for answer in answers):
            raise Fail("no link from one form to another")

    missing = options.missing or url.rstrip("/") + "-that-is-not-there"
    for form in offered:
        @case(f"what is not there is 404: {form}")
        def _(form=form):
            status(accept(missing, FORMS[form]), 404, 410)

    @case("what is not there is 404: a picture")
    def _():
        status(accept(missing, "image/png"), 404, 406, 410)

    @case("what is not there by HEAD is 404")
    def _():
        status(accept(missing, a, method="HEAD"), 404, 410)

    @case("an address in letters of the world is an address")
    def _():
        status(accept(url.rstrip("/") + "-%D1%91%C3%A9", a), 404, 410)

    if options.merged:
        @case("what was merged leads on for good")
        def _():
            answer = once(options.merged, [("Accept", a)])
            status(answer, 301, 308)
            wants(accept(options.merged, a), one)

    if options.gone:
        @case("what was taken out says so, and why")
        def _():
            answer = status(accept(options.gone, a), 410)
            if not answer.body.strip():
                raise Fail("no reason")
    return out


def fail(words):
    raise Fail(words)


def preferred(value):
    """The forms that a header names by their types, the heaviest first."""
    weights = []
    for part in value.split(","):
        media, *parameters = [piece.strip() for piece in part.split(";")]
        weight = next((float(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
        weights += [(weight, form) for form, own in FORMS.items() if own == media]
    return [form for _, form in sorted(weights, key=lambda pair: -pair[0])]


def same_head(url, media):
    get, head = accept(url, media), accept(url, media, method="HEAD")
    status(head, 200)
    if head.body:
        raise Fail("HEAD with a body")
    for name in ("content-type", "etag", "vary"):
        if get.header(name) != head.header(name):
            raise Fail(f"{name}: {head.header(name)!r} by HEAD, {get.header(name)!r} by GET")


def known(url, media):
    tag = accept(url, media).header("etag") or fail("no tag")
    answer = status(ask(url, [("Accept", media), ("If-None-Match", tag)]), 304)
    if answer.body:
        raise Fail("304 with a body")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("url", help="the address of a thing")
    parser.add_argument("--missing", help="an address where nothing is; made from URL where not given")
    parser.add_argument("--merged", help="an address that was merged into another")
    parser.add_argument("--gone", help="an address that was taken out")
    parser.add_argument("--json", help="write the results to this file")
    parser.add_argument("-v", "--verbose", action="store_true", help="name the cases that pass, too")
    options = parser.parse_args()
    offered = []
    for form, media in FORMS.items():
        try:
            answer = accept(options.url, media)
            if answer.status == 200 and answer.media == media:
                offered.append(form)
        except Fail as error:
            sys.exit(f"{options.url}: {error}")
    if len(offered) < 2:
        sys.exit(f"{options.url} is told in {offered or 'no form'}; two forms are wanted")
    results = []
    for name, check in cases(options.url, offered, options):
        try:
            check()
            problem = ""
        except Fail as error:
            problem = str(error)
        except (ValueError, xml.etree.ElementTree.ParseError) as error:
            problem = f"{type(error).__name__}: {error}"
        results.append({"case": name, "problem": problem})
        if problem or options.verbose:
            print(f"{'FAIL' if problem else 'ok  '} {name}{': ' + problem if problem else ''}")
    failed = sum(bool(result["problem"]) for result in results)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"url": options.url, "forms": offered, "results": results}, file, indent=1)
    print(f"{len(results)} cases on {', '.join(offered)}: {len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
