//! The table of declension read backwards: the base forms that a form may come from.
//!
//! A way back leads from a suffix to the ending of a base form. It holds where the rule it was made from is the
//! first that fits the base form; which other rules could fit it is known from the ending alone, so that only
//! what stands before the ending is looked at when a word is read.

use std::ops::ControlFlow;

use rustc_hash::FxHashMap as HashMap;

use crate::text::lowercase;

use super::declension::Rule;
use super::{Base, Cases, Gender, Role};

/// All ways back.
#[derive(Debug, Default)]
pub(super) struct Backward {
    by_suffix: HashMap<String, Vec<Entrance>>,
    /// For the last character of a suffix, the lengths in characters that such suffixes have, as bits.
    lengths: HashMap<char, u64>,
    ways: Vec<Way>,
}

/// A way that a suffix leads into.
#[derive(Debug)]
struct Entrance {
    way: usize,
    /// The cases in which the base form takes the suffix.
    cases: Cases,
    /// The roles in which the way may hold, as bits.
    roles: u8,
}

/// What stands before a suffix, with `end` put after it, may be a base form.
#[derive(Debug)]
struct Way {
    end: String,
    gender: Option<Gender>,
    prior: i8,
    /// For each role the rules that could fit the base form, in order.
    roles: Vec<(Role, Vec<Check>)>,
}

/// When a rule fits a base form, told by what stands before its ending.
#[derive(Debug)]
struct Check {
    /// Whether it is the way's own rule.
    own: bool,
    /// Fits whatever stands there.
    always: bool,
    /// Fits where anything stands there.
    after_any: bool,
    /// Fits where this stands there, and more before it.
    after: Vec<String>,
    /// Fits where this alone stands there, in small letters.
    words: Vec<String>,
}

impl Backward {
    /// The ways back of all rules; `by_last` has the rules by the last character of the base forms they may fit.
    pub(super) fn of(rules: &[Rule], by_last: &HashMap<char, Vec<usize>>, cases: usize) -> Result<Self, String> {
        let mut out = Self::default();
        for (index, rule) in rules.iter().enumerate() {
            for end in rule.words.iter().chain(&rule.ends) {
                let rivals = end.chars().next_back().and_then(|last| by_last.get(&last)).map_or(&[][..], Vec::as_slice);
                let rivals = &rivals[..rivals.partition_point(|&rival| rival <= index)];
                let checks = |&role: &Role| (role, checks(rules, rivals, index, end, role));
                let roles = rule.of.iter().map(checks).filter(|(_, checks)| checks.iter().any(|check| check.own));
                let way = Way { end: end.clone(), gender: rule.gender, prior: rule.prior, roles: roles.collect() };
                let roles = bits(way.roles.iter().map(|(role, _)| *role));
                for case in 0..cases {
                    let suffixes = rule.suffixes(end, case).ok_or_else(|| format!("a rule drops more than {end:?} has"))?;
                    suffixes.into_iter().filter(|_| roles != 0).for_each(|suffix| out.add(suffix, Cases::one(case), roles));
                }
                out.ways.push(way);
            }
        }
        Ok(out)
    }

    /// Adds a suffix of the way that is made next.
    fn add(&mut self, suffix: String, case: Cases, roles: u8) {
        if let Some(last) = suffix.chars().next_back() {
            *self.lengths.entry(last).or_default() |= 1 << suffix.chars().count().min(63);
        }
        let own = self.ways.len();
        let ways = self.by_suffix.entry(suffix).or_default();
        match ways.last_mut() {
            Some(last) if last.way == own => last.cases = last.cases.or(case),
            _ => ways.push(Entrance { way: own, cases: case, roles }),
        }
    }

    /// The base forms that a form may come from in one of these roles, those by longer endings first.
    pub(super) fn bases(&self, form: &str, roles: &[Role]) -> Vec<Base> {
        let mut bases = Vec::new();
        let wanted = bits(roles.iter().copied());
        let _ = self.each_suffix(form, |suffix, stem| {
            self.follow(suffix, stem, (roles, wanted), &mut bases);
            ControlFlow::<()>::Continue(())
        });
        bases
    }

    /// Whether a way of a gender leads back from a form in this role.
    pub(super) fn leads_back(&self, form: &str, role: Role) -> bool {
        let wanted = bits(std::iter::once(role));
        let found = self.each_suffix(form, |suffix, stem| {
            let holds = |entrance: &Entrance| {
                let way = &self.ways[entrance.way];
                entrance.roles & wanted != 0 && way.gender.is_some() && way.holds_in(role, stem)
            };
            if self.entrances(suffix).iter().any(holds) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        found.is_break()
    }

    /// Visits each suffix of a form that ways may begin with, the longest first, with what stands before it; then the form as a whole word.
    fn each_suffix<B>(&self, form: &str, mut visit: impl FnMut(&str, &str) -> ControlFlow<B>) -> ControlFlow<B> {
        let mut chars = form.char_indices().rev();
        let lengths = chars.clone().next().and_then(|(_, last)| self.lengths.get(&last)).copied().unwrap_or(0);
        let longest = (u64::BITS - lengths.leading_zeros()) as usize;
        let mut starts = [0; 64];
        let mut count = 0;
        while count + 1 < longest
            && let Some((at, _)) = chars.next()
        {
            count += 1;
            starts[count] = at;
        }
        for length in (1..=count).rev().filter(|length| lengths & 1 << length != 0) {
            visit(&form[starts[length]..], &form[..starts[length]])?;
        }
        visit("", form)?;
        let lower = lowercase(form);
        if lower != form {
            visit(&lower, "")?;
        }
        ControlFlow::Continue(())
    }

    fn entrances(&self, suffix: &str) -> &[Entrance] {
        self.by_suffix.get(suffix).map_or(&[][..], Vec::as_slice)
    }

    /// Adds the base forms at the end of the ways that begin with a suffix.
    fn follow(&self, suffix: &str, stem: &str, (roles, wanted): (&[Role], u8), bases: &mut Vec<Base>) {
        for &Entrance { way, cases, .. } in self.entrances(suffix).iter().filter(|entrance| entrance.roles & wanted != 0) {
            let way = &self.ways[way];
            for &role in roles.iter().filter(|role| way.holds_in(**role, stem)) {
                let same = |base: &Base| way.leads_to(&base.text, stem) && base.role == role && base.gender == way.gender;
                match bases.iter_mut().find(|base| same(base)) {
                    Some(base) => base.cases = base.cases.or(cases),
                    None => bases.push(Base { text: way.base(stem), role, gender: way.gender, cases, prior: way.prior }),
                }
            }
        }
    }
}

impl Way {
    /// Whether it leads back from a stem in this role.
    fn holds_in(&self, role: Role, stem: &str) -> bool {
        self.roles.iter().any(|(own, checks)| *own == role && holds(checks, stem))
    }

    /// The base form after a stem; a whole word gets its capital.
    fn base(&self, stem: &str) -> String {
        if stem.is_empty() { capitalised(&self.end) } else { [stem, &self.end].concat() }
    }

    fn leads_to(&self, base: &str, stem: &str) -> bool {
        if stem.is_empty() {
            return base == capitalised(&self.end);
        }
        base.len() == stem.len() + self.end.len() && base.starts_with(stem) && base.ends_with(&self.end)
    }
}

/// Whether the way's own rule is the first to fit.
fn holds(checks: &[Check], stem: &str) -> bool {
    let fits = |check: &&Check| {
        check.always
            || check.after_any && !stem.is_empty()
            || check.after.iter().any(|start| stem.len() > start.len() && stem.ends_with(start.as_str()))
            || check.words.iter().any(|word| stem.chars().flat_map(char::to_lowercase).eq(word.chars()))
    };
    checks.iter().find(fits).is_some_and(|check| check.own)
}

/// When each of the rules that come before a way's own, and the own one, fit a base form with this ending.
fn checks(rules: &[Rule], rivals: &[usize], own: usize, end: &str, role: Role) -> Vec<Check> {
    let gender = rules[own].gender.unwrap_or(Gender::Male);
    let mut out = Vec::new();
    for &rival in rivals {
        let rule = &rules[rival];
        if !rule.of.contains(&role) || rule.gender.is_some_and(|own| own != gender) {
            continue;
        }
        let before = |longer: &String| longer.strip_suffix(end).map(str::to_owned);
        let shorter = |other: &String| other.len() < end.len() && end.ends_with(other.as_str());
        let check = Check {
            own: rival == own,
            always: rule.ends.iter().any(shorter),
            after_any: rule.ends.iter().any(|other| other == end),
            after: rule.ends.iter().filter(|other| other.as_str() != end).filter_map(before).collect(),
            words: rule.words.iter().filter_map(before).collect(),
        };
        let never = !check.always && !check.after_any && check.after.is_empty() && check.words.is_empty();
        let last = check.always;
        if !never {
            out.push(check);
        }
        if last {
            break;
        }
    }
    out
}

fn bits(roles: impl Iterator<Item = Role>) -> u8 {
    roles.fold(0, |bits, role| bits | 1 << role as u8)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
