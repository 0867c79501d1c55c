//! A database that fails at any statement of a purchase: nothing half is kept, and the same purchase is made
//! once when it works again. Quality R-5.

use std::fmt::Write;

use crate::support::{Buy, Buyer, Shop, World, buyers, order};

/// The tables that a trigger can stand on.
fn tables(world: &World) -> Vec<String> {
    world.texts(if world.db.is_sqlite() {
        "SELECT name AS value FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite%'"
    } else {
        "SELECT tablename::text AS value FROM pg_tables WHERE schemaname = 'public'"
    })
}

/// How many rows each table has.
fn rows(world: &World, tables: &[String]) -> Vec<i64> {
    tables.iter().map(|table| world.count(table)).collect()
}

/// What a purchase writes: pairs of a table and a statement, as its own triggers record them.
fn writes(world: &World, tables: &[String], purchase: impl FnOnce()) -> Vec<(String, String)> {
    let mut record = "CREATE TABLE written (what TEXT NOT NULL);".to_owned();
    let mut forget = String::new();
    if !world.db.is_sqlite() {
        record.push_str(
            "CREATE FUNCTION record_write() RETURNS trigger LANGUAGE plpgsql AS \
             'BEGIN INSERT INTO written VALUES (TG_TABLE_NAME || '' '' || TG_OP); RETURN NULL; END';",
        );
    }
    for (table, statement) in tables.iter().flat_map(|table| STATEMENTS.map(|statement| (table, statement))) {
        let act = if world.db.is_sqlite() {
            format!("BEGIN INSERT INTO written VALUES ('{table} {statement}'); END")
        } else {
            "FOR EACH ROW EXECUTE FUNCTION record_write()".to_owned()
        };
        write!(record, "CREATE TRIGGER record_{table}_{statement} AFTER {statement} ON {table} {act};").unwrap();
        forget.push_str(&dropping(world, &format!("record_{table}_{statement}"), table));
    }
    world.execute(&record).unwrap();
    purchase();
    let written = world.texts("SELECT DISTINCT what AS value FROM written ORDER BY what");
    world.execute(&format!("{forget} DROP TABLE written;")).unwrap();
    let parts = |what: String| what.split_once(' ').map(|(table, statement)| (table.to_owned(), statement.to_owned()));
    written.into_iter().filter_map(parts).collect()
}

const STATEMENTS: [&str; 3] = ["INSERT", "UPDATE", "DELETE"];

fn dropping(world: &World, trigger: &str, table: &str) -> String {
    let on = if world.db.is_sqlite() { String::new() } else { format!(" ON {table}") };
    format!("DROP TRIGGER {trigger}{on};")
}

/// Sends the purchase while `statement` on `table` fails; the status of the answer.
fn send_with_fault(world: &World, buyer: &mut Buyer, buy: &Buy, table: &str, statement: &str) -> u16 {
    let act = if world.db.is_sqlite() {
        "BEGIN SELECT RAISE(ABORT, 'a fault of the test'); END"
    } else {
        "FOR EACH ROW EXECUTE FUNCTION fail_write()"
    };
    world.execute(&format!("CREATE TRIGGER fault BEFORE {statement} ON {table} {act};")).unwrap();
    let status = buyer.send(buy).unwrap().status;
    world.execute(&dropping(world, "fault", table)).unwrap();
    status
}

#[test]
fn r_5_a_fault_at_any_statement_of_a_purchase_leaves_nothing_and_the_next_try_makes_it() {
    let shop = Shop::new();
    let world = &shop.world;
    let mut buyer = buyers(&shop, 1, 1, |person| world.as_(person)).remove(0);
    let tables = tables(world);
    let first = buyer.prepare().unwrap().unwrap();
    let writes = writes(world, &tables, || drop(order(&buyer.send(&first).unwrap())));
    let inserts: Vec<&str> =
        writes.iter().filter(|(_, act)| act == "INSERT").map(|(table, _)| table.as_str()).collect();
    for table in ["orders", "order_lines", "reservation_orders", "reservations", "audit_events"] {
        assert!(inserts.contains(&table), "{table} is not among {inserts:?}");
    }
    if !world.db.is_sqlite() {
        let fail = "CREATE FUNCTION fail_write() RETURNS trigger LANGUAGE plpgsql AS \
                    'BEGIN RAISE EXCEPTION ''a fault of the test''; END'";
        world.execute(fail).unwrap();
    }
    for (table, statement) in &writes {
        let buy = buyer.prepare().unwrap().unwrap();
        let before = rows(world, &tables);
        let status = send_with_fault(world, &mut buyer, &buy, table, statement);
        assert!(status >= 500, "{statement} on {table} failed, and the answer was {status}");
        assert_eq!(rows(world, &tables), before, "{statement} on {table} failed, and something was kept");
        order(&buyer.send(&buy).unwrap());
    }
    assert_eq!(shop.orders(), i64::try_from(writes.len()).unwrap() + 1);
    assert_eq!(world.db.system("a test").check().unwrap().broken, []);
}
