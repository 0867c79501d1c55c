//! Numbers for Prometheus: requests, durations, pools, events, the process. Floor 3. Quality 51.
//!
//! They are served on an address of their own and never on the public one.

use std::time::Duration;

use actix_web::http::Method;
use prometheus::{Encoder, HistogramOpts, HistogramVec, IntCounterVec, IntGaugeVec, Opts, Registry, TextEncoder};

use crate::ops::App;
use crate::ops::system;

/// Upper ends of the buckets of durations, in seconds.
const BUCKETS: [f64; 11] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 20.0];

/// The numbers of one server.
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    events: IntGaugeVec,
    connections: IntGaugeVec,
    process: IntGaugeVec,
}

impl Metrics {
    /// All at zero.
    pub fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let requests = Opts::new("http_requests_total", "Requests by method, route and status");
        let durations = HistogramOpts::new("http_request_duration_seconds", "Time to answer, by method and route");
        let events = Opts::new("partner_dashboard_events_total", "Acts since the start, by kind of event");
        let connections = Opts::new("partner_dashboard_connections", "Database connections by pool and state");
        let process = Opts::new("partner_dashboard_process", "Memory in bytes, threads, open files of the process");
        let metrics = Self {
            requests: IntCounterVec::new(requests, &["method", "route", "status"])?,
            durations: HistogramVec::new(durations.buckets(BUCKETS.to_vec()), &["method", "route"])?,
            events: IntGaugeVec::new(events, &["kind"])?,
            connections: IntGaugeVec::new(connections, &["pool", "state"])?,
            process: IntGaugeVec::new(process, &["what"])?,
            registry,
        };
        metrics.registry.register(Box::new(metrics.requests.clone()))?;
        metrics.registry.register(Box::new(metrics.durations.clone()))?;
        metrics.registry.register(Box::new(metrics.events.clone()))?;
        metrics.registry.register(Box::new(metrics.connections.clone()))?;
        metrics.registry.register(Box::new(metrics.process.clone()))?;
        Ok(metrics)
    }

    /// One more request.
    pub fn count(&self, method: &Method, route: &str, status: u16, taken: Duration) {
        // Anybody can send any word as a method; each would be a row for ever.
        let method = match *method {
            Method::GET | Method::HEAD | Method::POST => method.as_str(),
            _ => "other",
        };
        self.requests.with_label_values(&[method, route, &status.to_string()]).inc();
        self.durations.with_label_values(&[method, route]).observe(taken.as_secs_f64());
    }

    /// The text that Prometheus reads.
    pub fn text(&self, app: &App) -> Result<Vec<u8>, prometheus::Error> {
        let figures = system::figures(app);
        for (kind, count) in figures.events {
            self.events.with_label_values(&[kind.code()]).set(i64::try_from(count).unwrap_or(i64::MAX));
        }
        for (pool, open, idle) in figures.connections {
            self.connections.with_label_values(&[pool, "idle"]).set(i64::from(idle));
            self.connections.with_label_values(&[pool, "busy"]).set(i64::from(open.saturating_sub(idle)));
        }
        for (what, value) in process() {
            self.process.with_label_values(&[what]).set(value);
        }
        let mut text = Vec::new();
        TextEncoder::new().encode(&self.registry.gather(), &mut text)?;
        Ok(text)
    }
}

/// What the kernel knows about this process; nothing where there is no /proc.
fn process() -> Vec<(&'static str, i64)> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = |name: &str| {
        let rest = status.lines().find_map(|line| line.strip_prefix(name));
        rest.and_then(|rest| rest.split_whitespace().next()).and_then(|number| number.parse::<i64>().ok())
    };
    let files = std::fs::read_dir("/proc/self/fd").ok().and_then(|files| i64::try_from(files.count()).ok());
    let memory = line("VmRSS:").map(|kib| kib.saturating_mul(1024));
    [("resident_bytes", memory), ("threads", line("Threads:")), ("open_files", files)]
        .into_iter()
        .filter_map(|(what, value)| value.map(|value| (what, value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_counted_by_route_and_unknown_methods_are_one() {
        let metrics = Metrics::new().unwrap();
        let get = Method::GET;
        metrics.count(&get, "/customers/{customer}", 200, Duration::from_millis(3));
        metrics.count(&get, "/customers/{customer}", 200, Duration::from_millis(3));
        metrics.count(&Method::from_bytes(b"BREW").unwrap(), "none", 404, Duration::ZERO);
        assert_eq!(metrics.requests.with_label_values(&["GET", "/customers/{customer}", "200"]).get(), 2);
        assert_eq!(metrics.requests.with_label_values(&["other", "none", "404"]).get(), 1);
    }
}
