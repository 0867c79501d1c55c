//! The state of the builder: all of it stands in the address, so that back, next and reload lose nothing.
//! Floor 4. S-56, C3.

use std::collections::BTreeMap;

use crate::domain::carts::BillingPlan;
use crate::domain::ids::ReservationId;
use crate::domain::policy::repair::Change;
use crate::domain::text::Quantity;
use crate::ops::refunds::{AskedExchange, AskedLine, ExchangeView};

/// Reservations and purchases that one exchange may have (our own).
const MOST: usize = 20;
/// All of a reservation, in an address: a field without a value is left out.
const ALL: &str = "all";
/// More letters of free text are not read.
const LONGEST_TEXT: usize = 200;

/// A purchase, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct BuiltLine {
    pub(super) sku: String,
    pub(super) quantity: String,
    pub(super) subscription: String,
    pub(super) scope: String,
}

/// What was built so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Built {
    /// What is returned, and how many as it was typed: nothing typed is all of them.
    pub(super) returns: Vec<(ReservationId, String)>,
    pub(super) lines: Vec<BuiltLine>,
    pub(super) plan: String,
    /// What is searched; `None` before anything was.
    pub(super) text: Option<String>,
    pub(super) term: String,
    pub(super) region: String,
    /// Whether the address is a step, which leads to the address of what came of it.
    pub(super) is_step: bool,
}

/// The number after a name: `sku-2`.
fn numbered<'a>(name: &'a str, before: &str) -> Option<&'a str> {
    name.strip_prefix(before)?.strip_prefix('-')
}

impl Built {
    /// Reads a query. The reservation of the address is always there, first.
    pub(super) fn read(query: &str, own: ReservationId) -> Self {
        let fields: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let (mut built, mut lines) = (Self::default(), BTreeMap::new());
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            built.take(&mut lines, name, value);
        }
        built.text = fields.iter().find(|(name, _)| name == "q").map(|(_, text)| cut(text));
        built.lines = lines.into_values().filter(|line: &BuiltLine| !line.sku.is_empty()).take(MOST).collect();
        for (name, value) in &fields {
            built.step(name, value);
        }
        if !built.returns.iter().any(|(id, _)| *id == own) {
            built.returns.insert(0, (own, String::new()));
        }
        built.returns.truncate(MOST);
        built
    }

    fn take(&mut self, lines: &mut BTreeMap<usize, BuiltLine>, name: &str, value: &str) {
        if let Some(id) = numbered(name, "return").and_then(|id| id.parse().ok()) {
            return self.bring(id, value);
        }
        for (field, is) in [("sku", 0), ("quantity", 1), ("subscription", 2), ("scope", 3)] {
            if let Some(number) = numbered(name, field).and_then(|number| number.parse::<usize>().ok()) {
                let line = lines.entry(number).or_default();
                let place = match is {
                    0 => &mut line.sku,
                    1 => &mut line.quantity,
                    2 => &mut line.subscription,
                    _ => &mut line.scope,
                };
                value.clone_into(place);
                return;
            }
        }
        match name {
            "plan" => value.clone_into(&mut self.plan),
            "term" => value.clone_into(&mut self.term),
            "region" => value.clone_into(&mut self.region),
            _ => {}
        }
    }

    /// The buttons: another reservation, another purchase, one less.
    fn step(&mut self, name: &str, value: &str) {
        match name {
            "also" => {
                if let Ok(id) = value.parse() {
                    self.is_step = true;
                    self.bring(id, "");
                }
            }
            "add" if !value.is_empty() => {
                self.is_step = true;
                self.add(value);
            }
            "remove" => {
                if let Some(at) = value.parse::<usize>().ok().filter(|at| *at < self.lines.len()) {
                    self.is_step = true;
                    self.lines.remove(at);
                }
            }
            _ => {}
        }
    }

    fn bring(&mut self, id: ReservationId, quantity: &str) {
        if !self.returns.iter().any(|(known, _)| *known == id) {
            self.returns.push((id, quantity.to_owned()));
        }
    }

    /// One more of a SKU, or its first one.
    fn add(&mut self, sku: &str) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.sku == sku) {
            let count = Quantity::parse(&line.quantity).map_or(1, |quantity| quantity.get().saturating_add(1));
            line.quantity = count.to_string();
        } else if self.lines.len() < MOST {
            self.lines.push(BuiltLine { sku: sku.to_owned(), quantity: "1".to_owned(), ..BuiltLine::default() });
        }
    }

    /// How all of it is paid.
    pub(super) fn plan(&self) -> BillingPlan {
        self.plan.parse().unwrap_or(BillingPlan::Upfront)
    }

    /// What the rules are asked. A quantity to return that is no number is more than there are, one to buy
    /// is none: the rules refuse both in words.
    pub(super) fn asked(&self) -> AskedExchange {
        let returned = |typed: &str| match typed.trim() {
            "" | ALL => None,
            typed => Some(typed.parse().unwrap_or(u32::MAX)),
        };
        let line = |line: &BuiltLine| AskedLine {
            sku: line.sku.clone(),
            quantity: Quantity::parse(&line.quantity).map_or(0, Quantity::get),
            subscription: line.subscription.parse().ok(),
            scope: line.scope.parse().ok(),
        };
        AskedExchange {
            returns: self.returns.iter().map(|(id, typed)| (*id, returned(typed))).collect(),
            wanted: self.lines.iter().map(line).collect(),
            plan: self.plan(),
        }
    }

    /// The state with the change that makes the exchange pass. Lines of a change count what the rules saw.
    pub(super) fn with(&self, change: Change, view: &ExchangeView) -> Self {
        let mut built = self.clone();
        match change {
            Change::QuantityUp { line, to, .. } => {
                if let Some(line) = view.purchases.get(line).and_then(|one| built.lines.get_mut(one.asked)) {
                    line.quantity = to.to_string();
                }
            }
            Change::LongerTerm { line } => {
                let found = view.purchases.get(line).and_then(|one| Some((one.asked, one.three_years.as_ref()?)));
                if let Some((line, (sku, _))) = found.and_then(|(at, sku)| Some((built.lines.get_mut(at)?, sku))) {
                    line.sku.clone_from(sku);
                }
            }
            Change::FewerReturned { line, to, .. } => {
                let id = view.returns.iter().filter(|one| one.quantity > 0).nth(line).map(|one| one.it.reservation.id);
                if let Some((_, typed)) = built.returns.iter_mut().find(|(known, _)| Some(*known) == id) {
                    *typed = to.to_string();
                }
            }
        }
        built
    }

    /// The state as a query.
    pub(super) fn query(&self) -> String {
        let mut fields: Vec<(String, &str)> = Vec::new();
        for (id, typed) in &self.returns {
            fields.push((format!("return-{id}"), if typed.is_empty() { ALL } else { typed }));
        }
        for (number, line) in self.lines.iter().enumerate() {
            fields.push((format!("sku-{number}"), &line.sku));
            fields.push((format!("quantity-{number}"), &line.quantity));
            fields.push((format!("subscription-{number}"), &line.subscription));
            fields.push((format!("scope-{number}"), &line.scope));
        }
        fields.push(("plan".to_owned(), &self.plan));
        fields.push(("term".to_owned(), &self.term));
        fields.push(("region".to_owned(), &self.region));
        let mut fields: Vec<(String, &str)> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        fields.extend(self.text.as_deref().map(|text| ("q".to_owned(), text)));
        // Pairs of text always have a form in an address.
        serde_urlencoded::to_string(fields).unwrap_or_default()
    }
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "11111111-1111-4111-8111-111111111111";
    const OTHER: &str = "22222222-2222-4222-8222-222222222222";

    fn read(query: &str) -> Built {
        Built::read(query, OWN.parse().unwrap())
    }

    #[test]
    fn the_address_says_everything_and_steps_change_it_once() {
        let built =
            read(&format!("return-{OTHER}=2&sku-3=B&quantity-3=4&sku-1=A&quantity-1=1&scope-1=single&plan=monthly&q="));
        assert_eq!(built.returns, [(OWN.parse().unwrap(), String::new()), (OTHER.parse().unwrap(), "2".to_owned())]);
        let skus: Vec<&str> = built.lines.iter().map(|line| line.sku.as_str()).collect();
        assert_eq!((skus, built.text.as_deref(), built.is_step), (vec!["A", "B"], Some(""), false));
        assert_eq!(read(&built.query()).asked(), built.asked());
        assert_eq!(read("").asked(), read(&read("").query()).asked());

        let more = read(&format!("{}&add=A&also={OTHER}", built.query()));
        assert_eq!((more.is_step, more.lines[0].quantity.as_str(), more.returns.len()), (true, "2", 2));
        let less = read(&format!("{}&remove=0", built.query()));
        assert_eq!((less.is_step, less.lines.len(), less.lines[0].sku.as_str()), (true, 1, "B"));
        assert!(!read(&less.query()).is_step && !read(&format!("{}&remove=7", built.query())).is_step);
    }

    #[test]
    fn what_cannot_be_read_is_refused_by_the_rules_and_not_dropped() {
        let built = read(&format!("return-{OWN}=two&sku-0=A&quantity-0=1000"));
        let asked = built.asked();
        assert_eq!((asked.returns[0].1, asked.wanted[0].quantity), (Some(u32::MAX), 0));
        assert!(built.query().contains("two") && built.query().contains("1000"));
        assert_eq!(read("").asked().returns, [(OWN.parse().unwrap(), None)]);
    }
}
