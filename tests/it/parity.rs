//! Both databases are the same: tables, columns, keys; up, down and up again. Quality.

use std::collections::BTreeSet;

use partner_dashboard::store::{DatabaseUrl, SchemaState, migrate, revert_all, schema_state};

use crate::support::{TestDatabase, World, is_postgres, rows};

/// A column: table, name, kind, whether it may be empty.
type Column = (String, String, &'static str, bool);

#[test]
fn migrations_go_up_and_down_and_up_again() {
    let database = TestDatabase::empty();
    let url = database.url();
    let ran = migrate(url).unwrap();
    let fresh = columns(url);
    assert!(!ran.is_empty() && fresh.len() > 100);
    revert_all(url).unwrap();
    assert_eq!(columns(url), BTreeSet::new());
    assert_eq!(schema_state(url).unwrap(), SchemaState::Behind(ran.clone()));
    assert_eq!(migrate(url).unwrap(), ran);
    assert_eq!(columns(url), fresh);
    assert_eq!(schema_state(url).unwrap(), SchemaState::Current);
    assert_eq!(migrate(url).unwrap(), Vec::<String>::new());
}

#[test]
fn every_column_of_the_schema_is_in_the_database_and_the_other_way_round() {
    let database = TestDatabase::migrated();
    let named = named_in_schema();
    for (table, column) in &named {
        rows::execute(database.url(), &format!("SELECT {column} FROM {table} LIMIT 0"))
            .unwrap_or_else(|error| panic!("{table}.{column}: {error}"));
    }
    let known: BTreeSet<(String, String)> =
        columns(database.url()).into_iter().map(|(table, column, ..)| (table, column)).collect();
    let forgotten: Vec<_> = known.difference(&named).collect();
    assert!(forgotten.is_empty(), "not in schema.rs: {forgotten:?}");
}

#[test]
fn sqlite_and_postgres_have_the_same_tables() {
    let sqlite = TestDatabase::sqlite();
    migrate(sqlite.url()).unwrap();
    assert!(keys(sqlite.url()).len() > 30, "keys are found");
    // The other half needs a PostgreSQL; `tests/run` gives one.
    if is_postgres() {
        let postgres = TestDatabase::migrated();
        assert_eq!(columns(sqlite.url()), columns(postgres.url()));
        assert_eq!(keys(sqlite.url()), keys(postgres.url()));
    }
}

#[test]
fn pooled_connections_are_set_up_as_promised() {
    let world = World::new();
    let (reader, writer) = world.db.facts().unwrap();
    let of = |facts: &[(&'static str, String)], name: &str| {
        facts.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    if is_postgres() {
        for facts in [&reader, &writer] {
            assert_eq!(of(facts, "TimeZone"), "UTC");
            assert_eq!(of(facts, "statement_timeout"), "30s");
        }
        assert_eq!(
            (of(&reader, "default_transaction_read_only"), of(&writer, "default_transaction_read_only")),
            ("on".into(), "off".into())
        );
        return;
    }
    for facts in [&reader, &writer] {
        // 2 is FULL: an answered purchase survives power loss.
        assert_eq!((of(facts, "journal_mode"), of(facts, "synchronous")), ("wal".into(), "2".into()));
        assert_eq!((of(facts, "foreign_keys"), of(facts, "busy_timeout")), ("1".into(), "5000".into()));
    }
    assert_eq!((of(&reader, "query_only"), of(&writer, "query_only")), ("1".into(), "0".into()));
    let options = world.db.compile_options().unwrap();
    for wanted in ["ENABLE_QPSG", "THREADSAFE=2"] {
        assert!(options.iter().any(|option| option == wanted), "{wanted} in {options:?}");
    }
    assert!(!options.iter().any(|option| option == "ENABLE_STAT4"));
}

/// The tables and columns that `schema.rs` names.
fn named_in_schema() -> BTreeSet<(String, String)> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/schema.rs")).unwrap();
    let mut found = BTreeSet::new();
    let mut table = String::new();
    for line in text.lines().map(str::trim) {
        if let Some((column, _)) = line.split_once(" -> ").filter(|_| !line.starts_with("//")) {
            found.insert((table.clone(), column.to_owned()));
        } else if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with(") {")) {
            name.clone_into(&mut table);
        }
    }
    assert!(found.len() > 100, "the schema was read");
    found
}

fn columns(url: &DatabaseUrl) -> BTreeSet<Column> {
    let sql = match url {
        DatabaseUrl::Sqlite(_) => {
            "SELECT m.name || '|' || c.name || '|' || c.type || '|' || (c.\"notnull\" = 0) AS value
             FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        DatabaseUrl::Postgres(_) => {
            "SELECT table_name || '|' || column_name || '|' || data_type || '|' || (is_nullable = 'YES')::int AS value
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let rows = rows::texts(url, sql);
    let split = |row: &String| {
        let parts: Vec<&str> = row.split('|').collect();
        (parts[0].to_owned(), parts[1].to_owned(), kind(url, parts[2], parts[1]), parts[3] == "1")
    };
    rows.iter().filter(|row| !row.starts_with("__diesel")).map(split).collect()
}

/// What both databases call by the same word: SQLite keeps times and truths as numbers, days as text.
fn kind(url: &DatabaseUrl, of: &str, column: &str) -> &'static str {
    let is_sqlite = matches!(url, DatabaseUrl::Sqlite(_));
    match of {
        "BLOB" | "uuid" | "bytea" => "bytes",
        "TEXT" | "text" | "date" => "text",
        "INTEGER" | "integer" | "bigint" | "smallint" | "boolean" | "timestamp with time zone" => "number",
        other => panic!("{column} is {other}, which the other database has not (SQLite: {is_sqlite})"),
    }
}

/// Unique keys and references to other tables, by their columns.
fn keys(url: &DatabaseUrl) -> BTreeSet<String> {
    let sql = match url {
        DatabaseUrl::Sqlite(_) => {
            "SELECT 'unique ' || m.name || ' ' || (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY name)) AS value
             FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i.\"unique\" AND m.name NOT LIKE 'sqlite_%'
             UNION ALL
             SELECT 'reference ' || m.name || ' ' || group_concat(f.\"from\") || ' ' || f.\"table\"
             FROM sqlite_master m, (SELECT name AS owner FROM sqlite_master WHERE type = 'table') o, pragma_foreign_key_list(o.owner) f
             WHERE m.name = o.owner GROUP BY m.name, f.id, f.\"table\""
        }
        DatabaseUrl::Postgres(_) => {
            "SELECT 'unique ' || c.relname || ' ' || (SELECT string_agg(a.attname, ',' ORDER BY a.attname COLLATE \"C\") FROM pg_attribute a
                 WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey)) AS value
             FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE i.indisunique AND n.nspname = 'public'
             UNION ALL
             SELECT 'reference ' || c.relname || ' ' || (SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(k.conkey) WITH ORDINALITY AS k (number, place)
                 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number) || ' ' || r.relname
             FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
             WHERE k.contype = 'f'"
        }
    };
    rows::texts(url, sql).into_iter().filter(|key| !key.contains("__diesel")).collect()
}
