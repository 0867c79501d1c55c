//! The media library's list of files. Floor 1. S-88, quality 41.

use diesel::prelude::*;

use super::conn::on;
use super::error::StoreError;
use super::schema::{media, products};
use super::tenant::{Reader, Writer};
use crate::domain::ids::MediaId;
use crate::domain::media::{Media, MediaChoice, Sha256};
use crate::domain::text::MediaLabel;

#[derive(Queryable, Selectable)]
#[diesel(table_name = media)]
struct Row {
    id: MediaId,
    product_id: String,
    version: String,
    language: String,
    file_type: String,
    file_name: String,
    size_bytes: i64,
    sha256: Vec<u8>,
}

impl From<Row> for Media {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            product: row.product_id,
            choice: MediaChoice {
                version: MediaLabel::from_stored(row.version),
                language: MediaLabel::from_stored(row.language),
                file_type: MediaLabel::from_stored(row.file_type),
            },
            file_name: row.file_name,
            size: u64::try_from(row.size_bytes).unwrap_or_default(),
            // A row without a whole checksum would match no file.
            sha256: Sha256(row.sha256.try_into().unwrap_or_default()),
        }
    }
}

impl Reader<'_> {
    /// The files of a product: the newest version first.
    pub fn media_of(&mut self, product: &str) -> Result<Vec<Media>, StoreError> {
        let rows: Vec<Row> = on!(&mut *self.conn, |c| media::table
            .filter(media::product_id.eq(product))
            .order((media::version.desc(), media::language, media::file_type))
            .select(Row::as_select())
            .load(c))?;
        Ok(rows.into_iter().map(Media::from).collect())
    }

    /// One file.
    pub fn media(&mut self, id: MediaId) -> Result<Media, StoreError> {
        let row: Row = on!(&mut *self.conn, |c| media::table.find(id).select(Row::as_select()).first(c))?;
        Ok(row.into())
    }

    /// The file of a product that this choice means.
    pub fn media_chosen(&mut self, product: &str, choice: &MediaChoice) -> Result<Option<Media>, StoreError> {
        let row: Option<Row> = on!(&mut *self.conn, |c| media::table
            .filter(media::product_id.eq(product))
            .filter(media::version.eq(choice.version.as_str()))
            .filter(media::language.eq(choice.language.as_str()))
            .filter(media::file_type.eq(choice.file_type.as_str()))
            .select(Row::as_select())
            .first(c)
            .optional())?;
        Ok(row.map(Media::from))
    }

    /// Whether there is a product of this id and family.
    pub fn is_product(&mut self, id: &str, family: &str) -> Result<bool, StoreError> {
        let found: Option<String> = on!(&mut *self.conn, |c| products::table
            .find(id)
            .filter(products::family.eq(family))
            .select(products::id)
            .first(c)
            .optional())?;
        Ok(found.is_some())
    }
}

impl Writer<'_> {
    /// Adds a file to the list.
    pub fn insert_media(&mut self, new: &Media) -> Result<(), StoreError> {
        let values = (
            media::id.eq(new.id),
            media::product_id.eq(&new.product),
            media::version.eq(new.choice.version.as_str()),
            media::language.eq(new.choice.language.as_str()),
            media::file_type.eq(new.choice.file_type.as_str()),
            media::file_name.eq(&new.file_name),
            media::size_bytes.eq(i64::try_from(new.size).unwrap_or(i64::MAX)),
            media::sha256.eq(new.sha256.0.to_vec()),
            media::imported_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::insert_into(media::table).values(values).execute(c))?;
        Ok(())
    }

    /// Puts another file in the place of one: links to it lead to the new one.
    pub fn replace_media(&mut self, new: &Media) -> Result<(), StoreError> {
        let values = (
            media::file_name.eq(&new.file_name),
            media::size_bytes.eq(i64::try_from(new.size).unwrap_or(i64::MAX)),
            media::sha256.eq(new.sha256.0.to_vec()),
            media::imported_at.eq(self.scope.now()),
        );
        on!(&mut *self.conn, |c| diesel::update(media::table.find(new.id)).set(values).execute(c))?;
        Ok(())
    }
}
