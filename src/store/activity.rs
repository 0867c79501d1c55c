//! The audit events as people read them. Floor 1. Rules P-25, Q-9; domain 6.14.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::conn::on;
use super::customers::{after_prefix, search_words};
use super::error::StoreError;
use super::page::{PageAt, PageRows};
use super::schema::{audit_events as t, customer_terms as terms, customers, users};
use super::tenant::Reader;
use crate::domain::audit::{Audience, Event, EventKind};
use crate::domain::ids::{CustomerId, UserId};
use crate::domain::time::Instant;

/// Which events a log shows.
#[derive(Debug, Clone)]
pub struct ActivityFilter {
    /// From this moment on.
    pub from: Instant,
    /// Before this moment.
    pub until: Instant,
    /// Only about this customer, or about customers with these words in their name or domain.
    pub customer: Option<AboutCustomer>,
    /// Only by this person.
    pub user: Option<UserId>,
    /// Only of this kind.
    pub kind: Option<EventKind>,
}

/// Which customers events are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutCustomer {
    /// This one.
    One(CustomerId),
    /// Those that are found with these words.
    Found(String),
}

/// An event with the names of who and whom it is about.
#[derive(Debug, Clone, Queryable)]
pub struct Activity {
    /// Its number in the partner's chain; newer ones are larger.
    pub sequence: i64,
    /// When, in UTC.
    pub recorded_at: Instant,
    /// What happened.
    pub kind: EventKind,
    /// `user`, `anonymous`, `operator:<command>` or `system:<job>`.
    pub actor: String,
    /// The id of the request, as in the log.
    pub request_id: String,
    /// The noun of the thing.
    pub resource_type: String,
    /// The id of the thing.
    pub resource_id: String,
    /// Its state before, as JSON.
    pub before: Option<String>,
    /// Its state after, as JSON.
    pub after: Option<String>,
    /// `succeeded` or `failed`.
    pub outcome: String,
    /// Who did it.
    pub user_id: Option<UserId>,
    /// Their name.
    pub user_name: Option<String>,
    /// Their address; an API client has "".
    pub user_email: Option<String>,
    /// The customer it is about.
    pub customer_id: Option<CustomerId>,
    /// Its name.
    pub customer_name: Option<String>,
}

/// An event as the page of a thing tells it.
#[derive(Debug, Clone, Queryable)]
pub struct Happened {
    /// When.
    pub at: Instant,
    /// What happened.
    pub kind: EventKind,
    /// The id of the thing.
    pub resource_id: String,
    /// Who did it, if a person or an API client did.
    pub who: Option<String>,
    /// Whether it was an API client.
    pub is_client: Option<bool>,
}

impl Activity {
    /// Whether an API client did it.
    pub fn is_clients(&self) -> bool {
        self.user_email.as_deref() == Some("")
    }
}

impl Reader<'_> {
    /// Whether the person of the scope has caused the same event since a moment.
    pub fn is_recorded(&mut self, event: &Event, since: Instant) -> Result<bool, StoreError> {
        let partner = self.scope.partner();
        let (Some(user), Some(after)) = (self.scope.user(), event.after.as_ref().map(ToString::to_string)) else {
            return Ok(false);
        };
        Ok(on!(&mut *self.conn, |c| diesel::select(exists(
            t::table
                .filter(t::partner_id.eq(partner))
                .filter(t::resource_id.eq(&event.resource_id))
                .filter(t::kind.eq(event.kind))
                .filter(t::user_id.eq(user))
                .filter(t::recorded_at.ge(since))
                .filter(t::after.eq(&after))
        ))
        .get_result(c))?)
    }

    /// A page of the events of the scope, the newest first; the mark is an event's number. A reseller's
    /// people see what is about their own customers or was done by their own people. Of signing in and of
    /// refusals, `only_own` reads no more than what is about themselves.
    pub fn activity(
        &mut self,
        filter: &ActivityFilter,
        only_own: Option<UserId>,
        page: PageAt<i64>,
        limit: usize,
    ) -> Result<PageRows<Activity>, StoreError> {
        page.read(limit, |page, take| self.activity_rows(filter, only_own, page, take))
    }

    /// The number of the newest event of the scope's partner. Every act leaves an event, so what was read
    /// at this number is the same until the number is another.
    pub fn revision(&mut self) -> Result<i64, StoreError> {
        let partner = self.scope.partner();
        let newest: Option<i64> = on!(&mut *self.conn, |c| t::table
            .filter(t::partner_id.eq(partner))
            .order(t::sequence.desc())
            .select(t::sequence)
            .first(c)
            .optional())?;
        Ok(newest.unwrap_or_default())
    }

    fn activity_rows(
        &mut self,
        filter: &ActivityFilter,
        only_own: Option<UserId>,
        page: PageAt<i64>,
        take: i64,
    ) -> Result<Vec<Activity>, StoreError> {
        let scope = self.scope;
        if scope.customer().is_some() {
            return Ok(Vec::new());
        }
        let words = match &filter.customer {
            Some(AboutCustomer::Found(words)) => search_words(words),
            Some(AboutCustomer::One(_)) | None => Vec::new(),
        };
        if words.is_empty() && matches!(filter.customer, Some(AboutCustomer::Found(_))) {
            return Ok(Vec::new());
        }
        Ok(on!(&mut *self.conn, |c| {
            let mut query = t::table
                .left_join(users::table.on(users::id.nullable().eq(t::user_id)))
                .left_join(
                    customers::table
                        .on(customers::id.nullable().eq(t::customer_id).and(customers::partner_id.eq(t::partner_id))),
                )
                .filter(t::partner_id.eq(scope.partner()))
                .filter(t::recorded_at.ge(filter.from))
                .filter(t::recorded_at.lt(filter.until))
                .limit(take)
                .select((
                    t::sequence,
                    t::recorded_at,
                    t::kind,
                    t::actor,
                    t::request_id,
                    t::resource_type,
                    t::resource_id,
                    t::before,
                    t::after,
                    t::outcome,
                    t::user_id,
                    users::display_name.nullable(),
                    users::email.nullable(),
                    t::customer_id,
                    customers::company_name.nullable(),
                ))
                .into_boxed();
            if let Some(reseller) = scope.reseller() {
                let is_own = customers::reseller_id.nullable().eq(reseller);
                query = query.filter(is_own.or(users::partner_id.nullable().eq(reseller)));
            }
            if let Some(own) = only_own {
                let guarded = EventKind::ALL.iter().filter(|kind| kind.audience() == Audience::PeopleManagers);
                let guarded: Vec<&str> = guarded.map(|kind| kind.code()).collect();
                query = query.filter(t::kind.ne_all(guarded).or(t::user_id.eq(own)));
            }
            if let Some(AboutCustomer::One(customer)) = filter.customer {
                query = query.filter(t::customer_id.eq(customer));
            }
            for word in &words {
                query = query.filter(exists(
                    terms::table
                        .filter(terms::customer_id.nullable().eq(t::customer_id))
                        .filter(terms::partner_id.eq(t::partner_id))
                        .filter(terms::term.ge(word))
                        .filter(terms::term.lt(after_prefix(word))),
                ));
            }
            if let Some(user) = filter.user {
                query = query.filter(t::user_id.eq(user));
            }
            if let Some(kind) = filter.kind {
                query = query.filter(t::kind.eq(kind.code()));
            }
            match page {
                PageAt::First => query.order(t::sequence.desc()).load(c),
                PageAt::After(mark) => query.filter(t::sequence.lt(mark)).order(t::sequence.desc()).load(c),
                PageAt::Before(mark) => query.filter(t::sequence.gt(mark)).order(t::sequence.asc()).load(c),
            }
        })?)
    }

    /// What happened to some things of a customer that everybody of the partner may read, the oldest
    /// first. The caller has looked the things up in the scope.
    pub fn happened_to(&mut self, customer: CustomerId, things: &[String]) -> Result<Vec<Happened>, StoreError> {
        let scope = self.scope;
        let read = EventKind::ALL.iter().filter(|kind| kind.audience() == Audience::Everybody);
        let read: Vec<&str> = read.map(|kind| kind.code()).collect();
        Ok(on!(&mut *self.conn, |c| t::table
            .left_join(users::table.on(users::id.nullable().eq(t::user_id)))
            .filter(t::partner_id.eq(scope.partner()))
            .filter(t::customer_id.eq(customer))
            .filter(t::resource_id.eq_any(things))
            .filter(t::kind.eq_any(&read))
            .filter(t::outcome.eq("succeeded"))
            .order(t::sequence)
            .select((
                t::recorded_at,
                t::kind,
                t::resource_id,
                users::display_name.nullable(),
                users::is_client.nullable(),
            ))
            .load(c))?)
    }

    /// Events about these things of a customer of the scope that everybody of the partner may read, the
    /// newest first, at most `limit`.
    pub fn activity_about(
        &mut self,
        customer: CustomerId,
        things: &[String],
        limit: i64,
    ) -> Result<Vec<Activity>, StoreError> {
        let (partner, customer) = (self.scope.partner(), self.customer(customer)?.id);
        let read = EventKind::ALL.iter().filter(|kind| kind.audience() == Audience::Everybody);
        let read: Vec<&str> = read.map(|kind| kind.code()).collect();
        Ok(on!(&mut *self.conn, |c| t::table
            .left_join(users::table.on(users::id.nullable().eq(t::user_id)))
            .left_join(customers::table.on(customers::id.nullable().eq(t::customer_id)))
            .filter(t::partner_id.eq(partner))
            .filter(t::customer_id.eq(customer))
            .filter(t::resource_id.eq_any(things))
            .filter(t::kind.eq_any(read))
            .order(t::sequence.desc())
            .limit(limit)
            .select((
                t::sequence,
                t::recorded_at,
                t::kind,
                t::actor,
                t::request_id,
                t::resource_type,
                t::resource_id,
                t::before,
                t::after,
                t::outcome,
                t::user_id,
                users::display_name.nullable(),
                users::email.nullable(),
                t::customer_id,
                customers::company_name.nullable(),
            ))
            .load(c))?)
    }
}
