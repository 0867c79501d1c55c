//! Shipped software: products and terms, without prices of their own. Leaf. S-80, 6.3.

use serde::Deserialize;

use super::table::{DataError, Table};
use crate::domain::catalog::product_id;
use crate::domain::policy::{NotAProductKind, ProductKind};
use crate::domain::software::{Licensing, NotALicensing, SOFTWARE};
use crate::domain::term::{NotATerm, Term};

const SOFTWARE_TABLE: Table = Table { name: "software.csv.gz", gzip: include_bytes!("data/software.csv.gz") };

/// The name under which the Windows Server subscription stands in the price source.
const WINDOWS_SERVER: &str = "windows-subscription-1-pack";

/// The product of the Windows Server subscription, of which reservations leave the licence out.
pub fn windows_server_product() -> String {
    product_id(SOFTWARE, WINDOWS_SERVER)
}

/// A software product as a source names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Software {
    /// The vendor's product ID, or one of ours where no source states it.
    pub product_id: String,
    /// `Windows Server`.
    pub line: String,
    /// Its name without the term.
    pub title: String,
    /// `1 pack`.
    pub pack: String,
    /// For how long it may be used.
    pub licensing: Licensing,
    /// What cancelling takes it for.
    pub kind: ProductKind,
    /// The terms the source names; none where it names none.
    pub terms: Vec<Term>,
}

#[derive(Deserialize)]
struct Raw {
    product_id: String,
    slug: String,
    line: String,
    title: String,
    pack: String,
    licensing: String,
    kind: String,
    terms: String,
}

/// Why a shipped row is wrong.
#[derive(Debug, thiserror::Error)]
enum Wrong {
    #[error(transparent)]
    Licensing(#[from] NotALicensing),
    #[error(transparent)]
    Kind(#[from] NotAProductKind),
    #[error(transparent)]
    Term(#[from] NotATerm),
}

impl TryFrom<Raw> for Software {
    type Error = Wrong;
    fn try_from(raw: Raw) -> Result<Self, Wrong> {
        Ok(Self {
            product_id: if raw.product_id.is_empty() { product_id(SOFTWARE, &raw.slug) } else { raw.product_id },
            line: raw.line,
            title: raw.title,
            pack: raw.pack,
            licensing: raw.licensing.parse()?,
            kind: raw.kind.parse()?,
            terms: raw.terms.split_whitespace().map(str::parse).collect::<Result<_, _>>()?,
        })
    }
}

/// Every software product that is shipped.
pub fn software() -> impl Iterator<Item = Result<Software, DataError>> {
    SOFTWARE_TABLE.rows::<Raw, Software>()
}
