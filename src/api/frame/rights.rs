//! Who calls, and proof of what they may. Floor 4. Rules P-1 to P-27, S-8.

use std::sync::Arc;

use super::{Call, Refused};
use crate::access::may::Permission;
use crate::access::{Granted, Principal};
use crate::domain::ids::{CustomerId, ReservationId};
use crate::ops::App;
use crate::ops::customers::{AtHand, at_hand};

impl Call {
    /// The client.
    pub fn who(&self) -> Result<&Arc<Principal>, Refused> {
        self.caller.as_ref().ok_or_else(|| Refused::unknown("A bearer token is needed."))
    }

    /// Proof that the client may do `P`, where no customer is at hand.
    pub fn may<P: Permission>(&self) -> Result<Granted<P>, Refused> {
        Ok(Granted::check(self.who()?, self.circumstances.clone())?)
    }

    /// Proof that the client may do `P` for a customer: 404 for one outside its scope, as for one that
    /// is not there; explicit access to a subscription or the reservation counts (S-8).
    pub fn on<P: Permission>(
        &self,
        app: &App,
        customer: CustomerId,
        reservation: Option<ReservationId>,
    ) -> Result<Granted<P>, Refused> {
        let who = self.who()?;
        let asked = Granted::<P>::depends_on_access(who).then_some(P::PERM);
        let (_found, has_access) = at_hand(app, who, &self.circumstances, AtHand { customer, reservation }, asked)?;
        Ok(Granted::check_with_access(who, self.circumstances.clone(), has_access)?)
    }
}
