//! The month as files, in the order of time, and its reservations as DuckDB asks for them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use ground::domain::benefit::{Hour, Scope};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::Failure;
use crate::month::{FIRST, Month, region, resource, subscription};

/// Rows of a row group, as most writers have them.
const GROUP: usize = 1 << 20;

type Group<'g> = SerializedRowGroupWriter<'g, File>;
type Row = (i32, u32, u32);

pub(crate) fn write_csv(path: &Path, month: &Month) -> Result<usize, Failure> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "hour_start,subscription_id,resource_group,resource_id,arm_sku_name,region,running_hours,kind")?;
    let names: Vec<String> = (0..month.machines)
        .map(|machine| {
            let size = month.size(machine).map_or("", |size| &size.name);
            format!("{},rg,{},{size},{}", subscription(machine), resource(machine), region(machine))
        })
        .collect();
    let mut count = 0;
    let mut start = (-1, String::new());
    for (hour, machine, part) in month.rows() {
        if start.0 != hour {
            start = (hour, Hour::from_count(FIRST + hour).start().to_string());
        }
        let name = usize::try_from(machine).ok().and_then(|at| names.get(at)).ok_or("no machine")?;
        writeln!(file, "{},{name},{},regular", start.1, Decimal::new(part.into(), 3).normalize())?;
        count += 1;
    }
    file.flush()?;
    Ok(count)
}

pub(crate) fn write_parquet(path: &Path, month: &Month) -> Result<usize, Failure> {
    let schema = "message usage { required int64 hour_start (TIMESTAMP(MILLIS,true)); required binary subscription_id (UTF8); \
        required binary resource_group (UTF8); required binary resource_id (UTF8); required binary arm_sku_name (UTF8); \
        required binary region (UTF8); required double running_hours; required binary kind (UTF8); }";
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
    let schema = Arc::new(parse_message_type(schema)?);
    let mut writer = SerializedFileWriter::new(File::create(path)?, schema, Arc::new(properties))?;
    let mut all = month.rows();
    let mut count = 0;
    loop {
        let rows: Vec<Row> = all.by_ref().take(GROUP).collect();
        if rows.is_empty() {
            break;
        }
        count += rows.len();
        let mut group = writer.next_row_group()?;
        write_group(&mut group, month, &rows)?;
        group.close()?;
    }
    writer.close()?;
    Ok(count)
}

fn write_group(group: &mut Group<'_>, month: &Month, rows: &[Row]) -> Result<(), Failure> {
    let start: Vec<i64> = rows.iter().map(|(hour, ..)| i64::from(FIRST + hour) * 3_600_000).collect();
    let mut column = group.next_column()?.ok_or("no column")?;
    column.typed::<Int64Type>().write_batch(&start, None, None)?;
    column.close()?;
    texts(group, rows, subscription)?;
    texts(group, rows, |_| "rg".to_owned())?;
    texts(group, rows, resource)?;
    texts(group, rows, |machine| month.size(machine).map_or_else(String::new, |size| size.name.clone()))?;
    texts(group, rows, |machine| region(machine).to_owned())?;
    let parts: Vec<f64> = rows.iter().filter_map(|(.., part)| Decimal::new((*part).into(), 3).to_f64()).collect();
    let mut column = group.next_column()?.ok_or("no column")?;
    column.typed::<DoubleType>().write_batch(&parts, None, None)?;
    column.close()?;
    texts(group, rows, |_| "regular".to_owned())
}

fn texts(group: &mut Group<'_>, rows: &[Row], text: impl Fn(u32) -> String) -> Result<(), Failure> {
    let values: Vec<ByteArray> = rows.iter().map(|(_, machine, _)| ByteArray::from(text(*machine).as_str())).collect();
    let mut column = group.next_column()?.ok_or("no column")?;
    column.typed::<ByteArrayType>().write_batch(&values, None, None)?;
    column.close()?;
    Ok(())
}

/// Sizes, and what is reserved for each subscription and for all, in units.
pub(crate) fn write_month(path: &Path, month: &Month) -> Result<(), Failure> {
    let sizes: Vec<(&str, &str, u32)> =
        month.sizes.iter().map(|size| (size.name.as_str(), size.group.as_str(), size.ratio)).collect();
    let (mut own, mut shared) = (BTreeMap::new(), BTreeMap::new());
    for reservation in month.reservations() {
        for version in reservation.versions {
            let size = month.sizes.iter().find(|size| size.name == version.sku).ok_or("no size")?;
            let pool = (version.region, size.group.clone());
            let cap = version.quantity * size.ratio;
            match version.scope {
                Scope::Single { subscription_id } => *own.entry((subscription_id, pool.0, pool.1)).or_default() += cap,
                Scope::Shared => *shared.entry(pool).or_default() += cap,
                Scope::ResourceGroup { .. } | Scope::ManagementGroup { .. } => return Err("no such scope here".into()),
            }
        }
    }
    let own: Vec<(String, String, String, u32)> = own.into_iter().map(|((s, r, g), cap)| (s, r, g, cap)).collect();
    let shared: Vec<(String, String, u32)> = shared.into_iter().map(|((r, g), cap)| (r, g, cap)).collect();
    let tables = serde_json::json!({ "sizes": sizes, "own": own, "shared": shared });
    std::fs::write(path, tables.to_string())?;
    Ok(())
}
