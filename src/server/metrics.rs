//! Numbers for whoever watches the server.
//!
//! Source: Prometheus text format 0.0.4 (<https://prometheus.io/docs/instrumenting/exposition_formats/>).

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::Served;

/// What has been counted since the server began.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    /// Requests by the first digit of their status, from 1.
    requests: [AtomicU64; 5],
    /// Of all requests, in microseconds, until their first byte.
    spent: AtomicU64,
    /// Requests whose answer was kept.
    kept: AtomicU64,
}

impl Metrics {
    /// Counts a request.
    pub(super) fn count(&self, status: u16, time: Duration) {
        if let Some(requests) = self.requests.get(usize::from(status / 100).wrapping_sub(1)) {
            requests.fetch_add(1, Ordering::Relaxed);
        }
        self.spent.fetch_add(u64::try_from(time.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Counts a request whose answer was kept.
    pub(super) fn count_kept(&self) {
        self.kept.fetch_add(1, Ordering::Relaxed);
    }

    /// All numbers as text.
    pub(super) fn text(&self, served: &Served) -> String {
        let mut out = String::new();
        let mut metric = |name: &str, kind: &str, help: &str, values: &[(String, String)]| {
            let _ = writeln!(out, "# HELP regesta_{name} {help}\n# TYPE regesta_{name} {kind}");
            for (labels, value) in values {
                let _ = writeln!(out, "regesta_{name}{labels} {value}");
            }
        };
        let one = |value: String| [(String::new(), value)];
        let by_status: Vec<(String, String)> = (1..)
            .zip(&self.requests)
            .map(|(digit, count)| (format!("{{status=\"{digit}xx\"}}"), count.load(Ordering::Relaxed).to_string()))
            .collect();
        let seconds = Duration::from_micros(self.spent.load(Ordering::Relaxed)).as_secs_f64();
        metric("requests_total", "counter", "Requests answered, by the class of their status.", &by_status);
        metric("request_seconds_total", "counter", "Time until the first byte, of all requests.", &one(seconds.to_string()));
        metric(
            "kept_answers_total",
            "counter",
            "Requests answered as before, since nothing had changed.",
            &one(self.kept.load(Ordering::Relaxed).to_string()),
        );
        metric("queries_under_way", "gauge", "Queries that run or wait.", &one(served.gate.under_way().to_string()));
        if let Some(idle) = served.runner.idle() {
            metric("workers_idle", "gauge", "Query workers with nothing to do.", &one(idle.to_string()));
        }
        if let Some(started) = served.runner.started() {
            let help = "Query workers started for this build; one that is lost is replaced.";
            metric("workers_started_total", "counter", help, &one(started.to_string()));
        }
        if let Ok(statements) = served.site.store.quads() {
            metric("statements", "gauge", "Statements of the graph that is served.", &one(statements.to_string()));
        }
        out
    }
}
