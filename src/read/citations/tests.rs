//! Citations of many habits, in words of our own.

use crate::lang::pack;
use crate::read::CitedSource;
use crate::text::{Source, essays};

use super::citations;

/// Each source as "field=value" in the order of the format; brackets and notes alike.
fn read(language: &str, text: &str) -> Vec<String> {
    let name = if text.contains("[^") { "a.md" } else { "a.txt" };
    let source = Source::from_bytes(name, text.as_bytes()).unwrap();
    let essay = &essays(&source)[0];
    let citations = citations(essay, pack(language).unwrap()).citations;
    let show = |source: &CitedSource| {
        let words = |span: crate::text::Span| span.of(essay.prose.text()).to_owned();
        let fields = [
            ("type", source.doc_type.clone()),
            ("title", source.title.map(words)),
            ("by", source.author.map(words)),
            ("date", source.date.map(|date| date.edtf())),
            ("repo", source.repository.clone()),
            ("coll", source.collection.clone()),
            ("shelf", source.shelfmark.clone()),
            ("in", source.container.clone()),
            ("place", source.place.clone()),
            ("year", source.year.clone()),
            ("pages", source.pages.clone()),
            ("ibid", source.ibid.then(String::new)),
            ("see", source.see.then(String::new)),
        ];
        let fields = fields.into_iter().filter_map(|(name, value)| value.map(|value| format!(" {name}={value}")));
        format!("{}{}", source.kind.as_str(), fields.collect::<String>())
    };
    citations.iter().flat_map(|citation| &citation.sources).map(show).collect()
}

#[track_caller]
pub(super) fn check(language: &str, citation: &str, expected: &[&str]) {
    let text = format!("Так или иначе, дело было сделано ({citation}). Потом всё пошло своим чередом.");
    assert_eq!(read(language, &text), expected, "in: {citation}");
}

#[test]
fn a_document_of_an_archive() {
    check(
        "ru",
        "Телеграмма П.Орлова А.Кацу. 03.05.1919 // Коллекция документов РГАСПИ",
        &["archival type=telegram title=Телеграмма П.Орлова А.Кацу date=1919-05-03 repo=RGASPI coll=Коллекция документов РГАСПИ"],
    );
    check("ru", "Письмо П.Орлова. Август,1919//АВП РФ", &["archival type=letter title=Письмо П.Орлова date=1919-08 repo=AVPRF"]);
    check(
        "ru",
        "ГАРФ. Ф. Р-130. Оп. 2. Д. 15. Л. 4-5 об. Докладная записка П. А. Орлова, 3 мая 1919 г.",
        &["archival type=note title=Докладная записка П. А. Орлова date=1919-05-03 repo=GARF shelf=Ф. Р-130. Оп. 2. Д. 15 pages=4-5 об."],
    );
    check("ru", "ГАРФ, ф. 130, оп. 2, д. 15, лл. 4–5", &["archival repo=GARF shelf=ф. 130, оп. 2, д. 15 pages=4–5"]);
    check(
        "ru",
        "Протокол № 7 заседания Бюро ЦК РКП(б). 26.07.1920 // Коллекция документов АПД УДП АР",
        &[
            "archival type=minutes title=Протокол № 7 заседания Бюро ЦК РКП(б) date=1920-07-26 repo=APDUDPAR coll=Коллекция документов АПД УДП АР",
        ],
    );
    check(
        "ru",
        "Обзор положения // ОПИ ГИМ. Ф. 4. Ед. хр. 12. Л. 7",
        &["archival type=report title=Обзор положения repo=OPI GIM shelf=Ф. 4. Ед. хр. 12 pages=7"],
    );
    check(
        "ru",
        "The Northern Idea // National Archives and Records Administration USA, CIA-RDP 12, P. 97",
        &["archival title=The Northern Idea repo=NARA shelf=CIA-RDP 12 pages=97"],
    );
}

#[test]
fn a_document_printed_in_an_edition() {
    check(
        "ru",
        "Нота НКИД послу Ирана. 13.06.1922 // Документы внешней политики СССР. Т. V, М., 1961, С.176-177",
        &[
            "published-document type=note title=Нота НКИД послу Ирана date=1922-06-13 in=Документы внешней политики СССР. Т. V place=М. year=1961 pages=176-177",
        ],
    );
    check(
        "ru",
        "Нота НКИД. 24.08.1922 //Документы внешней политики СССР. М., 1961. Т. V. С. 29",
        &[
            "published-document type=note title=Нота НКИД date=1922-08-24 in=Документы внешней политики СССР. Т. V place=М. year=1961 pages=29",
        ],
    );
    check(
        "ru",
        "Сборник документов по истории Кавказа. Т. II. Тифлис, 1910. С. 5",
        &["published-document in=Сборник документов по истории Кавказа. Т. II place=Тифлис year=1910 pages=5"],
    );
}

#[test]
fn books_and_articles() {
    check(
        "ru",
        "Kemal Tahir. Yorgun Savaşçı. İstanbul, 1972, S.358",
        &["book type=book title=Yorgun Savaşçı by=Kemal Tahir place=İstanbul year=1972 pages=358"],
    );
    check(
        "ru",
        "См.: G.Dupont. Les Combats. Le cas du Nord (1921-1945). L'Aube, 2009, Р. 38",
        &["book type=book title=Les Combats. Le cas du Nord (1921-1945). L'Aube by=G.Dupont year=2009 pages=38 see="],
    );
    check(
        "ru",
        "Петров С. М. История края. Кн. 2. М.; Л., 1933. С. 3, 7–9",
        &["book type=book title=История края. Кн. 2 by=Петров С. М. place=М.; Л. year=1933 pages=3, 7–9"],
    );
    check(
        "ru",
        "Петров С. М. О крае // Северный вестник. 1896. № 12. С. 117–161",
        &["article type=article title=О крае by=Петров С. М. in=Северный вестник year=1896 pages=117–161"],
    );
    check(
        "en",
        "J. G. Smith, ‘The Crisis and the Cabinet’, History, 65 (1980), pp. 32–48",
        &["article type=article title=The Crisis and the Cabinet by=J. G. Smith in=History year=1980 pages=32–48"],
    );
    check(
        "en",
        "see John Miller, The Long Affair (London, 1969), pp. 229–31",
        &["book type=book title=The Long Affair by=John Miller place=London year=1969 pages=229–31 see="],
    );
}

#[test]
fn newspapers() {
    check("ru", "Новая газета. 1932. 19 марта", &["press type=newspaper date=1932-03-19 in=Новая газета year=1932"]);
    check("en", "The Daily News, 18 September 1922, p. 10", &["press type=newspaper date=1922-09-18 in=The Daily News year=1922 pages=10"]);
}

#[test]
fn british_archives() {
    check(
        "en",
        "Brown to Gray, telegram no. 379, 17 September 1922, FO 371/7893, E 9420/27/44",
        &["archival type=telegram title=Brown to Gray, telegram no. 379 date=1922-09-17 repo=TNA shelf=FO 371/7893, E 9420/27/44"],
    );
    check(
        "en",
        "Brown to Gray, private letter, 2 May 1922, Gray Papers, BL, MSS Eur F112/200, f. 71",
        &[
            "archival type=letter title=Brown to Gray, private letter date=1922-05-02 repo=BL coll=Gray Papers shelf=MSS Eur F112/200 pages=71",
        ],
    );
    check("en", "MAE, Levant 1918-1940, vol. 166, f. 12", &["archival repo=MAE shelf=Levant 1918-1940, vol. 166 pages=12"]);
    check("en", "NARA, RG 59, 867.00/1423", &["archival repo=NARA shelf=RG 59, 867.00/1423"]);
}

#[test]
fn several_sources_and_earlier_ones() {
    check(
        "ru",
        "РГАСПИ. Ф. 17. Оп. 3. Д. 1. Л. 2; См. также: Петров С. М. История края. М., 1933. С. 3",
        &[
            "archival repo=RGASPI shelf=Ф. 17. Оп. 3. Д. 1 pages=2",
            "book type=book title=История края by=Петров С. М. place=М. year=1933 pages=3 see=",
        ],
    );
    let text = "Он писал (Петров С. М. История края. М., 1933. С. 3). И ещё (Там же. С. 9). Другой (РГАДА. Ф. 9. Оп. 1. Д. 2. Л. 5). Потом (Петров С. М. Указ. соч. С. 11).";
    assert_eq!(
        read("ru", text),
        [
            "book type=book title=История края by=Петров С. М. place=М. year=1933 pages=3",
            "book type=book title=История края by=Петров С. М. place=М. year=1933 pages=9 ibid=",
            "archival repo=RGADA shelf=Ф. 9. Оп. 1. Д. 2 pages=5",
            "book type=book title=История края by=Петров С. М. place=М. year=1933 pages=11"
        ]
    );
}

#[test]
fn asides_are_no_citations() {
    for aside in [
        "речь идет о декларации от 1 декабря 1920 года - А.Б.",
        "Мдивани - А.Б.",
        "в Париже, 1922",
        "б",
        "1921-1945",
        "см. выше",
        "он родился 3 мая 1880 г.",
    ] {
        check("ru", aside, &[]);
    }
}

#[test]
fn a_missing_bracket_is_made_good() {
    let unclosed = "Он писал об этом (Письмо П.Орлова. 01.02.1919 // РГАСПИ. Осенью всё было уже совсем другое, и он уехал.";
    assert_eq!(read("ru", unclosed), ["archival type=letter title=Письмо П.Орлова date=1919-02-01 repo=RGASPI"]);
    let unopened = "Он писал об этом. Письмо П.Орлова. 01.02.1919 // РГАСПИ). Осенью всё было другое.";
    assert_eq!(read("ru", unopened), ["archival type=letter title=Письмо П.Орлова date=1919-02-01 repo=RGASPI"]);
}

#[test]
fn notes_that_explain_are_no_citations() {
    assert_eq!(
        read("ru", "# Дело\n\nОн писал.[^1] И ещё.[^2]\n\n[^1]: Так называли тогда этот город.\n[^2]: Новая газета. 1932. 19 марта.\n"),
        ["press type=newspaper date=1932-03-19 in=Новая газета year=1932"]
    );
}

#[test]
fn a_remark_between_two_sources_belongs_to_neither() {
    assert_eq!(
        read(
            "en",
            "# War\n\nBrown wrote to Gray.[^1]\n\n[^1]: Brown to Gray, telegram, 21 July 1921, in *Documents on Policy*, vol. IV, p. 228. The printed date cannot be right, since Gray answered on 5 July: Gray to Hill, telegram, 5 July 1921, TNA, FO 371/1.\n"
        ),
        [
            "published-document type=telegram title=Brown to Gray, telegram date=1921-07-21 in=Documents on Policy, vol. IV pages=228",
            "archival type=telegram title=Gray to Hill, telegram date=1921-07-05 repo=TNA shelf=FO 371/1"
        ]
    );
}

#[test]
fn an_archive_is_spelled_out_behind_its_name() {
    check(
        "ru",
        "Архив внешней политики Российской империи (АВПРИ). Ф. 5. Д. 12. Л. 3 об.",
        &["archival repo=AVPRI shelf=Ф. 5. Д. 12 pages=3 об."],
    );
    check("en", "British Library, London (hereafter BL), Add. MS 12,345, f. 9v.", &["archival repo=BL shelf=Add. MS 12,345 pages=9v"]);
    check("ru", "Гос. архив Псковской обл. Ф. 2. Оп. 7. Д. 1. Л. 8.", &["archival repo=GAPO shelf=Ф. 2. Оп. 7. Д. 1 pages=8"]);
    check("en", "AGAD, Zbiory różne, box 12", &["archival repo=AGAD shelf=Zbiory różne, box 12"]);
}

#[test]
fn ibid_with_a_smaller_unit_keeps_the_larger_ones() {
    check(
        "ru",
        "РГИА. Ф. 5. Оп. 1. Д. 12. Л. 3; Там же. Д. 14. Л. 6",
        &["archival repo=RGIA shelf=Ф. 5. Оп. 1. Д. 12 pages=3", "archival repo=RGIA shelf=Ф. 5. Оп. 1. Д. 14 pages=6 ibid="],
    );
}

#[test]
fn pages_may_stand_without_their_word() {
    check(
        "en",
        "Anna Gray, *Roads to Nowhere* (London: Faber, 1971), 12–14",
        &["book type=book title=*Roads to Nowhere* by=Anna Gray place=London year=1971 pages=12–14"],
    );
    check("en", "The Morning News, 29 March 1791, 2", &["press type=newspaper date=1791-03-29 in=The Morning News year=1791 pages=2"]);
}

#[test]
fn a_web_address_is_a_source_too() {
    check("ru", "http://www.primer.ru/list.html (дата обращения: 12.03.2015)", &["article in=www.primer.ru"]);
}

#[test]
fn one_initial_before_a_short_form_is_enough() {
    let known = "Так и было (Орлов П. История города. М., 1910. С. 5). Потом забыли (Орлов П. Указ. соч. С. 12).";
    let book = "book type=book title=История города by=Орлов П. place=М. year=1910";
    assert_eq!(read("ru", known), [format!("{book} pages=5"), format!("{book} pages=12")]);
}

#[test]
fn an_author_with_a_middle_initial_keeps_the_family_name() {
    check(
        "en",
        "Ada M. Thorne, A Clerk's War (London, 1961), p. 12",
        &["book type=book title=A Clerk's War by=Ada M. Thorne place=London year=1961 pages=12"],
    );
    check(
        "en",
        "Ada M. Thorne and John B. Ware, Two Wars (London, 1961), p. 12",
        &["book type=book title=Two Wars by=Ada M. Thorne and John B. Ware place=London year=1961 pages=12"],
    );
    // In Russian style the family name stands first.
    check(
        "ru",
        "Thorne A. Old Wars. London, 1961. P. 12; Торн А. Россия, Швеция и Дания. М., 1961. С. 3",
        &[
            "book type=book title=Old Wars by=Thorne A. place=London year=1961 pages=12",
            "book type=book title=Россия, Швеция и Дания by=Торн А. place=М. year=1961 pages=3",
        ],
    );
}

#[test]
fn an_editor_stands_where_an_author_does() {
    check(
        "en",
        "David Ware (ed.), The Papers of a Clerk (London, 1971), pp. 170–1",
        &["book type=book title=The Papers of a Clerk by=David Ware place=London year=1971 pages=170–1"],
    );
}

#[test]
fn the_place_of_publication_is_the_last_before_the_year() {
    check(
        "en",
        "Frank Ware, John Thorne, London, 1986, p. 4",
        &["book type=book title=John Thorne by=Frank Ware place=London year=1986 pages=4"],
    );
}

#[test]
fn quotation_marks_within_a_title_make_no_article() {
    check(
        "ru",
        "Орлов А. Б. Автор «Повести о доме» и его время. М., 1972. С. 13",
        &["book type=book title=Автор «Повести о доме» и его время by=Орлов А. Б. place=М. year=1972 pages=13"],
    );
    check(
        "en",
        "A. B. Ware, ‘A Clerk in Arms’ (unpublished PhD thesis, University of Leeds, 1979), p. 211",
        &["book type=book title=A Clerk in Arms by=A. B. Ware year=1979 pages=211"],
    );
}

#[test]
fn a_day_in_the_title_of_an_edition_is_no_date_of_a_document() {
    check(
        "ru",
        "Оборона города в мае 1916 года: Сборник документов. М., 1940. С. 241",
        &["published-document in=Оборона города в мае 1916 года: Сборник документов place=М. year=1940 pages=241"],
    );
}

#[test]
fn a_title_ends_before_the_small_word_of_its_date() {
    check(
        "ru",
        "РГВИА. Ф. 20. Оп. 1. Д. 3. Л. 15. Донесение А. Орлова от 24 мая 1916 г.",
        &["archival type=report title=Донесение А. Орлова date=1916-05-24 repo=RGVIA shelf=Ф. 20. Оп. 1. Д. 3 pages=15"],
    );
}

#[test]
fn a_year_may_stand_between_the_parts_of_a_shelf_mark() {
    check("ru", "РГАДА. Ф. 141. Оп. 2. 1649. Д. 57. Л. 2", &["archival repo=RGADA shelf=Ф. 141. Оп. 2. 1649. Д. 57 pages=2"]);
}

#[test]
fn a_letter_of_two_reckonings() {
    check(
        "en",
        "Ware to Thorne, 14/25 March 1704/5, TNA, SP 91/4, fo. 12r",
        &["archival title=Ware to Thorne date=1705-03-25 repo=TNA shelf=SP 91/4 pages=12r"],
    );
}

#[test]
fn debates_of_a_day() {
    check(
        "en",
        "Hansard, HC Deb, 8 July 1920, vol. 131, cols. 1705–19",
        &["published-document type=debates date=1920-07-08 in=Hansard, HC Deb year=1920 pages=1705–19"],
    );
}

#[test]
fn latin_short_forms_in_a_russian_essay() {
    check(
        "ru",
        "Ware W. E. The Powers. Cambridge, 1958. P. 233; Ware. Op. cit. P. 240; Ibid. P. 3",
        &[
            "book type=book title=The Powers by=Ware W. E. place=Cambridge year=1958 pages=233",
            "book type=book title=The Powers by=Ware W. E. place=Cambridge year=1958 pages=240",
            "book type=book title=The Powers by=Ware W. E. place=Cambridge year=1958 pages=3 ibid=",
        ],
    );
}

#[test]
fn a_document_before_ibid_keeps_its_own_title() {
    check(
        "ru",
        "Орлов – Кацу, 4 мая 1866 г. // АВПРИ. Ф. 133. Оп. 4. Д. 24. Л. 3; Кац – Орлову, 5 мая 1866 г. Там же. Л. 9",
        &[
            "archival title=Орлов – Кацу date=1866-05-04 repo=AVPRI shelf=Ф. 133. Оп. 4. Д. 24 pages=3",
            "archival title=Кац – Орлову date=1866-05-05 repo=AVPRI shelf=Ф. 133. Оп. 4. Д. 24 pages=9 ibid=",
        ],
    );
}

#[test]
fn abbreviations_of_archives_in_mixed_letters() {
    check("ru", "НИАБнФ. Ф. 21. Оп. 5. Д. 113. Л. 8", &["archival repo=NIABNF shelf=Ф. 21. Оп. 5. Д. 113 pages=8"]);
    check("en", "AAE, MD, France 681, f. 112r", &["archival repo=MAE shelf=MD, France 681 pages=112r"]);
}

#[test]
fn author_and_year_stand_for_a_work_of_the_list() {
    let text = "Fire at the Mill\n\nThe mill burned in 1791 (Thorne 1998: 45; see also Ware and Lund, 2001, pp. 3–5). Gray (1963: 201) doubts it.\n\n\
        References\n\n\
        Gray, A. (1963) Old Mills. Leeds: Dove.\n\n\
        Thorne, B. M. (1998) ‘The Fire’, Mill Studies, 4, pp. 40–60.\n\n\
        Ware, C. and Lund, D. (2001) Flour. London: Dove.";
    assert_eq!(
        read("en", text),
        [
            "article type=article title=The Fire by=Thorne, B. M. in=Mill Studies year=1998 pages=45",
            "book type=book title=Flour by=Ware, C. and Lund, D. place=London year=2001 pages=3–5 see=",
            "book type=book title=Old Mills by=Gray, A. place=Leeds year=1963 pages=201",
        ]
    );
}

#[test]
fn author_and_year_without_a_list_are_a_habit_or_nothing() {
    assert!(read("en", "The fair (Paris 1900) was large.").is_empty());
    let text = "The mill burned (Thorne 1998). It was old (Ware 2001: 3), and dry (Gray 1963).";
    assert_eq!(read("en", text).len(), 3);
}

#[test]
fn a_letter_in_brackets_is_cited_whatever_holds_it() {
    let text = "He said so at once (Brown to Gray, 4 March 1835, Smith Papers, Box 5). He had told her (as he wrote to Gray on 4 March 1835) before.";
    assert_eq!(read("en", text), ["archival title=Brown to Gray date=1835-03-04"]);
}

#[test]
fn an_author_with_initials_may_have_a_companion_without() {
    let text = "It was so (A. B. Brown and Clara Gray, The Long Road (London, 1935), pp. 20-2). It was not.";
    assert_eq!(read("en", text), ["book type=book title=The Long Road by=A. B. Brown and Clara Gray place=London year=1935 pages=20-2"]);
}

#[test]
fn a_title_ends_before_its_editor_and_its_volumes() {
    check(
        "en",
        "Ann Ware, A Clerk's Diary, ed. John Thorne, 2 vols (London, 1948), ii, 145",
        &["book type=book title=A Clerk's Diary by=Ann Ware place=London year=1948 pages=145"],
    );
    check(
        "en",
        "Ware to Thorne, 25 Jan. 1859, in The Letters of Ann Ware, ed. John Thorne, 3 vols (London: Dove, 1887), ii, 145",
        &["published-document title=Ware to Thorne date=1859-01-25 in=The Letters of Ann Ware place=London year=1887 pages=145"],
    );
}

#[test]
fn an_edition_called_by_one_word_has_a_volume_and_no_author() {
    check("ru", "Деяния. Кн. 3. С. 118", &["book type=book title=Деяния. Кн. 3 pages=118"]);
}

#[test]
fn a_library_is_an_archive_behind_papers_or_before_capitals() {
    check(
        "en",
        "Ware to Thorne, 5 December 1861, Thorne Papers, Houghton Library, Harvard",
        &["archival title=Ware to Thorne date=1861-12-05 repo=HL coll=Thorne Papers"],
    );
    check("en", "Camford University Library, MS DAR 219.1:28", &["archival repo=CUL shelf=MS DAR 219.1:28"]);
}

#[test]
fn an_author_with_initials_and_one_without() {
    check(
        "en",
        "G. E. Ware and Ann Thorne, The Empty Quay (London, 1935), p. 5",
        &["book type=book title=The Empty Quay by=G. E. Ware and Ann Thorne place=London year=1935 pages=5"],
    );
    check(
        "en",
        "Ware to Thorne, letter, 4 March 1835, CWM/LMS, Letters In, Box 5, Folder 2",
        &["archival type=letter title=Ware to Thorne, letter date=1835-03-04 repo=CWM shelf=Letters In, Box 5, Folder 2"],
    );
}

#[test]
fn a_leaf_is_of_the_last_file_and_a_leaf_beyond_a_paper_is_another_paper() {
    let text = "Так было (РГАДА, ф. 5, оп. 1, д. 7, л. 3). Иначе думали (Кац П. Н. Старый мост. Киев, 1891, с. 12). Потом (Там же. Л. 40).";
    let found = read("ru", text);
    assert_eq!(found[2], "archival repo=RGADA shelf=ф. 5, оп. 1, д. 7 pages=40 ibid=");
    let text = "Так было (Письмо П. Каца А. Орлову, 4 мая 1866 г. // РГАДА, ф. 5, оп. 1, д. 7, л. 3–6). Потом (Там же. Л. 40).";
    assert_eq!(read("ru", text)[1], "archival repo=RGADA shelf=ф. 5, оп. 1, д. 7 pages=40 ibid=");
}

#[test]
fn author_and_year_stand_for_a_work_whose_year_is_at_its_end() {
    let text = "Мост у Риги\n\nМост горел (Кац 1999: 31). Его жалели.\n\nЛитература\n\nКац П. Н. Старый мост как место встреч. Прага, 1999. 187 с.";
    assert_eq!(read("ru", text), ["book type=book title=Старый мост как место встреч by=Кац П. Н. place=Прага year=1999 pages=31"]);
}

#[test]
fn a_short_title_with_numbers_alone() {
    check("en", "Thorne, *Empty Quay*, 2:362.", &["book type=book title=*Empty Quay* by=Thorne pages=362"]);
}

#[test]
fn a_newspaper_of_another_country_is_dated_as_there() {
    check("ru", "Le Matin, 5 mai 1867", &["press type=newspaper date=1867-05-05 in=Le Matin year=1867"]);
    check("ru", "Boston Post. 1867. April 1. P. 3", &["press type=newspaper date=1867-04-01 in=Boston Post year=1867 pages=3"]);
    check("ru", "Die Presse. 1867. 3. April. S. 4", &["press type=newspaper date=1867-04-03 in=Die Presse year=1867 pages=4"]);
    check("en", "Die Presse, 3. März 1867, p. 4", &["press type=newspaper date=1867-03-03 in=Die Presse year=1867 pages=4"]);
    check(
        "ru",
        "Ware to Thorne, 3 May 1867 // TNA. FO 78/200",
        &["archival title=Ware to Thorne date=1867-05-03 repo=TNA shelf=FO 78/200"],
    );
}

#[test]
fn what_one_is_sent_to_read_about_is_no_source() {
    check(
        "en",
        "Ware, *Empty Quay*, pp. 25–7. On the troops see also Brown to Gray, 27 April 1874, FO 78/2342",
        &[
            "book type=book title=*Empty Quay* by=Ware pages=25–7",
            "archival title=Brown to Gray date=1874-04-27 repo=TNA shelf=FO 78/2342 see=",
        ],
    );
    check(
        "ru",
        "О ходе переговоров см.: Кац П. Н. Старый мост. Прага, 1999. С. 5",
        &["book type=book title=Старый мост by=Кац П. Н. place=Прага year=1999 pages=5 see="],
    );
}

#[test]
fn an_author_with_initials_first_may_be_cited_again() {
    let text = "Так и было (П. А. Орлов. История города. М., 1910, стр. 5). Потом забыли (П. А. Орлов. Указ. соч., стр. 12).";
    let book = "book type=book title=История города by=П. А. Орлов place=М. year=1910";
    assert_eq!(read("ru", text), [format!("{book} pages=5"), format!("{book} pages=12")]);
}

#[test]
fn a_document_stands_before_its_edition_and_a_dash() {
    check(
        "ru",
        "Письмо Орлова Кацу, 16 сентября 1675 г. — Акты города, т. 4. СПб., 1842, стр. 533",
        &["published-document type=letter title=Письмо Орлова Кацу date=1675-09-16 in=Акты города, т. 4 place=СПб. year=1842 pages=533"],
    );
}

#[test]
fn the_number_of_minutes_is_no_day() {
    check(
        "ru",
        "Протокол заседания Бюро № 12, 8 июня 1922 г. // РГАСПИ. Ф. 17. Оп. 3. Д. 2. Л. 3",
        &["archival type=minutes title=Протокол заседания Бюро № 12 date=1922-06-08 repo=RGASPI shelf=Ф. 17. Оп. 3. Д. 2 pages=3"],
    );
}

#[test]
fn quotation_marks_may_close_before_a_title_does() {
    check(
        "ru",
        "Орлов М. Е. «Речной флот»: год сорок пятый. Казань, 2002. С. 141",
        &["book type=book title=«Речной флот»: год сорок пятый by=Орлов М. Е. place=Казань year=2002 pages=141"],
    );
}

#[test]
fn the_page_stands_in_the_marker_of_a_work() {
    let list = "Список литературы\n\n1. Орлов А. Б. Послы. М., 1974.\n2. Кац Л. М. Ожидание. М., 1980.";
    let text = format!("Посол ждал [2, с. 14] и уехал [1,\nс. 7], а другой уехал раньше [1, с. 9].\n\n{list}");
    assert_eq!(
        read("ru", &text),
        [
            "book type=book title=Послы by=Орлов А. Б. place=М. year=1974",
            "book type=book title=Ожидание by=Кац Л. М. place=М. year=1980 pages=14"
        ]
    );
}

#[test]
fn author_and_year_lead_to_a_list_whose_lines_nothing_parts() {
    let text = "Mills\n\nThe mill burnt (Ware 1958, 1: 42–51; FO 371/12). It was mourned (Thorne [1720] 1926, xxi).\n\nReferences\n\nThorne, Ann. [1720] 1926. Old Mills of the North. Leeds: Gray.\nWare, G. E., ed. 1958. New Mills. London: Brown.\n";
    assert_eq!(
        read("en", text)[..3],
        [
            "book type=book title=New Mills by=Ware, G. E., ed place=London year=1958 pages=42–51",
            "archival repo=TNA shelf=FO 371/12",
            "book type=book title=Old Mills of the North by=Thorne, Ann place=Leeds year=1926 pages=xxi",
        ]
    );
}

#[test]
fn another_file_of_the_same_holding() {
    let text =
        "So it was (Ware to Thorne, 3 May 1835, Leeds Archive, Mill Papers, T/GC 4). Not so (Thorne to Ware, 5 May 1835, ibid., T/GC 7).";
    let found = read("en", text);
    assert!(found[1].starts_with("archival title=Thorne to Ware date=1835-05-05") && found[1].contains(" shelf=T/GC 7 ibid="), "{found:?}");
}
