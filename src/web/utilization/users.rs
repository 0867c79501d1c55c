//! Who used a reservation: by resource, by subscription, by resource group, and what nobody used. Floor 4.
//! S-4, features row 46.

use std::collections::{BTreeMap, HashMap};

use super::figures::{hours, shares};
use crate::domain::ids::SubscriptionId;
use crate::domain::utilization::{Amount, Share};
use crate::i18n::Texts;
use crate::ops::utilization::{CustomerSum, UtilizationDay};

/// How the hours are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::web) enum By {
    /// Machine by machine.
    #[default]
    Resource,
    /// Subscription by subscription.
    Subscription,
    /// Resource group by resource group.
    Group,
}

impl By {
    /// Every way.
    pub(in crate::web) const ALL: [Self; 3] = [Self::Resource, Self::Subscription, Self::Group];

    /// Its name in addresses.
    pub(in crate::web) const fn code(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Subscription => "subscription",
            Self::Group => "group",
        }
    }

    /// The way of a name; by resource when it names none.
    pub(in crate::web) fn named(code: &str) -> Self {
        Self::ALL.into_iter().find(|by| by.code() == code).unwrap_or_default()
    }

    /// The words of the link and of the column.
    pub(in crate::web) fn label(self, t: Texts) -> &'static str {
        match self {
            Self::Resource => t.utilization_by_resource(),
            Self::Subscription => t.utilization_by_subscription(),
            Self::Group => t.utilization_by_group(),
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone)]
pub(in crate::web) struct User {
    /// Who; nobody in the last row.
    pub(in crate::web) name: String,
    /// More about who.
    pub(in crate::web) more: String,
    /// Hours of the reserved size.
    pub(in crate::web) amount: Amount,
    /// The same in words.
    pub(in crate::web) hours: String,
    /// Of all reserved hours.
    pub(in crate::web) share: String,
    /// Whether this is what nobody used.
    pub(in crate::web) is_unused: bool,
}

/// Who, and more about who.
type Name = (String, String);

/// Who used it, the most first, and what nobody used; the shares sum to 100 %.
pub(in crate::web) fn users(
    t: Texts,
    days: &[UtilizationDay],
    by: By,
    names: &HashMap<SubscriptionId, String>,
) -> Vec<User> {
    let mut sums: BTreeMap<Name, Amount> = BTreeMap::new();
    for share in days.iter().flat_map(|day| &day.detail.shares) {
        *sums.entry(key(share, by, names)).or_default() += share.used;
    }
    rows(t, sums, days.iter().map(|day| day.reserved).sum())
}

/// The departments of a customer: who used its reservations, by subscription or by resource group.
pub(super) fn departments(t: Texts, sum: &CustomerSum, by: By, names: &HashMap<SubscriptionId, String>) -> Vec<User> {
    let mut sums: BTreeMap<Name, Amount> = BTreeMap::new();
    for ((subscription, group), used) in &sum.users {
        let name = names.get(subscription).cloned().unwrap_or_else(|| subscription.to_string());
        let key = match by {
            By::Resource | By::Subscription => (name, subscription.to_string()),
            By::Group => (group.clone(), name),
        };
        *sums.entry(key).or_default() += *used;
    }
    rows(t, sums, sum.reserved())
}

/// The most first, and what is left of the reserved hours.
fn rows(t: Texts, sums: BTreeMap<Name, Amount>, reserved: Amount) -> Vec<User> {
    let mut rows: Vec<(Name, Amount)> = sums.into_iter().collect();
    rows.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
    let used: Amount = rows.iter().map(|(_, amount)| *amount).sum();
    rows.push(((t.utilization_unused_row().to_owned(), String::new()), reserved - used));
    let amounts: Vec<Amount> = rows.iter().map(|(_, amount)| *amount).collect();
    let last = rows.len().saturating_sub(1);
    let shown = shares(t, &amounts);
    let user = |(at, (((name, more), amount), share)): (usize, ((Name, Amount), String))| User {
        name,
        more,
        hours: hours(t, amount),
        amount,
        share,
        is_unused: at == last,
    };
    rows.into_iter().zip(shown).enumerate().map(user).collect()
}

/// What stands in the row: the last part of a resource's ID, with where it runs below it.
fn key(share: &Share, by: By, names: &HashMap<SubscriptionId, String>) -> Name {
    let subscription = || names.get(&share.subscription).cloned().unwrap_or_else(|| share.subscription.to_string());
    match by {
        By::Resource => {
            let name = share.resource.rsplit('/').next().unwrap_or_default().to_owned();
            (name, format!("{} · {} · {}", share.size, share.group, subscription()))
        }
        By::Subscription => (subscription(), share.subscription.to_string()),
        By::Group => (share.group.clone(), subscription()),
    }
}
