//! Usage from files to utilization, savings and advice. Rules R-UT-1, R-SZ-6, R-SZ-10, O-21, O-22, P-11;
//! features rows 44 to 55, C4, C7.

use std::fmt::Write as _;

use partner_dashboard::domain::roles::Role;
use partner_dashboard::domain::time::Day;
use serde_json::json;

use crate::support::{Browser, Page, Shelf, Town, World};

/// A town a few days after its purchase of two instances, and the first whole day of these.
pub(crate) fn town(world: &World) -> (Town, Day) {
    town_on(world, &world.shelf())
}

/// The same, with what is sold given.
fn town_on(world: &World, shelf: &Shelf) -> (Town, Day) {
    let town = world.town(world.partner("Contoso Cloud"), shelf);
    let day = world.now().plus_days(1).day();
    world.wait(3 * 86_400);
    (town, day)
}

/// Machines that run a whole day in a subscription.
pub(crate) fn file(subscription: &str, day: Day, machines: &[&str]) -> String {
    let mut text =
        "hour_start,subscription_id,resource_group,resource_id,arm_sku_name,region,running_hours,kind\n".to_owned();
    for machine in machines {
        for hour in 0..24 {
            writeln!(text, "{day}T{hour:02}:00:00Z,{subscription},web,{machine},Standard_D2s_v5,westeurope,1,regular")
                .unwrap();
        }
    }
    text
}

/// Imports a file and opens the page of the import.
pub(crate) fn import(browser: &mut Browser, content: &str) -> Page {
    let token = browser.token();
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--edge\r\nContent-Disposition: \
         form-data; name=\"files\"; filename=\"usage.csv\"\r\nContent-Type: text/csv\r\n\r\n{content}\r\n--edge--\r\n"
    );
    let kind = [("content-type", "multipart/form-data; boundary=edge")];
    let answer = browser.send("POST", "/usage", Some(body.as_bytes()), &kind);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let at = answer.header("location").unwrap().to_owned();
    browser.send("GET", &at, None, &[])
}

fn fact(page: &Page, term: &str) -> String {
    page.fact(term).unwrap_or_default()
}

#[test]
fn a_file_twice_changes_nothing_and_a_corrected_day_replaces_the_day() {
    let world = World::new();
    let (town, day) = town(&world);
    let subscription = town.place("subscription");
    let overview = town.address("/customers/{customer}/reservations/{reservation}?span=all");
    let mut browser = world.as_(&town.admin);
    let one = file(&subscription, day, &["web-1"]);
    let page = import(&mut browser, &one);
    assert_eq!(fact(&page, "Status"), "Done", "{}", page.text());
    assert_eq!((fact(&page, "Rows of machines"), fact(&page, "New days of subscriptions")), ("24".into(), "1".into()));
    browser.get(&overview);
    assert!(browser.sees("50% used"), "one of two instances is used");
    assert!(browser.sees("web-1") && browser.sees("50.0%"), "who used it, and the rest");
    let page = import(&mut browser, &one);
    assert_eq!((fact(&page, "Days that were known like this"), fact(&page, "Days replaced")), ("1".into(), "0".into()));
    let page = import(&mut browser, &file(&subscription, day, &["web-1", "web-2"]));
    assert_eq!(fact(&page, "Days replaced"), "1");
    browser.get(&overview);
    assert!(browser.sees("100% used"), "visible at once");
    let csv = browser.send(
        "GET",
        &town.address("/customers/{customer}/reservations/{reservation}/utilization.csv?span=all"),
        None,
        &[],
    );
    assert!(csv.source().contains(&format!("{day},48,48,100")), "{}", csv.source());
    let users = "/customers/{customer}/reservations/{reservation}/utilization.csv?span=all&by=group&part=users";
    let csv = browser.send("GET", &town.address(users), None, &[]).source();
    assert!(csv.contains("web,Azure plan,48,100.0") && csv.trim_end().ends_with("Unused,,0,0.0"), "{csv}");
    browser.get("/usage");
    assert!(browser.sees("usage.csv") && browser.sees("Done"));
}

#[test]
fn bad_rows_are_in_a_file_and_subscriptions_of_others_are_bad_rows() {
    let world = World::new();
    let shelf = world.shelf();
    let (town, day) = town_on(&world, &shelf);
    let theirs = world.town(world.partner("Fabrikam Cloud"), &shelf);
    let mut browser = world.as_(&town.admin);
    let mut text = file(&theirs.place("subscription"), day, &["spy"]);
    writeln!(text, "yesterday,{},web,web-1,Standard_D2s_v5,westeurope,1,regular", town.place("subscription")).unwrap();
    let page = import(&mut browser, &text);
    assert!(fact(&page, "Bad rows").starts_with("25"), "{}", page.text());
    assert_eq!(fact(&page, "Rows of machines"), "0");
    let href = page.attributes("a[href$='bad-rows.csv']", "href");
    let rows = browser.send("GET", &href[0], None, &[]).source();
    assert!(rows.contains("usage.csv,2,") && rows.contains("is not one of yours"), "{rows}");
    assert!(rows.contains("usage.csv,26,yesterday is not a day or an hour"), "{rows}");
    assert_eq!(world.count("usage_days"), 0, "nothing of another partner is written");
}

#[test]
fn a_file_of_another_kind_is_given_up_with_the_reason() {
    let world = World::new();
    let (town, _) = town(&world);
    let page = import(&mut world.as_(&town.admin), "a,b\n1,2\n");
    assert_eq!(fact(&page, "Status"), "Failed");
    assert!(page.text().contains("not a usage file"), "{}", page.text());
}

#[test]
fn the_customer_sees_utilization_and_causes_and_never_what_the_partner_pays() {
    let world = World::new();
    let (town, day) = town(&world);
    let mut partner = world.as_(&town.admin);
    import(&mut partner, &file(&town.place("subscription"), day, &["web-1"]));
    let own = world.customers_person(&town.customer);
    world.give_reservation_access(&own, town.place("reservation").parse().unwrap(), "reader");
    let page = town.address("/customers/{customer}/utilization?span=all");
    partner.get(&page);
    assert!(partner.sees("Lost"), "the partner sees what is lost");
    let mut browser = world.as_(&own);
    browser.get(&page);
    assert!(browser.sees("50%") && browser.sees("Fewer machines than instances"), "{}", browser.page().text());
    let unused = |page: &Page| page.select("main tr.faded td");
    assert_eq!(unused(browser.page()), ["24", "50.0%"], "of all departments: what nobody used");
    assert!(browser.sees("Azure plan"));
    browser.get(format!("{page}&by=group"));
    assert_eq!(unused(browser.page()), ["24", "50.0%"]);
    browser.get(&page);
    assert!(!browser.sees("Lost") && !browser.sees("Effective cost"));
    let month = day.to_string();
    let month = month.get(..7).unwrap();
    browser.get(town.address(&format!("/customers/{{customer}}/utilization/statement?month={month}")));
    assert!(browser.page().status == 200 && browser.sees("50%") && !browser.sees("Lost"));
    assert_eq!(browser.send("GET", &town.address("/customers/{customer}/savings"), None, &[]).status, 403);
    for sizing in ["/customers/{customer}/sizing", "/customers/{customer}/sizing.csv"] {
        assert_eq!(browser.send("GET", &town.address(sizing), None, &[]).status, 403);
    }
    let helpdesk = world.person(&town.partner, Role::HelpdeskAgent);
    let mut helpdesk = world.as_(&helpdesk);
    assert!(!helpdesk.get("/utilization").sees("Lost a day"), "who sees no prices sees no money");
    assert!(partner.get("/utilization").sees("Lost a day") && partner.sees("50%"));
}

#[test]
fn savings_page_and_file_are_equal_and_advice_is_put_aside() {
    let world = World::new();
    let (town, day) = town(&world);
    let mut browser = world.as_(&town.admin);
    import(&mut browser, &file(&town.place("subscription"), day, &["web-1", "web-2", "web-3"]));
    browser.get(town.address("/customers/{customer}/savings?span=all"));
    assert_eq!(browser.page().status, 200);
    let file = browser.send("GET", &town.address("/customers/{customer}/savings.csv?span=all"), None, &[]).source();
    let missing = "Cannot compute: no price for Standard_D2s_v5 in westeurope";
    assert!(browser.sees(missing) && file.contains(missing), "a missing price is never a zero");
    let client = world.client(&town.partner, Role::AdminAgent);
    let ask = |query: &str| {
        let path = town.address("/v1/customers/{customer}/savings");
        client.send("GET", &format!("{path}?{query}"), None)
    };
    let reply = ask("span=all");
    let why = json!({
        "code": "noPrice", "skuName": "Standard_D2s_v5", "region": "westeurope",
        "description": "cannot compute, no price for Standard_D2s_v5 in westeurope",
    });
    assert_eq!((reply.at("/items/0/cannotCompute"), reply.at("/totals/0/cannotCompute")), (why.clone(), why));
    assert!(!reply.text.contains("listCost") && !reply.text.contains("lifetimeSavings"), "{}", reply.text);
    let price = "INSERT INTO payg_prices (region, size, currency, rate, quality, snapshot_on) \
                 VALUES ('westeurope', 'Standard_D2s_v5', 'USD', '0.115', 'exact', '2026-08-01')";
    world.execute(price).unwrap();
    browser.get(town.address("/customers/{customer}/savings?span=all"));
    let file = browser.send("GET", &town.address("/customers/{customer}/savings.csv?span=all"), None, &[]).source();
    // 48 covered hours at 0.115.
    assert!(browser.sees("$5.52"), "{}", browser.page().text());
    equal_to_the_cent(browser.page(), &file);
    interface_equals(&ask("span=all").text, &file);
    let month = format!("month={}", day.to_string().get(..7).unwrap());
    let of_month = town.address(&format!("/customers/{{customer}}/savings.csv?{month}"));
    interface_equals(&ask(&month).text, &browser.send("GET", &of_month, None, &[]).source());
    assert_eq!(ask("month=2026-13").at("/code"), 3000);
    assert_eq!(ask("span=8").at("/code"), 3000);
    assert_eq!(ask("span=7&month=2026-10").at("/code"), 3000);
    assert_eq!(ask("month=2030-01").at("/items"), json!([]), "nothing is known of it");
    browser.get(town.address("/customers/{customer}/sizing"));
    assert!(browser.sees("Standard_D2s_v5") && browser.sees("Machines: 1."), "{}", browser.page().text());
    // One machine of three finds no instance; each ran a whole day.
    let machines = browser.send("GET", &town.address("/customers/{customer}/sizing.csv"), None, &[]).source();
    let left = |name: &str| machines.lines().find(|line| line.contains(name)).and_then(|line| line.rsplit(',').next());
    let of_three = ["web-1", "web-2", "web-3"].map(|name| left(name).unwrap_or_default().to_owned());
    assert_eq!(of_three.iter().filter(|hours| *hours == "24").count(), 1, "{machines}");
    assert_eq!(of_three.iter().filter(|hours| *hours == "0").count(), 2, "{machines}");
    assert!(browser.sees("web-3") && browser.sees("Uncovered hours"), "{}", browser.page().text());
    browser.fill("Reason", "Leaves in spring").click("Put aside Standard_D2s_v5 westeurope");
    assert!(browser.sees("Leaves in spring") && !browser.sees("Machines: 1."));
    browser.click("Show again Standard_D2s_v5 westeurope");
    assert!(browser.sees("Machines: 1."));
}

#[test]
fn q_4_the_records_decide_an_early_return_and_the_desk_is_shown_what_they_change() {
    let world = World::new();
    let (town, day) = town(&world);
    world.execute("UPDATE refund_cases SET state = 'withdrawn'").unwrap();
    let mut browser = world.as_(&town.admin);
    let refund = town.address("/customers/{customer}/reservations/{reservation}/refund");
    browser.get(format!("{refund}?used=no"));
    assert!(browser.sees("No usage of this customer is recorded"), "a person has to say");
    assert!(browser.sees("5 days or fewer since the order, no usage"), "{}", browser.page().text());
    browser.fill("reason", "TooMany").click("Request refund");
    let action = browser.page().attributes("form[action$='/withdrawal']", "action").concat();
    let case: String = action.split("/refunds/").nth(1).unwrap().chars().take(36).collect();
    import(&mut browser, &file(&town.place("subscription"), day, &["web-1"]));
    browser.get(format!("{refund}?used=no"));
    assert!(browser.sees("Yes: its first recorded use was on"), "{}", browser.page().text());
    assert!(!browser.sees("No, it was not used"), "nobody is asked what is recorded");
    assert!(browser.sees("5 days or fewer since the order, with usage"), "{}", browser.page().text());
    let mut desk = world.as_(&world.person(&world.operator(), Role::DeskAgent));
    desk.get(format!("/desk/cases/{case}"));
    assert!(desk.sees("Yes: its first recorded use was on") && desk.sees("The amounts have changed"));
}

#[test]
fn q_4_days_without_use_are_known_only_when_all_of_them_are_recorded() {
    let world = World::new();
    let (town, day) = town(&world);
    let mut browser = world.as_(&town.admin);
    let refund = town.address("/customers/{customer}/reservations/{reservation}/refund");
    let idle = |on: i64| {
        let on = partner_dashboard::domain::time::Instant::start_of(day).plus_days(on).day();
        file(&town.place("subscription"), on, &["web-1"]).replace("Standard_D2s_v5", "Standard_E4s_v3")
    };
    import(&mut browser, &idle(1));
    browser.get(&refund);
    assert!(browser.sees("do not cover the whole time"), "the days before are missing: {}", browser.page().text());
    import(&mut browser, &idle(-1));
    browser.get(format!("{refund}?used=yes"));
    assert!(browser.sees("No: no use is recorded up to"), "{}", browser.page().text());
    assert!(browser.sees("5 days or fewer since the order, no usage"));
}

#[test]
fn c3_what_ran_last_is_tried_on_each_choice_and_on_a_change_of_scope() {
    let world = World::new();
    let (town, day) = town(&world);
    let mut browser = world.as_(&town.admin);
    let exchange = town.address("/customers/{customer}/reservations/{reservation}/exchange");
    assert!(browser.get(&exchange).sees("Not known without usage data"));
    import(&mut browser, &file(&town.place("subscription"), day, &["web-1"]));
    browser.get(&exchange);
    assert!(browser.sees("50%") && browser.sees("is tried on each choice"), "{}", browser.page().text());
    let here = town.address("/customers/{customer}/reservations/{reservation}/configuration");
    browser.get(format!("{here}?scope=single"));
    assert!(browser.sees("50% as it is, 50% as changed"), "{}", browser.page().text());
    assert!(browser.sees("24 covered hours, then 24"), "{}", browser.page().text());
}

/// Every figure of the page stands in the file, in the same cell.
fn equal_to_the_cent(page: &Page, file: &str) {
    let totals = page.select("main tfoot th, main tfoot td");
    let shown: Vec<Vec<String>> = page.rows().into_iter().chain([totals]).collect();
    let file: Vec<Vec<&str>> = file.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(shown.len(), file.len(), "{shown:?} {file:?}");
    for (shown, line) in shown.iter().zip(&file) {
        assert_eq!(shown[0], line[0]);
        for (at, cell) in line[2..9].iter().enumerate() {
            let plain: String = shown[at + 1].chars().filter(|one| !matches!(one, '$' | ',' | '\u{a0}')).collect();
            assert_eq!(plain.replace('\u{2212}', "-"), cell.trim_start_matches('\''), "{shown:?} {line:?}");
        }
    }
}

/// Every figure of the interface stands in the file, written alike.
fn interface_equals(body: &str, file: &str) {
    let fields =
        ["listCost", "contractedCost", "cost", "effectiveCost", "unusedCost", "netSavings", "unrealizedSavings"];
    let written = |part: &str| -> Vec<String> {
        let figure =
            |field: &&str| part.split_once(&format!("\"{field}\":")).unwrap().1.split([',', '}']).next().unwrap();
        fields.iter().map(|field| figure(field).to_owned()).collect()
    };
    let objects: Vec<Vec<String>> = body.split("\"savings\":{").skip(1).map(written).collect();
    let lines = file.lines().skip(1).map(|line| line.split(',').skip(2).take(7));
    let lines: Vec<Vec<String>> =
        lines.map(|cells| cells.map(|it| it.trim_start_matches('\'').to_owned()).collect()).collect();
    assert!(objects.len() > 1);
    assert_eq!(objects, lines);
}

#[test]
fn a_remedy_is_tried_and_leads_to_its_form() {
    let world = World::new();
    let (town, day) = town(&world);
    let mut browser = world.as_(&town.admin);
    import(&mut browser, &file(&town.place("subscription"), day, &["web-1"]));
    browser.get(town.address("/customers/{customer}/remedies"));
    assert!(browser.sees("Return 1 of 2") && browser.sees("50% · 24") && browser.sees("100% · 24"));
    let form = browser.page().attributes("td a.button", "href").remove(0);
    assert_eq!(browser.get(form).page().status, 200);
    assert_eq!(browser.page().attributes("#quantity", "value"), ["1"]);
    // Everything is used: nothing to do.
    import(&mut browser, &file(&town.place("subscription"), day, &["web-1", "web-2"]));
    assert!(browser.get(town.address("/customers/{customer}/remedies")).sees("Nothing would help"));
    let own = world.customers_person(&town.customer);
    assert_eq!(world.as_(&own).send("GET", &town.address("/customers/{customer}/remedies"), None, &[]).status, 403);
}

#[test]
fn charges_as_focus_add_up_and_belong_to_the_tenant() {
    let world = World::new();
    let shelf = world.shelf();
    let (town, day) = town_on(&world, &shelf);
    let theirs = world.town(world.partner("Fabrikam Cloud"), &shelf);
    let mut browser = world.as_(&town.admin);
    import(&mut browser, &file(&town.place("subscription"), day, &["web-1"]));
    let month = day.to_string().get(..7).unwrap().to_owned();
    let mut get = |address: &str| browser.send("GET", &format!("{address}?month={month}"), None, &[]);
    let file = get(&town.address("/customers/{customer}/focus.csv")).source();
    assert_eq!(get("/utilization/focus.csv").source(), file, "the only customer with reservations");
    let mut lines = csv::Reader::from_reader(file.as_bytes());
    let head: Vec<String> = lines.headers().unwrap().iter().map(str::to_owned).collect();
    let place = |column: &str| head.iter().position(|one| one == column).unwrap();
    let rows: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
    let sum = |column: &str, is: &dyn Fn(&csv::StringRecord) -> bool| {
        let of =
            rows.iter().filter(|row| is(row)).map(|row| row[place(column)].parse::<rust_decimal::Decimal>().unwrap());
        of.sum::<rust_decimal::Decimal>()
    };
    let status = |row: &csv::StringRecord, wanted: &str| &row[place("CommitmentDiscountStatus")] == wanted;
    let category = place("ChargeCategory");
    assert_eq!(rows.iter().filter(|row| &row[category] == "Purchase").count(), 1);
    // One of two instances ran all day: half of the day's cost is for nothing.
    let used = sum("EffectiveCost", &|row| status(row, "Used"));
    assert!(
        used > rust_decimal::Decimal::ZERO
            && sum("CommitmentDiscountQuantity", &|row| status(row, "Used")) == 24.into()
    );
    let of_day = |row: &csv::StringRecord| row[place("ChargePeriodStart")].starts_with(&day.to_string());
    assert_eq!(sum("EffectiveCost", &|row| status(row, "Unused") && of_day(row)), used);
    assert_eq!(sum("BilledCost", &|row| &row[category] == "Usage"), 0.into());
    // What is not there, what is somebody else's, and who sees no savings.
    assert_eq!(
        browser.send("GET", &theirs.address("/customers/{customer}/focus.csv?month=2026-01"), None, &[]).status,
        404
    );
    assert_eq!(browser.send("GET", "/utilization/focus.csv?month=x", None, &[]).status, 404);
    let helpdesk = world.person(&town.partner, Role::HelpdeskAgent);
    assert_eq!(world.as_(&helpdesk).send("GET", "/utilization/focus.csv?month=2026-01", None, &[]).status, 403);
}
