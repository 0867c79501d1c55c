//! The benefit of a month: in memory, and from Parquet and CSV beside DuckDB on the same files.
//!
//! `cargo bench -p partner-dashboard-ground --bench benefit -- [machines] [rounds] [parquet] [csv]`: 10,000
//! machines (7.44 million hours of which some do not run), three rounds and both files by default. Each round
//! asks both, one after the other, each in a process of its own; the medians are compared. `DUCKDB_PYTHON`
//! names a Python that has the package `duckdb`; without it only our own figures are printed. Both sum the
//! same used hours, or the run fails.

mod files;
mod month;

use std::ffi::OsStr;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant as Clock};

use ground::domain::benefit::{Hour, Hours, Machine, Machines, Usage, apply};
use ground::domain::usage::Period;
use ground::reference::usage::{Event, UsageNames, read_usage};
use month::{FIRST, HOURS, add_machine, flexibility, reservations, runs, units};

pub(crate) type Failure = Box<dyn std::error::Error>;

/// Writes the month of so many machines as a file; the number of its rows.
type Write = fn(&Path, u32) -> Result<usize, Failure>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [act, file, machines] = arguments.as_slice()
        && act == "read"
    {
        return read(Path::new(file), machines.parse()?);
    }
    let mut numbers = arguments.iter().filter_map(|argument| argument.parse::<u32>().ok());
    let (machines, rounds) = (numbers.next().unwrap_or(10_000), numbers.next().unwrap_or(3));
    in_memory(machines)?;
    let folder = tempfile::tempdir()?;
    let kinds: [(&str, Write); 2] = [("parquet", files::write_parquet), ("csv", files::write_csv)];
    let named = |kind: &str| arguments.iter().any(|argument| argument == kind);
    let is_any_named = kinds.iter().any(|(kind, _)| named(kind));
    for (kind, write) in kinds {
        if !is_any_named || named(kind) {
            let file = folder.path().join(format!("usage.{kind}"));
            let rows = write(&file, machines)?;
            beside_duckdb(kind, &file, rows, machines, rounds)?;
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}

/// Rows in memory already: the matching alone, with one thread and with all.
fn in_memory(count: u32) -> Result<(), Failure> {
    let mut machines = Machines::new(flexibility()?);
    let mut usage = Usage::default();
    for machine in 0..count {
        let id = add_machine(&mut machines, machine).ok_or("too many machines")?;
        for hour in 0..HOURS {
            if let Some(part) = runs(machine, hour) {
                usage.add(Hour::from_count(FIRST + hour), id, part.to_string().parse()?);
            }
        }
    }
    let reservations = reservations(count);
    let hours = Hour::from_count(FIRST)..Hour::from_count(FIRST + HOURS);
    let all = std::thread::available_parallelism()?;
    for threads in [NonZero::<usize>::MIN, all] {
        let start = Clock::now();
        let outcome = apply(&reservations, &machines, &usage, hours.clone(), threads);
        let took = start.elapsed();
        let used = units(&reservations, &outcome);
        println!("in memory, {threads} threads: {}, used {used} units", pace(usage.len(), took));
    }
    Ok(())
}

fn pace(rows: usize, took: Duration) -> String {
    let a_second = u128::try_from(rows).unwrap_or(0) * 1_000 / took.as_millis().max(1);
    format!("{rows} rows in {} ms, {a_second} rows/s", took.as_millis())
}

/// What a process says: the used units, how long it took and the most memory it had.
#[derive(Debug, Clone)]
struct Answer {
    used: String,
    millis: u64,
    mebibytes: u64,
}

fn ask(program: impl AsRef<OsStr>, arguments: [&OsStr; 3]) -> Result<Answer, Failure> {
    let done = Command::new(program).args(arguments).output()?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).into());
    }
    let text = String::from_utf8(done.stdout)?;
    let mut words = text.split_whitespace();
    let mut word = || words.next().ok_or("no answer");
    Ok(Answer { used: word()?.to_owned(), millis: word()?.parse()?, mebibytes: word()?.parse()? })
}

fn beside_duckdb(kind: &str, file: &Path, rows: usize, machines: u32, rounds: u32) -> Result<(), Failure> {
    let (bytes, count) = (file.metadata()?.len(), machines.to_string());
    println!("{kind}: {rows} rows, {bytes} bytes");
    let script = file.with_extension("py");
    std::fs::write(&script, include_str!("duck.py"))?;
    let python = std::env::var_os("DUCKDB_PYTHON");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds.max(1) {
        ours.push(ask(std::env::current_exe()?, ["read".as_ref(), file.as_ref(), count.as_ref()])?);
        if let Some(python) = &python {
            theirs.push(ask(python, [script.as_ref(), file.as_ref(), count.as_ref()])?);
        }
    }
    let ours = tell("ours", rows, bytes, ours)?;
    if theirs.is_empty() {
        println!("DuckDB: not run (DUCKDB_PYTHON is not set)");
        return Ok(());
    }
    let theirs = tell("DuckDB", rows, bytes, theirs)?;
    if ours.used != theirs.used {
        return Err(format!("the used units differ: {} and {}", ours.used, theirs.used).into());
    }
    println!(
        "{kind}, DuckDB over ours: time {}, memory {}",
        over(theirs.millis, ours.millis),
        over(theirs.mebibytes, ours.mebibytes)
    );
    Ok(())
}

/// Prints the medians, which are what is compared.
fn tell(who: &str, rows: usize, bytes: u64, mut answers: Vec<Answer>) -> Result<Answer, Failure> {
    let times: Vec<String> = answers.iter().map(|answer| answer.millis.to_string()).collect();
    answers.sort_by_key(|answer| answer.millis);
    let median = answers.get(answers.len() / 2).cloned().ok_or("not asked")?;
    let mebibytes = answers.iter().map(|answer| answer.mebibytes).max().unwrap_or(0);
    let megabytes_a_second = bytes / 1_000 / median.millis.max(1);
    println!(
        "{who}: {}, {megabytes_a_second} MB/s, {mebibytes} MiB, used {} units (ms of each round: {})",
        pace(rows, Duration::from_millis(median.millis)),
        median.used,
        times.join(" ")
    );
    Ok(Answer { mebibytes, ..median })
}

fn over(theirs: u64, ours: u64) -> String {
    let percent = theirs * 100 / ours.max(1);
    format!("{}.{:02}", percent / 100, percent % 100)
}

/// The most memory of this process, in KiB, as the system counts it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// A child process: reads the file piece by piece and works through it a few days at a time.
fn read(file: &Path, count: u32) -> Result<(), Failure> {
    let reservations = reservations(count);
    let start = Clock::now();
    let mut names = UsageNames::shipped()?;
    let mut machines = Machines::new(flexibility()?);
    let mut usage = Usage::default();
    let mut next = Hour::from_count(FIRST);
    let mut used = Hours::ZERO;
    let threads = std::thread::available_parallelism()?;
    read_usage(file, &mut names, |event| {
        if let Event::Row { row, .. } = event {
            let machine = Machine {
                resource_id: row.resource_id,
                subscription_id: row.subscription_id,
                resource_group: row.resource_group,
                sku: row.sku,
                region: row.region,
                kind: row.kind,
            };
            if let (Period::Hour(hour), Some(machine)) = (row.period, machines.add(&machine)) {
                if hour.since(next) >= 96 {
                    let done = usage.split_before(hour);
                    used += units(&reservations, &apply(&reservations, &machines, &done, next..hour, threads));
                    next = hour;
                }
                usage.add(hour, machine, row.hours);
            }
        }
        ControlFlow::Continue(())
    })?;
    let rest = next..Hour::from_count(FIRST + HOURS);
    used += units(&reservations, &apply(&reservations, &machines, &usage, rest, threads));
    println!("{used} {} {}", start.elapsed().as_millis(), peak() / 1_024);
    Ok(())
}
