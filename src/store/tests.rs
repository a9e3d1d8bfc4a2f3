//! Questions and their limits, on a few statements.

use std::io::Write as _;

use super::{Answer, Ask, ChangeError, Form, Kind, Most, QueryError, ResultFormat, Source, Step, Stop, Store, Told};

fn store() -> Store {
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("all.nq");
    let mut file = std::fs::File::create(&dump).unwrap();
    for number in 0..40 {
        writeln!(file, "<https://e.org/{number}> <https://e.org/p> \"{number}\" <https://e.org/g{}> .", number % 2).unwrap();
    }
    drop(file);
    Store::from_dump(&dump).unwrap()
}

fn rows(store: &Store, ask: &Ask) -> usize {
    match store.ask(ask).unwrap() {
        Answer::Rows(_, rows) => rows.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_statement_of_several_graphs_is_one_in_their_union() {
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("all.nq");
    let line = |graph: u32| format!("<https://e.org/s> <https://e.org/p> \"o\" <https://e.org/g{graph}> .\n");
    std::fs::write(&dump, [line(1), line(2), line(3)].concat()).unwrap();
    let store = Store::from_dump(&dump).unwrap();
    assert_eq!(rows(&store, &Ask { query: "SELECT * WHERE { ?s ?p ?o }".to_owned(), ..Ask::default() }), 1);
    assert_eq!(rows(&store, &Ask { query: "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }".to_owned(), ..Ask::default() }), 3);
    assert_eq!(store.quads(), 3);
}

#[test]
fn a_question_sees_the_union_unless_it_says_otherwise() {
    let store = store();
    let query = "SELECT ?s WHERE { ?s ?p ?o }".to_owned();
    assert_eq!(rows(&store, &Ask { query: query.clone(), ..Ask::default() }), 40);
    assert_eq!(rows(&store, &Ask { query: query.clone(), unnamed: true, ..Ask::default() }), 0);
    let graph = oxigraph::model::NamedNode::new_unchecked("https://e.org/g1");
    assert_eq!(rows(&store, &Ask { query: query.clone(), default_graphs: vec![graph], ..Ask::default() }), 20);
    assert_eq!(rows(&store, &Ask { query: "SELECT ?s FROM <https://e.org/g0> WHERE { ?s ?p ?o }".to_owned(), ..Ask::default() }), 20);
}

#[test]
fn a_question_that_is_told_to_stop_has_no_answer() {
    let stop = Stop::default();
    stop.stop();
    let ask = Ask { query: "SELECT ?s WHERE { ?s ?p ?o }".to_owned(), ..Ask::default() };
    let told = Source::from(store()).tell(&ask, Most::Refuse(100), &stop, &mut |_| Some(Form::Results(ResultFormat::Csv)), &mut Vec::new());
    assert!(matches!(told, Err(QueryError::Stopped)), "{told:?}");
}

#[test]
fn a_long_answer_is_refused_or_cut_and_never_told_as_whole() {
    let store = Source::from(store());
    for (query, form) in [
        ("SELECT ?s WHERE { ?s ?p ?o }", Form::Results(ResultFormat::Csv)),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", Form::Graph(crate::rdf::Format::NTriples)),
    ] {
        let tell = |most: Most| {
            let mut out = Vec::new();
            let ask = Ask { query: query.to_owned(), ..Ask::default() };
            let told = store.tell(&ask, most, &Stop::default(), &mut |_| Some(form), &mut out);
            (told, String::from_utf8(out).unwrap().lines().filter(|line| line.contains("e.org")).count())
        };
        assert!(matches!(tell(Most::Refuse(39)).0, Err(QueryError::TooLong(39))), "{query}");
        assert!(matches!(tell(Most::Refuse(40)), (Ok(Told::Written), 40)), "{query}");
        assert!(matches!(tell(Most::Cut(7)), (Ok(Told::Written), 7)), "{query}");
    }
}

#[test]
fn what_is_written_for_a_page_is_read_again() {
    let store = Source::from(store());
    for (query, kind) in [
        ("SELECT ?s ?none WHERE { ?s ?p ?o } ORDER BY ?s", Kind::Rows),
        ("ASK { ?s ?p ?o }", Kind::Truth),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", Kind::Graph),
    ] {
        let ask = Ask { query: query.to_owned(), ..Ask::default() };
        let mut out = Vec::new();
        let mut form = |found: Kind| {
            assert_eq!(found, kind);
            Some(if kind == Kind::Graph { Form::Graph(crate::rdf::Format::NTriples) } else { Form::Results(ResultFormat::Json) })
        };
        store.tell(&ask, Most::Cut(100), &Stop::default(), &mut form, &mut out).unwrap();
        let sorted = |answer: Answer| match answer {
            Answer::Graph(mut triples) => {
                triples.sort_by_key(ToString::to_string);
                Answer::Graph(triples)
            }
            other => other,
        };
        assert_eq!(sorted(Answer::read(kind, &out).unwrap()), sorted(store.ask(&ask).unwrap()));
    }
}

#[test]
fn what_is_no_query_is_said() {
    let error = store().ask(&Ask { query: "SELEC".to_owned(), ..Ask::default() }).unwrap_err();
    assert!(error.to_string().starts_with("this is no SPARQL query: "), "{error}");
}

#[test]
fn given_values_are_bound_and_rows_written() {
    let store = store();
    let thing = oxigraph::model::NamedNode::new_unchecked("https://e.org/7");
    let ask = Ask { query: "SELECT ?s ?o WHERE { ?s ?p ?o }".to_owned(), given: vec![("s".to_owned(), thing.into())], ..Ask::default() };
    let mut out = Vec::new();
    store.ask(&ask).unwrap().write_results(ResultFormat::Csv, &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "s,o\r\nhttps://e.org/7,7\r\n");
}

/// The statements of a store as lines, those of the unnamed graph without a name.
fn lines(store: &oxigraph::store::Store, union: bool) -> Vec<String> {
    let named = |quad: oxigraph::model::Quad| quad.to_string().replace(" <urn:x-regesta:unnamed-graph>", "");
    let quads = store.iter().map(Result::unwrap).filter(|quad| !union || !quad.graph_name.is_default_graph());
    let mut lines: Vec<String> = quads.map(named).collect();
    lines.sort();
    lines
}

#[test]
fn an_update_does_what_the_engine_s_own_does() {
    let updates = [
        "INSERT DATA { <e:a> <e:p> 1, 2 . GRAPH <e:g> { <e:a> <e:p> 1 . <e:b> <e:q> \"x\"@en } }",
        "DELETE DATA { <e:a> <e:p> 2 . GRAPH <e:g> { <e:a> <e:p> 9 } }",
        "INSERT { GRAPH <e:h> { ?s <e:was> ?o } } WHERE { GRAPH <e:g> { ?s ?p ?o } }",
        "DELETE { ?s ?p ?o } INSERT { ?s <e:r> ?o } WHERE { ?s ?p ?o }",
        "WITH <e:g> DELETE { ?s ?p ?o } INSERT { ?o ?p ?s . ?s <e:kept> ?o } WHERE { ?s ?p ?o }",
        "INSERT { GRAPH ?g { ?s <e:in> ?g } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "INSERT { GRAPH <e:u> { ?s ?p ?o } } USING <e:g> USING NAMED <e:h> WHERE { ?s ?p ?o . GRAPH ?h { ?s ?q ?r } }",
        "DELETE WHERE { GRAPH <e:u> { ?s ?p ?o } }",
        "COPY <e:g> TO <e:copy> ; ADD <e:h> TO <e:copy> ; MOVE <e:copy> TO <e:moved>",
        "COPY DEFAULT TO <e:default> ; CLEAR DEFAULT ; ADD <e:default> TO DEFAULT",
        "INSERT { ?s <e:sum> ?n } WHERE { { SELECT ?s (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s } }",
        "CREATE GRAPH <e:new> ; DROP GRAPH <e:h> ; CLEAR GRAPH <e:g>",
        "DROP DEFAULT ; CLEAR NAMED ; INSERT DATA { <e:z> <e:p> 0 }",
        "DROP ALL",
    ];
    let (own, peer) = (Store::empty().unwrap(), oxigraph::store::Store::new().unwrap());
    for text in updates {
        let how =
            super::Updating { base: "https://e.org/".to_owned(), using: super::Graphs::default().or_unnamed(true), stop: Stop::default() };
        let steps = own.change(&|_| true, |change| change.update(text, &how), |_| Ok(())).unwrap();
        peer.update(text).unwrap();
        assert_eq!(lines(&own.inner, true), lines(&peer, false), "{text}");
        assert!(!steps.is_empty(), "{text}");
        // The union holds what the graphs hold, each once.
        let triples = |is_union: bool| {
            let quads = own.inner.iter().map(Result::unwrap).filter(|quad| quad.graph_name.is_default_graph() == is_union);
            quads.map(|quad| oxigraph::model::Triple::from(quad).to_string()).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(triples(true), triples(false), "{text}");
    }
}

#[test]
fn a_copy_follows_the_steps_from_any_state_on_the_way() {
    let own = Store::empty().unwrap();
    let how = super::Updating { base: "https://e.org/".to_owned(), using: super::Graphs::default(), stop: Stop::default() };
    let graphs = ["e:g", "e:h", super::change::UNNAMED.as_str()].map(|name| super::name(name).unwrap());
    let mut states = vec![Store::empty().unwrap()];
    let mut all = Vec::new();
    for text in [
        "INSERT DATA { GRAPH <e:g> { <e:a> <e:p> 1, 2 } GRAPH <e:h> { <e:a> <e:p> 1 } }",
        "DROP GRAPH <e:g>",
        "INSERT DATA { GRAPH <e:g> { <e:a> <e:p> 2 } }",
        "CLEAR GRAPH <e:h> ; INSERT DATA { <e:a> <e:p> 3 }",
    ] {
        all.extend(own.change(&|_| true, |change| change.update(text, &how), |_| Ok::<_, super::ChangeError>(())).unwrap());
        let state = Store::empty().unwrap();
        state.take_over(&own, &graphs).unwrap();
        states.push(state);
    }
    for copy in states {
        copy.follow(&all).unwrap();
        assert_eq!(lines(&copy.inner, false), lines(&own.inner, false));
        assert_eq!(copy.graph_names(), own.graph_names());
    }
}

#[test]
fn a_change_that_is_too_much_to_tell_is_taken_over() {
    let (one, other) = (store(), store());
    let graph = super::name("https://e.org/much").unwrap();
    let long = |number: u32| oxigraph::model::Literal::new_simple_literal(format!("{number}{}", "-".repeat(1 << 20)));
    let quad =
        |number: u32| oxigraph::model::Quad::new(graph.clone(), graph.clone(), long(number), oxigraph::model::GraphName::DefaultGraph);
    let steps = one.change::<ChangeError>(
        &|_| true,
        |change| {
            change.clear(&Some(super::name("https://e.org/g1").unwrap()))?;
            (0..20).try_for_each(|number| change.add(&quad(number), &Some(graph.clone())))
        },
        |_| Ok(()),
    );
    let steps = steps.unwrap();
    let [Step::Anew(graphs)] = steps.as_slice() else { panic!("{} steps", steps.len()) };
    assert!(other.follow(&steps).is_err());
    other.take_over(&one, graphs).unwrap();
    assert_eq!(other.graph_names(), one.graph_names());
    for query in ["SELECT * WHERE { ?s ?p ?o }", "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }"] {
        assert_eq!(rows(&other, &Ask { query: query.to_owned(), ..Ask::default() }), 40, "{query}");
    }
}
