//! What the operating system says about a file, in words for people: never with its number.

use std::io::{Error, ErrorKind};

/// Why a file or directory cannot be read or written, as the end of a sentence that names it.
#[must_use]
pub fn plain(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "there is nothing of that name",
        ErrorKind::PermissionDenied => "this user may not read or write there",
        ErrorKind::AlreadyExists => "there is something of that name already",
        ErrorKind::IsADirectory => "it is a directory, not a file",
        ErrorKind::NotADirectory => "a part of its path is not a directory",
        ErrorKind::DirectoryNotEmpty => "the directory is not empty",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "there is no space left on the disk",
        ErrorKind::InvalidFilename => "no file can have that name",
        _ => return without_number(&error.to_string()),
    };
    known.to_owned()
}

/// What is not known by kind keeps the system's own words.
fn without_number(text: &str) -> String {
    text.split_once(" (os error").map_or(text, |(words, _)| words).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_of_the_system_is_told() {
        for number in 1..40 {
            let told = plain(&Error::from_raw_os_error(number));
            assert!(!told.contains("os error") && !told.is_empty(), "{number}: {told}");
        }
        assert_eq!(plain(&Error::from_raw_os_error(2)), "there is nothing of that name");
        assert_eq!(plain(&Error::other("a reason")), "a reason");
    }
}
