//! `tests/benches/FIGURES.md` and `tests/SAFETY.md`: what was measured and what was attacked, a section for each bench
//! and each attack, written by the one that was run.

use crate::failure::Failure;
use crate::{place, program};
use std::process::Command;

const HEAD: &str = "# Figures\n\nWritten by `cargo xtask bench`; each section by the bench of its name. Machines differ and \
    are shared: compare what stands within one section.\n";

/// Where a section is kept.
#[derive(Clone, Copy)]
pub enum Book {
    /// `tests/benches/FIGURES.md`.
    Figures,
    /// `tests/SAFETY.md`, after what people wrote there.
    Safety,
}

impl Book {
    const fn path(self) -> &'static str {
        match self {
            Self::Figures => "tests/benches/FIGURES.md",
            Self::Safety => "tests/SAFETY.md",
        }
    }
}

/// What one bench measured, or what one attack saw.
pub struct Section<'a> {
    /// The name of the bench or attack.
    pub name: &'a str,
    /// What it does.
    pub about: &'a str,
    /// Where the figures come from; see [`origin`].
    pub origin: &'a str,
    /// What it printed, in Markdown.
    pub table: &'a str,
}

/// Puts a section into the book, in the place of the one that stood there.
///
/// # Errors
/// The file cannot be read or written.
pub fn keep(book: Book, section: &Section<'_>) -> Result<(), Failure> {
    let path = place::top().join(book.path());
    let text = with(&read(book)?, section.name, &written(section));
    std::fs::write(&path, text)
        .map_err(|error| Failure::new(format!("{} cannot be written: {error}.", path.display())))
}

/// What the section of that name says so far; empty when there is none.
///
/// # Errors
/// The file cannot be read.
pub fn kept(book: Book, name: &str) -> Result<String, Failure> {
    let text = read(book)?;
    let parts = parts(&text, name).map(|(_, section, _)| section.to_owned());
    Ok(parts.unwrap_or_default())
}

fn read(book: Book) -> Result<String, Failure> {
    let path = place::top().join(book.path());
    match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(HEAD.to_owned()),
        text => text.map_err(|error| Failure::new(format!("{} cannot be read: {error}.", path.display()))),
    }
}

fn written(section: &Section<'_>) -> String {
    let table = lower_headings(section.table.trim());
    format!("\n## {}: {}\n\n{}\n\n{table}\n", section.name, section.about, section.origin)
}

/// A bench that prints a title of its own stands a level deeper here.
fn lower_headings(table: &str) -> String {
    let line = |line: &str| if line.starts_with('#') { format!("##{line}") } else { line.to_owned() };
    table.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The text with this section in the place of the one of the same name, or at its end.
fn with(text: &str, name: &str, section: &str) -> String {
    match parts(text, name) {
        Some((before, _, after)) => format!("{before}{section}{after}"),
        None => format!("{}\n{section}", text.trim_end()),
    }
}

/// What stands before the section of that name, the section, and what stands after it.
fn parts<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let (before, rest) = text.split_at(text.find(&format!("\n## {name}: "))?);
    let end = rest.get(1..).and_then(|rest| rest.find("\n## ")).map(|at| at.saturating_add(1));
    let (section, after) = rest.split_at(end.unwrap_or(rest.len()));
    Some((before, section, after))
}

/// Where the figures come from: the words after `cargo xtask`, commit, machine and day.
pub fn origin(book: Book, words: &str) -> String {
    let said = |program: &str, words: &[&str]| {
        let mut command = place::at_top(Command::new(program));
        program::output(command.args(words)).map(|text| text.trim().to_owned()).unwrap_or_default()
    };
    let changed =
        if said("git", &["status", "--porcelain", "--", ".", &format!(":!{}", book.path())]).is_empty() {
            ""
        } else {
            " with changes"
        };
    format!(
        "`cargo xtask {words}` on {} of commit {}{changed}; {}, {} processors, {}.",
        said("date", &["-u", "+%Y-%m-%d"]),
        said("git", &["rev-parse", "--short=12", "HEAD"]),
        processor(),
        std::thread::available_parallelism().map_or(1, usize::from),
        said("uname", &["-sr"]),
    )
}

fn processor() -> String {
    let known = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = known.lines().find(|line| line.starts_with("model name"));
    line.and_then(|line| line.split_once(':'))
        .map_or("a processor without a name", |(_, name)| name.trim())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_takes_the_place_of_the_one_before_and_leaves_the_others() {
        let first = with(HEAD, "rsa", "\n## rsa: one\n\nold\n");
        let both = with(&first, "ledger", "\n## ledger: two\n\n| a |\n");
        assert_eq!(parts(&both, "rsa").map(|(_, section, _)| section), Some("\n## rsa: one\n\nold\n"));
        let again = with(&both, "rsa", "\n## rsa: one\n\nnew\n");
        assert!(again.starts_with("# Figures") && again.contains("new") && !again.contains("old"), "{again}");
        assert!(again.contains("## ledger: two\n\n| a |"), "{again}");
        assert_eq!(again.matches("\n## ").count(), 2, "{again}");
        assert_eq!(with(&again, "ledger", "\n## ledger: two\n\n| a |\n"), again);
    }

    #[test]
    fn a_title_inside_a_table_stands_deeper() {
        assert_eq!(lower_headings("# The ledger\n\n| a |"), "### The ledger\n\n| a |");
    }

    #[test]
    fn the_origin_names_command_and_commit() {
        let origin = origin(Book::Figures, "bench rsa");
        assert!(origin.contains("cargo xtask bench rsa") && origin.contains("processors"), "{origin}");
    }
}
