//! Sentences of the body and what is quoted in them.

use crate::lang::dates::DateWord;
use crate::lang::{Kind, Pack, Voice, fold};
use crate::text::{Span, is_alphanumeric, is_lowercase, is_ruler_number, is_uppercase, lowercase};

/// The sentences of the paragraphs; nothing ends within a `masked` span, and one that closes a
/// sentence is left out of it.
#[must_use]
pub(super) fn sentences(text: &str, paragraphs: &[Span], masked: &[Span], pack: &Pack) -> Vec<Span> {
    let mut out = Vec::new();
    for paragraph in paragraphs {
        let mut from = paragraph.start();
        for end in ends(*paragraph, text, masked, pack) {
            out.extend(trimmed(Span::new(from, end), text, masked));
            from = end;
        }
        out.extend(trimmed(Span::new(from, paragraph.end()), text, masked));
    }
    out
}

/// Quoted speech of the paragraphs, without the marks: from an opening mark to the one that closes it.
///
/// Marks that look the same on both sides are told apart by the white space around them; a quotation
/// inside another is part of the outer one.
#[must_use]
pub(super) fn quotations(text: &str, paragraphs: &[Span], masked: &[Span]) -> Vec<Span> {
    let mut out = Vec::new();
    for paragraph in paragraphs {
        let mut open: Vec<usize> = Vec::new();
        let mut closed = 0;
        let words = paragraph.of(text);
        for (offset, c) in words.char_indices() {
            let at = paragraph.start() + offset;
            if !matches!(c, '«' | '„' | '“' | '"' | '»' | '”') || Span::around(masked, at).is_some() {
                continue;
            }
            let before = words[..offset].chars().next_back();
            let opens = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '«' | '"' | '“' | '„' | ':'));
            match c {
                '«' | '„' => open.push(at + c.len_utf8()),
                '“' if opens => open.push(at + c.len_utf8()),
                '"' if opens => open.push(at + 1),
                '»' | '”' | '"' | '“' => {
                    closed = at;
                    // Where a citation follows, whatever is open is closed.
                    let after = at + c.len_utf8();
                    let next = text[after..paragraph.end()].find(|c: char| !c.is_whitespace()).map(|gap| after + gap);
                    if next.is_some_and(|next| Span::around(masked, next).is_some()) {
                        open.truncate(1);
                    }
                    if let Some(start) = open.pop()
                        && open.is_empty()
                        && speech(&text[start..at])
                    {
                        out.push(Span::new(start, at));
                    }
                }
                _ => {}
            }
        }
        // One mark may close two quotations at once.
        if let Some(&start) = open.first()
            && closed > start
            && speech(&text[start..closed])
        {
            out.retain(|inner: &Span| inner.start() < start);
            out.push(Span::new(start, closed));
        }
    }
    out
}

/// Three words or more: less is a title or a word in irony.
fn speech(words: &str) -> bool {
    words.split_whitespace().count() >= 3
}

/// Where sentences of the paragraph end: after the mark and the brackets or quotation marks that follow it.
fn ends(paragraph: Span, text: &str, masked: &[Span], pack: &Pack) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = paragraph.start();
    let mut from = at;
    let mut depth = 0_usize;
    while at < paragraph.end() {
        let rest = &text[at..paragraph.end()];
        let Some(c) = rest.chars().next() else { break };
        if matches!(c, '(' | '[' | ')' | ']' | '.' | '!' | '?' | '…')
            && let Some(mask) = Span::around(masked, at)
        {
            at = mask.end();
            continue;
        }
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '.' | '!' | '?' | '…' if depth == 0 && !(c == '.' && is_abbreviation(&text[from..at], rest, pack)) => {
                let marks = rest.find(|c: char| !matches!(c, '.' | '!' | '?' | '…' | '"' | '»' | '”' | '’' | ')')).unwrap_or(rest.len());
                let after = &rest[marks..];
                let next = after.trim_start();
                let begins = next.starts_with(|c: char| {
                    is_uppercase(c) || c.is_ascii_digit() || matches!(c, '"' | '«' | '„' | '“' | '‘' | '(' | '[' | '—' | '–' | '-' | '*')
                });
                if after.len() > next.len() && begins || next.is_empty() {
                    // A citation right behind belongs to the sentence that it closes.
                    let mut end = at + marks;
                    let behind = paragraph.end() - next.len();
                    if let Some(mask) = Span::around(masked, behind).filter(|mask| mask.start() == behind) {
                        end = mask.end();
                    }
                    out.push(end);
                    at = end;
                    from = end;
                    continue;
                }
                at += marks.max(c.len_utf8());
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    out
}

/// Whether the full stop belongs to the word before it and the sentence goes on.
fn is_abbreviation(before: &str, rest: &str, pack: &Pack) -> bool {
    let start = before
        .rfind(|c: char| !is_alphanumeric(c) && c != '.' && c != '-')
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[start..];
    let last = word.rsplit('.').next().unwrap_or(word);
    let next = rest[1..].trim_start();
    if next.starts_with(is_lowercase) {
        return true;
    }
    if closes_with_numeral(&before[..start], last, next) {
        return false;
    }
    let initial = last.chars().count() <= 2 && last.starts_with(is_uppercase) && !last.chars().all(|c| c.is_ascii_digit());
    let small = lowercase(last);
    let known = pack.names.is(Kind::Abbreviation, &small) || pack.names.is(Kind::ShortTitle, &small);
    // "in the year 1921 г. Then": an abbreviation after a number may close the sentence.
    let after_number = before[..start].trim_end().ends_with(|c: char| c.is_ascii_digit());
    let closes = after_number && (next.starts_with(is_uppercase) || is_day(next, pack));
    initial || known && !(closes && tells(last_part(&before[..start], pack), pack))
}

/// Whether a ruler's number ends the sentence: "… in Alexander II. The next day": no initial has two letters, or another script than the
/// name before it.
fn closes_with_numeral(before: &str, last: &str, next: &str) -> bool {
    if !is_ruler_number(last) || !next.starts_with(is_uppercase) {
        return false;
    }
    let name = before.trim_end();
    let name = &name[name.rfind(char::is_whitespace).map_or(0, |gap| gap + 1)..];
    let other_script = name.chars().any(|letter| matches!(letter, '\u{400}'..='\u{52f}'));
    name.starts_with(is_uppercase) && !name.ends_with('.') && (last.len() > 1 || other_script)
}

/// The words behind the last colon, or behind a comma with which another subject comes: "…, but in May 1921".
fn last_part<'t>(words: &'t str, pack: &Pack) -> &'t str {
    let turns = |rest: &str| rest.split_whitespace().next().is_some_and(|word| pack.events.turns.contains(&fold(&lowercase(word))));
    let opens = |(at, mark): &(usize, &str)| *mark != "," || turns(&words[at + mark.len()..]);
    words.rmatch_indices([',', ':', ';', '—']).find(opens).map_or(words, |(at, mark)| &words[at + mark.len()..])
}

/// Whether a day begins here: "7 March".
fn is_day(words: &str, pack: &Pack) -> bool {
    let mut words = words.split_whitespace();
    let number = words.next().is_some_and(|word| word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit()));
    let month = |word: &str| pack.dates.roles(&fold(&lowercase(word))).iter().any(|role| matches!(role, DateWord::Month(_)));
    number && words.next().is_some_and(month)
}

/// Whether the words may be a whole sentence: "on 3 May 1871" with no verb behind it is but the head of one.
fn tells(words: &str, pack: &Pack) -> bool {
    let finite = |voice: Voice| matches!(voice, Voice::Active | Voice::Passive);
    let verb = |word: &str| pack.events.acts(word).any(|(_, voice)| finite(voice)) || pack.names.ends_like_verb(word);
    words.split(|c: char| !is_alphanumeric(c)).any(|word| !word.is_empty() && verb(&fold(&lowercase(word))))
}

/// The span without white space around it and without a citation and marks at its end.
fn trimmed(span: Span, text: &str, masked: &[Span]) -> Option<Span> {
    let mut end = span.end();
    loop {
        let words = text[span.start()..end].trim_end();
        end = span.start() + words.len();
        let bare = words.trim_end_matches('.').trim_end();
        let at = span.start() + bare.len();
        let mask = at.checked_sub(1).and_then(|last| Span::around(masked, last));
        match mask.filter(|mask| mask.end() == at && mask.start() >= span.start()) {
            Some(mask) => end = mask.start(),
            None => break,
        }
    }
    let words = &text[span.start()..end];
    let start = span.start() + (words.len() - words.trim_start().len());
    let worth = words.chars().any(is_alphanumeric);
    (worth && start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::pack;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let all = Span::new(0, text.len());
        let masked: Vec<Span> =
            text.find("(П").map(|start| Span::new(start, start + text[start..].find(')').unwrap() + 1)).into_iter().collect();
        let found = sentences(text, &[all], &masked, pack("ru").unwrap());
        assert_eq!(found.iter().map(|span| span.of(text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn initials_and_abbreviations_end_nothing() {
        check("Г. В. Орлов приехал в 1921 г. в Карс. Он ждал.", &["Г. В. Орлов приехал в 1921 г. в Карс.", "Он ждал."]);
        check("Он служил Александру II. Потом ушел.", &["Он служил Александру II.", "Потом ушел."]);
        check("См. том II. Москва спорила.", &["См. том II. Москва спорила."]);
        check("Так было в 1921 г. Потом стало хуже.", &["Так было в 1921 г.", "Потом стало хуже."]);
        check("Он уехал в 1921 г. 7 мая его вернули.", &["Он уехал в 1921 г.", "7 мая его вернули."]);
        check("В начале мая 1921 г. Орлов уехал. Он спешил.", &["В начале мая 1921 г. Орлов уехал.", "Он спешил."]);
        check("Дело стояло: в мае 1921 г. Орлов уехал. Он спешил.", &["Дело стояло: в мае 1921 г. Орлов уехал.", "Он спешил."]);
        check("Все ждали, но в мае 1921 г. Орлов уехал. Он спешил.", &["Все ждали, но в мае 1921 г. Орлов уехал.", "Он спешил."]);
    }

    #[test]
    fn a_citation_closes_the_sentence_and_is_no_part_of_it() {
        check("Он писал министру (Письмо П. Орлова. 01.02.1919 // РГАСПИ). Тот молчал.", &["Он писал министру", "Тот молчал."]);
        check("Он сказал: «Еду!» (Письмо П. Орлова // РГАСПИ) Тот молчал.", &["Он сказал: «Еду!»", "Тот молчал."]);
    }

    #[test]
    fn quoted_speech_is_told_from_titles() {
        let text = "Он сказал: \"Я еду \"завтра\" в город\" и уехал. Газета «Новое время» молчала.";
        let found = quotations(text, &[Span::new(0, text.len())], &[]);
        assert_eq!(found.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["Я еду \"завтра\" в город"]);
    }

    #[test]
    fn a_citation_closes_every_quotation() {
        let text = "Он сказал: \"Брат крикнул: \"Я еду завтра\" (С. 5). Потом уехал. Газета \"Новое время\" молчала.";
        let citation = text.find('(').map(|start| Span::new(start, start + "(С. 5)".len())).unwrap();
        let found = quotations(text, &[Span::new(0, text.len())], &[citation]);
        assert_eq!(found.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["Брат крикнул: \"Я еду завтра"]);
    }
}
