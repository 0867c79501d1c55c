//! Which reservations a page is about: the portfolio asks in its address, an alert keeps it. Floor 4.
//! Features row 49, rule O-21.

use serde::Deserialize;

use crate::domain::carts::AppliedScope;
use crate::domain::term::Term;
use crate::i18n::Texts;
use crate::ops::utilization::Like;
use crate::web::paging::address;

/// The fields as they were typed; what is not understood counts as not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct LikeQuery {
    pub(super) region: String,
    pub(super) size: String,
    pub(super) term: String,
    pub(super) scope: String,
}

impl LikeQuery {
    /// What the store is asked.
    pub(super) fn like(&self) -> Like {
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Like {
            region: said(&self.region),
            size: said(&self.size),
            term: self.term.parse().ok(),
            scope: self.scope.parse().ok(),
        }
    }

    /// Whether anything is asked.
    pub(super) fn is_filtered(&self) -> bool {
        self.like() != Like::default()
    }

    /// The same at another place.
    pub(super) fn address(&self, base: &str) -> String {
        let fields = [("region", &self.region), ("size", &self.size), ("term", &self.term), ("scope", &self.scope)];
        address(base, fields.map(|(name, text)| (name, text.as_str())))
    }
}

/// What is asked, in words.
pub(super) fn words(t: Texts, like: &Like) -> Vec<String> {
    let term = like.term.as_ref().map(|term: &Term| t.term(term).to_owned());
    let scope = like.scope.as_ref().map(|scope: &AppliedScope| t.applied_scope(scope).to_owned());
    [like.region.clone(), like.size.clone(), term, scope].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_is_not_asked_and_the_rest_survives_the_address() {
        let asked: LikeQuery = serde_urlencoded::from_str("region=westus&term=P9Y&scope=single&other=1").unwrap();
        let like = asked.like();
        assert_eq!((like.region.as_deref(), like.size, like.term), (Some("westus"), None, None));
        assert_eq!(like.scope, Some(AppliedScope::Single));
        assert!(asked.is_filtered() && !LikeQuery::default().is_filtered());
        let address = asked.address("/utilization");
        let (_, query) = address.split_once('?').unwrap();
        assert_eq!(serde_urlencoded::from_str::<LikeQuery>(query).unwrap(), asked);
    }
}
