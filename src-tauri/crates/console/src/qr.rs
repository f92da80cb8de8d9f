//! A link as a QR code: its modules, the path that draws them in an SVG, and the same for a terminal.

use crate::Console;
use crate::error::ConsoleError;
use crate::sharing::mark_of;
use domain::ids::OrderId;
use domain::people::{Act, Right};
use qrcode::render::{svg, unicode};
use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;
use std::fmt::Write;

/// A QR code.
pub struct Qr(QrCode);

/// A link longer than any code holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the link does not fit into a QR code: {detail}")]
pub struct QrTooLong {
    detail: String,
}

/// A QR code as a window draws it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct QrView {
    /// Modules a side. The light rim that scanners need is not counted.
    pub size: usize,
    /// Draws the dark modules in an SVG of that view box.
    pub path: String,
    /// The word that stands under it outside production.
    pub mark: Option<&'static str>,
}

impl std::fmt::Debug for Qr {
    /// A link can be paid by whoever reads it, so a code does not print.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Qr").field("size", &self.size()).finish_non_exhaustive()
    }
}

impl Qr {
    /// Encodes a link byte for byte.
    ///
    /// # Errors
    /// Where the link is longer than any code holds.
    pub fn of(link: &str) -> Result<Self, QrTooLong> {
        // Links are long; the lowest level of correction keeps the modules large enough for a telephone.
        QrCode::with_error_correction_level(link, EcLevel::L)
            .map(Self)
            .map_err(|error| QrTooLong { detail: error.to_string() })
    }

    /// Modules a side, without the light rim.
    #[must_use]
    pub fn size(&self) -> usize {
        self.0.width()
    }

    /// Whether the module in this column and row is dark. Everything outside is light.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size() && y < self.size() && self.0[(x, y)] == Color::Dark
    }

    /// The dark modules as an SVG path: one bar for each run in a row.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.size() {
            let mut x = 0_usize;
            while x < self.size() {
                let run = (x..self.size()).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    // Writing to a String does not fail.
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x = x.saturating_add(run.max(1));
            }
        }
        path
    }

    /// Two modules per character, for a terminal with dark or light ground.
    #[must_use]
    pub fn terminal(&self) -> String {
        // Dark on light whatever the ground is: the characters draw the light modules.
        self.0
            .render::<unicode::Dense1x2>()
            .dark_color(unicode::Dense1x2::Light)
            .light_color(unicode::Dense1x2::Dark)
            .build()
    }

    /// A whole SVG file, with the light rim.
    #[must_use]
    pub fn svg(&self, mark: Option<&str>) -> String {
        let picture = self.0.render::<svg::Color<'_>>().min_dimensions(256, 256).build();
        match mark {
            Some(word) => picture.replacen("<svg ", &format!("<svg aria-label=\"{word}\" "), 1),
            None => picture,
        }
    }
}

impl Console {
    /// The live link of an order as a QR code. Looking at it is no sharing: [`Console::share`] writes down that it was
    /// shown to the buyer.
    ///
    /// # Errors
    /// As [`Console::share`].
    pub fn qr(&self, order: &OrderId) -> Result<QrView, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        let known = self.order(*order)?;
        let (_, link) = self.link_to_give(&known)?;
        let qr = Qr::of(&link)
            .map_err(|error| ConsoleError::field("link", error.to_string(), "Share it as text."))?;
        Ok(QrView { size: qr.size(), path: qr.path(), mark: mark_of(self.environment) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://checkout.antom.com/a?sessionData=6W+Or/A==&&SG";

    /// The modules that a path of bars covers.
    fn covered(path: &str) -> std::collections::BTreeSet<(usize, usize)> {
        let mut modules = std::collections::BTreeSet::new();
        for bar in path.split('z').filter(|bar| !bar.is_empty()) {
            let (place, shape) = bar.strip_prefix('M').unwrap().split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (run, back) = shape.split_once("v1h-").unwrap();
            assert_eq!(run, back, "a bar ends where it began");
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            modules.extend((x..).take(run.parse().unwrap()).map(|x| (x, y)));
        }
        modules
    }

    #[test]
    fn the_path_covers_exactly_the_dark_modules() {
        let qr = Qr::of(LINK).unwrap();
        let all = (0..qr.size()).flat_map(|y| (0..qr.size()).map(move |x| (x, y)));
        let dark = all.filter(|(x, y)| qr.is_dark(*x, *y)).collect();
        assert_eq!(covered(&qr.path()), dark);
        assert!(qr.is_dark(0, 0) && !qr.is_dark(7, 7) && !qr.is_dark(qr.size(), 0));
    }

    #[test]
    fn a_code_does_not_print_and_its_files_carry_the_word() {
        let qr = Qr::of(LINK).unwrap();
        assert!(!format!("{qr:?}").contains("sessionData"));
        let file = qr.svg(Some("TRAINING"));
        assert!(file.starts_with("<?xml") && file.contains("TRAINING"));
        assert!(qr.terminal().lines().count() >= qr.size() / 2);
        assert!(Qr::of(&"x".repeat(4_000)).is_err());
    }
}
