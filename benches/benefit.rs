//! The benefit of a month: in memory, and from a Parquet file beside DuckDB on the same file.
//!
//! `cargo bench --bench benefit -- [machines]` (10,000 by default: 7.44 million rows). Prints rows a second,
//! the ratio and the memory of each process. `DUCKDB_PYTHON` names a Python that has the package `duckdb`;
//! without it only our own figures are printed. Both sum the same used hours, or the run fails.

use std::fs::File;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use partner_dashboard::domain::benefit::{
    Flexibility, Hour, Hours, Machine, MachineId, MachineKind, Machines, Outcome, Reservation, Scope, Usage, Version,
    apply,
};
use partner_dashboard::domain::usage::Period;
use partner_dashboard::reference::flexibility_ratios;
use partner_dashboard::reference::usage::{Event, UsageNames, read_usage};

/// Sizes of one group and their ratios.
const SIZES: [(&str, u32); 5] = [
    ("Standard_DS1_v2", 1),
    ("Standard_DS2_v2", 2),
    ("Standard_DS3_v2", 4),
    ("Standard_DS4_v2", 8),
    ("Standard_DS5_v2", 16),
];
const HOURS: i32 = 744;
/// 2026-03-01, in hours since 1970.
const FIRST: i32 = 492_312;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    if let (Some("read"), Some(file)) = (arguments.next().as_deref(), arguments.next()) {
        return read(Path::new(&file), arguments.next().ok_or("how many machines?")?.parse()?);
    }
    let machines = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    in_memory(machines)?;
    from_a_file(machines)
}

/// A machine runs all hours, one in five only by day, and some for parts of hours.
fn runs(machine: u32, hour: i32) -> Option<f64> {
    let by_day = machine.is_multiple_of(5);
    let is_day = (8..18).contains(&hour.rem_euclid(24));
    let part = if machine.is_multiple_of(7) { 0.5 } else { 1.0 };
    (!by_day || is_day).then_some(part)
}

fn size(machine: u32) -> &'static str {
    let place = usize::try_from(machine % 5).unwrap_or(0);
    SIZES.get(place).map_or("", |(name, _)| *name)
}

fn subscription(machine: u32) -> u32 {
    machine / 20
}

/// One for every tenth machine in the scope of its subscription, and as many shared ones of the group.
fn reservations(machines: u32) -> Vec<Reservation> {
    let one = |place: u32| {
        let machine = place * 10;
        let shared = place.is_multiple_of(2);
        let subscription_id = format!("s{}", subscription(machine));
        let version = Version {
            starts_at: Hour::from_count(FIRST).start(),
            ends_at: Hour::from_count(FIRST).start().plus_days(365),
            sku: size(place).to_owned(),
            region: "koreacentral".to_owned(),
            quantity: 4,
            scope: if shared { Scope::Shared } else { Scope::Single { subscription_id } },
            is_flexible: true,
        };
        Reservation { id: format!("r{place:06}"), continues: false, versions: vec![version] }
    };
    (0..machines.div_ceil(10)).map(one).collect()
}

fn flexibility() -> Result<Flexibility, Failure> {
    let mut table = Flexibility::default();
    for row in flexibility_ratios() {
        let row = row?;
        table.add(&row.group, &row.size, row.ratio);
    }
    Ok(table)
}

fn add_machine(all: &mut Machines, machine: u32) -> Option<MachineId> {
    let (resource_id, subscription_id) = (format!("vm-{machine:06}"), format!("s{}", subscription(machine)));
    all.add(&Machine {
        resource_id: &resource_id,
        subscription_id: &subscription_id,
        resource_group: "rg",
        sku: size(machine),
        region: "koreacentral",
        kind: MachineKind::Regular,
    })
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
        tell(&format!("in memory, {threads} threads"), usage.len(), took, &format!("used {used} units"));
    }
    Ok(())
}

fn tell(what: &str, rows: usize, took: Duration, more: &str) {
    let a_second = u128::try_from(rows).unwrap_or(0) * 1_000 / took.as_millis().max(1);
    println!("{what}: {rows} rows in {} ms, {a_second} rows/s, {more}", took.as_millis());
}

/// The most memory of this process, in KiB, as the system counts it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn from_a_file(machines: u32) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("usage.parquet");
    let rows = write(&file, machines)?;
    println!("file: {rows} rows, {} bytes", file.metadata()?.len());
    let start = Clock::now();
    let done = Command::new(std::env::current_exe()?).arg("read").arg(&file).arg(machines.to_string()).output()?;
    let took = start.elapsed();
    let ours = String::from_utf8(done.stdout)?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).into());
    }
    tell("from Parquet", rows, took, ours.trim());
    let Some(python) = std::env::var_os("DUCKDB_PYTHON") else {
        println!("DuckDB: not run (DUCKDB_PYTHON is not set)");
        return Ok(());
    };
    let script = folder.path().join("duck.py");
    std::fs::write(&script, DUCK)?;
    let start = Clock::now();
    let done = Command::new(python).arg(&script).arg(&file).arg(machines.to_string()).output()?;
    let theirs_took = start.elapsed();
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).into());
    }
    let theirs = String::from_utf8(done.stdout)?;
    tell("DuckDB", rows, theirs_took, theirs.trim());
    let hours = |text: &str| text.split_whitespace().nth(1).map(ToOwned::to_owned);
    if hours(&ours) != hours(&theirs) {
        return Err("the used hours differ".into());
    }
    let percent = theirs_took.as_millis() * 100 / took.as_millis().max(1);
    println!("time of DuckDB over ours: {}.{:02}", percent / 100, percent % 100);
    Ok(())
}

/// Used hours in units of the smallest size, which is what a sum over sizes can be compared by.
fn units(reservations: &[Reservation], outcome: &Outcome) -> Hours {
    let ratio = |at: usize| {
        let sku = reservations.get(at).and_then(|one| one.versions.first()).map(|version| version.sku.as_str());
        SIZES.iter().find(|(name, _)| Some(*name) == sku).map_or(0, |(_, ratio)| *ratio)
    };
    outcome.days.iter().map(|day| day.summary.used.times(ratio(day.reservation.index()))).sum()
}

/// A child process: reads the file piece by piece and works through it a few days at a time.
fn read(file: &Path, count: u32) -> Result<(), Failure> {
    let mut names = UsageNames::shipped()?;
    let mut machines = Machines::new(flexibility()?);
    let reservations = reservations(count);
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
    println!("used {used} units, {} MiB", peak() / 1_024);
    Ok(())
}

/// The rows as a file: in the order of time, a row group for each day.
fn write(path: &Path, machines: u32) -> Result<usize, Failure> {
    let schema = "message usage { required int64 hour_start (TIMESTAMP(MILLIS,true)); required binary subscription_id (UTF8); \
        required binary resource_group (UTF8); required binary resource_id (UTF8); required binary arm_sku_name (UTF8); \
        required binary region (UTF8); required double running_hours; required binary kind (UTF8); }";
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let schema = Arc::new(parse_message_type(schema)?);
    let mut writer = SerializedFileWriter::new(File::create(path)?, schema, Arc::new(properties))?;
    let mut count = 0;
    for day in 0..HOURS / 24 {
        let mut rows = Vec::new();
        for hour in day * 24..day * 24 + 24 {
            rows.extend((0..machines).filter_map(|machine| Some((hour, machine, runs(machine, hour)?))));
        }
        count += rows.len();
        let mut group = writer.next_row_group()?;
        let start: Vec<i64> = rows.iter().map(|(hour, ..)| i64::from(FIRST + hour) * 3_600_000).collect();
        let mut column = group.next_column()?.ok_or("no column")?;
        column.typed::<Int64Type>().write_batch(&start, None, None)?;
        column.close()?;
        texts(&mut group, &rows, |machine| format!("s{}", subscription(machine)))?;
        texts(&mut group, &rows, |_| "rg".to_owned())?;
        texts(&mut group, &rows, |machine| format!("vm-{machine:06}"))?;
        texts(&mut group, &rows, |machine| size(machine).to_owned())?;
        texts(&mut group, &rows, |_| "koreacentral".to_owned())?;
        let parts: Vec<f64> = rows.iter().map(|(.., part)| *part).collect();
        let mut column = group.next_column()?.ok_or("no column")?;
        column.typed::<DoubleType>().write_batch(&parts, None, None)?;
        column.close()?;
        texts(&mut group, &rows, |_| "regular".to_owned())?;
        group.close()?;
    }
    writer.close()?;
    Ok(count)
}

fn texts(
    group: &mut SerializedRowGroupWriter<'_, File>,
    rows: &[(i32, u32, f64)],
    text: impl Fn(u32) -> String,
) -> Result<(), Failure> {
    let values: Vec<ByteArray> = rows.iter().map(|(_, machine, _)| ByteArray::from(text(*machine).as_str())).collect();
    let mut column = group.next_column()?.ok_or("no column")?;
    column.typed::<ByteArrayType>().write_batch(&values, None, None)?;
    column.close()?;
    Ok(())
}

/// The same sums: first each subscription's own reservations, then the shared ones.
const DUCK: &str = r#"
import duckdb, resource, sys
file, machines = sys.argv[1], int(sys.argv[2])
ratios = {"Standard_DS1_v2": 1, "Standard_DS2_v2": 2, "Standard_DS3_v2": 4, "Standard_DS4_v2": 8, "Standard_DS5_v2": 16}
own, shared = {}, 0
for place in range((machines + 9) // 10):
    units = 4 * list(ratios.values())[place % 5]
    if place % 2 == 0: shared += units
    else: own[f"s{place * 10 // 20}"] = own.get(f"s{place * 10 // 20}", 0) + units
c = duckdb.connect()
c.execute("create table own (subscription_id varchar, cap bigint)")
c.executemany("insert into own values (?, ?)", list(own.items()))
c.execute("create table sizes (arm_sku_name varchar, ratio bigint)")
c.executemany("insert into sizes values (?, ?)", list(ratios.items()))
found = c.execute(f"""
with demand as (
  select hour_start, u.subscription_id, sum(cast(running_hours * 1000 as bigint) * ratio) as units
  from read_parquet('{file}') u join sizes using (arm_sku_name) where kind = 'regular' group by all),
own_used as (
  select hour_start, least(units, coalesce(cap, 0) * 1000) as used, units
  from demand left join own using (subscription_id)),
hours as (select hour_start, sum(used) as used, sum(units - used) as rest from own_used group by hour_start)
select sum(used + least(rest, {shared} * 1000)) from hours
""").fetchone()[0]
text = f"{found / 1000:f}".rstrip("0").rstrip(".")
print("used", text, "units,", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MiB")
"#;
