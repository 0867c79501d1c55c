//! How far an import of usage has come. Floor 0.

use crate::domain::codes::codes;

codes! {
    /// Where an import of usage stands.
    ImportState, NotAnImportState {
        /// Its turn has not come.
        Waiting = "waiting",
        /// Its files are being read.
        Reading = "reading",
        /// Days are being put in place and what they change is computed.
        Computing = "computing",
        /// Finished.
        Done = "done",
        /// Given up; the days that stood before stand.
        Failed = "failed",
    }
}

impl ImportState {
    /// Whether nothing more happens to it.
    pub const fn is_over(self) -> bool {
        match self {
            Self::Done | Self::Failed => true,
            Self::Waiting | Self::Reading | Self::Computing => false,
        }
    }
}
