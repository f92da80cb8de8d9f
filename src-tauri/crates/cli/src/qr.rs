//! A link as a QR code: drawn with characters, as SVG, as PNG. Each carries its environment's word outside production.

use crate::failure::Failure;
use qrcode::render::{svg, unicode};
use qrcode::{Color, EcLevel, QrCode};
use std::io;

/// Light modules around the code that scanners need (ISO/IEC 18004).
const QUIET: usize = 4;
/// Dots of a PNG per module.
const SCALE: usize = 8;

/// A QR code of a link.
pub struct Qr(QrCode);

impl Qr {
    /// Encodes a link byte for byte.
    ///
    /// # Errors
    /// Where the link is longer than any code holds.
    pub fn of(link: &str) -> Result<Self, Failure> {
        // Links are long; the lowest level of correction keeps the modules large enough for a telephone.
        QrCode::with_error_correction_level(link, EcLevel::L).map(Self).map_err(|error| {
            Failure::usage(
                "qr-too-long",
                format!("The link does not fit into a QR code: {error}."),
                "Share it as text.",
            )
        })
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

    /// A picture of lines.
    #[must_use]
    pub fn svg(&self, mark: Option<&str>) -> String {
        let picture = self.0.render::<svg::Color<'_>>().min_dimensions(256, 256).build();
        match mark {
            Some(word) => picture.replacen("<svg ", &format!("<svg aria-label=\"{word}\" "), 1),
            None => picture,
        }
    }

    /// A picture of dots.
    ///
    /// # Errors
    /// Where it cannot be encoded.
    pub fn png(&self, mark: Option<&str>) -> Result<Vec<u8>, Failure> {
        let width = self.0.width();
        let side = QUIET.saturating_mul(2).saturating_add(width).saturating_mul(SCALE);
        let colours = self.0.to_colors();
        let is_dark = |x: usize, y: usize| -> bool {
            let place = |at: usize| {
                at.checked_div(SCALE).and_then(|at| at.checked_sub(QUIET)).filter(|at| *at < width)
            };
            let (Some(x), Some(y)) = (place(x), place(y)) else { return false };
            y.checked_mul(width)
                .and_then(|row| colours.get(row.saturating_add(x)))
                .is_some_and(|colour| *colour == Color::Dark)
        };
        let mut dots = Vec::with_capacity(side.saturating_mul(side));
        for y in 0..side {
            dots.extend((0..side).map(|x| if is_dark(x, y) { 0_u8 } else { 255 }));
        }
        encode(&dots, side, mark).map_err(|error| io::Error::other(error).into())
    }
}

fn encode(dots: &[u8], side: usize, mark: Option<&str>) -> Result<Vec<u8>, png::EncodingError> {
    let side = u32::try_from(side).unwrap_or(u32::MAX);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    if let Some(word) = mark {
        encoder.add_text_chunk("Comment".to_owned(), word.to_owned())?;
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(dots)?;
    writer.finish()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://checkout.antom.com/a?sessionData=6W+Or/A==&&SG";

    #[test]
    fn every_form_holds_the_same_modules() {
        let qr = Qr::of(LINK).unwrap();
        let drawn = qr.terminal();
        let lines = drawn.lines().count();
        assert!(lines >= (qr.0.width() + 8) / 2, "{lines}");
        assert!(
            qr.svg(Some("TRAINING")).starts_with("<?xml") && qr.svg(Some("TRAINING")).contains("TRAINING")
        );
        let file = qr.png(Some("TRAINING")).unwrap();
        let mut reader = png::Decoder::new(io::Cursor::new(&file)).read_info().unwrap();
        let mut dots = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut dots).unwrap();
        let side = (qr.0.width() + 2 * QUIET) * SCALE;
        assert_eq!(dots.len(), side * side);
        for (at, colour) in qr.0.to_colors().iter().enumerate() {
            let (x, y) = (at % qr.0.width(), at / qr.0.width());
            let dot = dots[((y + QUIET) * SCALE + 3) * side + (x + QUIET) * SCALE + 3];
            assert_eq!(dot == 0, *colour == Color::Dark, "module {x},{y}");
        }
        assert!(dots[..side * QUIET * SCALE].iter().all(|dot| *dot == 255), "the rim is light");
    }

    #[test]
    fn what_fits_no_code_is_refused() {
        assert_eq!(Qr::of(&"x".repeat(4_000)).err().unwrap().code, "qr-too-long");
    }
}
