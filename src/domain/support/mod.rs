//! Support requests: what they are, where they stand, how soon the desk answers. Floor 0. Domain 6.12,
//! S-72 to S-77.
//!
//! `Draft -> open -> attention_needed -> open -> closed -> open`: see [`RequestState`].

use super::codes::codes;
use super::ids::{CustomerId, OrderId, ReservationId, SupportRequestId, UserId};

mod clock;
mod files;
mod topics;

pub use clock::{Answer, Promise, promise};
pub use files::{FileFault, FileKind, MAX_DAILY, MAX_FILE_BYTES, MAX_FILES, check_file, file_name};
pub use topics::{Category, IssueType, ProblemType, Topic, TopicFault};

codes! {
    /// Which of the two forms a request is.
    RequestForm, NotARequestForm {
        /// The support request of Azure, in three steps (S-72).
        Azure = "azure",
        /// A problem reported to Partner Center (S-99): a cancellation of software.
        Dashboard = "dashboard",
    }
    /// Where a request stands (6.12).
    RequestState, NotARequestState {
        /// Being written; only the writer sees it.
        Draft = "draft",
        /// With the desk.
        Open = "open",
        /// With the partner, whom the desk asked something.
        AttentionNeeded = "attention_needed",
        /// Answered for good; may be opened again.
        Closed = "closed",
    }
    /// How much it hurts.
    Severity, NotASeverity {
        /// A: the customer's business stands still.
        Critical = "critical",
        /// B: it is hindered.
        Moderate = "moderate",
        /// C: it goes on.
        Minimal = "minimal",
    }
    /// How the contact wants to hear from the desk.
    ContactMethod, NotAContactMethod {
        /// By mail.
        Email = "email",
        /// By telephone.
        Phone = "phone",
    }
    /// Whether a file may leave again.
    FileState, NotAFileState {
        /// Kept back until it has been looked at.
        Quarantined = "quarantined",
        /// Looked at and found clean.
        Released = "released",
        /// Looked at and found bad; it never leaves.
        Refused = "refused",
    }
    /// A step of the wizard (S-72).
    Step, NotAStep {
        /// What kind of request (S-73).
        Basics = "basics",
        /// What is wrong (S-74).
        Problem = "problem",
        /// Who is to hear about it (S-75).
        Contact = "contact",
    }
}

impl RequestState {
    /// Whether the desk still has to do something, or waits for it.
    pub const fn is_running(self) -> bool {
        match self {
            Self::Open | Self::AttentionNeeded => true,
            Self::Draft | Self::Closed => false,
        }
    }
}

impl Step {
    /// Its place, from 1.
    pub const fn number(self) -> i32 {
        match self {
            Self::Basics => 1,
            Self::Problem => 2,
            Self::Contact => 3,
        }
    }

    /// The step at this place; the nearest one for another number.
    pub const fn at(number: i32) -> Self {
        match number {
            ..=1 => Self::Basics,
            2 => Self::Problem,
            3.. => Self::Contact,
        }
    }

    /// The step before.
    #[must_use]
    pub const fn before(self) -> Self {
        Self::at(self.number() - 1)
    }

    /// The step after; the last one stays.
    #[must_use]
    pub const fn after(self) -> Self {
        Self::at(self.number() + 1)
    }
}

/// Who is to hear about a request: a person of the partner (6.12), never the customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Mail address.
    pub email: String,
    /// Telephone number, or "".
    pub phone: String,
    /// How the contact wants to hear.
    pub method: Option<ContactMethod>,
    /// The tag of the language the contact wants to read.
    pub language: String,
    /// The partner's country, ISO 3166-1 alpha-2.
    pub country: String,
}

impl Contact {
    /// The contact's name in one line.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }
}

/// A request to be kept: a draft, or one that is sent at once because another act makes it complete.
///
/// A refund or an exchange files its request like this: state [`RequestState::Open`], topic
/// [`Topic::REFUND`], the quote in the description, and the case's `request_id` afterwards.
#[derive(Debug, Clone)]
pub struct NewSupportRequest {
    /// Id.
    pub id: SupportRequestId,
    /// The customer, looked up in the scope by the caller.
    pub customer: CustomerId,
    /// The number people say; see [`request_number`].
    pub number: String,
    /// Which form.
    pub form: RequestForm,
    /// Draft or open.
    pub state: RequestState,
    /// What it is about.
    pub topic: Topic,
    /// How much it hurts.
    pub severity: Severity,
    /// One line.
    pub title: String,
    /// All of it.
    pub description: String,
    /// Who is to hear about it.
    pub contact: Contact,
    /// The reservation it is about.
    pub reservation: Option<ReservationId>,
    /// The order it is about.
    pub order: Option<OrderId>,
    /// Who writes it.
    pub created_by: UserId,
}

/// The number of a request from any random value: `SR-` and nine digits; the caller tries again when one
/// is taken.
pub fn request_number(random: u64) -> String {
    format!("SR-{}", 100_000_000 + random % 900_000_000)
}

/// The name of a person as the two fields of a contact: the last word is the last name, and a name in
/// one word without spaces (한글, 漢字) starts with the family's.
pub fn first_and_last(name: &str) -> (String, String) {
    let name = name.trim();
    if let Some((first, last)) = name.rsplit_once(char::is_whitespace) {
        return (first.trim().to_owned(), last.to_owned());
    }
    let is_east_asian = name.chars().all(|c| matches!(c, '가'..='힣' | '\u{4e00}'..='\u{9fff}'));
    let letters = name.chars().count();
    if is_east_asian && (2..=4).contains(&letters) {
        let family = if letters == 4 { 2 } else { 1 };
        let last: String = name.chars().take(family).collect();
        return (name.chars().skip(family).collect(), last);
    }
    (name.to_owned(), String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_as_people_write_them() {
        let apart = |name| first_and_last(name);
        assert_eq!(apart("Adam Lindqvist"), ("Adam".to_owned(), "Lindqvist".to_owned()));
        assert_eq!(apart("María del Mar"), ("María del".to_owned(), "Mar".to_owned()));
        assert_eq!(apart("이도현"), ("도현".to_owned(), "이".to_owned()));
        assert_eq!(apart("林怡君"), ("怡君".to_owned(), "林".to_owned()));
        assert_eq!(apart("Prince"), ("Prince".to_owned(), String::new()));
    }

    #[test]
    fn steps_stand_in_a_row_and_end() {
        assert_eq!((Step::Basics.before(), Step::Contact.after()), (Step::Basics, Step::Contact));
        for step in Step::ALL {
            assert_eq!(Step::at(step.number()), *step);
        }
    }

    #[test]
    fn numbers_have_nine_digits() {
        assert_eq!(request_number(0), "SR-100000000");
        assert_eq!(request_number(899_999_999), "SR-999999999");
    }
}
