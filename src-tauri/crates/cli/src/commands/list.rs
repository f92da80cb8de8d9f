//! One page of orders.

use crate::args::request::Page;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::text::rows;
use console::find::Which;

/// Searches and shows one page, of the account that was named and of what `within` asks besides.
///
/// # Errors
/// Where the query cannot be read.
pub fn list(desk: &Desk, query: &str, within: Option<&str>, page: &Page) -> Result<(), Failure> {
    let which = Which { limit: usize::from(page.limit), after: page.after.clone() };
    // A name is of letters, digits and hyphens; it needs no quotation marks.
    let of_account = desk.named_account().map(|name| format!("account:{name}"));
    let within: Vec<String> = within.map(str::to_owned).into_iter().chain(of_account).collect();
    let found = desk.console.search_within(query.trim(), &within, &which)?;
    let times = desk.times()?;
    desk.out.answer(&found, || rows::page(&found, &times, desk.out))
}
