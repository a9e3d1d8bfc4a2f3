//! OAI-PMH: essays and documents, for libraries that harvest.
//!
//! Source: <https://www.openarchives.org/OAI/openarchivesprotocol.html>. All records are of the version that is published, so
//! its day is their datestamp; what was taken out stays as a deleted record.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::SystemTime;

use axum::http::{Method, StatusCode};
use quick_xml::escape::escape;

use crate::publish::{Record, SETS, Site, records};

use super::about::{no_host, origin};
use super::clock;
use super::form;
use super::problem::Problem;
use super::reply::{Asked, Reply};

/// How many records are told at a time.
const PAGE: usize = 100;

/// The one format of the records.
const FORMAT: &str = "oai_dc";

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\" \
                    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
                    xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd\">\n";

const DC: &str = "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" \
                  xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
                  xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd\">";

/// A request that is not answered: the code of the protocol, and why.
struct Refused(&'static str, String);

/// The answer to a request of a harvester; blocks while the store is asked.
pub(super) fn reply(site: &Site, asked: &Asked, now: SystemTime) -> Reply {
    let Some(origin) = origin(asked) else { return no_host(asked) };
    let own = format!("{origin}/oai");
    let bytes = if asked.method == Method::POST { &asked.body[..] } else { asked.query.as_bytes() };
    let Some(fields) = form::fields(bytes) else {
        return Problem::new(StatusCode::BAD_REQUEST, "the request is not UTF-8").reply(&asked.accept);
    };
    let mut out = format!("{HEAD}<responseDate>{}</responseDate>\n", clock::utc(now));
    match told(site, &own, &fields) {
        Ok(body) => {
            let attributes: String = fields.iter().map(|(name, value)| format!(" {name}=\"{}\"", escape(value.as_str()))).collect();
            let _ = writeln!(out, "<request{attributes}>{}</request>\n{body}", escape(&own));
        }
        Err(Refused(code, words)) => {
            let _ = writeln!(out, "<request>{}</request>\n<error code=\"{code}\">{}</error>", escape(&own), escape(&words));
        }
    }
    out.push_str("</OAI-PMH>\n");
    Reply::new(StatusCode::OK, "text/xml; charset=utf-8", out)
}

fn told(site: &Site, own: &str, fields: &[(String, String)]) -> Result<String, Refused> {
    let mut arguments: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, value) in fields {
        if arguments.insert(name, value).is_some() {
            return Err(bad(&format!("{name} is given twice")));
        }
    }
    let verb = arguments.remove("verb").ok_or_else(|| Refused("badVerb", "a verb is wanted".to_owned()))?;
    let (needed, allowed): (&[&str], &[&str]) = match verb {
        "Identify" | "ListSets" => (&[], &["resumptionToken"]),
        "ListMetadataFormats" => (&[], &["identifier"]),
        "GetRecord" => (&["identifier", "metadataPrefix"], &[]),
        "ListIdentifiers" | "ListRecords" => (&["metadataPrefix"], &["from", "until", "set", "resumptionToken"]),
        other => return Err(Refused("badVerb", format!("\"{other}\" is no verb"))),
    };
    if let Some(name) = arguments.keys().find(|name| !needed.contains(name) && !allowed.contains(name)) {
        return Err(bad(&format!("{verb} takes no {name}")));
    }
    let resumed = arguments.get("resumptionToken").copied();
    if resumed.is_some() && (arguments.len() > 1 || matches!(verb, "Identify")) {
        return Err(bad("resumptionToken stands alone"));
    }
    if resumed.is_none()
        && let Some(name) = needed.iter().find(|name| !arguments.contains_key(*name))
    {
        return Err(bad(&format!("{verb} wants {name}")));
    }
    if arguments.get("metadataPrefix").is_some_and(|prefix| *prefix != FORMAT) {
        return Err(Refused("cannotDisseminateFormat", format!("records come as {FORMAT}")));
    }
    match verb {
        "Identify" => Ok(identify(site, own)),
        "ListSets" if resumed.is_some() => Err(Refused("badResumptionToken", "the sets are told at once".to_owned())),
        "ListSets" => {
            let sets = SETS.map(|(set, name)| format!("<set><setSpec>{set}</setSpec><setName>{name}</setName></set>"));
            Ok(format!("<ListSets>{}</ListSets>", sets.concat()))
        }
        "ListMetadataFormats" => {
            if let Some(identifier) = arguments.get("identifier") {
                found(site, identifier)?;
            }
            Ok(format!(
                "<ListMetadataFormats><metadataFormat><metadataPrefix>{FORMAT}</metadataPrefix>\
                 <schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema>\
                 <metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat></ListMetadataFormats>"
            ))
        }
        "GetRecord" => {
            let (path, own) = found(site, arguments["identifier"])?;
            Ok(format!("<GetRecord>{}</GetRecord>", record(site, &path, &own, true)))
        }
        _ => list(site, verb, &arguments, resumed),
    }
}

fn identify(site: &Site, own: &str) -> String {
    let date = &site.edition.date;
    // The protocol wants an address; where the settings have none, the one that a host owes (RFC 2142, section 5).
    let contact = site.contact.clone().unwrap_or_else(|| format!("webmaster@{}", host(site)));
    format!(
        "<Identify><repositoryName>{}</repositoryName><baseURL>{}</baseURL><protocolVersion>2.0</protocolVersion>\
         <adminEmail>{}</adminEmail><earliestDatestamp>{date}</earliestDatestamp>\
         <deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DD</granularity></Identify>",
        escape(&site.edition.title),
        escape(own),
        escape(&contact)
    )
}

/// A page of records or their heads. A token says all that the next page depends on: the set, the first record, the version.
fn list(site: &Site, verb: &str, arguments: &BTreeMap<&str, &str>, resumed: Option<&str>) -> Result<String, Refused> {
    let token = |words: &str| Refused("badResumptionToken", words.to_owned());
    let (set, first) = match resumed {
        Some(words) => {
            let parts: Vec<&str> = words.split('!').collect();
            let [version, set, first] = parts[..] else { return Err(token("this is no token of ours")) };
            if version != site.edition.version {
                return Err(token("another version is published meanwhile; begin again"));
            }
            (Some(set).filter(|set| !set.is_empty()), first.parse().map_err(|_| token("this is no token of ours"))?)
        }
        None => (arguments.get("set").copied(), 0_usize),
    };
    if set.is_some_and(|set| !SETS.iter().any(|(own, _)| *own == set)) {
        return Err(none());
    }
    let (from, until) = (day(arguments.get("from"))?, day(arguments.get("until"))?);
    let date = site.edition.date.as_str();
    if from.is_some_and(|from| until.is_some_and(|until| from > until)) {
        return Err(bad("from is after until"));
    }
    if from.is_some_and(|from| date < from) || until.is_some_and(|until| date > until) {
        return Err(none());
    }
    let all = all(site)?;
    let mut chosen: Vec<_> = all.iter().filter(|(_, record)| set.is_none_or(|set| record.set == set)).collect();
    let count = chosen.len();
    chosen = chosen.into_iter().skip(first).take(PAGE).collect();
    if chosen.is_empty() {
        return Err(if resumed.is_some() { token("there is nothing so far on") } else { none() });
    }
    let next = first + chosen.len();
    let records: String = chosen.into_iter().map(|(path, own)| record(site, path, own, verb == "ListRecords")).collect();
    let token = match (next < count, resumed) {
        (true, _) => format!(
            "<resumptionToken completeListSize=\"{count}\" cursor=\"{first}\">{}!{}!{next}</resumptionToken>",
            site.edition.version,
            set.unwrap_or_default()
        ),
        // The last of several pages says that it is the last.
        (false, Some(_)) => format!("<resumptionToken completeListSize=\"{count}\" cursor=\"{first}\"/>"),
        (false, None) => String::new(),
    };
    Ok(format!("<{verb}>{records}{token}</{verb}>"))
}

/// A record, or its head alone.
fn record(site: &Site, path: &str, record: &Record, is_whole: bool) -> String {
    let deleted = if record.is_gone { " status=\"deleted\"" } else { "" };
    let head = format!(
        "<header{deleted}><identifier>oai:{}:{path}</identifier><datestamp>{}</datestamp><setSpec>{}</setSpec></header>",
        host(site),
        site.edition.date,
        record.set
    );
    if !is_whole {
        return head;
    }
    if record.is_gone {
        return format!("<record>{head}</record>");
    }
    let iri = format!("{}{path}", site.edition.base.as_str());
    let mut fields = vec![("title", record.title.as_str())];
    fields.extend(record.creators.iter().map(|creator| ("creator", creator.as_str())));
    fields.extend(record.dates.iter().map(|date| ("date", date.as_str())));
    fields.push(("type", "Text"));
    fields.extend(record.kinds.iter().map(|kind| ("type", kind.as_str())));
    fields.push(("identifier", &iri));
    fields.push(("relation", site.edition.base.as_str()));
    fields.push(("rights", &site.edition.license));
    let fields: String = fields.into_iter().map(|(name, value)| format!("<dc:{name}>{}</dc:{name}>", escape(value))).collect();
    format!("<record>{head}<metadata>{DC}{fields}</oai_dc:dc></metadata></record>")
}

/// The record of an identifier.
fn found(site: &Site, identifier: &str) -> Result<(String, Record), Refused> {
    let unknown = || Refused("idDoesNotExist", "there is no such record".to_owned());
    let path = identifier.strip_prefix(&format!("oai:{}:", host(site))).ok_or_else(unknown)?;
    let record = all(site)?.remove(path).ok_or_else(unknown)?;
    Ok((path.to_owned(), record))
}

fn all(site: &Site) -> Result<BTreeMap<String, Record>, Refused> {
    records(site).map_err(|error| bad(&error.to_string()))
}

/// The host of the publication's addresses, which names it among all repositories.
fn host(site: &Site) -> &str {
    let rest = site.edition.base.as_str().split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or_default()
}

/// A day as the protocol writes it here.
fn day<'a>(words: Option<&&'a str>) -> Result<Option<&'a str>, Refused> {
    let is_day = |words: &str| words.len() == 10 && crate::time::HistoricalDate::parse(words).is_some();
    match words {
        Some(words) if is_day(words) => Ok(Some(words)),
        Some(words) => Err(bad(&format!("\"{words}\" is no day: YYYY-MM-DD"))),
        None => Ok(None),
    }
}

fn bad(words: &str) -> Refused {
    Refused("badArgument", words.to_owned())
}

fn none() -> Refused {
    Refused("noRecordsMatch", "there are no such records".to_owned())
}
