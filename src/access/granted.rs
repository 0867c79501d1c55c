//! Proof of a permission. Floor 2. Rules P-1 to P-27, S-8.

use std::marker::PhantomData;
use std::sync::Arc;

use super::may::{DecideRequests, Permission};
use crate::domain::ids::PartnerId;
use crate::domain::roles::{Perm, Verdict, best};
use crate::store::users::Principal;
use crate::store::{Circumstances, Scope};

/// The person may not do this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{perm:?} is not granted")]
pub struct Denied {
    /// What was asked for.
    pub perm: Perm,
    /// Whether explicit access to the customer's subscription would grant it (S-8).
    pub needs_subscription_access: bool,
}

/// Proof that a person may do `P` for what their scope shows.
#[derive(Debug)]
pub struct Granted<P: Permission> {
    scope: Scope,
    who: Arc<Principal>,
    may: PhantomData<fn() -> P>,
}

impl<P: Permission> Clone for Granted<P> {
    fn clone(&self) -> Self {
        Self { scope: self.scope.clone(), who: Arc::clone(&self.who), may: PhantomData }
    }
}

impl<P: Permission> Granted<P> {
    /// Asks the matrix. A verdict that depends on a customer's subscription is refused here; see
    /// [`Granted::check_with_access`].
    pub fn check(who: &Arc<Principal>, circumstances: Circumstances) -> Result<Self, Denied> {
        Self::decide(who, circumstances, false)
    }

    /// Asks the matrix for a person of whom it is known whether they have live explicit access to a
    /// subscription of the customer at hand (S-8).
    pub fn check_with_access(
        who: &Arc<Principal>,
        circumstances: Circumstances,
        has_access: bool,
    ) -> Result<Self, Denied> {
        Self::decide(who, circumstances, has_access)
    }

    /// Whether explicit access to a subscription decides for this person.
    pub fn depends_on_access(who: &Principal) -> bool {
        best(who.roles(), P::PERM) == Verdict::WithSubscriptionAccess
    }

    fn decide(who: &Arc<Principal>, circumstances: Circumstances, has_access: bool) -> Result<Self, Denied> {
        let verdict = best(who.roles(), P::PERM);
        let is_allowed = match verdict {
            Verdict::Yes => true,
            Verdict::ViewOnly => P::PERM != Perm::ToggleCustomerPurchase,
            Verdict::WithSubscriptionAccess => has_access,
            // A customer's person sees what is theirs: the scope holds their own customer only. Of support
            // requests the act shows a partner's person those they wrote.
            Verdict::Own => who.customer().is_some() || P::PERM == Perm::ViewSupportRequests,
            Verdict::WithCustomerPermission | Verdict::No => false,
        };
        if is_allowed {
            Ok(Self { scope: Scope::of(who, circumstances), who: Arc::clone(who), may: PhantomData })
        } else {
            let needs_subscription_access = verdict == Verdict::WithSubscriptionAccess;
            Err(Denied { perm: P::PERM, needs_subscription_access })
        }
    }

    /// What the person may see.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The person, for another proof about them.
    pub fn whose(&self) -> &Arc<Principal> {
        &self.who
    }

    /// The person.
    pub fn who(&self) -> &Principal {
        &self.who
    }
}

impl Granted<DecideRequests> {
    /// The desk acts in a partner's tenant: on its rows, in its chain of events, under its lock.
    pub fn in_partner(&self, partner: PartnerId) -> Scope {
        Scope::desk(&self.who, partner, self.scope.circumstances().clone())
    }
}
