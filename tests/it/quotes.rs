//! `quote`: the worked examples of domain 4.5 and 7.3 through the real command. C2.

use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// What the command printed.
#[derive(Debug)]
struct Answer {
    code: i32,
    out: String,
    err: String,
}

/// Runs `quote` with the words of `line`, in an empty folder and an empty environment.
fn quote(line: &str) -> Answer {
    let folder = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_partner-dashboard"));
    let done = command.arg("quote").args(line.split_whitespace()).current_dir(folder.path()).env_clear();
    let done = done.output().unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is written");
    Answer {
        code: done.status.code().unwrap(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

fn json(line: &str) -> Value {
    let answer = quote(&format!("{line} --json"));
    assert_eq!(answer.code, 0, "{line}: {answer:?}");
    serde_json::from_str(&answer.out).unwrap()
}

/// The values of some keys, in a line.
fn values(value: &Value, keys: &str) -> String {
    let shown = keys.split(' ').map(|key| match &value[key] {
        Value::String(text) => text.clone(),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            other.to_string()
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// 1,200.00 for one year from the first day of 2019.
const ONE_YEAR: &str = "refund --paid 1200.00 --currency USD --quantity 1 --return-quantity 1 --term P1Y \
    --ordered-at 2019-01-01T00:00:00Z --starts-at 2019-01-01T00:00:00Z";

const THREE_YEARS: &str = "refund --term P3Y --ordered-at 2019-01-01T00:00:00Z --starts-at 2019-01-01T00:00:00Z";

#[test]
fn rf_1_to_rf_7_the_table_of_the_seeds() {
    let three = format!("{THREE_YEARS} --paid 3600.00");
    for (name, facts, cancelled, used, credit) in [
        ("RF-1", ONE_YEAR, "2019-01-04", "no", "1200.00 0.00 1200.00"),
        ("RF-2", ONE_YEAR, "2019-01-04", "yes", "1190.14 0.00 1190.14"),
        ("the last moment", ONE_YEAR, "2019-01-06", "no", "1200.00 0.00 1200.00"),
        ("RF-4", ONE_YEAR, "2019-01-07", "yes", "1180.27 141.63 1038.64"),
        ("RF-4", ONE_YEAR, "2019-01-07", "no", "1180.27 141.63 1038.64"),
        ("RF-5", ONE_YEAR, "2019-04-11", "yes", "871.23 104.55 766.68"),
        ("RF-6", &three, "2020-01-01", "yes", "2401.09 288.13 2112.96"),
        ("RF-7", ONE_YEAR, "2019-12-31", "no", "3.29 0.39 2.90"),
    ] {
        let quote = json(&format!("{facts} --cancelled-at {cancelled}T00:00:00Z --used {used}"));
        assert_eq!(values(&quote, "policy allowed credit fee net"), format!("POL-1810 true {credit}"), "{name}");
    }
}

#[test]
fn rf_10_over_the_limit_is_refused_and_the_quantity_that_fits_is_named() {
    let ten = format!("{THREE_YEARS} --paid 9000.00 --quantity 10 --used yes --cancelled-at 2019-07-01T00:00:00Z");
    let keys = "allowed refusal credit headroom_before_usd headroom_after_usd max_return_quantity expires_on";
    let of = |quantity: &str| values(&json(&format!("{ten} --return-quantity {quantity}")), keys);
    assert_eq!(of("10"), "false RefundLimitExceeded 75136.90 50000.00 50000.00 6 2022-01-01");
    assert_eq!(of("7"), "false RefundLimitExceeded 52595.83 50000.00 50000.00 6 2022-01-01");
    assert_eq!(of("6"), "true null 45082.14 50000.00 4917.86 6 2022-01-01");
}

#[test]
fn rf_12_each_customer_has_a_limit_of_its_own() {
    let six = format!(
        "{THREE_YEARS} --paid 9000.00 --quantity 10 --return-quantity 6 --used yes --cancelled-at 2019-07-01T00:00:00Z"
    );
    let keys = "allowed cap_usd cap_consumed_usd headroom_before_usd headroom_after_usd max_return_quantity";
    let spent = json(&format!("{six} --refunded 45082.14@2019-03-10"));
    assert_eq!(values(&spent, keys), "false 50000.00 45082.14 4917.86 4917.86 0");
    assert_eq!(values(&json(&six), keys), "true 50000.00 0.00 50000.00 4917.86 6", "another customer");
    let twice = json(&format!("{six} --refunded 1000.00@2018-07-01 --refunded 2000@2018-07-02"));
    assert_eq!(values(&twice, keys), "true 50000.00 2000.00 48000.00 2917.86 6", "365 days later it is back");
}

#[test]
fn rf_14_unpaid_instalments_count_against_the_limit() {
    let monthly = "refund --paid 3600.00 --term P3Y --ordered-at 2026-09-01T00:00:00Z --used yes --policy POL-NOW \
        --plan monthly --paid-instalments 12";
    let keys = "allowed credit fee net headroom_after_usd";
    let after_twelve = json(&format!("{monthly} --cancelled-at 2027-09-01T00:00:00Z"));
    assert_eq!(values(&after_twelve, keys), "true 0.00 0.00 0.00 47600.00");
    let commitment = after_twelve["steps"].as_array().unwrap().iter().find(|step| step["rule"] == "R-RF-7").unwrap();
    assert_eq!(commitment["amount"], "2400.00");
    let within_the_twelfth = json(&format!("{monthly} --cancelled-at 2027-08-17T00:00:00Z"));
    assert_eq!(values(&within_the_twelfth, keys), "true 48.39 0.00 48.39 47551.61", "Q-10");
}

#[test]
fn rf_15_later_policies_take_the_lower_of_two_prices() {
    let facts = format!("{ONE_YEAR} --cancelled-at 2019-04-11T00:00:00Z --used yes --list-price 1000.00");
    let credit = |policy: &str| values(&json(&format!("{facts} --policy {policy}")), "credit fee");
    for policy in ["POL-2002", "POL-2006", "POL-2104", "POL-2205", "POL-2210", "POL-2310", "POL-NOW"] {
        assert_eq!(credit(policy), "726.03 0.00", "{policy}");
    }
    assert_eq!(credit("POL-1810"), "871.23 104.55");
    assert_eq!(credit("POL-2001"), "871.23 104.55");
    assert_eq!(credit("POL-1904"), "871.23 0.00");
}

#[test]
fn rf_16_an_exchange_has_no_fee_and_leaves_the_limit() {
    let facts = "exchange --paid 19800.00 --currency USD --quantity 1 --return-quantity 1 --term P1Y \
        --ordered-at 2019-01-01T00:00:00Z --starts-at 2019-01-01T00:00:00Z --cancelled-at 2019-10-20T00:00:00Z";
    let quote = json(&format!("{facts} --new-total 19800.00 --refunded 50000@2019-10-01"));
    let keys = "allowed credit fee net_payable headroom_before_usd headroom_after_usd new_expires_on";
    assert_eq!(values(&quote, keys), "true 3960.00 0.00 15840.00 0.00 0.00 2020-10-20");
    let short = json(&format!("{facts} --new-total 3959.99 --new-three-year-price 9000"));
    assert_eq!(values(&short, "allowed refusal minimum"), "false ExchangeTotalTooSmall 3960.00");
    let repairs: Vec<String> =
        short["repairs"].as_array().unwrap().iter().map(|one| values(one, "change net_payable")).collect();
    assert_eq!(
        repairs,
        ["Purchase 1: 2 instead of 1 3959.98", "Purchase 1: three years instead of one 5040.00"],
        "{short}"
    );
    assert_eq!(values(&json(&format!("{facts} --new-total 3960.00")), "allowed net_payable"), "true 0.00");
}

#[test]
fn rf_18_what_is_not_exchanged_and_not_refunded() {
    let exchange = "exchange --paid 100 --term P1Y --ordered-at 2019-01-01 --cancelled-at 2019-02-01 --new-total 500";
    let other = json(&format!("{exchange} --product VirtualMachines --new-product SqlDatabases"));
    assert_eq!(values(&other, "allowed refusal"), "false ExchangeTypeMismatch");
    for product in ["SuseLinux", "Databricks", "RedHat", "RedHatOsa", "VMwareCloudSimple", "SynapsePrePurchase"] {
        let refund = json(&format!("{ONE_YEAR} --cancelled-at 2019-02-01 --used no --product {product}"));
        let shown = values(&refund, "allowed refusal credit net max_return_quantity");
        assert_eq!(shown, "false ProductNotRefundable 0.00 0.00 0", "{product}");
        let same = json(&format!("{exchange} --product {product}"));
        assert_eq!(values(&same, "allowed refusal"), "false ProductNotExchangeable", "{product}");
    }
}

#[test]
fn rf_19_four_of_ten_are_returned_and_six_go_on() {
    let quote = json(
        "refund --paid 1200.00 --quantity 10 --return-quantity 4 --term P1Y --ordered-at 2019-01-01T00:00:00Z \
         --cancelled-at 2019-04-11T00:00:00Z --used yes",
    );
    assert_eq!(values(&quote, "allowed credit max_return_quantity expires_on"), "true 3484.92 10 2020-01-01");
    let rest = quote["steps"].as_array().unwrap().iter().find(|step| step["rule"] == "Q-18").unwrap();
    assert_eq!(rest["text"], "The reservation is cancelled; the other 6 go on as a new one until January 1, 2020");
}

#[test]
fn rf_20_only_a_live_reservation_is_cancelled() {
    for state in ["Cancelled", "Expired", "PendingBilling", "Creating", "Failed"] {
        let quote = json(&format!("{ONE_YEAR} --cancelled-at 2019-02-01 --used no --state {state}"));
        let shown = values(&quote, "allowed refusal net");
        assert_eq!(shown, "false OperationCannotBePerformedInCurrentState 0.00", "{state}");
    }
    let over = json(&format!("{ONE_YEAR} --cancelled-at 2020-01-01T00:00:00Z --used no"));
    assert_eq!(values(&over, "allowed refusal"), "false OperationCannotBePerformedInCurrentState");
}

#[test]
fn r_rf_1_and_r_rf_10_the_vendors_own_numbers() {
    // 53 of 365 days of GBP 24.00; the limit counts dollars at the rate of the order.
    let quote = json(
        "refund --paid 24.00 --currency GBP --term P1Y --ordered-at 2019-01-01 --cancelled-at 2019-02-23 \
         --used yes --policy POL-NOW --usd-rate 0.8315",
    );
    assert_eq!(values(&quote, "currency net headroom_after_usd"), "GBP 20.52 49975.32");
    let won = json(
        "refund --paid 1500000 --currency KRW --term P1Y --ordered-at 2019-01-01 --cancelled-at 2019-04-11 \
         --used yes --usd-rate 1130.5",
    );
    assert_eq!(values(&won, "credit fee net"), "1089041 130685 958356", "no decimals");
}

#[test]
fn bl_1_and_bl_3_one_is_rounded_before_it_is_multiplied() {
    let two = json(
        "refund --paid 10.00 --quantity 2 --term P1Y --ordered-at 2019-01-01 --cancelled-at 2019-03-02 --used yes",
    );
    assert_eq!(values(&two, "credit"), "16.72", "10.00 x 305/365 is 8.356: twice 8.36");
    let monthly = json(
        "refund --paid 1000.00 --term P1Y --ordered-at 2019-01-01 --cancelled-at 2019-12-01 --used yes \
         --policy POL-2006 --plan monthly --paid-instalments 11",
    );
    let last = monthly["steps"].as_array().unwrap().iter().find(|step| step["rule"] == "R-RF-8").unwrap();
    assert_eq!(last["amount"], "83.37", "the last of twelve takes the rest");
}

#[test]
fn sw_1_to_sw_5_the_days_to_cancel_software() {
    let keys = "allowed refusal credit_percent last_day quantity_after keys_revoked";
    let of = |line: &str| values(&json(&format!("software-cancel {line}")), keys);
    let order = "--ordered-at 2018-09-01T10:00:00Z";
    assert_eq!(of(&format!("{order} --cancelled-at 2018-10-31T23:59:59Z")), "true null 100 2018-10-31 0 true", "SW-1");
    assert_eq!(
        of(&format!("{order} --cancelled-at 2018-11-01T00:00:00Z")),
        "false CancellationWindowOver 0 2018-10-31 1 false",
        "SW-2"
    );
    assert_eq!(
        of(&format!("{order} --cancelled-at 2018-09-11T00:00:00Z --role sales_agent")),
        "false RoleNotAllowed 0 2018-10-31 1 false",
        "SW-3"
    );
    let thirty = "--ordered-at 2021-07-01T00:00:00Z --policy POL-2104";
    assert_eq!(of(&format!("{thirty} --cancelled-at 2021-07-31")), "true null 100 2021-07-31 0 true", "SW-5");
    assert_eq!(
        of(&format!("{thirty} --cancelled-at 2021-08-01")),
        "false CancellationWindowOver 0 2021-07-31 1 false",
        "SW-5"
    );
}

#[test]
fn sw_8_what_was_cancelled_stays_so() {
    let quote = json("software-cancel --ordered-at 2018-09-01 --cancelled-at 2018-09-11 --state Cancelled");
    let keys = "allowed refusal quantity_after keys_revoked";
    assert_eq!(values(&quote, keys), "false OperationCannotBePerformedInCurrentState 0 true");
}

#[test]
fn software_with_a_price_has_amounts_and_no_fee() {
    let quote = json(
        "software-cancel --ordered-at 2020-03-01 --cancelled-at 2020-03-31 --term P1Y --paid 365.00 --quantity 2 \
         --policy POL-2001",
    );
    assert_eq!(values(&quote, "credit fee net credit_percent"), "670.00 0.00 670.00 91.78");
}

#[test]
fn two_policies_on_two_dates_give_two_explained_outcomes() {
    let facts = "refund --paid 1200.00 --term P1Y --ordered-at 2026-06-01 --used yes --policy POL-NOW@2026-09-01";
    let on = |day: &str| json(&format!("{facts} --cancelled-at {day}"));
    let (before, after) = (on("2026-08-31"), on("2026-09-01"));
    assert_eq!(values(&before, "policy credit fee net"), "POL-1810 900.82 108.10 792.72");
    assert_eq!(values(&after, "policy credit fee net"), "POL-NOW 897.53 0.00 897.53");
    let text = |quote: &Value, rule: &str| {
        quote["steps"].as_array().unwrap().iter().find(|step| step["rule"] == rule).unwrap()["text"].clone()
    };
    assert_eq!(text(&before, "R-RF-5"), "Early termination fee: 12% of $900.82");
    assert_eq!(text(&after, "R-RF-5"), "An early termination fee of 12% is reserved and not charged");
    assert_eq!(text(&after, "Q-1"), "POL-NOW decides on September 1, 2026: it is in force since September 1, 2026");
}

#[test]
fn without_json_the_working_is_printed_for_people() {
    let answer = quote(&format!("{ONE_YEAR} --cancelled-at 2019-01-07T00:00:00Z --used yes"));
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    insta::assert_snapshot!(answer.out, @r"
    Refund by POL-1810: allowed

      Credit                       $1,180.27
      Early termination fee          $141.63
      Refund                       $1,038.64
      Left of the limit before    $50,000.00
      Left of the limit after     $48,819.73
      Largest quantity that fits           1
      The reservation ends on     2020-01-01

      1. Q-1     POL-1810 decides on January 7, 2019: it is in force since October 12, 2018
      2. R-RF-1  Price of one over the term, as bought = $1,200.00
      3. R-RF-2  January 1, 2019 to January 1, 2020 is 365 days: 6 used, 359 left
      4. R-RF-4  More than 5 days since the order
      5. R-RF-1  Credit for one: $1,200.00 × 359 of 365 days = $1,180.27
      6. R-BL-9  $1,180.27 × 1 = $1,180.27
      7. R-RF-5  Early termination fee: 12% of $1,180.27 = $141.63
      8. Q-11    Refund: credit $1,180.27 less fee $141.63 = $1,038.64
      9. R-RF-7  Counts against the limit: the credit before the fee = $1,180.27
     10. R-RF-6  Left of $50,000.00 a customer: $0.00 refunded within 365 days, $0.00 approved = $50,000.00
     11. R-RF-9  It fits; left of the limit afterwards = $48,819.73
     12. R-RF-14 The partner has the money and settles with the customer
    ");
}

#[test]
fn facts_that_cannot_be_are_refused_with_the_reason() {
    let good = format!("{ONE_YEAR} --cancelled-at 2019-01-07T00:00:00Z --used yes");
    for (more, why) in [
        ("--currency GBP", "--usd-rate is needed for GBP"),
        ("--currency ABC", "not a currency of ISO 4217"),
        ("--currency dollars", "not a currency such as USD"),
        ("--usd-rate 0.8315", "the rate of the US dollar is 1"),
        ("--currency GBP --usd-rate 0", "a rate is above zero"),
        ("--paid 1200.005", "--paid 1200.005: not an amount in USD, which has 2 decimals"),
        ("--paid -1", "--paid -1: below zero"),
        ("--paid 99999999999999999", "not an amount"),
        ("--quantity 0", "0 is not in 1.."),
        ("--quantity 4000000000 --return-quantity 4000000000 --paid 90000000000000", "too large"),
        ("--term P5Y", "P5Y"),
        ("--cancelled-at yesterday", "not a moment such as"),
        ("--cancelled-at 2018-12-31", "--cancelled-at lies before --ordered-at"),
        ("--starts-at 2018-12-31", "--starts-at lies before --ordered-at"),
        ("--refunded 100", "not an amount and a day"),
        ("--refunded -1@2019-01-01", "below zero"),
        ("--policy POL-9999", "not one of POL-1805, "),
        ("--policy POL-1810 --policy POL-NOW", "one needs a day"),
        ("--paid-instalments 3", "--paid-instalments is for --plan monthly"),
        ("--plan monthly", "--paid-instalments"),
        ("--plan monthly --paid-instalments 13", "there are 12"),
        ("--used perhaps", "perhaps"),
    ] {
        let changed: Vec<&str> = more.split(' ').step_by(2).collect();
        let words: Vec<&str> = good.split_whitespace().collect();
        let kept = words[1..].chunks(2).filter(|pair| !changed.contains(&pair[0])).flatten().copied();
        let line = std::iter::once("refund").chain(kept).collect::<Vec<_>>().join(" ");
        let answer = quote(&format!("{line} {more}"));
        assert_eq!(answer.code, 2, "{more}: {answer:?}");
        assert!(answer.err.contains(why), "{more}: {}", answer.err);
        assert_eq!(answer.out, "", "{more}");
    }
}

#[test]
fn a_quantity_that_is_not_there_is_a_refusal() {
    for quantity in ["0", "2"] {
        let quote = json(
            &format!("{ONE_YEAR} --cancelled-at 2019-02-01 --used no")
                .replace("--return-quantity 1", &format!("--return-quantity {quantity}")),
        );
        assert_eq!(values(&quote, "allowed refusal"), "false InvalidRefundQuantity");
    }
}
