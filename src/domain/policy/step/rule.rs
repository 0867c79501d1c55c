//! The numbers of rules, as steps and refusals name them. Floor 0.

use crate::domain::codes::codes;

codes! {
    /// The rule a step follows, by its number in the rulebook.
    Rule, NotARule {
        /// The policy in force on the day decides.
        Q1 = "Q-1",
        /// A reservation is cancelled only while it is live.
        R67 = "6.7",
        /// Prorated by the day.
        RRf1 = "R-RF-1",
        /// How days are counted.
        RRf2 = "R-RF-2",
        /// The table of the seeds.
        RRf3 = "R-RF-3",
        /// The grace days.
        RRf4 = "R-RF-4",
        /// The fee is a share of the credit.
        RRf5 = "R-RF-5",
        /// The limit of each customer.
        RRf6 = "R-RF-6",
        /// What counts against it.
        RRf7 = "R-RF-7",
        /// The payments that will not be made.
        RRf8 = "R-RF-8",
        /// Over the limit is refused.
        RRf9 = "R-RF-9",
        /// The limit is kept in US dollars.
        RRf10 = "R-RF-10",
        /// The quantity that is returned.
        RRf11 = "R-RF-11",
        /// The lower of two prices.
        RRf12 = "R-RF-12",
        /// What is not refundable.
        RRf13 = "R-RF-13",
        /// Who has the money.
        RRf14 = "R-RF-14",
        /// The paid month is prorated.
        Q10 = "Q-10",
        /// Credit and fee are two lines.
        Q11 = "Q-11",
        /// The rest of a partial return.
        Q18 = "Q-18",
        /// Rounded for one, then multiplied.
        RBl9 = "R-BL-9",
        /// A return and a purchase.
        REx1 = "R-EX-1",
        /// The same kind.
        REx2 = "R-EX-2",
        /// The minimum.
        REx3 = "R-EX-3",
        /// No fee and no limit.
        REx4 = "R-EX-4",
        /// What is to be paid.
        REx6 = "R-EX-6",
        /// The window of software.
        RSw1 = "R-SW-1",
        /// Who cancels it, and whole lines.
        RSw2 = "R-SW-2",
        /// What a cancellation does.
        RSw3 = "R-SW-3",
        /// What comes back.
        RSw4 = "R-SW-4",
        /// Later windows.
        RSw5 = "R-SW-5",
        /// What it does not cover.
        RSw6 = "R-SW-6",
        /// Days of the window.
        Q26 = "Q-26",
    }
}
