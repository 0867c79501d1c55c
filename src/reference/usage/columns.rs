//! Columns by name, and the format they are those of. Leaf.

use super::azure::AzureColumns;
use super::focus::FocusColumns;
use super::hourly::HourlyColumns;
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

/// What a row says, before sizes and regions have the catalogue's names.
#[derive(Debug)]
pub(super) struct Found<'r> {
    pub(super) period: Period,
    pub(super) subscription_id: &'r str,
    pub(super) resource_group: &'r str,
    pub(super) resource_id: Cow<'r, str>,
    pub(super) size: Cow<'r, str>,
    pub(super) region: &'r str,
    pub(super) kind: MachineKind,
    pub(super) hours: Hours,
    pub(super) reservation_id: Option<Cow<'r, str>>,
}

/// Hours of a machine, or what else the row is.
pub(super) type Reading<'r> = Result<Result<Found<'r>, NotMachineHours>, BadRow>;

/// Where a format has its columns.
#[derive(Debug, Clone)]
pub(super) enum Layout {
    Azure(AzureColumns),
    Focus(FocusColumns),
    Hourly(HourlyColumns),
}

impl Layout {
    /// The format whose columns these are.
    pub(super) fn recognise(headers: &Headers) -> Option<Self> {
        FocusColumns::find(headers)
            .map(Self::Focus)
            .or_else(|| HourlyColumns::find(headers).map(Self::Hourly))
            .or_else(|| AzureColumns::find(headers).map(Self::Azure))
    }

    pub(super) fn format(&self) -> UsageFormat {
        match self {
            Self::Azure(columns) => columns.format,
            Self::Focus(columns) => columns.format,
            Self::Hourly(_) => UsageFormat::HourlyMachines,
        }
    }

    /// The columns that are read.
    pub(super) fn columns(&self) -> Vec<usize> {
        match self {
            Self::Azure(columns) => columns.all(),
            Self::Focus(columns) => columns.all(),
            Self::Hourly(columns) => columns.all(),
        }
    }

    pub(super) fn read<'r>(&self, cells: &'r dyn Cells) -> Reading<'r> {
        match self {
            Self::Azure(columns) => columns.read(cells),
            Self::Focus(columns) => columns.read(cells),
            Self::Hourly(columns) => columns.read(cells),
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
