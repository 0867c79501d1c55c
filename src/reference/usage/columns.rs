//! Columns by name, and the format they are those of. Leaf.

use super::azure::AzureColumns;
use super::focus::FocusColumns;
use super::hourly::HourlyColumns;
use super::times;
use super::{BadRow, UsageFormat};
use std::borrow::Cow;

use crate::domain::benefit::{Hours, MachineKind};
use crate::domain::usage::{NotMachineHours, Period};

/// The cells of a row, as text. A column that the row does not have is empty.
pub(super) trait Cells {
    fn text(&self, column: usize) -> &str;

    /// The cell of a column that the file may lack.
    fn maybe(&self, column: Option<usize>) -> &str {
        column.map_or("", |column| self.text(column)).trim()
    }
}

/// What the machine of a row is, before sizes and regions have the catalogue's names.
#[derive(Debug)]
pub(super) struct Found<'r> {
    pub(super) subscription_id: &'r str,
    pub(super) resource_group: &'r str,
    pub(super) resource_id: Cow<'r, str>,
    pub(super) size: Cow<'r, str>,
    pub(super) region: &'r str,
    pub(super) kind: MachineKind,
    pub(super) reservation_id: Option<Cow<'r, str>>,
}

/// A machine, or what else the row is.
pub(super) type Reading<'r> = Result<Result<Found<'r>, NotMachineHours>, BadRow>;

/// Where a format has its columns.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) format: UsageFormat,
    /// The columns that name the machine, or say that there is none. The first names the resource.
    pub(super) machine: Vec<usize>,
    /// The columns that say when.
    pub(super) period: Vec<usize>,
    /// The column that says how long. Without it a row stands for the whole hour.
    pub(super) hours: Option<usize>,
    columns: Columns,
}

#[derive(Debug, Clone)]
enum Columns {
    Azure(AzureColumns),
    Focus(FocusColumns),
    Hourly(HourlyColumns),
}

impl Layout {
    /// The format whose columns these are.
    pub(super) fn recognise(headers: &Headers) -> Option<Self> {
        let focus = || FocusColumns::find(headers).map(Columns::Focus);
        let hourly = || HourlyColumns::find(headers).map(Columns::Hourly);
        let azure = || AzureColumns::find(headers).map(Columns::Azure);
        let columns = focus().or_else(hourly).or_else(azure)?;
        let (format, machine, period, hours) = match &columns {
            Columns::Azure(columns) => (columns.format, columns.machine(), vec![columns.date], Some(columns.quantity)),
            Columns::Focus(columns) => {
                (columns.format, columns.machine(), vec![columns.start, columns.end], Some(columns.quantity))
            }
            Columns::Hourly(columns) => {
                (UsageFormat::HourlyMachines, columns.machine(), vec![columns.hour], columns.hours())
            }
        };
        Some(Self { format, machine, period, hours, columns })
    }

    /// What the columns of the machine say.
    pub(super) fn machine<'r>(&self, cells: &'r dyn Cells) -> Reading<'r> {
        match &self.columns {
            Columns::Azure(columns) => columns.read(cells),
            Columns::Focus(columns) => columns.read(cells),
            Columns::Hourly(columns) => columns.read(cells),
        }
    }

    /// What the columns of the period say.
    pub(super) fn period(&self, cells: &dyn Cells) -> Result<Period, BadRow> {
        let text = |column| cells.text(column).trim();
        match &self.columns {
            Columns::Azure(columns) => Ok(Period::Day(times::moment(text(columns.date))?.day())),
            Columns::Focus(columns) => times::between(text(columns.start), text(columns.end)),
            Columns::Hourly(columns) => times::hour(text(columns.hour)).map(Period::Hour),
        }
    }
}

/// The header of a file.
#[derive(Debug, Clone)]
pub(super) struct Headers(Vec<String>);

impl Headers {
    /// Names compare without case, spaces and punctuation: `Instance ID`, `instanceId`, `instance_id`.
    pub(super) fn new<'h>(names: impl Iterator<Item = &'h str>) -> Self {
        let plain =
            |name: &str| name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        Self(names.map(plain).collect())
    }

    /// The column with the first of these names that there is.
    pub(super) fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.0.iter().position(|known| known == name))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.find(&[name]).is_some()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// Hours that may not be below zero.
pub(super) fn hours(text: &str) -> Result<Hours, BadRow> {
    text.parse().map_err(|_not_hours| match text.strip_prefix('-') {
        Some(rest) if rest.parse::<Hours>().is_ok() => BadRow::BelowZero(text.to_owned()),
        _ => BadRow::NotHours(text.to_owned()),
    })
}
