//! Links and downloads: S-88 to S-93, P-18, domain 6.10, Q-24, Q-25; quality 41, R-7.

use std::io::Read;
use std::sync::Barrier;

use crate::support::{FILE, Server, TestDatabase, Town, World};

const DAY: i64 = 86_400;

/// A file longer than a piece.
fn long_file() -> Vec<u8> {
    (0..300_000_u32).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

fn town(world: &World) -> Town {
    world.media(&long_file());
    world.town(world.partner("Contoso Cloud"), &world.shelf())
}

fn world() -> World {
    World::with(|config| config.requests_per_address = 500)
}

/// What a program without cookies gets.
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

fn fetch(origin: &str, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().new_agent();
    let mut request = ureq::http::Request::builder().method(method).uri(format!("{origin}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = agent.run(request.body(()).unwrap()).unwrap();
    let headers = answer.headers().iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    let (status, mut body) = (answer.status().as_u16(), Vec::new());
    answer.into_body().into_reader().read_to_end(&mut body).unwrap();
    Answer { status, headers, body }
}

fn file(town: &Town) -> String {
    town.address("/downloads/{token}/file")
}

fn counted(world: &World) -> i64 {
    let all = world.texts("SELECT CAST(downloads AS text) AS value FROM download_links");
    all.iter().map(|it| it.parse::<i64>().unwrap()).sum()
}

#[test]
fn s_88_to_s_91_a_product_is_selected_and_downloaded_by_a_link() {
    let world = world();
    let town = town(&world);
    world.file_of("2022", b"newer");
    world.stock_key("2022", "NEWER-KEY22-33333-44444-55555");
    let mut browser = world.as_(&town.admin);
    browser.get(town.address("/customers/{customer}/software"));
    let select = town.address("/customers/{customer}/software/{entitlement}");
    assert!(browser.page().attributes("a", "href").contains(&select));
    browser.get(&select);
    browser.fill("Version", "2022").click("Submit");
    assert!(browser.sees("Selected product") && browser.sees(FILE), "{}", browser.page().text());
    browser.click("Downloads and keys");
    assert_eq!(browser.page().status, 200);
    assert!(
        browser.sees("50 of 50 downloads left, until December 5, 2026, 09:00 UTC (14 days)"),
        "{}",
        browser.page().text()
    );
    assert!(browser.sees("•••••-•••••-•••••-•••••-55555") && !browser.page().source().contains("NEWER-"));
    let href = browser.page().attributes("a[download]", "href")[0].clone();
    let got = fetch(world.origin(), "GET", &href, &[]);
    assert_eq!((got.status, got.body.as_slice()), (200, b"newer".as_slice()));
    assert_eq!(got.header("content-disposition"), format!("attachment; filename=\"{FILE}\"; filename*=UTF-8''{FILE}"));
    browser.get(town.address("/customers/{customer}/software/{entitlement}/downloads"));
    assert!(browser.sees("49 of 50 downloads left") && browser.sees("Whoever has the link"));
    // The last choice stands there again.
    browser.get(&select);
    assert_eq!(browser.page().attributes("#version option[selected]", "value"), ["2022"]);
}

#[test]
fn s_92_a_link_works_for_fourteen_days_to_the_second() {
    let world = world();
    let town = town(&world);
    let (host, page) = (world.origin().to_owned(), town.address("/downloads/{token}"));
    world.wait(14 * DAY - 1);
    assert_eq!(fetch(&host, "GET", &page, &[]).status, 200);
    assert_eq!(fetch(&host, "GET", &file(&town), &[]).status, 200);
    world.wait(1);
    for path in [&page, &file(&town)] {
        let dead = fetch(&host, "GET", path, &[]);
        let text = String::from_utf8(dead.body).unwrap();
        assert_eq!(dead.status, 410);
        assert!(
            text.contains("This link has expired") && text.contains("Ask Contoso Cloud to enable it again"),
            "{text}"
        );
    }
    assert_eq!(counted(&world), 1);
    // S-93: the same address works again, as often as is wanted; a link that works is left as it is.
    for _ in 0..2 {
        let mut browser = world.as_(&town.admin);
        browser
            .get(town.address("/customers/{customer}/software/{entitlement}/downloads"))
            .click(&format!("Enable again: {FILE}"));
        assert!(browser.sees("50 of 50 downloads left"), "{}", browser.page().text());
        assert_eq!(fetch(&host, "GET", &file(&town), &[]).status, 200);
        let address = town.address("/customers/{customer}/software/{entitlement}/downloads");
        let media = world.media(b"").to_string();
        browser.post(&address, &[("media", &media)]);
        assert_eq!((browser.page().status, counted(&world)), (200, 1));
        world.wait(14 * DAY);
    }
    assert_eq!(world.count("audit_events WHERE kind = 'get_software_download_link'"), 2);
}

/// 120 at once; how many got the file.
fn rush(origins: &[&str], path: &str) -> usize {
    let start = Barrier::new(120);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..120)
            .map(|at| {
                let (start, origin) = (&start, origins[at % origins.len()]);
                scope.spawn(move || {
                    start.wait();
                    fetch(origin, "GET", path, &[]).status
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(statuses.iter().all(|status| [200, 410].contains(status)), "{statuses:?}");
    statuses.iter().filter(|status| **status == 200).count()
}

#[test]
fn r_7_fifty_of_a_hundred_and_twenty_downloads_at_once_and_fifty_more_when_enabled_again() {
    let world = world();
    let town = town(&world);
    assert_eq!((rush(&[world.origin()], &file(&town)), counted(&world)), (50, 50));
    let dead = fetch(world.origin(), "GET", &town.address("/downloads/{token}"), &[]);
    assert!(dead.status == 410 && String::from_utf8(dead.body).unwrap().contains("No downloads are left"));
    let mut browser = world.as_(&town.admin);
    browser
        .get(town.address("/customers/{customer}/software/{entitlement}/downloads"))
        .click(&format!("Enable again: {FILE}"));
    assert_eq!((rush(&[world.origin()], &file(&town)), counted(&world)), (50, 50));
    assert_eq!(world.count("audit_events WHERE kind = 'download_software'"), 100);
}

#[test]
fn r_7_the_same_through_two_servers() {
    let world = World::on(TestDatabase::migrated(), |_| {});
    let town = town(&world);
    world.bought_now();
    let media = world.app.config.data_dir.join("media");
    let variables =
        [("PARTNER_DASHBOARD_MEDIA", media.to_str().unwrap()), ("PARTNER_DASHBOARD_REQUESTS_PER_ADDRESS", "500")];
    let servers = [Server::on(world.url(), &variables), Server::on(world.url(), &variables)];
    let origins: Vec<&str> = servers.iter().map(|server| server.origin.as_str()).collect();
    assert_eq!((rush(&origins, &file(&town)), counted(&world)), (50, 50));
}

#[test]
fn q_24_looking_and_going_on_count_nothing_and_every_start_counts() {
    let world = world();
    let town = town(&world);
    let whole = long_file();
    let get = |headers: &[(&str, &str)]| fetch(world.origin(), "GET", &file(&town), headers);
    let look = fetch(world.origin(), "HEAD", &file(&town), &[]);
    assert_eq!((look.status, look.header("content-length"), look.body.len()), (200, "300000", 0));
    let etag = look.header("etag").to_owned();
    assert_eq!((get(&[("range", "bytes=300000-")]).status, counted(&world)), (416, 0));

    let first = get(&[("range", "bytes=0-99999"), ("accept-encoding", "gzip")]);
    assert_eq!((first.status, first.header("content-range")), (206, "bytes 0-99999/300000"));
    let second = get(&[("range", "bytes=100000-"), ("if-range", &etag)]);
    assert_eq!((second.status, second.header("content-range")), (206, "bytes 100000-299999/300000"));
    assert_eq!([first.body, second.body].concat(), whole);
    assert_eq!(counted(&world), 1);
    // Another program, or one that has had the file twice, begins anew.
    assert_eq!(get(&[("range", "bytes=100000-"), ("user-agent", "another")]).status, 206);
    assert_eq!(counted(&world), 2);
    for _ in 0..2 {
        assert_eq!(get(&[("range", "bytes=100000-")]).status, 206);
    }
    assert_eq!(counted(&world), 3);
    // A part of another file than the one that was begun would spoil it.
    let other = get(&[("range", "bytes=100000-"), ("if-range", "\"another\"")]);
    assert_eq!((other.status, other.body == whole, counted(&world)), (200, true, 4));
    // The next day it is a new download.
    world.wait(DAY);
    assert_eq!((get(&[("range", "bytes=299999-")]).status, counted(&world)), (206, 5));
}

#[test]
fn a_file_that_is_not_there_counts_nothing_and_unknown_addresses_are_none() {
    let world = world();
    let town = town(&world);
    std::fs::remove_dir_all(world.app.config.data_dir.join("media")).unwrap();
    assert_eq!((fetch(world.origin(), "GET", &file(&town), &[]).status, counted(&world)), (404, 0));
    for path in ["/downloads/guess", "/downloads/guess/file"] {
        assert_eq!(fetch(world.origin(), "GET", path, &[]).status, 404);
    }
    let page = fetch(world.origin(), "GET", &town.address("/downloads/{token}"), &[]);
    assert_eq!((page.header("referrer-policy"), page.header("x-robots-tag")), ("same-origin", "noindex"));
    // Only the hash of the address is kept.
    let token = town.place("token");
    assert!(!world.written().contains(&token));
    assert_eq!(world.texts("SELECT CAST(count(*) AS text) AS value FROM download_links"), ["1"]);
}

#[test]
fn a_link_is_handed_over_and_taken_back_and_the_log_says_it() {
    let world = world();
    let town = town(&world);
    let mut browser = world.as_(&town.admin);
    let page = town.address("/customers/{customer}/software/{entitlement}/downloads");
    browser.get(&page).click(&format!("Give to the customer: {FILE}"));
    assert!(browser.page().source().contains(&town.address("/downloads/{token}")));
    browser.fill("Recipient", "").click("Give to the customer");
    assert_eq!(browser.page().status, 422);
    browser.fill("Recipient", "Kim Minji").fill("Reason", "New server room").click("Give to the customer");
    assert!(browser.sees("Recipient: Kim Minji · Reason: New server room"), "{}", browser.page().text());
    browser.click(&format!("Revoke: {FILE}"));
    assert!(browser.sees("Download link revoked") && browser.sees("No download link is enabled"));
    let dead = fetch(world.origin(), "GET", &file(&town), &[]);
    assert!(dead.status == 410 && String::from_utf8(dead.body).unwrap().contains("Ask Contoso Cloud for a new link"));
    // Another link has another address.
    let media = world.media(b"").to_string();
    browser.post(&page, &[("media", &media)]);
    let href = browser.page().attributes("a[download]", "href")[0].clone();
    assert_ne!(href, file(&town));
    assert_eq!(fetch(world.origin(), "GET", &href, &[]).status, 200);
}

/// A number of the kernel about a process, in KiB.
fn kib(pid: u32, name: &str) -> i64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim_start_matches(':').split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
fn memory_stays_flat_while_many_download_a_large_file() {
    const SIZE: u64 = 48 * 1024 * 1024;
    let world = World::on(TestDatabase::migrated(), |_| {});
    let town = town(&world);
    world.bought_now();
    // The file grows past what the servers could keep, without taking room on the disk.
    let media = world.app.config.data_dir.join("media");
    let stored = std::fs::read_dir(&media).unwrap().next().unwrap().unwrap().path();
    std::fs::OpenOptions::new().write(true).open(&stored).unwrap().set_len(SIZE).unwrap();
    world.execute(&format!("UPDATE media SET size_bytes = {SIZE}")).unwrap();
    let server = Server::on(world.url(), &[("PARTNER_DASHBOARD_MEDIA", media.to_str().unwrap())]);
    assert_eq!(fetch(&server.origin, "GET", &town.address("/downloads/{token}"), &[]).status, 200);
    let before = kib(server.pid(), "VmHWM");
    let path = file(&town);
    let read: Vec<u64> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..30)
            .map(|_| {
                scope.spawn(|| {
                    let answer = ureq::get(format!("{}{path}", server.origin)).call().unwrap();
                    std::io::copy(&mut answer.into_body().into_reader(), &mut std::io::sink()).unwrap()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(read, vec![SIZE; 30]);
    let grown = kib(server.pid(), "VmHWM") - before;
    assert!(grown < 48 * 1024, "30 downloads of 48 MiB took {grown} KiB more");
}

#[test]
fn a_killed_server_loses_no_download_and_doubles_none() {
    let world = World::on(TestDatabase::migrated(), |_| {});
    let town = town(&world);
    world.bought_now();
    let media = world.app.config.data_dir.join("media");
    let ring = world.app.config.key_ring_file.clone();
    let variables = [
        ("PARTNER_DASHBOARD_MEDIA", media.to_str().unwrap()),
        ("PARTNER_DASHBOARD_KEY_RING_FILE", ring.to_str().unwrap()),
    ];
    let (path, mut answered) = (file(&town), 0_i64);
    for after in [3, 9] {
        let server = Server::on(world.url(), &variables);
        let done = std::sync::atomic::AtomicI64::new(0);
        answered += std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        let mut whole = 0;
                        // Until the server is gone.
                        while let Ok(answer) = ureq::get(format!("{}{path}", server.origin)).call() {
                            let mut body = Vec::new();
                            whole += i64::from(answer.into_body().into_reader().read_to_end(&mut body).is_ok());
                            if done.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == after {
                                server.signal("KILL");
                            }
                        }
                        whole
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum::<i64>()
        });
    }
    let counted = counted(&world);
    assert!(counted >= answered && counted <= answered + 8, "{answered} got the file, {counted} were counted");
    assert_eq!(world.count("downloads"), counted);
    assert_eq!(world.count("audit_events WHERE kind = 'download_software'"), counted);
    let server = Server::on(world.url(), &variables);
    assert_eq!(fetch(&server.origin, "GET", &path, &[]).status, 200);
    assert!(world.db.system("test").broken_links().unwrap().is_empty());
}
