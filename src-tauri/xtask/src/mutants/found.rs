//! What cargo-mutants found: its lists of one run, a mutant a line.

use crate::failure::Failure;
use std::path::Path;

/// The lists.
#[derive(Debug, Default)]
pub struct Found {
    /// What a test noticed.
    pub caught: Vec<String>,
    /// What kept the tests from coming to an end.
    pub hung: Vec<String>,
    /// What did not compile.
    pub unviable: Vec<String>,
    /// What no test noticed.
    pub missed: Vec<String>,
}

impl Found {
    /// Reads them in the folder in which they are kept.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        Ok(Self {
            caught: list(folder, "caught.txt")?,
            hung: list(folder, "timeout.txt")?,
            unviable: list(folder, "unviable.txt")?,
            missed: list(folder, "missed.txt")?,
        })
    }
}

fn list(folder: &Path, name: &str) -> Result<Vec<String>, Failure> {
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}.", path.display())))?;
    Ok(text.lines().map(str::to_owned).collect())
}
