//! A small essay with hand-made claims: what the graph is tested on before, and apart from, the readers.

use regesta::claim::{
    Account, CitationRef, Claim, DocumentKey, DocumentKind, Event, EventKind, Evidence, Holding, Mood, Publication, Statement, Work,
    WorkKey,
};
use regesta::rdf::{Base, Creator, Edition, ReadEssay, Registry, TextRight, quads};
use regesta::read::{Citation, CitedSource, DateMention, Reading, SourceKind, ThingKind};
use regesta::resolve::{Authority, Entity, EntityId, Lifetime, Mention, Resolved};
use regesta::text::{Essay, Source, Span, essays};
use regesta::time::HistoricalDate;

/// The text; "№" and the emoji stand before everything else, so that wrong units of offsets show.
pub(crate) const TEXT: &str = "№ 7 🙂 Консул Орлов 3 мая 1876 года написал послу Игнатьеву о волнениях в городе \
(Письмо А.Орлова Н.Игнатьеву. 05.05.1876 // АВПРИ. Ф. 180. Оп. 517. Д. 12. Л. 4; Восточный сборник. Т. 2. М., 1960. С. 17). \
Летом Игнатьев прибыл в Эрзерум. Осенью Россия и Турция подписали в Турции договор. \
Эрзерум шифром известил Орлова об этом 1 октября (См.: Смирнов В. Консулы на Востоке. СПб., 1899. С. 5).";

const PERSONS: &str = r#"
[orlov]
name = "Александр Орлов"
also = ["А. Орлов"]
labels = { en = "Alexander Orlov" }
born = "1830"
died = "1901-02-03"

[ignatyev]
name = "Николай Игнатьев"
"#;
const PLACES: &str = r#"
[erzurum]
name = "Эрзерум"
also = ["Эрзрум"]
labels = { tr = "Erzurum" }
coordinates = [41.27, 39.9]
"#;
const GROUPS: &str = r#"
[russia]
name = "Россия"
type = "state"

[turkey]
name = "Турция"
type = "state"
from = "1299"

[avpri]
name = "Архив внешней политики Российской империи"
abbreviations = ["АВПРИ"]
type = "archive"
short = "AVPRI"
part_of = "russia"
"#;

/// Everything the graph is made of.
pub(crate) struct Sample {
    pub(crate) source: Source,
    essay: Essay,
    reading: Reading,
    resolved: Resolved,
    account: Account,
    pub(crate) authority: Authority,
}

impl Sample {
    /// The sample, read and understood by hand.
    pub(crate) fn new() -> Self {
        let source = Source::from_bytes("sample.txt", TEXT.as_bytes()).expect("it is a text");
        let essay = essays(&source).remove(0);
        let words = Words(essay.prose.text().to_owned());
        let mut authority = Authority::default();
        for (kind, toml) in [(ThingKind::Person, PERSONS), (ThingKind::Place, PLACES), (ThingKind::Group, GROUPS)] {
            authority.add("sample", kind, toml).expect("it is TOML");
        }
        Self { reading: words.reading(), resolved: words.resolved(), account: words.account(), authority, source, essay }
    }

    /// The essay under a key.
    pub(crate) fn essay<'a>(&'a self, key: &'a str) -> ReadEssay<'a> {
        ReadEssay {
            key,
            title: "Консулы и послы",
            author: Some("И. Историк"),
            source_url: Some("https://example.org/journal/1"),
            date: Some("2011-12"),
            language: "ru",
            source: &self.source,
            essay: &self.essay,
            reading: &self.reading,
            resolved: &self.resolved,
            account: &self.account,
        }
    }

    /// The quads of a publication of this one essay.
    pub(crate) fn quads(&self, text: TextRight) -> Vec<oxigraph::model::Quad> {
        quads(&edition(text), &[self.essay("consuls")], &self.authority, &mut Registry::default())
    }
}

/// The settings of the sample.
pub(crate) fn edition(text: TextRight) -> Edition {
    Edition {
        base: Base::parse("https://example.org/orient/").expect("it is a base"),
        title: "Восток, 1876".to_owned(),
        language: "ru".to_owned(),
        license: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
        version: "0.1.0".to_owned(),
        date: "2026-11-23".to_owned(),
        text,
        creators: vec![
            Creator { name: "Ada Editor".to_owned(), orcid: Some("0000-0002-1825-0097".to_owned()) },
            Creator { name: "Боб".to_owned(), orcid: None },
        ],
    }
}

/// The clean prose, asked for the place of its words.
struct Words(String);

impl Words {
    fn at(&self, words: &str) -> Span {
        let start = self.0.find(words).unwrap_or_else(|| panic!("{words:?} is not in the sample"));
        Span::new(start, start + words.len())
    }

    fn letter(&self) -> DocumentKey {
        DocumentKey {
            kind: Some(DocumentKind::Letter),
            authors: vec![person("orlov")],
            addressees: vec![person("ignatyev")],
            date: Some("1876-05-05".to_owned()),
            title: "Письмо А.Орлова Н.Игнатьеву".to_owned(),
        }
    }

    fn telegram(&self) -> DocumentKey {
        DocumentKey {
            kind: Some(DocumentKind::CipherTelegram),
            authors: vec![place("erzurum")],
            addressees: vec![person("orlov")],
            date: Some("1876-10-01".to_owned()),
            title: String::new(),
        }
    }

    fn reading(&self) -> Reading {
        let source = |span, kind, see| CitedSource {
            named: Vec::new(),
            span,
            kind,
            doc_type: None,
            title: None,
            author: None,
            date: None,
            repository: None,
            collection: None,
            shelfmark: None,
            shelf: None,
            container: None,
            place: None,
            year: None,
            pages: None,
            ibid: false,
            see,
        };
        let archival = self.at("Письмо А.Орлова Н.Игнатьеву. 05.05.1876 // АВПРИ. Ф. 180. Оп. 517. Д. 12. Л. 4");
        let printed = self.at("Восточный сборник. Т. 2. М., 1960. С. 17");
        let first = archival.hull(printed);
        let see = self.at("(См.: Смирнов В. Консулы на Востоке. СПб., 1899. С. 5)");
        let date = |words: &str, edtf: &str| DateMention {
            span: self.at(words),
            date: HistoricalDate::parse(edtf).expect("it is EDTF"),
            rule: "by-hand",
        };
        Reading {
            citations: vec![
                Citation {
                    span: Span::new(first.start() - 1, first.end() + 1),
                    markers: Vec::new(),
                    sources: vec![source(archival, SourceKind::Archival, false), source(printed, SourceKind::PublishedDocument, false)],
                },
                Citation { span: see, markers: Vec::new(), sources: vec![source(see, SourceKind::Book, true)] },
            ],
            sentences: vec![
                self.first_sentence(),
                self.at("Летом Игнатьев прибыл в Эрзерум."),
                self.at("Осенью Россия и Турция подписали в Турции договор."),
                self.last_sentence(),
            ],
            dates: vec![
                date("3 мая 1876 года", "1876-05-03"),
                date("05.05.1876", "1876-05-05"),
                date("Летом", "1876-22"),
                date("Осенью", "1876-23"),
                date("1 октября", "1876-10-01"),
            ],
            ..Reading::default()
        }
    }

    fn first_sentence(&self) -> Span {
        self.at("Консул Орлов 3 мая 1876 года написал послу Игнатьеву о волнениях в городе")
    }

    fn last_sentence(&self) -> Span {
        self.at("Эрзерум шифром известил Орлова об этом 1 октября")
    }

    fn resolved(&self) -> Resolved {
        let mention =
            |words: &str, entity: EntityId| Mention { span: self.at(words), entity, cases: Vec::new(), rule: "by-hand", confidence: 1.0 };
        let entity = |id: EntityId, label: &str, known| {
            let labels = [("ru".to_owned(), label.to_owned())].into();
            (id.clone(), Entity { id, labels, forms: [label.to_owned()].into(), known, lifetime: Lifetime::default() })
        };
        Resolved {
            mentions: vec![
                mention("Орлов", person("orlov")),
                mention("Игнатьеву", person("ignatyev")),
                mention("Россия", group("russia")),
                mention("Турция", group("turkey")),
                mention("Смирнов В.", person("smirnov-v")),
            ],
            entities: [
                entity(person("orlov"), "Александр Орлов", true),
                entity(person("ignatyev"), "Николай Игнатьев", true),
                entity(place("erzurum"), "Эрзерум", true),
                entity(group("russia"), "Россия", true),
                entity(group("turkey"), "Турция", true),
                entity(person("smirnov-v"), "В. Смирнов", false),
            ]
            .into(),
            ties: Vec::new(),
            doubts: Vec::new(),
        }
    }

    fn account(&self) -> Account {
        let says = |claim, span, citation, rule, confidence| Statement { claim, evidence: Evidence { span, citation, rule, confidence } };
        let date = |edtf: &str| HistoricalDate::parse(edtf);
        let sent =
            |when| Claim::Sent { document: self.letter(), senders: vec![person("orlov")], addressees: vec![person("ignatyev")], when };
        let volume = Work {
            key: WorkKey::new("Восточный сборник. Т. 2", Some("1960")),
            kind: SourceKind::PublishedDocument,
            title: "Восточный сборник. Т. 2".to_owned(),
            authors: Vec::new(),
            place: Some("М.".to_owned()),
            year: Some("1960".to_owned()),
        };
        let book = Work {
            key: WorkKey::new("Консулы на Востоке", Some("1899")),
            kind: SourceKind::Book,
            title: "Консулы на Востоке".to_owned(),
            authors: vec![person("smirnov-v")],
            place: Some("СПб.".to_owned()),
            year: Some("1899".to_owned()),
        };
        let holding = Holding {
            repository: Some("AVPRI".to_owned()),
            collection: None,
            shelfmark: Some("Ф. 180. Оп. 517. Д. 12".to_owned()),
            leaf: Some("4".to_owned()),
        };
        let cited = self.at("Письмо А.Орлова Н.Игнатьеву. 05.05.1876 // АВПРИ. Ф. 180. Оп. 517. Д. 12. Л. 4");
        let printed = self.at("Восточный сборник. Т. 2. М., 1960. С. 17");
        let see = self.at("(См.: Смирнов В. Консулы на Востоке. СПб., 1899. С. 5)");
        let happened = |kind, words: &str, when, actors, recipients, places| Event {
            kind,
            word: None,
            date: date(when),
            actors,
            recipients,
            places,
            passages: vec![self.at(words)],
            cited_by: Vec::new(),
            document: None,
            rule: "by-hand",
            confidence: 0.8,
            as_read: None,
        };
        let arrival = happened(
            EventKind::Arrival,
            "Летом Игнатьев прибыл в Эрзерум.",
            "1876-22",
            vec![person("ignatyev")],
            vec![],
            vec![place("erzurum")],
        );
        let treaty = happened(
            EventKind::Treaty,
            "Осенью Россия и Турция подписали в Турции договор.",
            "1876-23",
            vec![person("ignatyev"), group("russia"), group("turkey")],
            vec![],
            vec![group("turkey")],
        );
        let plan = happened(
            EventKind::Conference,
            "Осенью Россия и Турция подписали в Турции договор.",
            "1876-23",
            vec![group("russia")],
            vec![],
            vec![place("erzurum")],
        );
        let denied = happened(
            EventKind::Meeting,
            "Летом Игнатьев прибыл в Эрзерум.",
            "1876-22",
            vec![person("orlov"), person("ignatyev")],
            vec![],
            vec![],
        );
        let office =
            Claim::Office {
                holder: person("orlov"), office: "консул".to_owned(), body: Some(group("russia")), when: date("1876-05-03")
            };
        let decision =
            happened(EventKind::Decision, "Осенью Россия и Турция подписали в Турции договор.", "", vec![place("erzurum")], vec![], vec![]);
        let (arrived, signed, decided) = (arrival.passages[0], treaty.passages[0], decision.passages[0]);
        let telegram = Claim::Sent {
            document: self.telegram(),
            senders: vec![place("erzurum")],
            addressees: vec![person("orlov")],
            when: date("1876-10-01"),
        };
        let reference = |citation, source| CitationRef { citation, source };
        Account {
            statements: vec![
                says(sent(date("1876-05-03")), self.first_sentence(), Some(0), "verb", 0.9),
                says(sent(date("1876-05-05")), cited, Some(0), "title", 0.95),
                says(Claim::Held { document: self.letter(), holding }, cited, Some(0), "archive", 0.95),
                says(
                    Claim::Published {
                        document: self.letter(),
                        publication: Publication { work: volume.clone(), pages: Some("17".to_owned()) },
                    },
                    printed,
                    Some(0),
                    "volume",
                    0.9,
                ),
                says(
                    Claim::Cited { citation: reference(0, 0), document: Some(self.letter()), work: None, pages: Some("4".to_owned()) },
                    cited,
                    Some(0),
                    "title",
                    0.95,
                ),
                says(
                    Claim::Cited {
                        citation: reference(0, 1),
                        document: Some(self.letter()),
                        work: Some(volume),
                        pages: Some("17".to_owned()),
                    },
                    printed,
                    Some(0),
                    "volume",
                    0.9,
                ),
                says(
                    Claim::Cited { citation: reference(1, 0), document: None, work: Some(book), pages: Some("5".to_owned()) },
                    see,
                    Some(1),
                    "book",
                    0.9,
                ),
                says(telegram, self.last_sentence(), Some(1), "verb", 0.7),
                says(Claim::Happened(arrival), arrived, None, "verb", 0.8),
                says(Claim::Happened(treaty), signed, None, "verb", 0.8),
                says(Claim::Happened(decision), decided, None, "verb", 0.5),
                says(Claim::Unreal { mood: Mood::Planned, event: plan }, signed, None, "told-unreal", 0.5),
                says(Claim::Unreal { mood: Mood::Denied, event: denied }, arrived, None, "told-unreal", 0.5),
                says(office, self.first_sentence(), None, "office", 0.8),
            ],
            ..Account::default()
        }
    }
}

fn person(key: &str) -> EntityId {
    EntityId { kind: ThingKind::Person, key: key.to_owned() }
}

fn place(key: &str) -> EntityId {
    EntityId { kind: ThingKind::Place, key: key.to_owned() }
}

fn group(key: &str) -> EntityId {
    EntityId { kind: ThingKind::Group, key: key.to_owned() }
}
