//! The benefit of a month: in memory, and from Parquet and CSV beside DuckDB on the same files.
//!
//! `cargo bench -p partner-dashboard-ground --bench benefit -- [machines] [rounds] [parquet] [csv] [shuffled]`:
//! 10,000 machines (7.44 million hours, in some of which they do not run), three rounds and both files by
//! default; `shuffled` puts the machines of an hour in no order. Each round asks both, one after the other, each
//! in a process of its own; the medians are compared. `DUCKDB_PYTHON` names a Python that has the package
//! `duckdb`; without it only our own figures are printed. Both come to the same used units, or the run fails.
//! Ours also tells who used what and what each machine ran, day by day; DuckDB is asked once for the units
//! alone and once for the running hours of each machine and day besides.

mod files;
mod month;

use std::ffi::OsStr;
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::thread::JoinHandle;
use std::time::{Duration, Instant as Clock};

use ground::domain::benefit::{Hour, Hours, MachineId, Machines, Outcome, Prepared, Reservation, Usage, apply};
use ground::domain::usage::{NotMachineHours, Period, UsageMachine};
use ground::reference::usage::{BadRow, Next, Progress, TakeUsage, UsageHours, UsageNames, read_usage};
use rust_decimal::RoundingStrategy;

use month::{FIRST, HOURS, Month, flexibility, runs};

/// As the product has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub(crate) type Failure = Box<dyn std::error::Error>;

/// Writes the month as a file; the number of its rows.
type Write = fn(&Path, &Month) -> Result<usize, Failure>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [act, file, machines] = arguments.as_slice()
        && act == "read"
    {
        return read(Path::new(file), machines.parse()?);
    }
    let mut numbers = arguments.iter().filter_map(|argument| argument.parse::<u32>().ok());
    let (machines, rounds) = (numbers.next().unwrap_or(10_000), numbers.next().unwrap_or(3));
    let is_shuffled = arguments.iter().any(|argument| argument == "shuffled");
    let month = Month::new(machines, is_shuffled)?;
    in_memory(&month)?;
    let folder = tempfile::tempdir()?;
    files::write_month(&folder.path().join("usage.json"), &month)?;
    let kinds: [(&str, Write); 2] = [("parquet", files::write_parquet), ("csv", files::write_csv)];
    let named = |kind: &str| arguments.iter().any(|argument| argument == kind);
    let is_any_named = kinds.iter().any(|(kind, _)| named(kind));
    for (kind, write) in kinds {
        if !is_any_named || named(kind) {
            let file = folder.path().join(format!("usage.{kind}"));
            let rows = write(&file, &month)?;
            beside_duckdb(kind, &file, rows, machines, rounds)?;
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}

/// Rows in memory already: the matching alone, with one thread and with all.
fn in_memory(month: &Month) -> Result<(), Failure> {
    let mut machines = Machines::new(flexibility()?);
    let mut usage = Usage::default();
    for machine in 0..month.machines {
        let id = month.add_machine(&mut machines, machine).ok_or("too many machines")?;
        for hour in 0..HOURS {
            if let Some(part) = runs(machine, hour) {
                usage.add(Hour::from_count(FIRST + hour), id, Hours::from_nanos(u64::from(part) * 1_000_000));
            }
        }
    }
    let reservations = month.reservations();
    let hours = Hour::from_count(FIRST)..Hour::from_count(FIRST + HOURS);
    let all = std::thread::available_parallelism()?;
    for threads in [NonZero::<usize>::MIN, all] {
        let start = Clock::now();
        let outcome = apply(&reservations, &machines, &usage, hours.clone(), threads);
        let took = start.elapsed();
        let used = month.units(&reservations, &outcome);
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

fn ask(program: impl AsRef<OsStr>, arguments: &[&OsStr]) -> Result<Answer, Failure> {
    let done = Command::new(program).args(arguments).output()?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).into());
    }
    let text = String::from_utf8(done.stdout)?;
    let mut words = text.split_whitespace();
    let mut word = || words.next().ok_or("no answer");
    Ok(Answer { used: word()?.to_owned(), millis: word()?.parse()?, mebibytes: word()?.parse()? })
}

/// What DuckDB is asked for: the used units alone, or also the hours of each machine and day.
const QUESTIONS: [&str; 2] = ["units", "machines"];

fn beside_duckdb(kind: &str, file: &Path, rows: usize, machines: u32, rounds: u32) -> Result<(), Failure> {
    let (bytes, count) = (file.metadata()?.len(), machines.to_string());
    println!("{kind}: {rows} rows, {bytes} bytes");
    let (script, month) = (file.with_extension("py"), file.with_extension("json"));
    std::fs::write(&script, include_str!("duck.py"))?;
    let python = std::env::var_os("DUCKDB_PYTHON");
    let (mut ours, mut theirs) = (Vec::new(), [Vec::new(), Vec::new()]);
    for _ in 0..rounds.max(1) {
        ours.push(ask(std::env::current_exe()?, &["read".as_ref(), file.as_ref(), count.as_ref()])?);
        for (question, answers) in QUESTIONS.into_iter().zip(&mut theirs) {
            if let Some(python) = &python {
                answers.push(ask(python, &[script.as_ref(), file.as_ref(), month.as_ref(), question.as_ref()])?);
            }
        }
    }
    let ours = tell("ours", rows, bytes, ours)?;
    if python.is_none() {
        println!("DuckDB: not run (DUCKDB_PYTHON is not set)");
        return Ok(());
    }
    for (question, answers) in QUESTIONS.into_iter().zip(theirs) {
        let theirs = tell(&format!("DuckDB, {question}"), rows, bytes, answers)?;
        if ours.used != theirs.used {
            return Err(format!("the used units differ: {} and {}", ours.used, theirs.used).into());
        }
        println!(
            "{kind}, DuckDB ({question}) over ours: time {}, memory {}",
            over(theirs.millis, ours.millis),
            over(theirs.mebibytes, ours.mebibytes)
        );
    }
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
    let month = Month::new(count, false)?;
    let reservations = month.reservations();
    let start = Clock::now();
    let names = UsageNames::shipped()?;
    let mut work = Work {
        month: &month,
        reservations: &reservations,
        machines: Machines::new(flexibility()?),
        usage: Usage::default(),
        next: Hour::from_count(FIRST),
        used: Hours::ZERO,
        threads: std::thread::available_parallelism()?,
        working: None,
    };
    read_usage(file, &names, &mut work)?;
    work.until(Hour::from_count(FIRST + HOURS))?;
    work.finish()?;
    // Each day's hours are rounded to billionths: thousandths are the same whoever sums them.
    let used = work.used.to_decimal().round_dp_with_strategy(3, RoundingStrategy::MidpointAwayFromZero).normalize();
    println!("{used} {} {}", start.elapsed().as_millis(), peak() / 1_024);
    Ok(())
}

/// Takes the rows, and works through them four days at a time.
struct Work<'m> {
    month: &'m Month,
    reservations: &'m [Reservation],
    machines: Machines,
    usage: Usage,
    next: Hour,
    used: Hours,
    threads: NonZero<usize>,
    /// The days before, while more is read.
    working: Option<JoinHandle<Outcome>>,
}

impl Work<'_> {
    fn until(&mut self, hour: Hour) -> Result<(), Failure> {
        let done = self.usage.split_before(hour);
        let prepared = Prepared::new(self.reservations, &self.machines, self.next..hour);
        self.next = hour;
        let threads = self.threads;
        self.finish()?;
        self.working = Some(std::thread::spawn(move || prepared.apply(&done, threads)));
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        if let Some(working) = self.working.take() {
            let outcome = working.join().map_err(|_why| "a thread panicked")?;
            self.used += self.month.units(self.reservations, &outcome);
        }
        Ok(())
    }
}

impl TakeUsage for Work<'_> {
    type Machine = Option<MachineId>;

    fn machine(&mut self, ran: &UsageMachine<'_>) -> Self::Machine {
        self.machines.add(&ran.machine)
    }

    fn hours(&mut self, row: UsageHours<Self::Machine>) -> Next {
        if let (Period::Hour(hour), Some(machine)) = (row.period, row.machine) {
            if hour.since(self.next) >= 96 && self.until(hour).is_err() {
                return Next::Stop;
            }
            self.usage.add(hour, machine, row.hours);
        }
        Next::On
    }

    fn skipped(&mut self, _line: u64, _why: NotMachineHours) -> Next {
        Next::Stop
    }

    fn bad(&mut self, _line: u64, _reason: BadRow) -> Next {
        Next::Stop
    }

    fn progress(&mut self, _seen: Progress) -> Next {
        Next::On
    }
}
