//! The lists on a loaded database: the queries of a page, and whole pages of somebody who signed in
//! (features rows 6 and 43).
//!
//! `cargo bench --bench lists`: 100,000 customers with 20,000 orders and reservations on SQLite.

use std::sync::{Arc, OnceLock};

use divan::Bencher;
use partner_dashboard::access::sessions::SessionKey;
use partner_dashboard::access::{Circumstances, Granted, Principal, may};
use partner_dashboard::config::{Config, Secret};
use partner_dashboard::domain::ids::CustomerId;
use partner_dashboard::ops::customers::{self, CustomerFilter};
use partner_dashboard::ops::generate::{self, Amounts};
use partner_dashboard::ops::orders::{self, OrderFilter};
use partner_dashboard::ops::reservations::{self, ReservationFilter, ReservationView};
use partner_dashboard::ops::sign_in::{self, SignIn};
use partner_dashboard::ops::{App, Clock, PageAt, demo, installation, reference};
use partner_dashboard::store::{DatabaseUrl, Db, migrate};

const CUSTOMERS: u64 = 100_000;
const ORDERS: u64 = 20_000;

fn main() {
    divan::main();
}

/// An admin agent at work in a loaded database; the folder goes away with the process.
struct Desk {
    app: App,
    key: SessionKey,
    who: Arc<Principal>,
    circumstances: Circumstances,
    _folder: tempfile::TempDir,
}

type Failed = Box<dyn std::error::Error + Send + Sync>;

fn desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(|| {
        made().unwrap_or_else(|error| {
            eprintln!("no database to measure on: {error}");
            std::process::exit(1);
        })
    })
}

fn made() -> Result<Desk, Failed> {
    let folder = tempfile::tempdir()?;
    let url = DatabaseUrl::Sqlite(folder.path().join("bench.sqlite3"));
    migrate(&url)?;
    let secret = Secret::new((0..32).collect())?;
    let mut config = Config::new(url.clone(), folder.path().into(), secret);
    config.is_demo = true;
    config.bind = ([127, 0, 0, 1], 0).into();
    let app = App::new(Db::open(&url, 2)?, Clock::System, config);
    reference::load(&app)?;
    demo::seed(&app)?;
    let partner = installation::first_partner(&app)?;
    let amounts = Amounts { customers: CUSTOMERS, orders: ORDERS, reservations: ORDERS, seed: 7 };
    generate::generate(&app, &partner, amounts, &mut |_| {})?;
    let admin = demo::accounts().into_iter().find(|account| account.roles.contains(&"admin_agent"));
    let email = admin.ok_or("the demonstration has an admin agent")?.email.to_owned();
    let circumstances = Circumstances { at: app.clock.now(), address: String::new(), request_id: String::new() };
    let typed = SignIn { email, password: String::new(), user_agent: String::new() };
    let key = sign_in::sign_in_to_demo(&app, &typed, &circumstances)?;
    let who = Arc::new(sign_in::identify(&app, &key, &circumstances)?);
    Ok(Desk { app, key, who, circumstances, _folder: folder })
}

impl Desk {
    fn may<P: may::Permission>(&self) -> Option<Granted<P>> {
        Granted::check(&self.who, self.circumstances.clone()).ok()
    }
}

#[divan::bench]
fn who_is_signed_in(bencher: Bencher<'_, '_>) {
    let desk = desk();
    bencher.bench(|| sign_in::identify(&desk.app, &desk.key, &desk.circumstances).is_ok());
}

#[divan::bench(args = ["", "han", "foods"])]
fn customers(bencher: Bencher<'_, '_>, words: &str) {
    let desk = desk();
    let filter = CustomerFilter { words: words.to_owned(), ..CustomerFilter::default() };
    let Some(may) = desk.may() else { return };
    bencher.bench(|| customers::list(&desk.app, &may, &filter, PageAt::<CustomerId>::First).is_ok());
}

#[divan::bench(args = ["", "d4s"])]
fn orders(bencher: Bencher<'_, '_>, product: &str) {
    let desk = desk();
    let filter = OrderFilter { product: product.to_owned(), ..OrderFilter::default() };
    let Some(may) = desk.may() else { return };
    bencher.bench(|| orders::list(&desk.app, &may, &filter, PageAt::First).is_ok());
}

#[divan::bench(args = [ReservationView::All, ReservationView::Expiring, ReservationView::Ended])]
fn reservations(bencher: Bencher<'_, '_>, view: ReservationView) {
    let desk = desk();
    let filter = ReservationFilter { view, ..ReservationFilter::default() };
    let Some(may) = desk.may() else { return };
    bencher.bench(|| reservations::list(&desk.app, &may, &filter, PageAt::First).is_ok());
}

/// The server of the desk's application, and a cookie of somebody who signed in by the form.
struct Window {
    origin: String,
    cookie: String,
}

fn window() -> &'static Window {
    static WINDOW: OnceLock<Window> = OnceLock::new();
    WINDOW.get_or_init(|| {
        let (told, tells) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let running = partner_dashboard::web::serve(desk().app.clone(), partner_dashboard::api::register)?;
                let is_awaited = told.send(running.address).is_ok();
                if is_awaited { running.server.await } else { Ok(()) }
            })
        });
        let origin = tells.recv().map(|address| format!("http://{address}")).unwrap_or_default();
        let cookie = signed_in(&origin).unwrap_or_else(|error| {
            eprintln!("nobody can sign in: {error}");
            std::process::exit(1);
        });
        Window { origin, cookie }
    })
}

fn cookie_of<B>(answer: &ureq::http::Response<B>) -> Result<String, Failed> {
    let given = answer.headers().get("set-cookie").ok_or("no cookie")?.to_str()?;
    Ok(given.split(';').next().unwrap_or_default().to_owned())
}

fn signed_in(origin: &str) -> Result<String, Failed> {
    let agent: ureq::Agent = ureq::Agent::config_builder().max_redirects(0).build().into();
    let mut form = agent.get(format!("{origin}/sign-in")).call()?;
    let visitor = cookie_of(&form)?;
    let page = form.body_mut().read_to_string()?;
    let token =
        page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).ok_or("no token")?;
    let fields = [("csrf", token), ("email", desk().who.email())];
    let answer = agent.post(format!("{origin}/sign-in/demo")).header("cookie", &visitor).send_form(fields)?;
    cookie_of(&answer)
}

#[divan::bench(args = ["/customers", "/orders", "/reservations", "/activity", "/help"])]
fn page(bencher: Bencher<'_, '_>, path: &str) {
    let window = window();
    let agent = ureq::Agent::new_with_defaults();
    bencher.bench(|| {
        let answer = agent.get(format!("{}{path}", window.origin)).header("cookie", &window.cookie).call();
        answer.and_then(|mut answer| answer.body_mut().read_to_vec()).map_or(0, |body| body.len())
    });
}
