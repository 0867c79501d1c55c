//! A simulation as its user runs it: two files, a range, JSON.

use std::fmt::Write;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const RESERVATIONS: &str = "reservation_id,arm_sku_name,region,quantity,scope,subscription_id,resource_group,\
    instance_flexibility,starts_at,ends_at\n";
const USAGE: &str = "hour_start,subscription_id,resource_group,resource_id,arm_sku_name,region,running_hours,kind\n";

/// Runs the program without any environment.
pub(super) fn simulate(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_partner-dashboard"));
    command.arg("simulate").args(arguments).current_dir(folder).env_clear().output().unwrap()
}

/// Rows of both files.
#[derive(Debug, Clone)]
pub(super) struct Case {
    reservations: String,
    usage: String,
}

/// A machine that runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vm<'a> {
    pub(super) id: &'a str,
    pub(super) subscription: &'a str,
    pub(super) group: &'a str,
    pub(super) size: &'a str,
    pub(super) region: &'a str,
    pub(super) kind: &'a str,
}

/// In subscription `a`, resource group `rg`.
pub(super) const fn vm<'a>(id: &'a str, size: &'a str) -> Vm<'a> {
    Vm { id, subscription: "a", group: "rg", size, region: "eastus", kind: "regular" }
}

impl Case {
    pub(super) fn new() -> Self {
        Self { reservations: RESERVATIONS.to_owned(), usage: USAGE.to_owned() }
    }

    /// A whole row; the region is eastus, `scope` is `shared`, `single,a,` or `resource_group,a,rg`.
    pub(super) fn row(mut self, id: &str, size: &str, quantity: u32, scope: &str, rest: &str) -> Self {
        let scope = if scope == "shared" { "shared,," } else { scope };
        writeln!(self.reservations, "{id},{size},eastus,{quantity},{scope},{rest}").unwrap();
        self
    }

    /// Flexible, for as long as a case lasts.
    pub(super) fn reserved(self, id: &str, size: &str, quantity: u32, scope: &str) -> Self {
        self.row(id, size, quantity, scope, "on,2026-06-01T00:00:00Z,2027-06-01T00:00:00Z")
    }

    /// Runs so many hours in each of these hours, counted from the first of June.
    pub(super) fn ran(mut self, vm: Vm<'_>, hours: Range<u32>, each: &str) -> Self {
        let Vm { id, subscription, group, size, region, kind } = vm;
        for hour in hours {
            let (day, hour) = (hour / 24 + 1, hour % 24);
            let start = format!("2026-06-{day:02}T{hour:02}:00:00Z");
            writeln!(self.usage, "{start},{subscription},{group},{id},{size},{region},{each},{kind}").unwrap();
        }
        self
    }

    /// The last row of the usage first.
    pub(super) fn backwards(mut self) -> Self {
        let rows: Vec<&str> = self.usage.lines().skip(1).collect();
        self.usage = format!("{USAGE}{}\n", rows.into_iter().rev().collect::<Vec<_>>().join("\n"));
        self
    }

    /// From the first of June on, for so many hours.
    pub(super) fn hours(&self, hours: u32) -> Found {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("r.csv"), &self.reservations).unwrap();
        std::fs::write(folder.path().join("u.csv"), &self.usage).unwrap();
        let to = format!("2026-06-{:02}T{:02}:00:00Z", hours / 24 + 1, hours % 24);
        let to = if hours == 720 { "2026-07-01" } else { &to };
        let files = ["--reservations", "r.csv", "--usage", "u.csv", "--json"];
        let done = simulate(folder.path(), &[&files[..], &["--from", "2026-06-01", "--to", to]].concat());
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        Found(serde_json::from_slice(&done.stdout).unwrap())
    }
}

/// What came out.
#[derive(Debug, PartialEq)]
pub(super) struct Found(pub(super) Value);

impl Found {
    fn of<'f>(&'f self, list: &str, key: &str, id: &str) -> &'f Value {
        self.0[list].as_array().unwrap().iter().find(|one| one[key] == id).unwrap()
    }

    /// Reserved, used and unused hours, then average, lowest and highest utilization.
    pub(super) fn reservation(&self, id: &str) -> [&str; 6] {
        let one = self.of("reservations", "reservation_id", id);
        ["reserved_hours", "used_hours", "unused_hours", "avg_utilization", "min_utilization", "max_utilization"]
            .map(|key| one[key].as_str().unwrap())
    }

    /// A day of a reservation: its date, reserved and used hours, lowest, average, highest.
    pub(super) fn day(&self, id: &str, place: usize) -> [&str; 6] {
        let day = &self.of("reservations", "reservation_id", id)["daily"][place];
        ["usage_date", "reserved_hours", "used_hours", "min", "avg", "max"].map(|key| day[key].as_str().unwrap())
    }

    /// Running, covered and pay-as-you-go hours.
    pub(super) fn resource(&self, id: &str) -> [&str; 3] {
        let one = self.of("resources", "resource_id", id);
        ["running_hours", "covered_hours", "payg_hours"].map(|key| one[key].as_str().unwrap())
    }
}
