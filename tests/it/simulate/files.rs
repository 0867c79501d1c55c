//! What is told about files: bad rows, columns, ranges. Exit codes.

use std::process::Output;

use tempfile::TempDir;

use super::case::simulate;

const RESERVATIONS: &str = "reservation_id,arm_sku_name,region,quantity,scope,subscription_id,resource_group,\
    instance_flexibility,starts_at,ends_at\n\
    good,Standard_DS2_v2,East US,1,shared,,,on,2026-06-01T00:00:00Z,2027-06-01T00:00:00Z\n\
    none,Standard_DS2_v2,eastus,0,shared,,,on,2026-06-01,2027-06-01\n\
    alone,Standard_DS2_v2,eastus,1,single,,,on,2026-06-01,2027-06-01\n\
    good,Standard_DS2_v2,eastus,1,shared,,,on,2026-09-01,2027-06-01\n\
    late,Standard_DS2_v2,eastus,1,shared,,,maybe,2026-06-02,2026-06-01\n";
const USAGE: &str = "hour_start,subscription_id,resource_group,resource_id,arm_sku_name,region,running_hours,kind\n\
    2026-06-01T00:00:00Z,a,rg,vm,Standard_DS2_v2,eastus,1,regular\n\
    2026-06-01T00:30:00Z,a,rg,vm,Standard_DS2_v2,eastus,1,regular\n\
    2026-06-01T01:00:00Z,a,rg,vm,Standard_DS2_v2,eastus,-1,regular\n";

fn run(reservations: &str, usage: &str, more: &[&str]) -> (i32, String, String) {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("r.csv"), reservations).unwrap();
    std::fs::write(folder.path().join("u.csv"), usage).unwrap();
    let Output { status, stdout, stderr } =
        simulate(folder.path(), &[&["--reservations", "r.csv", "--usage", "u.csv"], more].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

const DAY: [&str; 4] = ["--from", "2026-06-01", "--to", "2026-06-02"];

#[test]
fn bad_rows_are_told_with_their_line_and_nothing_is_computed() {
    let (code, out, err) = run(RESERVATIONS, USAGE, &[&DAY[..], &["--json"]].concat());
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(
        err.lines().collect::<Vec<_>>(),
        [
            "r.csv:3: quantity 0 is not a number from 1 to 999999999",
            "r.csv:4: scope single without subscription_id",
            "r.csv:5: overlaps an earlier row of good",
            "r.csv:6: ends_at 2026-06-01 is not after starts_at 2026-06-02",
            "u.csv:3: 2026-06-01T00:30:00Z is not the start of an hour",
            "u.csv:4: -1 hours are below zero",
            "partner-dashboard: 6 bad rows; --keep-good computes with the others",
        ]
    );
    let (code, out, _) = run(RESERVATIONS, USAGE, &[&DAY[..], &["--keep-good"]].concat());
    assert_eq!(code, 0);
    assert_eq!(
        out.lines().collect::<Vec<_>>(),
        [
            "good: reserved 24 h, used 1 h, unused 23 h, utilization 4.166667 % (0 to 100 %)",
            "vm: running 1 h, covered 1 h, pay-as-you-go 0 h",
        ]
    );
}

#[test]
fn wrong_files_and_ranges_have_their_exit_codes() {
    let good: String = RESERVATIONS.lines().take(2).flat_map(|line| [line, "\n"]).collect();
    let range = |from, to| run(&good, USAGE, &["--from", from, "--to", to]).0;
    assert_eq!(range("2026-06-02", "2026-06-01"), 2);
    assert_eq!(range("2026-06-01T00:30:00Z", "2026-06-02"), 2);
    assert_eq!(range("yesterday", "2026-06-02"), 2);
    let (code, _, err) = run("reservation_id,region\n", USAGE, &DAY);
    assert_eq!((code, err.as_str()), (1, "partner-dashboard: r.csv: there is no column arm_sku_name\n"));
    let (code, _, err) = run(&good, "name,price\n", &DAY);
    assert_eq!((code, err.contains("not a usage file: its columns are name, price")), (1, true));
    let folder = TempDir::new().unwrap();
    let missing = simulate(folder.path(), &[&["--reservations", "r.csv", "--usage", "u.csv"], &DAY[..]].concat());
    assert_eq!(missing.status.code(), Some(5));
}
