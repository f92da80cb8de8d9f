//! Handing a link out.

use crate::args::request::{ChannelArg, QrArg, Share};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::output::Output;
use crate::qr::png;
use console::file_trouble::plain;
use console::qr::Qr;
use console::sharing::{Channel, Shared};
use serde::Serialize;
use std::fs::OpenOptions;
use std::io::{ErrorKind, IsTerminal, Write, stdout};
use std::path::Path;

/// A link that was handed out, and its QR code where one was asked for.
#[derive(Serialize)]
struct Handed<'a> {
    #[serde(flatten)]
    shared: &'a Shared,
    qr: Option<QrMade<'a>>,
}

/// A QR code as text, or the file it went to.
#[derive(Serialize)]
struct QrMade<'a> {
    form: &'static str,
    text: Option<String>,
    file: Option<&'a Path>,
}

/// Shares the live link of an order. That it was is written down once it is where it was asked for.
///
/// # Errors
/// Where there is no live link, or a file cannot be written.
pub fn share(desk: &Desk, args: &Share) -> Result<(), Failure> {
    let order = desk.console.resolve(&args.order)?;
    refuse_dots_on_a_terminal(args, desk.out)?;
    let channel = match (args.channel, args.qr) {
        (ChannelArg::Copy, Some(_)) => Channel::Qr,
        (ChannelArg::Copy, None) => Channel::Copy,
        (ChannelArg::Email, _) => Channel::Email,
        (ChannelArg::Sms, _) => Channel::Sms,
        (ChannelArg::Whatsapp, _) => Channel::Whatsapp,
        (ChannelArg::Print, _) => Channel::Print,
    };
    let offered = desk.console.offer(&order, channel)?;
    hand_over(desk, args, &offered.shared)?;
    desk.console.handed_over(offered)?;
    Ok(())
}

/// Puts it where it was asked for.
fn hand_over(desk: &Desk, args: &Share, shared: &Shared) -> Result<(), Failure> {
    let Some(form) = args.qr else { return show(desk.out, shared, None, "") };
    let qr = Qr::of(&shared.link)?;
    let bytes = match form {
        QrArg::Terminal => format!("{}\n", desk.out.on_dark(&qr.terminal())).into_bytes(),
        QrArg::Svg => qr.svg(shared.mark).into_bytes(),
        QrArg::Png => png(&qr, shared.mark)?,
    };
    let (name, is_text) = match form {
        QrArg::Terminal => ("terminal", true),
        QrArg::Svg => ("svg", true),
        QrArg::Png => ("png", false),
    };
    match &args.output {
        Some(file) => {
            write_new(file, &bytes)?;
            let made = QrMade { form: name, text: None, file: Some(file) };
            show(desk.out, shared, Some(made), &format!("The QR code is in {}.", file.display()))
        }
        // A picture alone, so that it can be piped.
        None if !desk.out.is_json() && form != QrArg::Terminal => desk.out.bytes(&bytes),
        None => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let made = QrMade { form: name, text: is_text.then(|| text.clone()), file: None };
            show(desk.out, shared, Some(made), &text)
        }
    }
}

/// Dots would upset the terminal, and JSON does not carry them.
fn refuse_dots_on_a_terminal(args: &Share, out: Output) -> Result<(), Failure> {
    let nowhere = out.is_json() || stdout().is_terminal();
    if args.qr == Some(QrArg::Png) && args.output.is_none() && nowhere {
        return Err(Failure::usage(
            "png-nowhere",
            "A PNG picture needs a file.",
            "Add --output FILE, or choose --qr terminal or svg.",
        ));
    }
    Ok(())
}

fn show(out: Output, shared: &Shared, qr: Option<QrMade<'_>>, drawn: &str) -> Result<(), Failure> {
    out.answer(&Handed { shared, qr }, || {
        let mut parts = Vec::new();
        if !drawn.is_empty() {
            parts.push(drawn.to_owned());
        }
        match (&shared.uri, shared.channel) {
            (Some(uri), _) => parts.extend([shared.text.clone(), format!("Open this to send it:\n{uri}")]),
            (None, Channel::Copy | Channel::Qr) => parts.push(shared.link.clone()),
            (None, _) => parts.push(shared.text.clone()),
        }
        parts.join("\n\n")
    })
}

/// Writes a file that is not there yet.
fn write_new(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let refused = |error: std::io::Error| {
        let remedy = if error.kind() == ErrorKind::AlreadyExists {
            "Choose another name, or move that file away."
        } else {
            "Choose a place where you may write."
        };
        Failure::usage(
            "file-not-written",
            format!("The QR code cannot be written to {}: {}.", file.display(), plain(&error)),
            remedy,
        )
    };
    let mut made = OpenOptions::new().write(true).create_new(true).open(file).map_err(refused)?;
    made.write_all(bytes).map_err(refused)
}
