//! Support requests of the demonstration in every state, with what was said about them.

use std::cell::Cell;
use std::rc::Rc;

use super::seed::customer_id;
use super::visits::{Act, Refused, Visit};
use crate::access::may;
use crate::domain::ids::SupportRequestId;
use crate::domain::support::{Category, Contact, ContactMethod, IssueType, Severity, Step};
use crate::domain::text::Prose;
use crate::ops::StoreError;
use crate::ops::desk::{self, Word};
use crate::ops::support::{self, Basics, DraftPart, Upload};

/// A request that somebody wrote.
struct Request {
    by: &'static str,
    name: (&'static str, &'static str),
    lang: &'static str,
    country: &'static str,
    minutes: i64,
    domain: &'static str,
    /// The size of the reservation it is about, or "".
    size: &'static str,
    issue: IssueType,
    category: Category,
    severity: Severity,
    title: &'static str,
    description: &'static str,
    /// A file beside it: name and content.
    file: Option<(&'static str, &'static str)>,
    talk: &'static [Said],
    is_sent: bool,
}

/// What was said afterwards: how many minutes ago, by whom of the desk or by who asked.
struct Said {
    minutes: i64,
    by: By,
    body: &'static str,
}

enum By {
    Desk(&'static str, Word),
    Partner,
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const ADAM: &str = "adam.lindqvist@northwind.example";
const INES: &str = "ines.moreau@lantern.example";
const TOM: &str = "tom.becker@lantern.example";

const fn desk(minutes: i64, who: &'static str, word: Word, body: &'static str) -> Said {
    Said { minutes, by: By::Desk(who, word), body }
}

static REQUESTS: [Request; 6] = [
    Request {
        by: "jung.seojun@saebyeok.example",
        name: ("서준", "정"),
        lang: "ko",
        country: "KR",
        minutes: 5 * DAY,
        domain: "daon-games.example",
        size: "Standard_F8s_v2",
        issue: IssueType::Billing,
        category: Category::Changes,
        severity: Severity::Minimal,
        title: "예약 분할 후 할인 적용 범위 문의",
        description: "예약을 8개와 4개로 분할했습니다. 두 예약의 범위를 서로 다르게 설정해도 할인이 계속 적용되는지 확인 부탁드립니다.",
        file: None,
        talk: &[
            desk(4 * DAY + 20 * HOUR, TOM, Word::Internal, "Same question as last month; the help page could say it."),
            desk(
                4 * DAY + 19 * HOUR,
                TOM,
                Word::Close,
                "Yes. Each part has its own scope, and the discount goes on from the next hour.",
            ),
        ],
        is_sent: true,
    },
    Request {
        by: "chen.yiting@yushan.example",
        name: ("怡婷", "陳"),
        lang: "zh-TW",
        country: "TW",
        minutes: 3 * DAY,
        domain: "haiyang-tech.example",
        size: "Standard_L8s_v2",
        issue: IssueType::Technical,
        category: Category::DiscountMissing,
        severity: Severity::Moderate,
        title: "正式環境看不到保留折扣",
        description: "自昨天起，正式環境的執行個體按隨用隨付計費，但保留仍為使用中。",
        file: Some((
            "usage-0417.csv",
            "date,resource,hours,charged\n2026-04-16,web-01,24,0.00\n2026-04-17,web-01,24,18.24\n",
        )),
        talk: &[desk(3 * DAY - 3 * HOUR, INES, Word::Ask, "Was the virtual machine moved or resized on that day?")],
        is_sent: true,
    },
    Request {
        by: ADAM,
        name: ("Adam", "Lindqvist"),
        lang: "en",
        country: "US",
        minutes: 55 * HOUR,
        domain: "cascademedical.example",
        size: "Standard_E8s_v3",
        issue: IssueType::Technical,
        category: Category::Utilization,
        severity: Severity::Critical,
        title: "Utilization fell to half after the region move",
        description: "Two of the four servers were moved to another region on Monday. Is the reservation lost for them?",
        file: None,
        talk: &[
            desk(
                54 * HOUR,
                TOM,
                Word::Answer,
                "A reservation stays in its region. We look at which servers still match.",
            ),
            Said { minutes: 50 * HOUR, by: By::Partner, body: "Thank you. The customer can move one of them back." },
            desk(
                49 * HOUR,
                TOM,
                Word::Answer,
                "Then one would be unused: exchange one for the other region, without a fee.",
            ),
        ],
        is_sent: true,
    },
    Request {
        by: "grace.okafor@northwind.example",
        name: ("Grace", "Okafor"),
        lang: "en",
        country: "US",
        minutes: 30 * HOUR,
        domain: "palmcoast.example",
        size: "",
        issue: IssueType::Subscriptions,
        category: Category::CannotBeAdded,
        severity: Severity::Moderate,
        title: "Subscription cannot be registered for reservations",
        description: "The registration of Booking platform does not begin.",
        file: None,
        talk: &[desk(
            29 * HOUR,
            INES,
            Word::Ask,
            "Reservations are not sold in the customer's country. Is another subscription meant?",
        )],
        is_sent: true,
    },
    Request {
        by: "grace.okafor@northwind.example",
        name: ("Grace", "Okafor"),
        lang: "en",
        country: "US",
        minutes: 5 * HOUR,
        domain: "lakeside.example",
        size: "Standard_B2s",
        issue: IssueType::Billing,
        category: Category::UnexpectedCharge,
        severity: Severity::Minimal,
        title: "Instalment charged twice in one month",
        description: "The customer sees two instalments on the statement. Which of them is ours?",
        file: Some(("statement.txt", "Instalment 11 of 12\nInstalment 12 of 12\n")),
        talk: &[],
        is_sent: true,
    },
    Request {
        by: ADAM,
        name: ("Adam", "Lindqvist"),
        lang: "en",
        country: "US",
        minutes: HOUR,
        domain: "blueharbor.example",
        size: "Standard_D4s_v3",
        issue: IssueType::Billing,
        category: Category::Renewal,
        severity: Severity::Minimal,
        title: "What happens on the day the reservation ends",
        description: "The customer asks whether the servers stop.",
        file: None,
        talk: &[],
        is_sent: false,
    },
];

/// Every request written, and what was said.
pub(super) fn acts() -> Vec<Act> {
    let mut acts = Vec::new();
    for one in &REQUESTS {
        let id: Rc<Cell<Option<SupportRequestId>>> = Rc::default();
        let written = Rc::clone(&id);
        acts.push(Act::new(one.by, one.minutes, move |who| {
            written.set(Some(write(who, one)?));
            Ok(())
        }));
        for said in one.talk {
            let written = Rc::clone(&id);
            let by = match said.by {
                By::Desk(agent, _) => agent,
                By::Partner => one.by,
            };
            acts.push(Act::new(by, said.minutes, move |who| {
                talk(who, one, written.get().ok_or(StoreError::NotFound)?, said)
            }));
        }
    }
    acts
}

fn talk(who: &Visit, one: &Request, id: SupportRequestId, said: &Said) -> Result<(), Refused> {
    let body = Prose::parse(said.body)?;
    match said.by {
        By::Desk(_, word) => Ok(desk::speak(&who.app, &who.may()?, id, word, &body, Vec::new())?),
        By::Partner => {
            let may = who.may()?;
            Ok(support::add_note(&who.app, &may, customer_id(one.domain), id, &body, false)?)
        }
    }
}

/// The three steps.
fn write(who: &Visit, one: &Request) -> Result<SupportRequestId, Refused> {
    let (customer, may) = (customer_id(one.domain), who.may::<may::CreateSupportRequests>()?);
    let subject = match one.size {
        "" => String::new(),
        size => who.reservation(customer, size)?.id.to_string(),
    };
    let basics = Basics { issue: Some(one.issue), subject };
    let id = support::begin(&who.app, &may, customer, &basics, Some(one.category))?;
    let problem = DraftPart::Problem {
        category: Some(one.category),
        severity: one.severity,
        title: one.title.to_owned(),
        description: one.description.to_owned(),
    };
    support::save(&who.app, &may, customer, id, problem, Step::Contact)?;
    if let Some((name, content)) = one.file {
        let file = Upload { name: name.to_owned(), content: content.as_bytes().to_vec() };
        support::add_files(&who.app, &may, customer, id, vec![file])?;
    }
    let contact = Contact {
        first_name: one.name.0.to_owned(),
        last_name: one.name.1.to_owned(),
        email: one.by.to_owned(),
        phone: String::new(),
        method: Some(ContactMethod::Email),
        language: one.lang.to_owned(),
        country: one.country.to_owned(),
    };
    support::save(&who.app, &may, customer, id, DraftPart::Contact(contact), Step::Contact)?;
    if one.is_sent {
        support::submit(&who.app, &may, customer, id)?;
    }
    Ok(id)
}
