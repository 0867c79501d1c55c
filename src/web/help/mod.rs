//! Information pages: how reservations work, for everybody who signs in. Floor 4. S-1 to S-15, S-43,
//! S-62 to S-70, S-80 to S-83, S-112.

mod before;
mod body;
mod limits;
mod money;
mod rules;
mod tables;
mod topic;
mod usage;

use actix_web::web::{Data, Path};
use askama::Template;

use self::body::{Block, Body};
use self::topic::Topic;
use crate::access::{Granted, may};
use crate::domain::roles::{Perm, Role, Verdict, verdict};
use crate::http::cx::{Cx, Page};
use crate::http::failure::Failure;
use crate::http::links;
use crate::http::router::Routes;
use crate::http::work::run;
use crate::i18n::Texts;
use crate::ops::{App, markets};

pub(super) fn routes() -> Routes {
    Routes::new().get(links::Help::PATTERN, index).get(links::HelpTopic::PATTERN, topic)
}

/// A topic as a link.
struct Entry {
    title: &'static str,
    lead: &'static str,
    href: String,
}

fn entries(t: Texts, topics: &[Topic]) -> Vec<Entry> {
    let entry = |it: &Topic| Entry {
        title: it.title(t),
        lead: it.lead(t),
        href: links::HelpTopic::to(&it.slug().to_owned()).to_string(),
    };
    topics.iter().map(entry).collect()
}

#[derive(Template)]
#[template(path = "help/index.html")]
struct IndexPage<'a> {
    cx: &'a Cx,
    groups: [(&'static str, &'static str, Vec<Entry>); 3],
}

async fn index(_may: Granted<may::OwnAccount>, cx: Cx) -> Page {
    let t = cx.t;
    let groups = [
        ("before", t.help_group_start(), entries(t, &Topic::BEFORE)),
        ("money", t.help_group_money(), entries(t, &Topic::MONEY)),
        ("rules", t.help_group_rules(), entries(t, &Topic::RULES)),
    ];
    cx.page(&IndexPage { cx: &cx, groups })
}

#[derive(Template)]
#[template(path = "help/topic.html")]
struct TopicPage<'a> {
    cx: &'a Cx,
    title: &'static str,
    lead: &'static str,
    roles: String,
    body: Body,
    related: Vec<Entry>,
}

async fn topic(may: Granted<may::OwnAccount>, at: Path<links::HelpTopic>, cx: Cx, app: Data<App>) -> Page {
    let it = Topic::all().find(|it| it.slug() == at.topic).ok_or(Failure::NotFound)?;
    let t = cx.t;
    let body = match it {
        Topic::Overview => before::overview(t),
        Topic::Buying => before::buying(t),
        Topic::Sizing => before::sizing(t),
        Topic::Scope => before::scope(t),
        Topic::HybridBenefit => before::hybrid_benefit(t),
        Topic::Software => before::software(t),
        Topic::Billing => money::billing(t),
        Topic::Refunds => money::refunds(t),
        Topic::PartnerOfRecord => rules::partner_of_record(t),
        Topic::Moving => rules::moving(t),
        Topic::Roles => rules::roles(t),
        Topic::Markets => {
            let closed = run(&app, move |app| markets::closed(app, &may).map_err(Failure::from)).await?;
            rules::markets(t, &closed)
        }
        Topic::Utilization => usage::utilization(t),
        Topic::Ways => rules::ways(t),
        Topic::Limits => rules::limits(t),
    };
    let related = entries(t, it.related());
    cx.page(&TopicPage { cx: &cx, title: it.title(t), lead: it.lead(t), roles: roles(t, it.perm()), body, related })
}

/// The partner's roles that an act is for, with what limits them (S-112).
fn roles(t: Texts, perm: Perm) -> String {
    if perm == Perm::OwnAccount {
        return t.help_everybody().to_owned();
    }
    let of = |role: &Role| match verdict(*role, perm) {
        Verdict::No => None,
        Verdict::Yes => Some(t.role(role).to_owned()),
        limited @ (Verdict::ViewOnly
        | Verdict::WithSubscriptionAccess
        | Verdict::WithCustomerPermission
        | Verdict::Own) => Some(format!("{} ({})", t.role(role), tables::cell(t, limited))),
    };
    t.list(&Role::ALL.iter().filter(|role| **role != Role::CustomerUser).filter_map(of).collect::<Vec<_>>())
}
