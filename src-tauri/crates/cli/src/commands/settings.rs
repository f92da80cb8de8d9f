//! Settings.

use crate::args::Everywhere;
use crate::args::ledger::Settings;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::output::Output;
use crate::text::table::{Side, Table};

/// Runs a command about settings.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn run(everywhere: &Everywhere, command: Settings, out: Output) -> Result<(), Failure> {
    let desk = Desk::open_quietly(everywhere, out).await?;
    match command {
        Settings::List => {
            let settings = desk.console.settings()?;
            out.answer(&serde_json::json!({ "settings": settings }), || {
                let mut table =
                    Table::new(&[("Setting", Side::Left), ("Value", Side::Left), ("Meaning", Side::Left)]);
                for setting in &settings {
                    table.row([setting.name, &setting.value, setting.meaning]);
                }
                table.render()
            })
        }
        Settings::Set(args) => {
            let setting = desk.console.set_setting(&args.name, &args.value)?;
            out.answer(&setting, || {
                let value = if setting.value.is_empty() { "empty" } else { &setting.value };
                format!("{} is {value} now.", setting.name)
            })
        }
    }
}
