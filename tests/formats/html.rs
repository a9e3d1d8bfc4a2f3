//! HTML as pages write it.

use crate::archive::{notes, shown};

#[test]
fn the_page_around_the_article_stays_out() {
    let page = "<!DOCTYPE html><html><head><title>Журнал</title><style>p {}</style></head><body><nav><a href=/>Главная</a></nav>\
        <main><h1>Посол</h1><p class=\"byline\">Анна Ветрова</p><p>Посол ждал ответа<br>и не дождался.</p>\
        <script>let a = 1;</script><h2>Зима</h2><p>Зимой&nbsp;он <b>уехал</b>.</p></main><footer>© Журнал</footer></body></html>";
    let found = shown("a.html", page.as_bytes()).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0.as_deref(), found[0].1.as_deref()), (Some("Посол"), Some("Анна Ветрова")));
    assert_eq!(found[0].2, ["Посол ждал ответа и не дождался.", "Зима", "Зимой\u{a0}он уехал."]);
}

#[test]
fn a_page_without_headings_is_called_as_its_head_says() {
    let page = "<html><head><title>Посол</title><meta name=author content=\"Анна Ветрова\"></head><body><p>Посол ждал.</p></body></html>";
    let found = shown("a.htm", page.as_bytes()).unwrap();
    assert_eq!((found[0].0.as_deref(), found[0].1.as_deref()), (Some("Посол"), Some("Анна Ветрова")));
}

#[test]
fn notes_are_told_by_their_links_whatever_program_wrote_them() {
    let written_by = [
        // A word processor.
        "<p>Посол ждал.<a href=\"#_ftn1\" name=\"_ftnref1\"><span>[1]</span></a> Он уехал.<a href=\"#_ftn2\" name=\"_ftnref2\">[2]</a></p><hr>\
         <div id=\"ftn1\"><p><a href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> Письмо посла.</p></div>\
         <div id=\"ftn2\"><p><a href=\"#_ftnref2\" name=\"_ftn2\">[2]</a> Там же.</p></div>",
        // A wiki.
        "<p>Посол ждал.<sup id=\"r1\"><a href=\"#n1\">[1]</a></sup> Он уехал.<sup id=\"r2\"><a href=\"#n2\">[2]</a></sup></p>\
         <ol class=\"references\"><li id=\"n1\"><a href=\"#r1\">↑</a> <span>Письмо посла.</span></li><li id=\"n2\"><a href=\"#r2\">↑</a> <span>Там же.</span></li></ol>",
        // A converter, with the notes in an aside.
        "<p>Посол ждал.<a href=\"#fn1\"><sup>1</sup></a> Он уехал.<a href=\"#fn2\"><sup>2</sup></a></p>\
         <aside><section id=\"fn1\"><p>Письмо посла.<a href=\"#r1\">↩</a></p></section><section id=\"fn2\"><p>Там же.</p></section></aside>",
        // A hand, without links.
        "<p>Посол ждал.<sup>1</sup> Он уехал.<sup>2</sup></p><p>1. Письмо посла.</p><p>2. Там же.</p>",
        "<p>Посол ждал [1]. Он уехал [2].</p><ol><li>Письмо посла.</li><li>Там же.</li></ol>",
    ];
    for body in written_by {
        let found = shown("a.html", format!("<html><body><h1>Посол</h1>{body}</body></html>").as_bytes()).unwrap();
        assert_eq!(found[0].3, notes(&[("1", "Письмо посла."), ("2", "Там же.")]), "in: {body}");
        let first: String = found[0].2[0].chars().filter(|c| !c.is_whitespace()).collect();
        assert!(first.starts_with("Посолждал") && first.ends_with("Онуехал."), "in: {body}: {:?}", found[0].2);
    }
}

#[test]
fn a_table_of_contents_is_no_list_of_notes() {
    let page =
        "<body><h1>Посол</h1><ul><li><a href=\"#a\">Зима</a></li></ul><p>Посол ждал.</p><h2 id=\"a\">Зима</h2><p>Он уехал.</p></body>";
    let found = shown("a.html", page.as_bytes()).unwrap();
    assert!(found[0].3.is_empty());
    assert!(found[0].2.contains(&"Он уехал.".to_owned()));
}

#[test]
fn two_headings_of_the_first_level_are_two_essays_with_their_own_notes() {
    let page = "<body><h1>Посол</h1><p>Посол ждал.<a href=\"#a\">1</a></p><h1>Консул</h1><p>Консул уехал.<a href=\"#b\">1</a></p>\
        <p id=\"a\">Письмо посла.</p><p id=\"b\">Письмо консула.</p></body>";
    let found = shown("a.html", page.as_bytes()).unwrap();
    let titles: Vec<_> = found.iter().map(|essay| essay.0.as_deref().unwrap()).collect();
    assert_eq!(titles, ["Посол", "Консул"]);
    assert_eq!(found[0].3, notes(&[("1", "Письмо посла.")]));
    assert_eq!(found[1].3, notes(&[("1", "Письмо консула.")]));
}
