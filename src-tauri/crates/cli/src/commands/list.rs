//! One page of orders.

use crate::args::request::Page;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::text::rows;
use console::find::Which;

/// Searches and shows one page, of the account that was named.
///
/// # Errors
/// Where the query cannot be read.
pub fn list(desk: &Desk, query: &str, page: &Page) -> Result<(), Failure> {
    let which = Which { limit: usize::from(page.limit), after: page.after.clone() };
    let query = match desk.named_account() {
        // A name is of letters, digits and hyphens; it needs no quotation marks.
        Some(name) => format!("{query} account:{name}"),
        None => query.to_owned(),
    };
    let found = desk.console.search(query.trim(), &which)?;
    let times = desk.times()?;
    desk.out.answer(&found, || rows::page(&found, &times, desk.out))
}
