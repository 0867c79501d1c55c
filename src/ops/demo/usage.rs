//! What ran at the demonstration's customers: machines that work as machines do, the same in every fresh
//! world. Some reservations are used up, some are not, and for some of the reasons one meets.

use super::clients::CLIENTS;
use super::seed::{customer_id, partner_id};
use super::subscriptions::subscription_id;
use crate::domain::ids::PartnerId;
use crate::domain::time::{Day, Instant};
use crate::domain::utilization::{Amount, Ran, UsageDay};
use crate::ops::{App, StoreError, utilization};
use crate::store::usage::SubscriptionDay;

/// When a machine runs.
#[derive(Debug, Clone, Copy)]
enum Runs {
    /// Always.
    Always,
    /// On working days from 8 to 19 o'clock in UTC+9.
    Office,
    /// Until so many days before today.
    Until(u64),
    /// For a quarter of every hour.
    Quarter,
}

/// Machines of the world: customer and subscription; name, resource group, size, region; how many; when.
type Fleet = ((&'static str, &'static str), (&'static str, &'static str, &'static str, &'static str), u8, Runs);

const ONLY: &str = "Azure subscription";

const FLEETS: &[Fleet] = &[
    (("blueharbor.example", "Production"), ("web", "web-prod", "Standard_D4s_v3", "westus"), 5, Runs::Always),
    (("blueharbor.example", "Production"), ("sql", "data-prod", "Standard_E4s_v3", "westus"), 1, Runs::Always),
    (("blueharbor.example", "Production"), ("report", "data-prod", "Standard_E8s_v3", "westus"), 1, Runs::Quarter),
    (("blueharbor.example", "Production"), ("batch", "jobs-prod", "Standard_F4s_v2", "westus"), 2, Runs::Always),
    (
        ("blueharbor.example", "Development and test"),
        ("build", "ci", "Standard_D2s_v5", "polandcentral"),
        4,
        Runs::Office,
    ),
    (("blueharbor.example", "Development and test"), ("old", "ci", "Standard_D4as_v5", "westeurope"), 1, Runs::Always),
    (("cascademedical.example", "Clinical systems"), ("ehr", "clinical", "Standard_E8s_v3", "westus"), 4, Runs::Always),
    (("cascademedical.example", "Clinical systems"), ("scan", "imaging", "Standard_D4s_v3", "westus"), 3, Runs::Always),
    (("straitslogistics.example", ONLY), ("gate", "ports", "Standard_B2ms", "westus"), 6, Runs::Always),
    (("lakeside.example", ONLY), ("desk", "branches", "Standard_B2s", "westus"), 25, Runs::Office),
    (("mekongtextiles.example", ONLY), ("loom", "plant", "Standard_F4s_v2", "westus"), 3, Runs::Until(12)),
    (("openrivers.example", ONLY), ("map", "maps", "Standard_D2s_v3", "westus"), 2, Runs::Always),
    (("kowloon-trading.example", ONLY), ("trade", "floor", "Standard_F8s_v2", "westus"), 1, Runs::Always),
    (("kowloon-trading.example", ONLY), ("risk", "floor", "Standard_F8s_v2", "westus"), 3, Runs::Always),
    (("hanbada.example", "운영"), ("shop", "shop-prod", "Standard_D8s_v3", "westus"), 4, Runs::Always),
    (("hanbada.example", "운영"), ("shop-small", "shop-prod", "Standard_D4s_v3", "westus"), 1, Runs::Always),
    (("hanbada.example", "개발"), ("dev", "dev", "Standard_B2s", "westus"), 2, Runs::Office),
    (("haiyang-tech.example", "正式環境"), ("log", "logs", "Standard_L8s_v2", "westus"), 2, Runs::Always),
    (("pureunsol.example", ONLY), ("crm", "crm", "Standard_D2s_v3", "westus"), 8, Runs::Always),
    (("daon-games.example", ONLY), ("match", "game", "Standard_F8s_v2", "westus"), 9, Runs::Always),
    (("daon-games.example", ONLY), ("lobby", "game", "Standard_D4s_v5", "polandcentral"), 6, Runs::Always),
    (("qingshan-textile.example", ONLY), ("erp", "erp", "Standard_E4s_v3", "westus"), 1, Runs::Always),
];

/// Days before today of which the files of a customer were never imported.
const LEFT_OUT: (&str, [u64; 2]) = ("straitslogistics.example", [17, 18]);

/// Days of usage, until yesterday.
const DAYS: u64 = 60;

/// Makes the usage of every customer and computes what it used.
pub(super) fn usage(app: &App) -> Result<(), StoreError> {
    let now = app.clock.now();
    let mut places: Vec<(&str, &str)> = FLEETS.iter().map(|(place, ..)| *place).collect();
    places.dedup();
    let system = app.db.system("usage of the demonstration");
    for (domain, name) in &places {
        let (customer, subscription) = (customer_id(domain), subscription_id(domain, name));
        let (gappy, gap) = LEFT_OUT;
        let is_there = |back: &u64| *domain != gappy || !gap.contains(back);
        let days = (1..=DAYS).filter(is_there).map(|back| {
            let day = days_before(now, back);
            (SubscriptionDay { customer, day, subscription }, ran((domain, name), day, back))
        });
        system.put_usage(partner_of(domain)?, &days.collect::<Vec<_>>(), now)?;
    }
    let mut domains: Vec<&str> = places.iter().map(|(domain, _)| *domain).collect();
    domains.dedup();
    for domain in domains {
        utilization::catch_up(app, partner_of(domain)?, customer_id(domain))?;
    }
    Ok(())
}

fn partner_of(domain: &str) -> Result<PartnerId, StoreError> {
    let client = CLIENTS.iter().find(|client| client.domain == domain).ok_or(StoreError::NotFound)?;
    Ok(partner_id(client.partner))
}

fn days_before(now: Instant, days: u64) -> Day {
    now.plus_days(-i64::try_from(days).unwrap_or(0)).day()
}

fn ran(place: (&str, &str), day: Day, back: u64) -> UsageDay {
    let mut usage = UsageDay::default();
    for (_, (name, group, size, region), count, runs) in FLEETS.iter().filter(|(at, ..)| *at == place) {
        for number in 1..=*count {
            let ran = Ran {
                resource: format!(
                    "/resourcegroups/{group}/providers/microsoft.compute/virtualmachines/{name}-{number:02}"
                ),
                group: (*group).to_owned(),
                size: (*size).to_owned(),
                region: (*region).to_owned(),
                kind: "regular".to_owned(),
            };
            for hour in 0..24 {
                let amount = running(*runs, day, back, hour);
                if !amount.is_zero() {
                    usage.add(ran.clone(), hour, amount);
                }
            }
        }
    }
    usage
}

fn running(runs: Runs, day: Day, back: u64, hour: usize) -> Amount {
    let full = Amount::hours(1);
    match runs {
        Runs::Always => full,
        Runs::Office => {
            // 1970 began on a Thursday.
            let since = Instant::start_of(day).micros() / 86_400_000_000;
            let is_weekend = [2, 3].contains(&since.rem_euclid(7));
            let is_open = !(10..23).contains(&hour);
            if is_open && !is_weekend { full } else { Amount::ZERO }
        }
        Runs::Until(days) if back > days => full,
        Runs::Until(_) => Amount::ZERO,
        Runs::Quarter => Amount::nanos(250_000_000),
    }
}
