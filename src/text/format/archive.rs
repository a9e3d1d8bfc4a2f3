//! The parts of a zipped document, each read up to a limit.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Fault;

/// Longest part that is read, unpacked, in bytes: a book of some thousand pages.
const LONGEST_PART: u64 = 32 << 20;

/// A zipped document.
pub(super) struct Archive<'a> {
    format: &'static str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Opens it.
    pub(super) fn open(format: &'static str, bytes: &'a [u8]) -> Result<Self, Fault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(format, error.to_string()))?;
        Ok(Self { format, zip })
    }

    /// The text of a part that must be there.
    pub(super) fn part(&mut self, name: &str) -> Result<String, Fault> {
        self.optional(name)?.ok_or_else(|| broken(self.format, format!("it has no part {name}")))
    }

    /// The text of a part that may be there.
    pub(super) fn optional(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let format = self.format;
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(format, format!("{name}: {error}"))),
        };
        let mut bytes = Vec::new();
        part.take(LONGEST_PART + 1).read_to_end(&mut bytes).map_err(|error| broken(format, format!("{name}: {error}")))?;
        if bytes.len() as u64 > LONGEST_PART {
            return Err(Fault::Broken {
                format,
                reason: format!("{name} unpacks to more than {} MiB", LONGEST_PART >> 20),
                hint: "an essay is far smaller; look where the file comes from",
            });
        }
        super::encoding::declared(&bytes).map(Some).map_err(|_| broken(format, format!("{name} is no text")))
    }
}

fn broken(format: &'static str, reason: String) -> Fault {
    Fault::Broken { format, reason, hint: "open it in a word processor and save it again" }
}
