//! Layouts of plain text and Markdown, on texts of our own.

use super::*;

#[test]
fn wrapped_lines_are_joined() {
    check(
        "К середине июня переговоры зашли в тупик, и обе\nстороны понимали это. Послы молчали и ждали вестей\nс начала лета. Канцлер был доволен.\n\nОсенью всё переменилось, и посол уехал в столицу\nпросить отставки.",
        &[
            "К середине июня переговоры зашли в тупик, и обе стороны понимали это. Послы молчали и ждали вестей с начала лета. Канцлер был доволен.",
            "Осенью всё переменилось, и посол уехал в столицу просить отставки.",
        ],
    );
}

#[test]
fn blank_lines_between_all_lines_say_nothing() {
    let text = "К середине июня переговоры зашли в тупик, и обе\n\nстороны понимали это. Послы молчали и ждали вестей\n\nс начала лета. Канцлер был доволен.\n\nОсенью всё переменилось, и посол уехал в столицу\n\nпросить отставки, но отставки ему так и не дали, а\n послали его в Вену.";
    check(
        text,
        &[
            "К середине июня переговоры зашли в тупик, и обе стороны понимали это. Послы молчали и ждали вестей с начала лета. Канцлер был доволен.",
            "Осенью всё переменилось, и посол уехал в столицу просить отставки, но отставки ему так и не дали, а послали его в Вену.",
        ],
    );
}

#[test]
fn each_line_may_be_a_paragraph() {
    check("Первый абзац кончился.\nВторой начался и кончился.", &["Первый абзац кончился.", "Второй начался и кончился."]);
}

#[test]
fn real_hyphens_stay_and_soft_ones_go() {
    let words = |text: &str| essays(&Source::from_bytes("a.txt", text.as_bytes()).unwrap())[0].prose.text().to_owned();
    assert_eq!(
        words("О новом договоре и военно-\nтехнической помощи говорили\nдолго."),
        "О новом договоре и военно-технической помощи говорили долго."
    );
    assert_eq!(
        words("Слово договор было сказано, и дого-\nвор подписали в тот же самый\nдень."),
        "Слово договор было сказано, и договор подписали в тот же самый день."
    );
    assert_eq!(
        words("the king and the minis\u{ad}\nter of war went to\nthe front."),
        "the king and the minister of war went to the front."
    );
    assert_eq!(
        words("Он и она приехали к Джемаль-\nи Талаат-пашой, чтобы их уговорить\nеще раз."),
        "Он и она приехали к Джемаль- и Талаат-пашой, чтобы их уговорить еще раз."
    );
}

#[test]
fn a_page_break_does_not_end_a_sentence() {
    check(
        "Вестник. 1921\n\nПосол долго ждал ответа из столицы, а\nответа всё не было и не было, и он\n\n12\n\nВестник. 1921\n\nрешил ехать сам, никого о том не\nспросив.\n\n13\n\nВестник. 1921\n\nВ столице его не ждали, и министр был\nнедоволен.",
        &[
            "Посол долго ждал ответа из столицы, а ответа всё не было и не было, и он решил ехать сам, никого о том не спросив.",
            "В столице его не ждали, и министр был недоволен.",
        ],
    );
}

#[test]
fn each_author_and_title_begins_an_essay() {
    let text = "Иван Петров: Как ждали посла в столице\n\nПосол ждал ответа долго. Ответа не было.\n\nАнна Ивановна Сидорова: Почему посол не приехал в столицу?\n\nПосол не приехал, потому что не хотел.";
    let source = Source::from_bytes("a.txt", text.as_bytes()).unwrap();
    let essays = essays(&source);
    let heads: Vec<_> = essays
        .iter()
        .filter_map(|essay| {
            essay.head.as_ref().map(|head| (head.author.map(|author| author.of(essay.prose.text())), head.title.of(essay.prose.text())))
        })
        .collect();
    assert_eq!(
        heads,
        [(Some("Иван Петров"), "Как ждали посла в столице"), (Some("Анна Ивановна Сидорова"), "Почему посол не приехал в столицу?")]
    );
    assert_eq!(essays[1].paragraphs.len(), 1);
    assert_eq!(essays[1].raw.of(source.raw()), &text[text.find("Анна").unwrap()..]);
}

#[test]
fn a_wrapped_title_ends_where_the_text_begins() {
    let text = "Иван Петров: Как ждали посла в столице и почему\n\nон не приехал в тот год в \n\nстолицу \n\nПосол, которого давно уже ждали при дворе, всё не ехал,\n\nи при дворе начинали поговаривать, что не приедет он уже\n\nникогда. Так и вышло. Зимой пришло известие, что он\n\nболен и просит отпустить его домой.";
    let essay = &essays(&Source::from_bytes("a.txt", text.as_bytes()).unwrap())[0];
    assert_eq!(
        essay.head.as_ref().unwrap().title.of(essay.prose.text()),
        "Как ждали посла в столице и почему он не приехал в тот год в столицу"
    );
    assert!(essay.paragraphs[0].of(essay.prose.text()).starts_with("Посол, которого"));
}

#[test]
fn notes_of_markdown_leave_the_body() {
    let source = Source::from_bytes(
        "a.md",
        "# Посол\n\nПосол *ждал*.[^1] Министр [ответил](http://a.b/c).[^b]\n\n[^1]: Письмо посла,\n    1 мая 1801 г.\n[^b]: Там же.\n"
            .as_bytes(),
    )
    .unwrap();
    let essay = &essays(&source)[0];
    let text = essay.prose.text();
    assert_eq!(essay.paragraphs.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["Посол ждал. Министр ответил."]);
    assert_eq!(essay.notes.iter().map(|note| note.text.of(text)).collect::<Vec<_>>(), ["Письмо посла, 1 мая 1801 г.", "Там же."]);
    assert_eq!(essay.notes[0].markers[0].raw.of(source.raw()), "[^1]");
    assert_eq!(&text[..essay.notes[0].markers[0].at], "Посол\nПосол ждал.");
}

#[test]
fn notes_at_the_end_are_told_by_their_markers() {
    for (body, notes) in [
        ("Посол ждал¹. Министр ответил².", "¹ Письмо посла.\n² Там же."),
        ("Посол ждал [1]. Министр ответил [2].", "1. Письмо посла.\n2. Там же."),
        ("Посол ждал1. Министр ответил2.", "1 Письмо посла.\n2 Там же."),
        ("Посол ждал [1]. Министр ответил [2].", "[1] Письмо посла.\n[2] Там же."),
    ] {
        let text = format!("{body}\n\n{notes}\n");
        let source = Source::from_bytes("a.txt", text.as_bytes()).unwrap();
        let essay = &essays(&source)[0];
        let clean = essay.prose.text();
        assert_eq!(essay.notes.iter().map(|note| note.text.of(clean)).collect::<Vec<_>>(), ["Письмо посла.", "Там же."], "in: {text}");
        assert!(essay.notes.iter().all(|note| note.markers.len() == 1), "in: {text}");
        assert!(essay.paragraphs[0].of(clean).starts_with("Посол ждал"), "in: {clean}");
    }
}

#[test]
fn notes_at_the_foot_of_their_pages_leave_the_body() {
    let text = "Посол долго ждал ответа¹ из столицы, а\nответа всё не было и не было, и он\n¹ Письмо посла.\n\u{c}решил ехать сам² и никого о том не\nспросил.\n² Там же.\n\u{c}";
    let source = Source::from_bytes("a.txt", text.as_bytes()).unwrap();
    let essay = &essays(&source)[0];
    let clean = essay.prose.text();
    assert_eq!(essay.notes.iter().map(|note| note.text.of(clean)).collect::<Vec<_>>(), ["Письмо посла.", "Там же."]);
    let body: Vec<_> = essay.paragraphs.iter().map(|span| span.of(clean)).collect();
    assert_eq!(
        body,
        ["Посол долго ждал ответа из столицы, а ответа всё не было и не было, и он решил ехать сам и никого о том не спросил."]
    );
}

/// Each note's words and how many markers lead to it.
#[track_caller]
fn notes_of(text: &str, expected: &[(&str, usize)]) {
    let source = Source::from_bytes("a.txt", text.as_bytes()).unwrap();
    let essay = &essays(&source)[0];
    let clean = essay.prose.text();
    let found: Vec<_> = essay.notes.iter().map(|note| (note.text.of(clean), note.markers.len())).collect();
    assert_eq!(found, expected, "in: {text}");
}

#[test]
fn notes_counted_anew_on_every_page_have_their_own_markers() {
    let text = "Посол долго ждал ответа¹ из столицы, а\nответа всё не было и не было, и он\n¹ Письмо посла.\n\u{c}решил ехать сам¹ и никого о том не\nспросил.\n¹ Там же.\n\u{c}";
    notes_of(text, &[("Письмо посла.", 1), ("Там же.", 1)]);
}

#[test]
fn a_number_with_a_page_in_brackets_is_a_marker() {
    let text = "Посол ждал [2, с. 14] и уехал [1].\n\nСписок\n\n1. Орлов А. Б. Послы. М., 1974.\n2. Кац Л. М. Ожидание. М., 1980.";
    notes_of(text, &[("Орлов А. Б. Послы. М., 1974.", 1), ("Кац Л. М. Ожидание. М., 1980.", 1)]);
    let wrapped = text.replace("[2, с. 14]", "[2,\nс. 14]");
    notes_of(&wrapped, &[("Орлов А. Б. Послы. М., 1974.", 1), ("Кац Л. М. Ожидание. М., 1980.", 1)]);
}

#[test]
fn a_note_goes_on_where_every_line_stands_apart() {
    let lines = [
        "Посол долго ждал ответа¹ из столицы, а",
        "ответа всё не было и не было, и он",
        "решил ехать сам и никого о том не",
        "спросил и никому ничего не сказал, а",
        "потом передумал.",
        "",
        "¹ Письмо посла в столицу о долгом его",
        "ожидании.",
    ];
    notes_of(&lines.join("\n\n"), &[("Письмо посла в столицу о долгом его ожидании.", 1)]);
}

#[test]
fn a_numbered_list_without_markers_is_no_note() {
    let source = Source::from_bytes("a.txt", "Посол просил о двух вещах.\n\n1. Отпустить его.\n2. Заплатить ему.\n".as_bytes()).unwrap();
    assert!(essays(&source)[0].notes.is_empty());
}

#[test]
fn every_clean_character_leads_back_to_the_raw_text() {
    let source =
        Source::from_bytes("a.txt", "№ 🙂 посол ждал отве-\r\nта долго, но не до-\r\nждался ничего и у-\r\nехал.\r\n\r\nКонец.".as_bytes())
            .unwrap();
    let essay = &essays(&source)[0];
    for (at, c) in essay.prose.text().char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let raw = essay.prose.raw_span(Span::new(at, at + c.len_utf8()));
        assert_eq!(raw.of(source.raw()), c.to_string());
    }
}

#[track_caller]
fn check(text: &str, paragraphs: &[&str]) {
    let source = Source::from_bytes("a.txt", text.as_bytes()).unwrap();
    let essay = &essays(&source)[0];
    let clean = essay.prose.text();
    assert_eq!(essay.paragraphs.iter().map(|span| span.of(clean)).collect::<Vec<_>>(), paragraphs, "in: {text}");
}
