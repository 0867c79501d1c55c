//! What the forms of a cart send, checked field by field. Floor 4. S-36, S-37, Q-15.

use serde::Deserialize;

use crate::domain::carts::CartLine;
use crate::domain::ids::{CartLineId, PartnerId};
use crate::domain::reservations::Setting;
use crate::domain::text::{DisplayName, PurchaseOrderNumber, Quantity};
use crate::http::failure::Failure;
use crate::i18n::Texts;
use crate::ops::carts::{EditLine, LineView};

/// What is wrong: the id of each field and its message.
pub(super) type Wrong = Vec<(String, String)>;

/// One line as a form sends it; what is not sent stays as it is.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineForm {
    pub(super) quantity: Option<String>,
    pub(super) subscription: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) optimise: Option<String>,
    pub(super) plan: Option<String>,
    pub(super) name: Option<String>,
}

impl LineForm {
    /// What the line becomes. Choices come from lists; one that is on no list is a refusal.
    pub(super) fn edit(&self, t: Texts, line: &CartLine) -> Result<EditLine, Wrong> {
        let mut wrong = Wrong::new();
        let id = line.id;
        let mut read = |field: &str, is_fine: bool, words: &str| {
            if !is_fine {
                wrong.push((format!("{field}-{id}"), words.to_owned()));
            }
        };
        let quantity = self.quantity.as_deref().map(Quantity::parse);
        read("quantity", !matches!(quantity, Some(Err(_))), t.carts_wrong_quantity());
        let subscription = self.subscription.as_deref().map(str::parse);
        read("subscription", !matches!(subscription, Some(Err(_))), t.carts_subscription_of_another_customer());
        let scope = self.scope.as_deref().map(str::parse);
        read("scope", !matches!(scope, Some(Err(_))), t.carts_capacity_needs_single_scope());
        let optimise = self.optimise.as_deref().map(str::parse);
        read("optimise", !matches!(optimise, Some(Err(_))), t.carts_capacity_needs_single_scope());
        let plan = self.plan.as_deref().map(str::parse);
        read("plan", !matches!(plan, Some(Err(_))), t.terms_billing_plan());
        let name = self.name.as_deref().map(DisplayName::parse);
        read("name", !matches!(name, Some(Err(_))), t.carts_wrong_name());
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(EditLine {
            id,
            quantity: quantity.and_then(Result::ok).unwrap_or(line.quantity),
            reservation: line.reservation.map(|kept| Setting {
                subscription: subscription.and_then(Result::ok).unwrap_or(kept.subscription),
                scope: scope.and_then(Result::ok).unwrap_or(kept.scope),
                optimise: optimise.and_then(Result::ok).unwrap_or(kept.optimise),
            }),
            plan: plan.and_then(Result::ok).unwrap_or(line.plan),
            name: name.and_then(Result::ok).unwrap_or_else(|| line.name.clone()),
        })
    }

    fn set(&mut self, field: &str, value: String) -> bool {
        let place = match field {
            "quantity" => &mut self.quantity,
            "subscription" => &mut self.subscription,
            "scope" => &mut self.scope,
            "optimise" => &mut self.optimise,
            "plan" => &mut self.plan,
            "name" => &mut self.name,
            _ => return false,
        };
        *place = Some(value);
        true
    }
}

/// The form of the review page: fields of lines end in the id of the line.
#[derive(Debug, Default, Clone)]
pub(super) struct ReviewForm {
    pub(super) lines: Vec<(CartLineId, LineForm)>,
    pub(super) cart: Option<String>,
    pub(super) review: Option<String>,
    pub(super) act: Option<String>,
    pub(super) reseller: Option<String>,
    pub(super) purchase_order: Option<String>,
}

impl ReviewForm {
    /// Reads the fields; unknown ones are refused, as in every form.
    pub(super) fn read(fields: Vec<(String, String)>) -> Result<Self, Failure> {
        let mut form = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "cart" => form.cart = Some(value),
                "review" => form.review = Some(value),
                "act" => form.act = Some(value),
                "reseller" => form.reseller = Some(value),
                "purchase_order" => form.purchase_order = Some(value),
                _ => form.read_line(&name, value)?,
            }
        }
        Ok(form)
    }

    fn read_line(&mut self, name: &str, value: String) -> Result<(), Failure> {
        let unknown = || Failure::Malformed(format!("unknown field {name}"));
        let (field, id) = name.split_once('-').ok_or_else(unknown)?;
        let id: CartLineId = id.parse().map_err(|_not_an_id| unknown())?;
        if self.of(id).is_none() {
            self.lines.push((id, LineForm::default()));
        }
        let line = self.lines.iter_mut().find(|(known, _)| *known == id);
        let is_known = line.is_some_and(|(_, line)| line.set(field, value));
        if is_known { Ok(()) } else { Err(unknown()) }
    }

    /// What was typed for a line.
    pub(super) fn of(&self, id: CartLineId) -> Option<&LineForm> {
        self.lines.iter().find(|(known, _)| *known == id).map(|(_, line)| line)
    }

    /// What the lines of the cart become. A line that is gone by now is left out.
    pub(super) fn edits(&self, t: Texts, lines: &[LineView]) -> Result<Vec<EditLine>, Wrong> {
        let mut edits = Vec::new();
        let mut wrong = Wrong::new();
        for LineView { stored, .. } in lines {
            let Some(form) = self.of(stored.line.id) else { continue };
            match form.edit(t, &stored.line) {
                Ok(edit) => edits.push(edit),
                Err(more) => wrong.extend(more),
            }
        }
        if wrong.is_empty() { Ok(edits) } else { Err(wrong) }
    }

    /// The reseller chosen: none when nothing was, an error when it is no id at all.
    pub(super) fn reseller(&self) -> Result<Option<PartnerId>, ()> {
        match self.reseller.as_deref().map(str::trim) {
            None | Some("") => Ok(None),
            Some(id) => id.parse().map(Some).map_err(|_not_an_id| ()),
        }
    }

    /// The purchase order number typed.
    pub(super) fn number(&self) -> Result<PurchaseOrderNumber, crate::domain::text::TextError> {
        PurchaseOrderNumber::parse(self.purchase_order.as_deref().unwrap_or_default())
    }
}

/// Whether the edits change a line of the cart.
pub(super) fn differ(edits: &[EditLine], lines: &[LineView]) -> bool {
    edits.iter().any(|edit| {
        lines.iter().any(|LineView { stored, .. }| {
            let line = &stored.line;
            line.id == edit.id
                && (line.quantity != edit.quantity
                    || line.reservation != edit.reservation
                    || line.plan != edit.plan
                    || line.name != edit.name)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_lines_are_read_by_the_line_and_unknown_ones_refused() {
        let id = "0191d2ab-7f4e-7aa1-b5c6-0242ac120002";
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let form = ReviewForm::read(vec![
            field("cart", "c"),
            field(&format!("quantity-{id}"), "3"),
            field(&format!("name-{id}"), "web"),
        ])
        .unwrap();
        let line = form.of(id.parse().unwrap()).unwrap();
        assert_eq!(
            (line.quantity.as_deref(), line.name.as_deref(), line.scope.as_deref()),
            (Some("3"), Some("web"), None)
        );
        for unknown in ["price", "quantity-7", &format!("price-{id}")] {
            assert!(ReviewForm::read(vec![field(unknown, "1")]).is_err(), "{unknown}");
        }
    }
}
