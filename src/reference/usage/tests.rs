//! Tests of the readers on files as they come.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::basic::Compression as Within;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use tempfile::NamedTempFile;

use super::*;
use crate::domain::benefit::Machine;

fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

/// Rows as text, bad rows with their line.
#[derive(Default)]
struct Found {
    machines: Vec<[String; 2]>,
    rows: Vec<String>,
    /// Reading ends after so many.
    most: Option<usize>,
    /// Machines are forgotten after every so many.
    forget: Option<usize>,
}

impl Found {
    fn push(&mut self, row: String) -> Next {
        self.rows.push(row);
        if self.most == Some(self.rows.len()) {
            return Next::Stop;
        }
        match self.forget {
            Some(every) if self.rows.len().is_multiple_of(every) => {
                self.machines.clear();
                Next::Forget
            }
            _ => Next::On,
        }
    }
}

impl TakeUsage for Found {
    type Machine = usize;

    fn machine(&mut self, ran: &UsageMachine<'_>) -> usize {
        let Machine { resource_id, sku, region, kind, subscription_id, resource_group } = ran.machine;
        let name = resource_id.rsplit('/').next().unwrap_or_default();
        let used = ran.reservation_id.map(|id| format!(" {id}")).unwrap_or_default();
        self.machines.push([format!("{subscription_id}|{resource_group}|{name} {sku} {region} {kind}"), used]);
        self.machines.len() - 1
    }

    fn hours(&mut self, row: UsageHours<usize>) -> Next {
        let UsageHours { line, machine, period, hours } = row;
        let [machine, used] = &self.machines[machine];
        self.push(format!("{line} {} {machine} {hours}{used}", period.day()))
    }

    fn skipped(&mut self, line: u64, why: NotMachineHours) -> Next {
        self.push(format!("{line} is {why}"))
    }

    fn bad(&mut self, line: u64, reason: BadRow) -> Next {
        self.push(format!("{line}: {reason}"))
    }

    fn progress(&mut self, seen: Progress) -> Next {
        assert!(seen.bytes <= seen.of_bytes);
        Next::On
    }
}

fn read_into(bytes: &[u8], found: &mut Found) -> Result<UsageSummary, UsageFileError> {
    read_usage(file(bytes).path(), &UsageNames::shipped().unwrap(), found)
}

fn read(bytes: &[u8]) -> Result<(UsageSummary, Vec<String>), UsageFileError> {
    let mut found = Found::default();
    let summary = read_into(bytes, &mut found)?;
    Ok((summary, found.rows))
}

const HOURLY: &str = "hour_start,subscription_id,resource_group,resource_id,arm_sku_name,region,running_hours,kind\n\
    2026-03-01T00:00:00Z,a,g,web-1,Standard_D2s_v3,West Europe,0.5,regular\n\
    2026-03-01T01:00:00Z,a,g,web-1,Standard_D2s_v3,westeurope,0.5,spot\n\
    2026-03-01T01:30:00Z,a,g,web-1,Standard_D2s_v3,westeurope,0.5,regular\n\
    2026-03-01T02:00:00Z,a,g,web-1,Standard_X9,the moon,-1,regular\n\
    2026-03-01T02:00:00Z,a,g,web-1\n\
    2026-03-01T02:00:00Z,a,g,web-1,Standard_X9,the moon,1,other\n\
    2026-03-01T02:00:00Z,a,g,,Standard_X9,the moon,1,\n\
    2026-03-01T03:00:00Z,a,g,web-2,Standard_X9,the moon,1,\n";

#[test]
fn every_bad_row_has_its_line_and_reason() {
    let (summary, found) = read(HOURLY.as_bytes()).unwrap();
    assert_eq!(
        found,
        [
            "2 2026-03-01 a|g|web-1 Standard_D2s_v3 westeurope regular 0.5",
            "3 2026-03-01 a|g|web-1 Standard_D2s_v3 westeurope spot 0.5",
            "4: 2026-03-01T01:30:00Z is not the start of an hour",
            "5: -1 hours are below zero",
            "6: 4 columns, the header has 8",
            "7: other is not regular, classic, promo or spot",
            "8: resource_id is empty",
            "9 2026-03-01 a|g|web-2 Standard_X9 the moon regular 1",
        ]
    );
    assert_eq!((summary.format, summary.packing), (UsageFormat::HourlyMachines, Packing::Csv));
    assert_eq!((summary.rows, summary.machine_rows, summary.bad), (8, 3, 5));
    assert_eq!(summary.unknown_sizes, [("Standard_X9".to_owned(), 1)].into());
    assert_eq!(summary.unknown_regions, [("the moon".to_owned(), 1)].into());
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    let unix = read(HOURLY.as_bytes()).unwrap();
    let windows = read(HOURLY.replace('\n', "\r\n").as_bytes()).unwrap();
    assert_eq!(windows, unix);
    let blank = HOURLY.replacen("\n2026-03-01T03", "\n\n2026-03-01T03", 1);
    assert!(read(blank.as_bytes()).unwrap().1.last().unwrap().starts_with("10 2026-03-01"));
    let long = long();
    let windows = read(long.replace('\n', "\r\n").as_bytes()).unwrap().1;
    let unix = read(long.as_bytes()).unwrap().1;
    assert_eq!(windows.iter().zip(&unix).find(|(one, other)| one.replace('\r', "") != **other), None);
    assert_eq!(windows.len(), unix.len());
}

#[test]
fn gzip_of_several_members_and_a_byte_order_mark() {
    let mut packed = Vec::new();
    let text = format!("\u{feff}{HOURLY}");
    for part in [&text.as_bytes()[..150], &text.as_bytes()[150..]] {
        let mut member = GzEncoder::new(Vec::new(), Compression::default());
        member.write_all(part).unwrap();
        packed.extend(member.finish().unwrap());
    }
    let (summary, found) = read(&packed).unwrap();
    assert_eq!((summary.packing, summary.machine_rows, found.len()), (Packing::Gzip, 3, 8));
}

#[test]
fn what_is_no_usage_file_says_its_columns() {
    assert!(matches!(read(b"name,price\nx,1\n"), Err(UsageFileError::Unknown(columns)) if columns == "name, price"));
    assert!(matches!(read(b""), Err(UsageFileError::Empty)));
}

#[test]
fn a_row_that_is_not_text_is_one_bad_row() {
    let mut bytes = HOURLY.lines().take(2).collect::<Vec<_>>().join("\n").into_bytes();
    bytes.extend(b"\n2026-03-01T01:00:00Z,a,g,\xff\xfe,Standard_D2s_v3,westeurope,1,\n");
    bytes.extend(b"2026-03-01T02:00:00Z,a,g,web-1,Standard_D2s_v3,westeurope,1,\n");
    let (summary, found) = read(&bytes).unwrap();
    assert_eq!((summary.machine_rows, summary.bad), (2, 1));
    assert!(found[1].starts_with("3: not text in UTF-8"), "{found:?}");
    assert!(found[2].starts_with("4 2026-03-01"), "{found:?}");
}

#[test]
fn reading_ends_where_it_is_told() {
    let mut found = Found { most: Some(1), ..Found::default() };
    let summary = read_into(HOURLY.as_bytes(), &mut found).unwrap();
    assert!(summary.is_cut && summary.rows == 1);
}

/// More than a block of text, and machines enough that several are met in every block.
fn long() -> String {
    let mut text = HOURLY.lines().next().unwrap().to_owned();
    for row in 0..30_000 {
        let (hour, machine) = (row / 1_250 % 24, row * 7 % 911);
        let line = match row % 1_000 {
            13 => "\"two\nlines\",a,g,x,Standard_D2s_v3,westeurope,1,".to_owned(),
            17 => "2026-03-01T01:00:00Z,too,few".to_owned(),
            _ => {
                format!("2026-03-01T{hour:02}:00:00Z,a,\"g,{}\",vm-{machine},Standard_D2s_v3,westeurope,0.5,", row % 3)
            }
        };
        text.push('\n');
        text.push_str(&line);
    }
    text
}

#[test]
fn blocks_of_a_long_file_come_in_order_whoever_reads_them() {
    let text = long();
    assert!(text.len() > 2_000_000);
    let (summary, found) = read(text.as_bytes()).unwrap();
    assert_eq!((summary.rows, summary.machine_rows, summary.bad), (30_000, 29_940, 60));
    // The line of each row, counted from the text.
    let mut line = 1;
    for (row, found) in found.iter().enumerate() {
        line += if row % 1_000 == 14 { 2 } else { 1 };
        let written = found.split([' ', ':']).next().unwrap();
        assert_eq!(written.parse(), Ok(line), "{found}");
    }
    assert!(found[20_000].contains(" a|g,2|vm-617 Standard_D2s_v3"), "{}", found[20_000]);
    // Forgetting changes nothing.
    let mut forgetful = Found { forget: Some(777), ..Found::default() };
    assert_eq!(read_into(text.as_bytes(), &mut forgetful).unwrap(), summary);
    assert_eq!(forgetful.rows, found);
}

#[test]
fn records_of_long_and_short_running_machines() {
    let long = "hour_start,region,arm_sku_name,vm_id,runs_started,first_start,last_start\n\
        2023-05-28T19:00,westus2,Standard_B8ms,westus2-B8ms-1,5,19:52:37,19:59:12\n";
    assert_eq!(read(long.as_bytes()).unwrap().1, ["2 2023-05-28 ||westus2-B8ms-1 Standard_B8ms westus2 regular 1"]);
    let short =
        "hour_start,region,arm_sku_name,distinct_vms,runs_started\n2023-06-04T01:00,westus2,Standard_D8s_v5,6,7\n";
    assert_eq!(
        read(short.as_bytes()).unwrap().1,
        ["2 2023-06-04 ||westus2 Standard_D8s_v5 Standard_D8s_v5 westus2 regular 6"]
    );
}

#[test]
fn azure_enterprise_exports_keep_size_and_reservation_in_the_additional_information() {
    let text = "AccountOwnerId,SubscriptionId,Date,MeterCategory,MeterSubCategory,MeterName,Quantity,UnitOfMeasure,\
        ResourceLocation,ConsumedService,ResourceId,AdditionalInfo,ResourceGroup,ReservationId,ChargeType,PricingModel\n\
        x,s1,09/22/2023,Virtual Machines,Dv2/DSv2 Series,D2 v2/DS2 v2,8,1 Hour,EastUS,Microsoft.Compute,\
        /subscriptions/s1/resourceGroups/MC/providers/Microsoft.Compute/virtualMachineScaleSets/pool,\
        \"{\"\"UsageType\"\":\"\"ComputeHR\"\",\"\"ServiceType\"\":\"\"Standard_DS2_v2\"\",\"\"RINormalizationRatio\"\":2.0}\",MC,f39d,Usage,Reservation\n\
        x,s1,09/21/2023,Virtual Machines,BS Series,B1s,1,1 Hour,uksouth,Microsoft.Capacity,/providers/x,,,49ed,Purchase,Reservation\n\
        x,s1,09/04/2023,Storage,Tiered Block Blob,GRS,0.0004,10K,EastUS2,Microsoft.Storage,/subscriptions/s1/x,,rg,,Usage,OnDemand\n\
        x,s1,09/04/2023,Virtual Machines,Dv3,D2s v3,24,1 Hour,SouthCentralUS,Microsoft.Compute,/subscriptions/s1/c,\
        \"{\"\"ServiceType\"\":\"\"Standard_D2s_v3\"\",\"\"UsageType\"\":\"\"ComputeCR\"\"}\",rg,,Usage,OnDemand\n\
        x,s1,09/04/2023,Virtual Machines,Dv3,D2s v3,24,1 Hour,SouthCentralUS,Microsoft.Compute,/subscriptions/s1/c,not json,rg,,Usage,OnDemand\n";
    let (summary, found) = read(text.as_bytes()).unwrap();
    assert_eq!(summary.format, UsageFormat::AzureEnterprise);
    assert_eq!(
        found,
        [
            "2 2023-09-22 s1|MC|pool Standard_DS2_v2 eastus regular 8 f39d",
            "3 is a charge, no usage",
            "4 is not hours of a machine",
            "5 is a capacity reservation without a machine",
            "6: additional information is not JSON",
        ]
    );
}

#[test]
fn focus_rows_of_machines_hourly_and_daily() {
    let text = "ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ConsumedQuantity,ConsumedUnit,ProviderName,ResourceId,RegionId,\
        SubAccountId,CommitmentDiscountStatus,CommitmentDiscountId,PricingCategory,x_SkuDetails,InvoiceId\n\
        2024-09-03T00:00:00Z,2024-09-04T00:00:00Z,Usage,24,Hours,Microsoft,/subscriptions/s1/resourcegroups/g/providers/microsoft.compute/virtualmachines/web-1,eastus2,\
        /subscriptions/s1,Used,/providers/Microsoft.Capacity/reservationOrders/o/reservations/r1,Committed,\"{\"\"ServiceType\"\":\"\"Standard_D2s_v3\"\"}\",i\n\
        2024-09-03T05:00:00Z,2024-09-03T06:00:00Z,Usage,0.5,Hours,Microsoft,/subscriptions/s1/resourcegroups/g/providers/microsoft.compute/virtualmachines/web-2,eastus2,\
        /subscriptions/s1,,,Dynamic,\"{\"\"ServiceType\"\":\"\"Standard_D2s_v3\"\"}\",i\n\
        2024-09-03T00:00:00Z,2024-09-04T00:00:00Z,Usage,,,Microsoft,/providers/x,eastus2,/subscriptions/s1,Unused,r,Committed,,i\n\
        2024-09-03T00:00:00Z,2024-09-04T00:00:00Z,Purchase,1,Hours,Microsoft,/providers/x,eastus2,/subscriptions/s1,,r,Standard,,i\n\
        2024-09-03T00:00:00Z,2024-09-04T00:00:00Z,Usage,1,Hours,AWS,arn:x,us-east-1,1,,,Standard,,i\n\
        2024-09-01T00:00:00Z,2024-10-01T00:00:00Z,Usage,24,Hours,Microsoft,/subscriptions/s1/providers/microsoft.compute/virtualmachines/w,eastus2,/subscriptions/s1,,,Standard,\"{\"\"ServiceType\"\":\"\"Standard_D2s_v3\"\"}\",i\n\
        2024-09-03T00:00:00Z,2024-09-04T00:00:00Z,Usage,24,Hours,Microsoft,/subscriptions/s1/providers/x/virtualmachines/w,eastus2,/subscriptions/s1,,,Standard,,i\n";
    let (summary, found) = read(text.as_bytes()).unwrap();
    assert_eq!(summary.format, UsageFormat::Focus12);
    assert_eq!(
        found,
        [
            "2 2024-09-03 s1|g|web-1 Standard_D2s_v3 eastus2 regular 24 r1",
            "3 2024-09-03 s1|g|web-2 Standard_D2s_v3 eastus2 spot 0.5",
            "4 is what was not used of a reservation",
            "5 is a charge, no usage",
            "6 is of another cloud",
            "7: a period of 2592000 seconds is neither an hour nor a day",
            "8 is a machine without a size",
        ]
    );
}

/// Two rows, the second without a kind; the hours are floating numbers and the hour is a timestamp.
fn parquet(within: Within) -> Vec<u8> {
    let schema = "message usage { required int64 hour_start (TIMESTAMP(MILLIS,true)); required binary resource_id (UTF8); \
        required binary arm_sku_name (UTF8); required binary region (UTF8); required double running_hours; \
        optional binary kind (UTF8); required binary other (UTF8); }";
    let properties = WriterProperties::builder().set_compression(within).build();
    let mut bytes = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut bytes, parse_message_type(schema).unwrap().into(), properties.into()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut place = 0;
    while let Some(mut column) = group.next_column().unwrap() {
        let text = |values: [&str; 2]| values.map(ByteArray::from);
        match place {
            0 => {
                let hours = [1_772_323_200_000, 1_772_326_800_000];
                column.typed::<Int64Type>().write_batch(&hours, None, None).unwrap();
            }
            4 => {
                column.typed::<DoubleType>().write_batch(&[0.1, 1.0], None, None).unwrap();
            }
            5 => {
                column.typed::<ByteArrayType>().write_batch(&text(["spot", ""])[..1], Some(&[1, 0]), None).unwrap();
            }
            _ => {
                let values = match place {
                    1 => ["web-1", "web-2"],
                    2 => ["Standard_D2s_v3", "Standard_D2s_v3"],
                    3 => ["West Europe", "westeurope"],
                    _ => ["x", "y"],
                };
                column.typed::<ByteArrayType>().write_batch(&text(values), None, None).unwrap();
            }
        }
        column.close().unwrap();
        place += 1;
    }
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn parquet_in_its_usual_compressions() {
    for within in [Within::UNCOMPRESSED, Within::SNAPPY, Within::ZSTD(parquet::basic::ZstdLevel::default())] {
        let (summary, found) = read(&parquet(within)).unwrap();
        assert_eq!(
            found,
            [
                "1 2026-03-01 ||web-1 Standard_D2s_v3 westeurope spot 0.1",
                "2 2026-03-01 ||web-2 Standard_D2s_v3 westeurope regular 1",
            ]
        );
        assert_eq!((summary.packing, summary.format), (Packing::Parquet, UsageFormat::HourlyMachines));
    }
    assert!(matches!(read(b"PAR1 and nothing else"), Err(UsageFileError::Io(_))));
}

/// Hour, machine and hours of a row; some machines come in every row group and some in one.
fn many_rows() -> Vec<(i64, String, f64)> {
    let row = |row: i64| {
        let machine = if row % 5 == 0 { row } else { row * 31 % 700 };
        let hours = if row % 8 == 0 { 0.25 } else { 1.0 };
        (1_772_323_200 + row / 2_000 * 3_600, format!("vm-{machine}"), hours)
    };
    (0..45_000).map(row).collect()
}

/// These rows in row groups of 20,000.
fn many_parquet(properties: WriterProperties) -> Vec<u8> {
    let schema = "message usage { required int64 hour_start (TIMESTAMP(MICROS,true)); required binary resource_id (UTF8); \
        required binary arm_sku_name (UTF8); required binary region (UTF8); required double running_hours; }";
    let mut bytes = Vec::new();
    let schema = parse_message_type(schema).unwrap();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema.into(), properties.into()).unwrap();
    for rows in many_rows().chunks(20_000) {
        let mut group = writer.next_row_group().unwrap();
        let mut place = 0;
        while let Some(mut column) = group.next_column().unwrap() {
            if place == 0 {
                let hours: Vec<i64> = rows.iter().map(|(hour, ..)| hour * 1_000_000).collect();
                column.typed::<Int64Type>().write_batch(&hours, None, None).unwrap();
            } else if place == 4 {
                let hours: Vec<f64> = rows.iter().map(|(.., hours)| *hours).collect();
                column.typed::<DoubleType>().write_batch(&hours, None, None).unwrap();
            } else {
                let text = |(_, machine, _): &(i64, String, f64)| match place {
                    1 => ByteArray::from(machine.as_str()),
                    2 => ByteArray::from("Standard_D2s_v3"),
                    _ => ByteArray::from("westeurope"),
                };
                let texts: Vec<ByteArray> = rows.iter().map(text).collect();
                column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
            }
            column.close().unwrap();
            place += 1;
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
    bytes
}

#[test]
fn parquet_with_and_without_dictionaries_says_the_same_as_csv() {
    let mut text = "hour_start,resource_id,arm_sku_name,region,running_hours\n".to_owned();
    for (hour, machine, hours) in many_rows() {
        let hour = crate::domain::time::Instant::from_micros(hour * 1_000_000);
        writeln!(text, "{hour},{machine},Standard_D2s_v3,westeurope,{hours}").unwrap();
    }
    let unnumbered = |rows: Vec<String>| -> Vec<String> {
        rows.into_iter().map(|row| row.split_once(' ').unwrap().1.to_owned()).collect()
    };
    let csv = unnumbered(read(text.as_bytes()).unwrap().1);
    assert_eq!(csv.len(), 45_000);
    let builder = WriterProperties::builder;
    for properties in [
        builder(),
        builder().set_dictionary_enabled(false),
        // The dictionary is full in the middle of a row group.
        builder().set_dictionary_page_size_limit(2_000).set_data_page_row_count_limit(1_000),
    ] {
        let (summary, found) = read(&many_parquet(properties.build())).unwrap();
        assert_eq!((summary.rows, summary.machine_rows, summary.bad), (45_000, 45_000, 0));
        assert!(found[44_999].starts_with("45000 "), "{}", found[44_999]);
        assert!(unnumbered(found) == csv);
    }
}

#[test]
fn a_zip_file_with_one_file_in_it() {
    let zip = |names: &[&str]| {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(HOURLY.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let (summary, found) = read(&zip(&["part.csv"])).unwrap();
    assert_eq!((summary.packing, summary.machine_rows, found.len()), (Packing::Zip, 3, 8));
    assert!(matches!(read(&zip(&["a.csv", "b.csv"])), Err(UsageFileError::Packing(_))));
}
