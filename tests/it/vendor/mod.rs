//! Our figures beside those that the vendor recorded for the same reservation: Standard_DS2_v2, one
//! instance, UK West. Rules R-UT-1, R-UT-2, R-BN-3, R-BN-9, R-SZ-7.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::path::{Path, PathBuf};

use partner_dashboard::domain::benefit::{
    Flexibility, Hour, Hours, Machine, MachineId, MachineKind, Machines, Outcome, Reservation, ReservationIndex, Scope,
    Summary, Usage, Version, apply,
};
use partner_dashboard::domain::time::{Day, Instant};
use partner_dashboard::domain::usage::{DayRow, NotMachineHours, UsageMachine, lay};
use partner_dashboard::domain::utilization::vendor::{self, Compared};
use partner_dashboard::reference::flexibility_ratios;
use partner_dashboard::reference::usage::{
    BadRow, Next, Progress, TakeUsage, UsageFormat, UsageHours, UsageNames, read_usage,
};
use rust_decimal::{Decimal, RoundingStrategy};

const RESERVATION: &str = "f37f4b70-52ba-4344-a8bd-28abfd21d640";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/vendor/data").join(name)
}

/// Rows of a CSV file, as columns by name.
fn table(name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(file(name)).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// It began on the 19th of September: the vendor counts 288 reserved hours in that month.
fn reservation() -> Reservation {
    let version = Version {
        starts_at: Instant::start_of(day("2017-09-19")),
        ends_at: Instant::start_of(day("2018-09-19")),
        sku: "Standard_DS2_v2".to_owned(),
        region: "ukwest".to_owned(),
        quantity: 1,
        scope: Scope::Shared,
        is_flexible: true,
    };
    Reservation { id: RESERVATION.to_owned(), continues: false, versions: vec![version] }
}

fn machines() -> Machines {
    let mut table = Flexibility::default();
    for ratio in flexibility_ratios().map(Result::unwrap) {
        table.add(&ratio.group, &ratio.size, ratio.ratio);
    }
    Machines::new(table)
}

/// A row as it is kept until its day is whole.
type Kept = (MachineId, Hours, Option<String>);

/// Usage of days, laid over their hours as an import does it.
struct Daily {
    machines: Machines,
    days: BTreeMap<Day, Vec<Kept>>,
}

impl Daily {
    fn new() -> Self {
        Self { machines: machines(), days: BTreeMap::new() }
    }

    fn add(&mut self, ran: &UsageMachine<'_>, day: Day, hours: Hours) {
        let machine = self.machines.add(&ran.machine).unwrap();
        self.keep(machine, ran.reservation_id.map(ToOwned::to_owned), day, hours);
    }

    fn keep(&mut self, machine: MachineId, reservation: Option<String>, day: Day, hours: Hours) {
        self.days.entry(day).or_default().push((machine, hours, reservation));
    }

    fn outcome(&self, from: Day, until: Day) -> Outcome {
        let mut usage = Usage::default();
        for (day, rows) in &self.days {
            let row = |(machine, hours, id): &'_ Kept| (*machine, *hours, id.clone());
            let rows: Vec<_> = rows.iter().map(row).collect();
            let rows: Vec<DayRow<'_>> = rows
                .iter()
                .map(|(machine, hours, id)| DayRow {
                    machine: *machine,
                    hours: *hours,
                    reservation: id.as_deref().map(|id| (id, 1)),
                })
                .collect();
            for laid in lay(*day, &rows, |id| self.machines.get(id).map_or("", |one| one.resource_id)) {
                usage.add(laid.hour, laid.machine, laid.hours);
            }
        }
        let hours = Hour::first_of(from)..Hour::first_of(until);
        apply(&[reservation()], &self.machines, &usage, hours, NonZero::new(2).unwrap())
    }
}

/// Takes the rows of a file that has no bad ones.
struct Rows {
    daily: Daily,
    /// Machines and the reservations that their rows name.
    ran: Vec<(MachineId, Option<String>)>,
}

impl TakeUsage for Rows {
    type Machine = usize;

    fn machine(&mut self, ran: &UsageMachine<'_>) -> usize {
        let machine = self.daily.machines.add(&ran.machine).unwrap();
        self.ran.push((machine, ran.reservation_id.map(ToOwned::to_owned)));
        self.ran.len() - 1
    }

    fn hours(&mut self, row: UsageHours<usize>) -> Next {
        let (machine, reservation) = self.ran[row.machine].clone();
        self.daily.keep(machine, reservation, row.period.day(), row.hours);
        Next::On
    }

    fn skipped(&mut self, _line: u64, _why: NotMachineHours) -> Next {
        Next::On
    }

    fn bad(&mut self, line: u64, reason: BadRow) -> Next {
        panic!("line {line}: {reason}");
    }

    fn progress(&mut self, _seen: Progress) -> Next {
        Next::On
    }
}

/// The vendor rounds hours and percentages to two decimals.
fn two(exact: Decimal) -> Decimal {
    exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize()
}

fn vendors(row: &BTreeMap<String, String>, column: &str) -> Decimal {
    row[column].parse::<Decimal>().unwrap().normalize()
}

/// Reserved and used hours, then the lowest, average and highest utilization.
fn figures(summary: &Summary) -> [Decimal; 5] {
    let Summary { reserved, used, min, max, .. } = summary;
    [reserved.to_decimal(), used.to_decimal(), min.to_decimal(), summary.avg(), max.to_decimal()].map(two)
}

fn vendors_figures(row: &BTreeMap<String, String>) -> [Decimal; 5] {
    ["reserved_hours", "used_hours", "min_utilization_pct", "avg_utilization_pct", "max_utilization_pct"]
        .map(|column| vendors(row, column))
}

/// What the page about utilization says was compared, and that all of it is equal.
fn count(Compared { of, equal }: Compared) -> usize {
    assert_eq!(equal, of);
    usize::try_from(of).unwrap()
}

/// Day, machine and used hours, ours and the vendor's.
type Details = BTreeSet<(Day, String, Decimal)>;

fn our_details(daily: &Daily, outcome: &Outcome) -> Details {
    let name = |id| daily.machines.get(id).unwrap().resource_id.to_lowercase();
    outcome.uses.iter().map(|one| (one.day, name(one.machine), two(one.used.to_decimal()))).collect()
}

fn vendors_details(days: &BTreeSet<Day>) -> Details {
    let rows = table("reservation_details.csv").into_iter();
    let detail = |row: BTreeMap<String, String>| {
        (day(&row["usage_date"]), row["instance_id"].clone(), vendors(&row, "used_hours"))
    };
    rows.map(detail).filter(|(day, ..)| days.contains(day)).collect()
}

#[test]
fn details_and_daily_summaries_from_the_usage_are_the_vendors() {
    let names = UsageNames::shipped().unwrap();
    let mut rows = Rows { daily: Daily::new(), ran: Vec::new() };
    let summary = read_usage(&file("azure_usage_details.csv.gz"), &names, &mut rows).unwrap();
    let daily = rows.daily;
    assert_eq!((summary.format, summary.rows, summary.bad), (UsageFormat::AzureUsageDetails, 2_412, 0));
    assert_eq!(summary.unknown_sizes.keys().collect::<Vec<_>>(), ["Standard_A1"]);

    // Days for which both have something: usage, and the vendor's summary.
    let summaries = table("reservation_summaries_daily.csv");
    let summaries: BTreeMap<Day, _> = summaries.iter().map(|row| (day(&row["usage_date"]), row)).collect();
    let both: BTreeSet<Day> = daily.days.keys().copied().filter(|day| summaries.contains_key(day)).collect();
    assert_eq!(both.len(), count(vendor::DAYS));
    let outcome = daily.outcome(day("2017-10-01"), day("2017-10-22"));
    for ours in outcome.days.iter().filter(|ours| both.contains(&ours.day)) {
        assert_eq!(figures(&ours.summary), vendors_figures(summaries[&ours.day]), "{}", ours.day);
    }
    assert_eq!(outcome.days.len(), count(vendor::DAYS));
    let vendors = vendors_details(&both);
    assert_eq!((our_details(&daily, &outcome), vendors.len()), (vendors, count(vendor::DETAILS)));
}

#[test]
fn daily_summaries_from_the_vendors_own_details_are_the_vendors() {
    let mut daily = Daily::new();
    for row in table("reservation_details.csv") {
        let machine = Machine {
            subscription_id: "",
            resource_group: "",
            resource_id: &row["instance_id"],
            sku: &row["sku_name"],
            region: "ukwest",
            kind: MachineKind::Regular,
        };
        let ran = UsageMachine { machine, reservation_id: Some(&row["reservation_id"]) };
        daily.add(&ran, day(&row["usage_date"]), row["used_hours"].parse().unwrap());
    }
    let outcome = daily.outcome(day("2017-10-01"), day("2017-12-01"));
    let ours: BTreeMap<Day, _> = outcome.days.iter().map(|ours| (ours.day, figures(&ours.summary))).collect();
    let rows = table("reservation_summaries_daily.csv");
    assert_eq!(rows.len(), count(vendor::DAYS_FROM_DETAILS));
    for row in &rows {
        assert_eq!(ours[&day(&row["usage_date"])], vendors_figures(row), "{}", row["usage_date"]);
    }
}

/// The vendor keeps no hours of these months: its totals say that one hour of December was not used.
#[test]
fn monthly_summaries_are_the_vendors() {
    let mut machines = machines();
    let machine = Machine {
        resource_id: "std2swindows",
        subscription_id: "",
        resource_group: "testrg",
        sku: "Standard_DS2_v2",
        region: "UK West",
        kind: MachineKind::Regular,
    };
    let machine = machines.add(&machine).unwrap();
    let mut usage = Usage::default();
    let all = Hour::first_of(day("2017-09-01"))..Hour::first_of(day("2018-01-01"));
    let off = Hour::first_of(day("2017-12-13")).plus(5);
    let mut hour = all.start;
    while hour < all.end {
        if hour != off {
            usage.add(hour, machine, Hours::whole(1));
        }
        hour = hour.next();
    }
    let outcome = apply(&[reservation()], &machines, &usage, all, NonZero::<usize>::MIN);
    let rows = table("reservation_summaries_monthly.csv");
    for row in &rows {
        let month = day(&row["usage_date"]);
        let days = outcome.days.iter().filter(|one| one.day >= month && one.day < month.plus_months(1));
        let ours = Summary::sum(days.map(|one| one.summary)).unwrap();
        assert_eq!(figures(&ours), vendors_figures(row), "{month}");
    }
    let Compared { of: all, equal: used } = vendor::DECEMBER;
    let december = outcome.days.iter().filter(|one| one.day >= day("2017-12-01"));
    let december = Summary::sum(december.map(|one| one.summary)).unwrap();
    assert_eq!(
        (december.used, december.reserved, rows.len()),
        (Hours::whole(used), Hours::whole(all), count(vendor::MONTHS))
    );
    assert_eq!(outcome.summary(ReservationIndex::from_place(0)).map(|all| all.unused()), Some(Hours::whole(1)));
}
