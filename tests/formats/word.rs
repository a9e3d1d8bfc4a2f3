//! DOCX and ODT as word processors write them.

use crate::archive::{docx, notes, shown, zipped};

#[test]
fn styles_are_known_by_their_names_and_deleted_words_stay_out() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"a3\"/></w:pPr><w:r><w:t>Посол</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Анна Ветрова</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val=\"own\"/></w:pPr><w:r><w:t>Зима</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space=\"preserve\">Посол </w:t></w:r><w:del><w:r><w:delText>не </w:delText></w:r></w:del><w:ins><w:r><w:t>ждал</w:t></w:r></w:ins>\
        <w:r><w:t>.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:tab/><w:t>Он уехал.</w:t></w:r></w:p>";
    let footnotes = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> Письмо посла.</w:t></w:r></w:p></w:footnote>";
    let found = shown("a.docx", &docx(body, footnotes)).unwrap();
    assert_eq!((found[0].0.as_deref(), found[0].1.as_deref()), (Some("Посол"), Some("Анна Ветрова")));
    assert_eq!(found[0].2, ["Зима", "Посол ждал. Он уехал."]);
    assert_eq!(found[0].3, notes(&[("1", "Письмо посла.")]));
}

#[test]
fn several_essays_in_one_document_keep_their_own_notes() {
    let essay = |title: &str, id: u8| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p>\
             <w:p><w:r><w:t>{title} ждал.</w:t><w:footnoteReference w:id=\"{id}\"/></w:r></w:p>"
        )
    };
    let note = |id: u8, words: &str| format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>");
    let file = docx(&(essay("Посол", 1) + &essay("Консул", 2)), &(note(1, "Письмо посла.") + &note(2, "Письмо консула.")));
    let found = shown("a.docx", &file).unwrap();
    assert_eq!(found.iter().map(|essay| essay.0.as_deref().unwrap()).collect::<Vec<_>>(), ["Посол", "Консул"]);
    assert_eq!(found[0].3, notes(&[("1", "Письмо посла.")]));
    assert_eq!(found[1].3, notes(&[("2", "Письмо консула.")]));
}

#[test]
fn lines_of_print_that_were_made_paragraphs_are_joined() {
    let lines = [
        "К середине июня переговоры зашли в тупик, и обе",
        "стороны понимали это. Послы молчали и ждали вестей",
        "с начала лета, но вестей всё не было. Канцлер был",
        "доволен и говорил, что так и должно было",
        "случиться.",
    ];
    let body: String = lines.iter().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let found = shown("a.docx", &docx(&body, "")).unwrap();
    assert_eq!(found[0].2, [lines.join(" ")]);
}

#[test]
fn a_footnote_of_odt_stands_where_its_citation_does() {
    let content = "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\"><office:automatic-styles>\
        <style:style style:name=\"P1\" style:parent-style-name=\"Title\"/></office:automatic-styles><office:body><office:text>\
        <text:tracked-changes><text:p>Стёрто.</text:p></text:tracked-changes>\
        <text:p text:style-name=\"P1\">Посол</text:p><text:p>Посол<text:s/>ждал<text:note text:id=\"ftn1\"><text:note-citation>*</text:note-citation>\
        <text:note-body><text:p>Письмо посла.</text:p></text:note-body></text:note>.</text:p></office:text></office:body></office:document-content>";
    let found = shown("a.odt", &zipped(&[("content.xml", content.as_bytes())])).unwrap();
    assert_eq!(found[0].0.as_deref(), Some("Посол"));
    assert_eq!(found[0].2, ["Посол ждал."]);
    assert_eq!(found[0].3, notes(&[("*", "Письмо посла.")]));
}
