//! Markets, the lists of closed markets, which list is in force, and currencies. Floor 1.
//! Rules S-83, R-MK-1, R-BL-4, Q-13.

use diesel::prelude::*;
use rust_decimal::Decimal;

use super::columns::DecimalText;
use super::conn::on;
use super::error::StoreError;
use super::schema::{currencies, market_list_rows, market_rules, markets};
use super::tenant::{Reader, Writer};
use crate::domain::market::{DEFAULT_LIST, MarketRule, Verdict, verdict};
use crate::domain::money::Currency;
use crate::domain::time::Day;

/// A country or territory, as the vendor lists markets.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = markets)]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Market {
    /// ISO 3166-1 alpha-2, or the vendor's own code.
    pub code: String,
    /// English name.
    pub name_en: String,
    /// Korean name.
    pub name_ko: String,
    /// Traditional Chinese name.
    pub name_zh_tw: String,
    /// What customers of this market are billed in, where it is known.
    pub currency: Option<Currency>,
    /// Whether the CSP programme sells here.
    pub is_sold: bool,
}

/// A currency to be known.
#[derive(Debug, Clone)]
pub struct NewCurrency {
    /// Three letters.
    pub code: Currency,
    /// English name.
    pub name: String,
    /// Decimals.
    pub exponent: u8,
    /// Units per US dollar, for reference only, and the day of it.
    pub usd_rate: Option<(Decimal, Day)>,
}

impl Reader<'_> {
    /// A market by its code.
    pub fn market(&mut self, code: &str) -> Result<Option<Market>, StoreError> {
        Ok(on!(&mut *self.conn, |c| markets::table.find(code).select(Market::as_select()).first(c).optional())?)
    }

    /// Every market, by code.
    pub fn markets(&mut self) -> Result<Vec<Market>, StoreError> {
        Ok(on!(&mut *self.conn, |c| markets::table.select(Market::as_select()).order(markets::code).load(c))?)
    }

    /// The rows that the lists have for a market.
    pub fn market_list(&mut self, market: &str) -> Result<Vec<MarketRule>, StoreError> {
        let rows: Vec<(String, String, Day, Option<Day>, String)> = on!(&mut *self.conn, |c| market_list_rows::table
            .filter(market_list_rows::market.eq(market))
            .select(market_list_rows::all_columns)
            .load(c))?;
        let rule =
            |(list, market, valid_from, valid_to, source)| MarketRule { list, market, valid_from, valid_to, source };
        Ok(rows.into_iter().map(rule).collect())
    }

    /// The markets on a list with their rows, whenever they count, by code.
    pub fn markets_on_list(&mut self, list: &str) -> Result<Vec<(Market, MarketRule)>, StoreError> {
        let rows: Vec<(Market, Day, Option<Day>, String)> = on!(&mut *self.conn, |c| market_list_rows::table
            .inner_join(markets::table.on(markets::code.eq(market_list_rows::market)))
            .filter(market_list_rows::list.eq(list))
            .select((
                Market::as_select(),
                market_list_rows::valid_from,
                market_list_rows::valid_to,
                market_list_rows::source
            ))
            .order((markets::code, market_list_rows::valid_from))
            .load(c))?;
        let with_rule = |(market, valid_from, valid_to, source): (Market, Day, Option<Day>, String)| {
            let rule = MarketRule { list: list.to_owned(), market: market.code.clone(), valid_from, valid_to, source };
            (market, rule)
        };
        Ok(rows.into_iter().map(with_rule).collect())
    }

    /// Whether a reservation may be sold to a customer of this country on a day (S-83, R-MK-1). A code
    /// that is no market is one the programme does not sell in.
    pub fn market_verdict(&mut self, country: &str, day: Day) -> Result<Verdict, StoreError> {
        let is_sold = self.market(country)?.is_some_and(|market| market.is_sold);
        let list = self.market_list_in_force(day)?.unwrap_or_else(|| DEFAULT_LIST.to_owned());
        let rows = self.market_list(country)?;
        Ok(verdict(country, is_sold, &list, &rows, day))
    }

    /// What customers of this country are billed in (R-BL-4), where the vendor says it.
    pub fn currency_of(&mut self, country: &str) -> Result<Option<Currency>, StoreError> {
        Ok(self.market(country)?.and_then(|market| market.currency))
    }

    /// Units of a currency for one US dollar: the newest rate known. The dollar's is one.
    pub fn usd_rate(&mut self, currency: Currency) -> Result<Option<Decimal>, StoreError> {
        if currency == Currency::USD {
            return Ok(Some(Decimal::ONE));
        }
        let found: Option<Option<DecimalText>> = on!(&mut *self.conn, |c| currencies::table
            .find(currency.code())
            .select(currencies::usd_rate)
            .first(c)
            .optional())?;
        Ok(found.flatten().map(|rate| rate.0))
    }

    /// The list in force on a day.
    pub fn market_list_in_force(&mut self, day: Day) -> Result<Option<String>, StoreError> {
        Ok(on!(&mut *self.conn, |c| market_rules::table
            .filter(market_rules::valid_from.le(day))
            .order(market_rules::valid_from.desc())
            .select(market_rules::list)
            .first(c)
            .optional())?)
    }
}

impl Writer<'_> {
    /// Adds or corrects markets; none is removed, since customers have them.
    pub fn save_markets(&mut self, rows: &[Market]) -> Result<(), StoreError> {
        for row in rows {
            let changed = on!(&mut *self.conn, |c| diesel::update(markets::table.find(&row.code)).set(row).execute(c))?;
            if changed == 0 {
                on!(&mut *self.conn, |c| diesel::insert_into(markets::table).values(row).execute(c))?;
            }
        }
        Ok(())
    }

    /// Adds rows of lists; a row that is there stays as the partner has it, perhaps ended.
    pub fn add_market_list_rows(&mut self, rows: &[MarketRule]) -> Result<(), StoreError> {
        for row in rows {
            let values = (
                market_list_rows::list.eq(&row.list),
                market_list_rows::market.eq(&row.market),
                market_list_rows::valid_from.eq(row.valid_from),
                market_list_rows::valid_to.eq(row.valid_to),
                market_list_rows::source.eq(&row.source),
            );
            on!(&mut *self.conn, |c| diesel::insert_into(market_list_rows::table)
                .values(values)
                .on_conflict_do_nothing()
                .execute(c))?;
        }
        Ok(())
    }

    /// Puts a list in force from a day on, unless one is in force from that day already.
    pub fn add_market_rule(&mut self, valid_from: Day, list: &str, source: &str) -> Result<(), StoreError> {
        let values =
            (market_rules::valid_from.eq(valid_from), market_rules::list.eq(list), market_rules::source.eq(source));
        on!(&mut *self.conn, |c| diesel::insert_into(market_rules::table)
            .values(values)
            .on_conflict_do_nothing()
            .execute(c))?;
        Ok(())
    }

    /// Replaces all currencies.
    pub fn replace_currencies(&mut self, rows: &[NewCurrency]) -> Result<(), StoreError> {
        on!(&mut *self.conn, |c| diesel::delete(currencies::table).execute(c))?;
        let values = |row: &NewCurrency| {
            (
                currencies::code.eq(row.code),
                currencies::name.eq(row.name.clone()),
                currencies::exponent.eq(i32::from(row.exponent)),
                currencies::usd_rate.eq(row.usd_rate.map(|(rate, _)| DecimalText(rate))),
                currencies::rate_on.eq(row.usd_rate.map(|(_, day)| day)),
            )
        };
        let batch: Vec<_> = rows.iter().map(values).collect();
        on!(&mut *self.conn, |c| diesel::insert_into(currencies::table).values(&batch).execute(c))?;
        Ok(())
    }
}
