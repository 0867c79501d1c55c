//! Codes of the field: countries, sizes, regions, partner ids, purchase order numbers. Floor 0.

use super::{TextError, checked, folded_line, line, only};

checked! {
    /// A country or market by its two ISO 3166 letters, upper case.
    CountryCode, |raw| {
        let text = folded_line(raw, 2)?.to_ascii_uppercase();
        only(&text, |c| c.is_ascii_uppercase())?;
        if text.len() == 2 { Ok(text) } else { Err(TextError::Malformed) }
    };
    /// A VM size such as `Standard_D2s_v3`, or another SKU name, as the vendor writes it.
    SizeName, |raw| {
        let text = folded_line(raw, 100)?;
        only(&text, |c| c.is_ascii_alphanumeric() || "_-.+ ".contains(c)).map(|()| text)
    };
    /// A region such as `koreacentral`, lower case.
    RegionName, |raw| {
        let text = folded_line(raw, 60)?.to_ascii_lowercase();
        only(&text, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-').map(|()| text)
    };
    /// The MPN ID of a partner: 1 to 10 digits, no leading zero (R-BUY-3).
    MpnId, |raw| {
        let text = folded_line(raw, 10)?;
        only(&text, |c| c.is_ascii_digit())?;
        if text.starts_with('0') { Err(TextError::Malformed) } else { Ok(text) }
    };
    /// A customer's purchase order number, 0 to 64 characters; empty says there is none.
    PurchaseOrderNumber, |raw| match line(raw, 64) {
        Err(TextError::Empty) => Ok(String::new()),
        checked => checked,
    };
}

impl PurchaseOrderNumber {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}
