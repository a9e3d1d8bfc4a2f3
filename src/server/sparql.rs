//! The SPARQL endpoint: its answers, its page, its description.
//!
//! Source: SPARQL 1.1 Protocol, section 2.1 (<https://www.w3.org/TR/sparql11-protocol/#query-operation>).

use axum::http::{StatusCode, header};

use crate::publish::{Service, Site, html};
use crate::rdf::Format;
use crate::store::{Answer, Kind, ResultFormat, Stop, is_point};

use super::about::{no_host, origin};
use super::choice::{GRAPHS, graph_format};
use super::evaluate::{KEPT, evaluate};
use super::frame::{Frame, Job};
use super::problem::Problem;
use super::question::{Question, question};
use super::reply::{Asked, Reply};
use super::run::{Frames, run};
use super::{Served, accept};

/// Longest answer that is put into a page, in bytes.
const LONGEST_PAGE: usize = 16 << 20;

/// How many statements of a thing are told without a worker.
const SHORT: usize = 500;

/// The answer to a request at the endpoint.
pub(super) async fn reply(served: &Served, asked: &Asked) -> Reply {
    let question = match question(asked) {
        Ok(question) => question,
        Err(problem) => return problem.reply(&asked.accept),
    };
    let as_page = question.format.is_empty() && wants_page(&asked.accept);
    let Some(query) = question.query.clone() else {
        if as_page {
            return Reply::page(StatusCode::OK, html::sparql(&served.site, "", None)).with(header::VARY, "Accept");
        }
        let (served, asked) = (served.clone(), asked.clone());
        let told = tokio::task::spawn_blocking(move || description(&served, &asked)).await;
        return told.unwrap_or_else(|_| broken().reply("")).with(header::VARY, "Accept");
    };
    if !as_page && let Some(reply) = at_once(served, asked, &question) {
        return reply;
    }
    let told = match started(served, asked, question, as_page) {
        Ok(frames) if as_page => page_answer(frames).await.map(|answer| {
            let page = html::sparql(&served.site, &query, Some(Ok(&answer)));
            Reply::page(StatusCode::OK, page).with(header::VARY, "Accept")
        }),
        Ok(frames) => data_answer(frames).await,
        Err(problem) => Err(problem),
    };
    told.unwrap_or_else(|problem| {
        if !as_page {
            return problem.reply(&asked.accept);
        }
        let page = html::sparql(&served.site, &query, Some(Err(&problem.detail)));
        let page = Reply::page(problem.status, page).with(header::VARY, "Accept");
        problem.headers().into_iter().fold(page, |page, (name, value)| page.with(name, &value))
    })
}

/// The answer to a question that is a look-up, as long as it is short: to hand it to a worker would take longer than it does.
/// What has no such answer takes the way of all others.
fn at_once(served: &Served, asked: &Asked, question: &Question) -> Option<Reply> {
    let is_plain = question.default_graphs.is_empty() && question.named_graphs.is_empty() && !served.settings.unnamed_default_graph;
    let query = question.query.as_deref().filter(|_| is_plain && served.site.store.here().is_some())?;
    if !is_point(query, served.site.edition.base.as_str()) {
        return None;
    }
    let (mut media, mut body, mut is_whole) = (String::new(), Vec::new(), false);
    let mut take = |frame| {
        match frame {
            Frame::Head(own) => media = own,
            Frame::Body(bytes) => body.extend(bytes),
            Frame::End => is_whole = true,
            Frame::Problem(_) | Frame::Ready => {}
        }
        Ok(())
    };
    let job = job(served, asked, question.clone(), SHORT, false);
    evaluate(&served.site.store, &job, &Stop::default(), &mut take).ok()?;
    is_whole.then(|| Reply::new(StatusCode::OK, media, body).with(header::VARY, "Accept"))
}

/// The frames of a question that was let in and runs.
fn started(served: &Served, asked: &Asked, question: Question, as_page: bool) -> Result<Frames, Problem> {
    let limits = served.settings.limits;
    let rows = if as_page { html::ROWS_SHOWN + 1 } else { limits.rows };
    let job = job(served, asked, question, rows, as_page);
    let entry = served.gate.enter(asked.client)?;
    Ok(run(served.runner.clone(), limits, job, entry))
}

/// A question with all that it takes to answer it.
fn job(served: &Served, asked: &Asked, question: Question, rows: usize, page: bool) -> Job {
    Job {
        query: question.query.unwrap_or_default(),
        base: served.site.edition.base.as_str().to_owned(),
        default_graphs: question.default_graphs,
        named_graphs: question.named_graphs,
        unnamed: served.settings.unnamed_default_graph,
        accept: asked.accept.clone(),
        format: question.format,
        page,
        rows,
        makes_way: served.gate.is_troubled(asked.client),
    }
}

/// An answer as data: whole where it is short, else its parts as they come.
async fn data_answer(mut frames: Frames) -> Result<Reply, Problem> {
    let media = head(&mut frames).await?;
    let mut body = Vec::new();
    loop {
        match frames.recv().await {
            Some(Frame::Body(bytes)) => body.extend(bytes),
            Some(Frame::End) => return Ok(Reply::new(StatusCode::OK, media, body).with(header::VARY, "Accept")),
            Some(Frame::Problem(problem)) => return Err(problem),
            Some(Frame::Ready | Frame::Head(_)) | None => return Err(broken()),
        }
        if body.len() >= KEPT {
            return Ok(Reply::parts(media, body, frames).with(header::VARY, "Accept"));
        }
    }
}

/// An answer that is shown on a page, whole.
async fn page_answer(mut frames: Frames) -> Result<Answer, Problem> {
    let media = head(&mut frames).await?;
    let kind = if media == Format::NTriples.media_type() { Kind::Graph } else { Kind::Rows };
    let mut body = Vec::new();
    loop {
        match frames.recv().await {
            Some(Frame::Body(bytes)) => body.extend(bytes),
            Some(Frame::End) => return Answer::read(kind, &body).ok_or_else(broken),
            Some(Frame::Problem(problem)) => return Err(problem),
            Some(Frame::Ready | Frame::Head(_)) | None => return Err(broken()),
        }
        if body.len() > LONGEST_PAGE {
            return Err(Problem::passing(StatusCode::SERVICE_UNAVAILABLE, "the answer is too long for a page; ask for data", 60));
        }
    }
}

/// The media type of an answer that begins.
async fn head(frames: &mut Frames) -> Result<String, Problem> {
    match frames.recv().await {
        Some(Frame::Head(media)) => Ok(media),
        Some(Frame::Problem(problem)) => Err(problem),
        Some(Frame::Ready | Frame::Body(_) | Frame::End) | None => Err(broken()),
    }
}

fn broken() -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the query could not be evaluated")
}

/// What the endpoint says of itself; blocks while the store is asked for its graphs.
fn description(served: &Served, asked: &Asked) -> Reply {
    let format = match graph_format(&asked.accept, "") {
        Ok(format) => format,
        Err(problem) => return problem.reply(&asked.accept),
    };
    let Some(origin) = origin(asked) else { return no_host(asked) };
    let result_formats = ResultFormat::ALL.map(ResultFormat::registered);
    let graph_formats = GRAPHS.map(Format::registered);
    let service = Service {
        endpoint: &format!("{origin}/sparql"),
        union_default_graph: !served.settings.unnamed_default_graph,
        limits: &served.settings.words(),
        federated: !served.settings.federated.is_empty(),
        writable: served.writing.is_some(),
        result_formats: &result_formats,
        graph_formats: &graph_formats,
    };
    let site: &Site = &served.site;
    match site.service(&service, format) {
        Ok(Some(body)) => Reply::new(StatusCode::OK, format.media_type(), body),
        Ok(None) => no_host(asked),
        Err(error) => Problem::from(&error).reply(&asked.accept),
    }
}

/// A browser names HTML; a program that takes anything gets data.
fn wants_page(accept: &str) -> bool {
    accept.contains("text/html") && accept::best(accept, &["text/html", "application/sparql-results+json", "text/turtle"]) == Some(0)
}
