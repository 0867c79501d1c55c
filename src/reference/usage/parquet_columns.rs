//! Columns of Parquet as numbers of texts: what is written once in a dictionary is read once. Leaf.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, Field, Fields, Schema, TimeUnit};
use chrono::DateTime;
use hashbrown::HashMap;
use rust_decimal::Decimal;

use super::texts::Texts;

/// Numbers of a column that are remembered, so that each is written as text once.
const REMEMBERED: usize = 100_000;

/// The schema with which texts keep the dictionaries that a row group has of them.
pub(super) fn with_dictionaries(schema: &Schema, has_dictionary: impl Fn(usize) -> bool) -> Schema {
    let kept = |(place, field): (usize, &Arc<Field>)| {
        let is_text = matches!(field.data_type(), DataType::Utf8 | DataType::Binary) && has_dictionary(place);
        let kept = DataType::Dictionary(DataType::Int32.into(), field.data_type().clone().into());
        if is_text { field.as_ref().clone().with_data_type(kept).into() } else { Arc::clone(field) }
    };
    Schema::new(schema.fields().iter().enumerate().map(kept).collect::<Fields>())
}

/// What is remembered of a column from batch to batch.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// The dictionary of the batch before, and the numbers of its texts.
    dictionary: Option<(ArrayRef, Vec<u32>)>,
    /// Numbers of the texts of whatever else is in the column.
    values: HashMap<i128, u32>,
}

impl Column {
    /// The number of each row's text; a row without a value has the empty text.
    pub(super) fn numbers(&mut self, array: &ArrayRef, texts: &mut Texts, numbers: &mut Vec<u32>) {
        numbers.clear();
        if let Some(dictionary) = array.as_dictionary_opt::<Int32Type>() {
            let translated = self.translate(dictionary.values(), texts);
            let at = |key: i32| usize::try_from(key).ok().and_then(|at| translated.get(at)).copied();
            if dictionary.keys().null_count() == 0 {
                numbers.extend(dictionary.keys().values().iter().map(|key| at(*key).unwrap_or(0)));
            } else {
                let empty = texts.number(b"");
                numbers.extend(dictionary.keys().iter().map(|key| key.and_then(at).unwrap_or(empty)));
            }
            return;
        }
        each_text(array, |text| numbers.push(texts.number(text.as_bytes())));
        let known = &mut self.values;
        let mut last = None;
        each_value(array, |value| {
            if let Some((same, number)) = last
                && same == value
            {
                return numbers.push(number);
            }
            let Some(written) = value else { return numbers.push(texts.number(b"")) };
            if known.len() >= REMEMBERED {
                known.clear();
            }
            let number = || texts.number(text_of(array.data_type(), written).as_bytes());
            let number = *known.entry(written).or_insert_with(number);
            last = Some((value, number));
            numbers.push(number);
        });
        if numbers.len() < array.len() {
            numbers.resize(array.len(), texts.number(b""));
        }
    }

    /// The numbers of a dictionary's texts.
    fn translate(&mut self, values: &ArrayRef, texts: &mut Texts) -> &[u32] {
        let is_same = |known: &ArrayRef| std::ptr::addr_eq(Arc::as_ptr(known), Arc::as_ptr(values));
        let before = self.dictionary.take().filter(|(known, _)| is_same(known));
        let (_, translated) = self.dictionary.insert(before.unwrap_or_else(|| {
            let mut translated = Vec::with_capacity(values.len());
            each_text(values, |text| translated.push(texts.number(text.as_bytes())));
            (Arc::clone(values), translated)
        }));
        translated
    }
}

/// Every text of a column or dictionary of texts.
fn each_text(values: &ArrayRef, mut each: impl FnMut(&str)) {
    if let Some(texts) = values.as_string_opt::<i32>() {
        texts.iter().for_each(|text| each(text.unwrap_or("")));
    } else if let Some(bytes) = values.as_binary_opt::<i32>() {
        bytes.iter().for_each(|bytes| each(&String::from_utf8_lossy(bytes.unwrap_or_default())));
    }
}

/// Every value of a column that is not text, as a whole number that [`text_of`] can write. Nothing for a
/// column of a kind that no export has.
#[expect(clippy::wildcard_enum_match_arm, reason = "kinds of another crate, of which exports have these")]
fn each_value(array: &ArrayRef, mut each: impl FnMut(Option<i128>)) {
    match array.data_type() {
        DataType::Boolean => array.as_boolean().iter().for_each(|value| each(value.map(i128::from))),
        DataType::Int8 => whole::<Int8Type>(array, each, i128::from),
        DataType::Int16 => whole::<Int16Type>(array, each, i128::from),
        DataType::Int32 => whole::<Int32Type>(array, each, i128::from),
        DataType::Int64 => whole::<Int64Type>(array, each, i128::from),
        DataType::UInt8 => whole::<UInt8Type>(array, each, i128::from),
        DataType::UInt16 => whole::<UInt16Type>(array, each, i128::from),
        DataType::UInt32 => whole::<UInt32Type>(array, each, i128::from),
        DataType::UInt64 => whole::<UInt64Type>(array, each, i128::from),
        DataType::Float32 => whole::<Float32Type>(array, each, |value| i128::from(value.to_bits())),
        DataType::Float64 => whole::<Float64Type>(array, each, |value| i128::from(value.to_bits())),
        DataType::Decimal128(..) => whole::<Decimal128Type>(array, each, |value| value),
        DataType::Date32 => whole::<Date32Type>(array, each, i128::from),
        DataType::Date64 => whole::<Date64Type>(array, each, i128::from),
        DataType::Timestamp(TimeUnit::Second, _) => whole::<TimestampSecondType>(array, each, i128::from),
        DataType::Timestamp(TimeUnit::Millisecond, _) => whole::<TimestampMillisecondType>(array, each, i128::from),
        DataType::Timestamp(TimeUnit::Microsecond, _) => whole::<TimestampMicrosecondType>(array, each, i128::from),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => whole::<TimestampNanosecondType>(array, each, i128::from),
        _ => {}
    }
}

fn whole<T: ArrowPrimitiveType>(array: &ArrayRef, mut each: impl FnMut(Option<i128>), widen: fn(T::Native) -> i128) {
    let Some(values) = array.as_primitive_opt::<T>() else { return };
    if values.null_count() == 0 {
        values.values().iter().for_each(|value| each(Some(widen(*value))));
    } else {
        values.iter().for_each(|value| each(value.map(widen)));
    }
}

/// A value of [`each_value`] as a file of text would have it.
#[expect(clippy::wildcard_enum_match_arm, reason = "kinds of another crate, of which exports have these")]
fn text_of(kind: &DataType, value: i128) -> String {
    let moment = |a_second: i64| moment(value, a_second);
    match kind {
        DataType::Boolean => (value != 0).to_string(),
        DataType::Float32 => {
            u32::try_from(value).map_or_else(|_| String::new(), |bits| f32::from_bits(bits).to_string())
        }
        DataType::Float64 => {
            u64::try_from(value).map_or_else(|_| String::new(), |bits| f64::from_bits(bits).to_string())
        }
        DataType::Decimal128(_, scale) => u32::try_from(*scale)
            .ok()
            .and_then(|scale| Decimal::try_from_i128_with_scale(value, scale).ok())
            .map_or_else(String::new, |number| number.to_string()),
        DataType::Date32 => self::moment(value.saturating_mul(86_400), 1),
        DataType::Date64 | DataType::Timestamp(TimeUnit::Millisecond, _) => moment(1_000),
        DataType::Timestamp(TimeUnit::Second, _) => moment(1),
        DataType::Timestamp(TimeUnit::Microsecond, _) => moment(1_000_000),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => moment(1_000_000_000),
        _ => value.to_string(),
    }
}

/// `2024-09-03T05:00:00Z`; empty when it is no moment.
fn moment(value: i128, a_second: i64) -> String {
    let micros = value.saturating_mul(1_000_000).checked_div(i128::from(a_second));
    let at = micros.and_then(|micros| i64::try_from(micros).ok()).and_then(DateTime::from_timestamp_micros);
    at.map_or_else(String::new, |at| at.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string())
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        BinaryArray, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int64Array,
        StringArray, TimestampNanosecondArray,
    };

    use super::*;

    /// The texts of a column.
    fn texts(array: impl Array + 'static) -> Vec<String> {
        let (mut texts, mut numbers) = (Texts::default(), Vec::new());
        let array: ArrayRef = Arc::new(array);
        let mut column = Column::default();
        // Twice, as the next batch comes: nothing is numbered anew.
        column.numbers(&array, &mut texts, &mut numbers);
        let known = texts.len();
        column.numbers(&array, &mut texts, &mut numbers);
        assert_eq!((texts.len(), numbers.len()), (known, array.len()));
        numbers.into_iter().map(|number| texts.text(number).to_owned()).collect()
    }

    #[test]
    fn values_are_the_texts_that_csv_would_have() {
        assert_eq!(texts(Int64Array::from(vec![Some(7), None, Some(-7), Some(7)])), ["7", "", "-7", "7"]);
        assert_eq!(texts(Float64Array::from(vec![0.1, 1.0, 1e-7])), ["0.1", "1", "0.0000001"]);
        assert_eq!(texts(BooleanArray::from(vec![true, false])), ["true", "false"]);
        assert_eq!(texts(Date32Array::from(vec![20_513])), ["2026-03-01T00:00:00Z"]);
        let moments = TimestampNanosecondArray::from(vec![1_772_323_200_000_000_000]);
        assert_eq!(texts(moments), ["2026-03-01T00:00:00Z"]);
        let decimals = Decimal128Array::from(vec![15_000, -25]).with_precision_and_scale(38, 4).unwrap();
        assert_eq!(texts(decimals), ["1.5000", "-0.0025"]);
        assert_eq!(texts(StringArray::from(vec![Some("a"), None, Some("a")])), ["a", "", "a"]);
        assert_eq!(texts(BinaryArray::from(vec![b"a".as_slice(), b"\xff"])), ["a", "\u{fffd}"]);
        let dictionary: DictionaryArray<Int32Type> = vec![Some("x"), None, Some("y"), Some("x")].into_iter().collect();
        assert_eq!(texts(dictionary), ["x", "", "y", "x"]);
    }
}
