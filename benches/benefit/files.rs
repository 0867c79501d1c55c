//! The month as files, in the order of time.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use ground::domain::benefit::Hour;
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use crate::Failure;
use crate::month::{FIRST, HOURS, REGION, resource, runs, size, subscription};

/// Rows of a row group, as most writers have them.
const GROUP: usize = 1 << 20;

type Group<'g> = SerializedRowGroupWriter<'g, File>;

/// Every row: hour, machine, and how much of the hour.
fn rows(machines: u32) -> impl Iterator<Item = (i32, u32, f64)> {
    let hours = 0..HOURS;
    hours.flat_map(move |hour| (0..machines).filter_map(move |machine| Some((hour, machine, runs(machine, hour)?))))
}

pub(crate) fn write_csv(path: &Path, machines: u32) -> Result<usize, Failure> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "hour_start,subscription_id,resource_group,resource_id,arm_sku_name,region,running_hours,kind")?;
    let names: Vec<String> = (0..machines)
        .map(|machine| format!("{},rg,{},{},{REGION}", subscription(machine), resource(machine), size(machine)))
        .collect();
    let mut count = 0;
    let mut start = (-1, String::new());
    for (hour, machine, part) in rows(machines) {
        if start.0 != hour {
            start = (hour, Hour::from_count(FIRST + hour).start().to_string());
        }
        let name = usize::try_from(machine).ok().and_then(|at| names.get(at)).ok_or("no machine")?;
        writeln!(file, "{},{name},{part},regular", start.1)?;
        count += 1;
    }
    file.flush()?;
    Ok(count)
}

pub(crate) fn write_parquet(path: &Path, machines: u32) -> Result<usize, Failure> {
    let schema = "message usage { required int64 hour_start (TIMESTAMP(MILLIS,true)); required binary subscription_id (UTF8); \
        required binary resource_group (UTF8); required binary resource_id (UTF8); required binary arm_sku_name (UTF8); \
        required binary region (UTF8); required double running_hours; required binary kind (UTF8); }";
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
    let schema = Arc::new(parse_message_type(schema)?);
    let mut writer = SerializedFileWriter::new(File::create(path)?, schema, Arc::new(properties))?;
    let mut all = rows(machines);
    let mut count = 0;
    loop {
        let rows: Vec<(i32, u32, f64)> = all.by_ref().take(GROUP).collect();
        if rows.is_empty() {
            break;
        }
        count += rows.len();
        let mut group = writer.next_row_group()?;
        write_group(&mut group, &rows)?;
        group.close()?;
    }
    writer.close()?;
    Ok(count)
}

fn write_group(group: &mut Group<'_>, rows: &[(i32, u32, f64)]) -> Result<(), Failure> {
    let start: Vec<i64> = rows.iter().map(|(hour, ..)| i64::from(FIRST + hour) * 3_600_000).collect();
    let mut column = group.next_column()?.ok_or("no column")?;
    column.typed::<Int64Type>().write_batch(&start, None, None)?;
    column.close()?;
    texts(group, rows, subscription)?;
    texts(group, rows, |_| "rg".to_owned())?;
    texts(group, rows, resource)?;
    texts(group, rows, |machine| size(machine).to_owned())?;
    texts(group, rows, |_| REGION.to_owned())?;
    let parts: Vec<f64> = rows.iter().map(|(.., part)| *part).collect();
    let mut column = group.next_column()?.ok_or("no column")?;
    column.typed::<DoubleType>().write_batch(&parts, None, None)?;
    column.close()?;
    texts(group, rows, |_| "regular".to_owned())
}

fn texts(group: &mut Group<'_>, rows: &[(i32, u32, f64)], text: impl Fn(u32) -> String) -> Result<(), Failure> {
    let values: Vec<ByteArray> = rows.iter().map(|(_, machine, _)| ByteArray::from(text(*machine).as_str())).collect();
    let mut column = group.next_column()?.ok_or("no column")?;
    column.typed::<ByteArrayType>().write_batch(&values, None, None)?;
    column.close()?;
    Ok(())
}
