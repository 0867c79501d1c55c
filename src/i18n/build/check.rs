//! The languages say the same things: same keys, same variables (L-1).

use std::collections::BTreeSet;

use super::model::{Languages, variables};

/// Adds a problem for each key or variable that some language lacks or has alone.
pub(crate) fn same_everywhere(all: &Languages, problems: &mut Vec<String>) {
    for (code, language) in all.each() {
        for (key, message) in language {
            for (other_code, other) in all.each() {
                let Some(theirs) = other.get(key) else {
                    problems.push(format!("{}: {key}: missing in {other_code}", message.file));
                    continue;
                };
                let ours: BTreeSet<_> = variables(&message.pieces).into_iter().collect();
                let theirs: BTreeSet<_> = variables(&theirs.pieces).into_iter().collect();
                if let Some(name) = ours.difference(&theirs).next() {
                    problems.push(format!("{}: {key}: ${name} of {code} is missing in {other_code}", message.file));
                }
            }
        }
    }
}
