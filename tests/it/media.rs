//! The media library is filled by a list: S-88, quality 41.

use std::path::Path;

use partner_dashboard::ops::media::{Import, Library, MediaRow, Outcome, RowFault, import};

use crate::support::{Value, World};

const HEAD: &str = "product,version,language,file_type,file,sha256\n";
/// Of `hello`.
const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

fn world() -> World {
    let world = World::new();
    for (id, family) in [("server", "software"), ("vm", "vm_reservations")] {
        let (id, family) = (Value::text(id), Value::text(family));
        world.insert("products", &[("id", id), ("family", family), ("size", Value::Null), ("title", Value::text("x"))]);
    }
    world
}

fn run(world: &World, files: &Path, list: &str, is_dry_run: bool) -> Vec<(u64, Outcome)> {
    let mut told = Vec::new();
    let command = Import { files, is_dry_run };
    let list = format!("{HEAD}{list}");
    let mut tell = |line, _: &MediaRow, outcome: &Outcome| told.push((line, outcome.clone()));
    import(&world.app, &command, list.as_bytes(), &mut tell).unwrap();
    told
}

#[test]
fn a_list_is_imported_row_by_row_and_twice_changes_nothing() {
    let (world, folder) = (world(), tempfile::tempdir().unwrap());
    std::fs::write(folder.path().join("서버 2019.iso"), b"hello").unwrap();
    std::fs::write(folder.path().join("empty.iso"), b"").unwrap();
    let hello = HELLO.parse().unwrap();
    let good =
        format!("server,2019,한국어,\"ISO, 64-bit\",서버 2019.iso,{HELLO}\nserver,2019,English,ISO,서버 2019.iso,\n");
    let dry = run(&world, folder.path(), &good, true);
    assert_eq!(dry, [(2, Outcome::New(hello)), (3, Outcome::New(hello))]);
    assert_eq!((world.count("media"), Library::of(&world.app.config).has(&hello, 5).unwrap()), (0, false));
    assert_eq!(run(&world, folder.path(), &good, false), dry);
    assert_eq!((world.count("media"), Library::of(&world.app.config).has(&hello, 5).unwrap()), (2, true));
    let same = run(&world, folder.path(), &good, false);
    assert_eq!(same, [(2, Outcome::Unchanged(hello)), (3, Outcome::Unchanged(hello))]);
    assert_eq!(world.count("audit_events WHERE kind = 'import_media'"), 2);

    let bad = format!(
        "vm,1,English,ISO,서버 2019.iso,\nserver,,English,ISO,서버 2019.iso,\nserver,1,English,ISO,../서버 2019.iso,\n\
         server,1,English,ISO,absent.iso,\nserver,1,English,ISO,empty.iso,\nserver,1,English,ISO,서버 2019.iso,abc\n\
         server,1,English,ISO,서버 2019.iso,{}\nserver,1\n\
         server,2019,English,ISO, 64-bit,a.iso,\n",
        "00".repeat(32)
    );
    let bad = run(&world, folder.path(), &bad, false);
    let faults: Vec<String> = bad
        .iter()
        .map(|(line, outcome)| {
            let Outcome::Bad(fault) = outcome else { panic!("{outcome:?}") };
            let words = format!("{fault:?}");
            format!("{line} {}", words.split([' ', '(', '{']).next().unwrap())
        })
        .collect();
    let expected = ["2 NoProduct", "3 Label", "4 Name", "5 File", "6 Empty", "7 NotAChecksum", "8 Checksum"];
    assert_eq!(faults[..7], expected);
    for row in &bad[7..] {
        assert!(matches!(row.1, Outcome::Bad(RowFault::Malformed(_))), "{row:?}");
    }
    assert_eq!(bad.len(), 9);
    assert_eq!(world.count("media"), 2);
}

#[test]
fn another_file_takes_the_place_and_the_id_stays() {
    let (world, folder) = (world(), tempfile::tempdir().unwrap());
    let file = folder.path().join("a.iso");
    let ids = || world.texts(&format!("SELECT {} AS value FROM media", world.as_hex("id")));
    std::fs::write(&file, b"hello").unwrap();
    run(&world, folder.path(), "server,2019,English,ISO,a.iso,\n", false);
    let before = ids();
    assert_eq!(before.len(), 1);
    std::fs::write(&file, b"world").unwrap();
    let told = run(&world, folder.path(), "server,2019,English,ISO,a.iso,\n", false);
    assert!(matches!(told[0].1, Outcome::Replaced(_)), "{told:?}");
    assert_eq!(ids(), before);
}
