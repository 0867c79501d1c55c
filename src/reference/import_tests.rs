//! Price files of both formats, good and bad.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;
use crate::domain::money::{Currency, Money};
use crate::domain::prices::{BadRow, BadRowReason, PriceRow, Skipped};
use crate::domain::term::Term;
use crate::domain::time::Day;

type Row = Result<PriceRow, BadRow>;

fn read(bytes: &[u8]) -> Result<(FileSummary, Vec<Row>), FileError> {
    let mut rows = Vec::new();
    let summary = read_prices(bytes, |row| rows.push(row))?;
    Ok((summary, rows))
}

/// An item as the service writes it, with some of its fields replaced.
fn item(changes: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("currencyCode", r#""USD""#),
        ("tierMinimumUnits", "0.0"),
        ("reservationTerm", r#""1 Year""#),
        ("retailPrice", "1023.0"),
        ("unitPrice", "1023.0"),
        ("armRegionName", r#""koreacentral""#),
        ("location", r#""KR Central""#),
        ("effectiveStartDate", r#""2026-01-01T00:00:00Z""#),
        ("meterId", r#""48b2ec98-2ea7-4434-bb6c-4b1b4ebf5a4f""#),
        ("meterName", r#""D4s v3""#),
        ("productId", r#""DZH318Z0BQ4C""#),
        ("productName", r#""Virtual Machines DSv3 Series""#),
        ("skuName", r#""D4s v3""#),
        ("serviceName", r#""Virtual Machines""#),
        ("serviceFamily", r#""Compute""#),
        ("unitOfMeasure", r#""1 Hour""#),
        ("type", r#""Reservation""#),
        ("isPrimaryMeterRegion", "true"),
        ("armSkuName", r#""Standard_D4s_v3""#),
    ];
    for (name, value) in changes {
        fields.retain(|(field, _)| field != name);
        if !value.is_empty() {
            fields.push((name, value));
        }
    }
    let fields: Vec<_> = fields.iter().map(|(name, value)| format!("      \"{name}\": {value}")).collect();
    format!("    {{\n{}\n    }}", fields.join(",\n"))
}

fn page(items: &[String]) -> String {
    let (items, count) = (items.join(",\n"), items.len());
    format!(
        "{{\n  \"BillingCurrency\": \"USD\",\n  \"CustomerEntityId\": \"Default\",\n  \"CustomerEntityType\": \"Retail\",\n  \"Items\": [\n{items}\n  ],\n  \"NextPageLink\": null,\n  \"Count\": {count}\n}}\n"
    )
}

#[test]
fn the_price_of_an_item_is_the_total_of_its_term() {
    let three =
        item(&[("reservationTerm", r#""3 Years""#), ("retailPrice", "1974.5"), ("armRegionName", r#""KoreaCentral""#)]);
    let (summary, rows) = read(page(&[item(&[]), three]).as_bytes()).unwrap();
    assert_eq!((summary.format, summary.good, summary.bad), (FileFormat::Retail, 2, 0));
    let [one, three] = [0, 1].map(|at| rows[at].clone().unwrap());
    assert_eq!((one.term, one.total, one.line), (Term::OneYear, Money::new(102_300, Currency::USD), 6));
    assert_eq!((three.term, three.total), (Term::ThreeYears, Money::new(197_450, Currency::USD)));
    assert_eq!((three.size.as_str(), three.region.as_str()), ("Standard_D4s_v3", "koreacentral"));
    assert_eq!(one.effective_from, Day::ymd(2026, 1, 1));
    assert_eq!(one.meter_id.as_deref(), Some("48b2ec98-2ea7-4434-bb6c-4b1b4ebf5a4f"));
}

#[test]
fn one_bad_item_is_reported_with_its_line_and_the_others_are_read() {
    let bad = [
        ("retailPrice", r#""1023""#, BadRowReason::WrongType { field: "retailPrice" }),
        ("armSkuName", "7", BadRowReason::WrongType { field: "armSkuName" }),
        ("armRegionName", "", BadRowReason::Missing { field: "armRegionName" }),
        ("reservationTerm", r#""5 Years""#, BadRowReason::UnknownTerm { value: "5 Years".to_owned() }),
        ("retailPrice", "-1", BadRowReason::NotPositive { value: "-1".to_owned() }),
        ("retailPrice", "0.0", BadRowReason::NotPositive { value: "0.0".to_owned() }),
        ("currencyCode", r#""ZZZ""#, BadRowReason::UnknownCurrency { value: "ZZZ".to_owned() }),
        ("tierMinimumUnits", "100.0", BadRowReason::Tiered { value: "100.0".to_owned() }),
        ("unitOfMeasure", r#""1 Month""#, BadRowReason::UnknownUnit { value: "1 Month".to_owned() }),
        ("effectiveStartDate", r#""soon""#, BadRowReason::NotADay { value: "soon".to_owned() }),
    ];
    for (field, value, reason) in bad {
        let (summary, rows) = read(page(&[item(&[(field, value)]), item(&[])]).as_bytes()).unwrap();
        assert_eq!((summary.good, summary.bad), (1, 1), "{field}");
        assert_eq!(rows[0], Err(BadRow { line: 6, item: Some(1), reason }));
        assert!(rows[1].is_ok());
    }
    let (summary, rows) = read(page(&["null".to_owned(), "  [3]".to_owned(), item(&[])]).as_bytes()).unwrap();
    assert_eq!((summary.good, summary.bad), (1, 2));
    assert_eq!(rows[1], Err(BadRow { line: 7, item: Some(2), reason: BadRowReason::NotARow }));
    assert_eq!(rows[2].as_ref().unwrap().line, 8);
}

#[test]
fn what_is_not_a_reservation_of_machines_is_counted_and_not_bad() {
    let other = [
        item(&[("type", r#""Consumption""#), ("reservationTerm", "")]),
        item(&[("serviceName", r#""SQL Database""#)]),
        item(&[("skuName", r#""D4s v3 Low Priority""#)]),
        item(&[("productName", r#""Virtual Machines DSv3 Series Windows""#)]),
        item(&[]),
        item(&[]),
    ];
    let (summary, rows) = read(page(&other).as_bytes()).unwrap();
    assert_eq!((summary.good, summary.bad, rows.len()), (1, 0, 1));
    let kinds: Vec<_> = summary.skipped.into_iter().collect();
    assert_eq!(
        kinds,
        [
            (Skipped::NotAReservation, 1),
            (Skipped::NotVirtualMachines, 1),
            (Skipped::Spot, 1),
            (Skipped::OtherProduct, 1),
            (Skipped::Repeated, 1),
        ]
    );
}

#[test]
fn two_prices_for_the_same_thing_are_bad() {
    let (_, rows) = read(page(&[item(&[]), item(&[("retailPrice", "1024")])]).as_bytes()).unwrap();
    let second = rows[1].as_ref().unwrap_err();
    assert_eq!((second.item, &second.reason), (Some(2), &BadRowReason::Contradicts { first_line: 6 }));
}

#[test]
fn pages_in_a_row_in_an_array_marked_and_compressed() {
    let one = page(&[item(&[])]);
    let two = page(&[item(&[("armRegionName", r#""westus2""#)])]);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(one.as_bytes()).unwrap();
    gzip.write_all(two.as_bytes()).unwrap();
    let files = [
        format!("{one}{two}").into_bytes(),
        format!("\u{feff}[\n{one},\n{two}]").into_bytes(),
        format!("\n[{},\n{}]", item(&[]), item(&[("armRegionName", r#""westus2""#)])).into_bytes(),
        gzip.finish().unwrap(),
    ];
    for file in &files {
        let (summary, rows) = read(file).unwrap();
        assert_eq!((summary.good, summary.bad), (2, 0));
        assert_eq!(rows[1].as_ref().unwrap().region, "westus2");
    }
    let line = |file: &[u8], at: usize| read(file).unwrap().1[at].as_ref().unwrap().line;
    let page_lines = u64::try_from(one.lines().count()).unwrap();
    assert_eq!((line(&files[0], 0), line(&files[0], 1)), (6, page_lines + 6));
    assert_eq!((line(&files[1], 0), line(&files[1], 1)), (7, 1 + page_lines + 1 + 6));
    assert_eq!(line(&files[2], 0), 2);
}

#[test]
fn a_file_that_is_something_else_says_what_is_wrong() {
    assert!(matches!(read(b"  \n"), Err(FileError::Empty)));
    assert!(matches!(read(b"{\"value\": 1}"), Err(FileError::NoItems { line: 1 })));
    assert!(matches!(read(b"\xFF\xFE{\x00"), Err(FileError::Utf16)));
    assert!(matches!(read(b"\x1F\x8Bnot gzip"), Err(FileError::Io(_))));
    let whole = page(&[item(&[]), item(&[])]);
    let cut = &whole.as_bytes()[..whole.len() - 100];
    assert!(matches!(read(cut), Err(FileError::BrokenJson { line, .. }) if line > 40));
    let wrong = read(b"\n{\"Items\": 5}").unwrap_err().to_string();
    assert_eq!(wrong, "line 2, column 12: invalid type: integer `5`, expected a list of prices");
    let missing = read(b"<html>Sign in</html>").unwrap_err().to_string();
    assert_eq!(missing, "the first line lacks the columns armSkuName, armRegionName, term, currency, price");
    let twice = read(b"term,armSkuName,TERM,armRegionName,currency,price\n").unwrap_err();
    assert!(matches!(twice, FileError::RepeatedColumn("term")));
}

#[test]
fn our_csv_in_any_order_with_bad_rows_by_line() {
    let file = "\u{feff}Price,term,currency,armRegionName,armSkuName,segment,note\r\n\
        1023.50,P1Y,USD,westus2,Standard_D4s_v3,Commercial,\"two\r\nlines\"\r\n\
        1974,P3Y,USD,westus2,Standard_D4s_v3,Commercial,\r\n\
        1974,P3Y,USD\r\n\
        1,500,P3Y,USD,westus2,Standard_D8s_v3,,\r\n\
        9.5,P1Y,KRW,koreacentral,Standard_D4s_v3,,\r\n\
        1975,P3Y,USD,WestUS2,standard_d4s_v3,Commercial,\r\n";
    let (summary, rows) = read(file.as_bytes()).unwrap();
    assert_eq!((summary.format, summary.good, summary.bad), (FileFormat::Csv, 2, 4));
    assert_eq!(summary.extra_columns, ["note"]);
    let first = rows[0].clone().unwrap();
    assert_eq!((first.total, first.line), (Money::new(102_350, Currency::USD), 2));
    assert_eq!(first.segment.as_deref(), Some("Commercial"));
    assert_eq!(rows[1].as_ref().unwrap().line, 4);
    let bad: Vec<_> = rows.into_iter().filter_map(Result::err).map(|bad| (bad.line, bad.reason)).collect();
    assert_eq!(
        bad,
        [
            (5, BadRowReason::ValueCount { expected: 7, found: 3 }),
            (6, BadRowReason::ValueCount { expected: 7, found: 8 }),
            (7, BadRowReason::TooManyDecimals { value: "9.5".to_owned(), currency: Currency::KRW }),
            (8, BadRowReason::Contradicts { first_line: 4 }),
        ]
    );
}

#[test]
fn a_csv_row_that_is_not_utf_8_is_bad_alone() {
    let mut file = b"armSkuName,armRegionName,term,currency,price\nStandard_\xE9,westus,P1Y,USD,5\n".to_vec();
    file.extend_from_slice(b"Standard_D1,westus,P1Y,USD,5\n");
    let (summary, rows) = read(&file).unwrap();
    assert_eq!((summary.good, summary.bad), (1, 1));
    assert_eq!(rows[1].as_ref().unwrap().line, 3);
    assert_eq!(rows[0], Err(BadRow { line: 2, item: None, reason: BadRowReason::NotUtf8 }));
}

#[test]
fn lines_are_counted_over_empty_lines_with_both_line_ends() {
    for end in ["\n", "\r\n"] {
        let lines = [
            "",
            "armSkuName,armRegionName,term,currency,price",
            "",
            "Standard_D1,westus,P1Y,USD,\"5\"",
            "",
            "bad,",
            "",
        ];
        let (summary, rows) = read(lines.join(end).as_bytes()).unwrap();
        assert_eq!((summary.good, summary.bad), (1, 1));
        assert_eq!((rows[0].as_ref().unwrap().line, rows[1].as_ref().unwrap_err().line), (4, 6));
    }
}

#[test]
fn shipped_reservation_prices_are_read_back_as_they_are() {
    let prices: Vec<_> = reservation_prices().collect::<Result<_, _>>().unwrap();
    let mut csv = "armSkuName,armRegionName,term,currency,price,effectiveFrom\n".to_owned();
    for price in &prices {
        let (total, term) = (price.total, price.term);
        let row = [&price.size, &price.region, term.code(), total.currency().code()].join(",");
        csv = [csv, row, format!(",{},{}\n", total.to_decimal(), price.snapshot_date)].concat();
    }
    let (summary, rows) = read(csv.as_bytes()).unwrap();
    assert_eq!((summary.good, summary.bad), (2220, 0));
    let read_back: Vec<_> = rows.into_iter().map(|row| row.unwrap().total).collect();
    assert_eq!(read_back, prices.iter().map(|price| price.total).collect::<Vec<_>>());
}

#[test]
fn a_file_that_never_ends_is_refused_and_not_cut_short() {
    let mut limited = import::Limited { inner: std::io::repeat(b'x'), left: 10 };
    let mut read = Vec::new();
    let error = std::io::Read::read_to_end(&mut limited, &mut read).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::FileTooLarge);
    let mut fits = import::Limited { inner: &b"0123456789"[..], left: 10 };
    assert_eq!(std::io::Read::read_to_end(&mut fits, &mut Vec::new()).unwrap(), 10);
}

proptest! {
    /// A file that was damaged anywhere is read or refused, never a panic.
    #[test]
    fn a_damaged_file_is_read_or_refused(at in 0_usize..1500, byte: u8, json: bool) {
        let csv = "armSkuName,armRegionName,term,currency,price\nStandard_D4s_v3,westus,P1Y,USD,5\n".repeat(20);
        let mut file = if json { page(&[item(&[]), item(&[])]) } else { csv }.into_bytes();
        let place = at % file.len();
        file[place] = byte;
        if let Ok((summary, rows)) = read(&file) {
            prop_assert_eq!(summary.good + summary.bad, u64::try_from(rows.len()).unwrap());
        }
    }
}
