//! Enums that are stored and sent as a short code. Floor 0.
//!
//! One list of `Variant = "code"` gives the enum, `ALL`, `code()`, reading, showing and serde, so a
//! code can neither be forgotten nor written in two ways.

/// Defines enums with codes: `Name, ErrorName { Variant = "code", .. }`.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident, $error:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)+
    })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant,)+
        }

        #[doc = concat!("The text is no code of [`", stringify!($name), "`].")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
        #[error("not one of the known codes")]
        pub struct $error;

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The text that is stored and sent.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $error;
            fn from_str(text: &str) -> Result<Self, $error> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($error),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }
    )+};
}
pub(crate) use codes;
