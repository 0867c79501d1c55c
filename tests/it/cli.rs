//! The program as its operator runs it: commands, exit codes, backups, checks. Features rows 41 to 43.

use std::path::{Path, PathBuf};
use std::process::Command;

use partner_dashboard::store::DatabaseUrl;
use tempfile::TempDir;

use crate::support::{Demo, TestDatabase, rows};

/// What a command answered.
#[derive(Debug)]
struct Answer {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in a folder, without any environment but this.
fn run_with(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Answer {
    let mut command = Command::new(env!("CARGO_BIN_EXE_partner-dashboard"));
    let done =
        command.args(arguments).current_dir(folder).env_clear().envs(variables.iter().copied()).output().unwrap();
    Answer {
        code: done.status.code().unwrap(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

/// An installation: a database and a folder.
struct Installation {
    database: TestDatabase,
    folder: TempDir,
}

impl Installation {
    fn on(database: TestDatabase) -> Self {
        Self { database, folder: TempDir::new().unwrap() }
    }

    fn url(&self) -> String {
        match self.database.url() {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        }
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        run_with(self.folder.path(), &[("DATABASE_URL", &self.url())], arguments)
    }

    fn done(&self, arguments: &[&str]) -> String {
        let answer = self.run(arguments);
        assert_eq!(answer.code, 0, "{arguments:?}: {answer:?}");
        answer.out
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// With prices, a partner, a person, customers and orders.
    fn with_orders(self) -> Self {
        self.done(&["migrate"]);
        self.done(&["import", "reference"]);
        self.done(&CREATE_USER);
        self.done(&["generate", "--customers", "30", "--orders", "10", "--reservations", "12"]);
        self
    }
}

const CREATE_USER: [&str; 15] = [
    "create-user",
    "--email",
    "first@contoso.example",
    "--name",
    "First Person",
    "--role",
    "global_admin",
    "--partner-name",
    "Contoso Cloud",
    "--kind",
    "direct_bill",
    "--country",
    "US",
    "--mpn-id",
    "4765212",
];

#[test]
fn an_operator_sets_up_an_installation_and_everything_in_it_checks() {
    let new = Installation::on(TestDatabase::empty());
    assert_eq!(new.run(&CREATE_USER).code, 4, "not migrated");
    assert!(new.done(&["migrate"]).contains("Ran migration"));
    assert!(new.done(&["migrate"]).contains("up to date"));
    let told = new.done(&CREATE_USER);
    let (_, password) = told.split_once("One-time password: ").unwrap();
    assert_eq!(password.trim().len(), 23);
    let again = new.run(&CREATE_USER);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("first@contoso.example has an account already"), "{}", again.err);
    let orders = new.run(&["generate", "--customers", "3", "--orders", "1"]);
    assert_eq!(orders.code, 4, "no price lists: {orders:?}");
    assert!(new.done(&["import", "reference"]).contains("Loaded"));
    assert!(new.done(&["import", "reference"]).contains("already"));
    new.done(&["generate", "--customers", "30", "--orders", "10", "--reservations", "12", "--seed", "7"]);
    assert_eq!(new.run(&["generate", "--customers", "1", "--seed", "7"]).code, 1, "the same seed again");
    assert_eq!(new.run(&["generate", "--orders", "1"]).code, 1, "orders without customers");
    let kept = new.done(&["housekeeping"]);
    // How many reservations end soon depends on the day; everything else has nothing to do.
    let (names, idle): (Vec<&str>, Vec<bool>) =
        kept.lines().filter_map(|line| line.split_once(": ")).map(|(name, done)| (name, done == "0")).unzip();
    let jobs = ["delete-suspended-subscriptions", "forget-ended-sessions", "scan-attachments"];
    assert_eq!((&names[..3], &idle[..3]), (&jobs[..], &[true; 3][..]), "{kept}");
    assert!(names.contains(&"tell-expiring-reservations"), "{kept}");
    assert!(new.done(&["check"]).contains("invariants hold"));
}

#[test]
fn a_backup_is_restored_into_an_empty_database_with_every_row() {
    let first = Installation::on(TestDatabase::empty()).with_orders();
    first.done(&["backup", "first.gz"]);
    assert_eq!(first.run(&["backup", "first.gz"]).code, 1, "a file that is there stays");
    let file = first.file("first.gz");
    let second = Installation::on(TestDatabase::empty());
    let told = second.done(&["restore", file.to_str().unwrap()]);
    assert!(told.contains("invariants hold"), "{told}");
    second.done(&["backup", "second.gz"]);
    assert_eq!(content(&second.file("second.gz")), content(&file));
    let refused = second.run(&["restore", file.to_str().unwrap()]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("not empty"), "{}", refused.err);
}

#[test]
fn a_backup_that_breaks_off_restores_nothing() {
    let first = Installation::on(TestDatabase::empty()).with_orders();
    first.done(&["backup", "whole.gz"]);
    let whole = std::fs::read(first.file("whole.gz")).unwrap();
    std::fs::write(first.file("half.gz"), &whole[..whole.len() / 2]).unwrap();
    let second = Installation::on(TestDatabase::empty());
    let half = first.file("half.gz");
    assert_eq!(second.run(&["restore", half.to_str().unwrap()]).code, 1);
    second.done(&["restore", first.file("whole.gz").to_str().unwrap()]);
}

/// The lines after the head, which says when the backup was made.
fn content(path: &Path) -> Vec<String> {
    let mut text = String::new();
    let file = std::fs::File::open(path).unwrap();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(file), &mut text).unwrap();
    text.lines().skip(1).map(ToOwned::to_owned).collect()
}

#[test]
fn a_check_names_what_was_changed_past_the_program() {
    let broken = Installation::on(TestDatabase::sqlite()).with_orders();
    let url = broken.database.url();
    let change = |sql: &str| rows::execute(url, sql).unwrap();
    change("UPDATE orders SET total_minor = total_minor + 1 WHERE id = (SELECT min(id) FROM orders)");
    change(
        "UPDATE reservation_orders SET expires_at = expires_at + 1 WHERE id = (SELECT min(id) FROM reservation_orders)",
    );
    change("DROP TRIGGER audit_events_no_update");
    change("UPDATE audit_events SET actor = 'nobody' WHERE kind = 'create_partner_user'");
    change("DELETE FROM user_roles");
    let told = broken.run(&["check"]);
    assert_eq!(told.code, 1, "{told:?}");
    for name in [
        "orders.total: 1 broken",
        "reservation_orders.expiry: 1 broken, such as ",
        "reservations.order: 1 broken",
        "audit_events.chain: ",
        "users.role: 1 broken",
    ] {
        assert!(told.out.contains(name), "{name} in {}", told.out);
    }
}

#[test]
fn r_30_a_server_that_cannot_work_does_not_start_and_says_why() {
    let place = Installation::on(TestDatabase::empty());
    let url = place.url();
    std::fs::write(place.file("good.key"), "0123456789abcdefghijklmnopqrstuvwxyz").unwrap();
    std::fs::write(place.file("short.key"), "short").unwrap();
    std::fs::write(place.file("unknown.toml"), "listen = \"127.0.0.1:1\"").unwrap();
    let good = ["serve", "--secret-key-file", "good.key", "--bind", "127.0.0.1:0"];
    let refused = |variables: &[(&str, &str)], more: &[&str], code: i32, why: &str| {
        let variables = [&[("DATABASE_URL", url.as_str())], variables].concat();
        let answer = run_with(place.folder.path(), &variables, more);
        assert_eq!(answer.code, code, "{answer:?}");
        assert!(answer.err.contains(why), "{why} in {}", answer.err);
    };
    refused(&[], &["serve"], 3, "secret_key_file is not set");
    refused(&[], &["serve", "--secret-key-file", "short.key"], 3, "at least 32 bytes");
    refused(&[], &[&good[..], &["--config", "unknown.toml"]].concat(), 3, "unknown key `listen`");
    refused(&[("PARTNER_DASHBOARD_PORT", "1")], &good, 3, "unknown environment variable PARTNER_DASHBOARD_PORT");
    refused(&[], &[&good[..], &["--database-url", "mysql://x"]].concat(), 3, "unknown scheme");
    refused(&[], &[&good[..], &["--data-dir", "good.key/data"]].concat(), 5, "good.key/data");
    refused(&[], &good, 4, "run `migrate`");
    refused(&[], &["serve", "--nonsense"], 2, "--nonsense");
    place.done(&["migrate"]);
    rows::execute(place.database.url(), "INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231000000')")
        .unwrap();
    refused(&[], &good, 4, "newer version (migration 29991231000000)");
}

#[test]
fn the_demonstration_goes_on_with_the_same_data_and_is_no_real_installation() {
    let folder = TempDir::new().unwrap();
    let demo = Demo::start(folder.path());
    let file = demo.database();
    let url = DatabaseUrl::Sqlite(file.clone());
    let ids = |url: &DatabaseUrl| rows::texts(url, "SELECT hex(id) AS value FROM customers ORDER BY id");
    let first = ids(&url);
    demo.signal("TERM");
    assert!(demo.ended().success());
    let log = std::fs::metadata(file.with_extension("sqlite3-wal")).map_or(0, |log| log.len());
    assert_eq!(log, 0, "the log was moved into the file");
    rows::execute(&url, "UPDATE customers SET version = 7 WHERE version = 1").unwrap();
    let demo = Demo::start(folder.path());
    assert_eq!(ids(&url), first);
    assert_eq!(
        rows::number(&url, "SELECT count(*) AS value FROM customers WHERE version = 7"),
        i64::try_from(first.len()).unwrap()
    );
    demo.signal("TERM");
    assert!(demo.ended().success());
    let database = format!("sqlite:{}", file.display());
    std::fs::write(folder.path().join("key"), "0123456789abcdefghijklmnopqrstuvwxyz").unwrap();
    let variables = [("DATABASE_URL", database.as_str()), ("SECRET_KEY_FILE", "key")];
    let served = run_with(folder.path(), &variables, &["serve", "--data-dir", "."]);
    assert_eq!(served.code, 1, "{served:?}");
    assert!(served.err.contains("demonstration's database"), "{}", served.err);
    let checked = run_with(folder.path(), &variables, &["check"]);
    assert_eq!(checked.code, 0, "{checked:?}");
}

#[test]
fn the_configuration_says_where_each_value_comes_from_and_hides_passwords() {
    let folder = TempDir::new().unwrap();
    let variables = [("DATABASE_URL", "postgres://app:hidden@db.example/dashboard")];
    let told = run_with(folder.path(), &variables, &["config", "--workers", "3"]);
    assert_eq!(told.code, 0, "{told:?}");
    assert!(!told.out.contains("hidden"), "{}", told.out);
    let line = |name: &str| told.out.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    assert!(line("database_url").contains("postgres://app:****@db.example/dashboard  # environment; DATABASE_URL"));
    assert!(line("workers").contains("= 3 ") && line("workers").contains("# flag; "), "{}", line("workers"));
    assert!(line("cart_life_days").contains("# default; "), "{}", line("cart_life_days"));
}
