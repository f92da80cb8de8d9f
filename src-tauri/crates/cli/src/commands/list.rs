//! One page of orders.

use crate::args::request::Page;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::text::rows;
use console::find::Which;

/// Searches and shows one page.
///
/// # Errors
/// Where the query cannot be read.
pub fn list(desk: &Desk, query: &str, page: &Page) -> Result<(), Failure> {
    let which = Which { limit: usize::from(page.limit), after: page.after.clone() };
    let found = desk.console.search(query, &which)?;
    let times = desk.times()?;
    desk.out.answer(&found, || rows::page(&found, &times, desk.out))
}
