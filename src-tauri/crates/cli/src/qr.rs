//! A QR code as a picture of dots. It carries its environment's word outside production.

use crate::failure::Failure;
use console::qr::{Qr, QrTooLong};
use std::io;

/// Light modules around the code that scanners need (ISO/IEC 18004).
const QUIET: usize = 4;
/// Dots of a PNG per module.
const SCALE: usize = 8;

impl From<QrTooLong> for Failure {
    fn from(error: QrTooLong) -> Self {
        Self::usage("qr-too-long", error.to_string(), "Share it as text.")
    }
}

/// A picture of dots.
///
/// # Errors
/// Where it cannot be encoded.
pub fn png(qr: &Qr, mark: Option<&str>) -> Result<Vec<u8>, Failure> {
    let side = QUIET.saturating_mul(2).saturating_add(qr.size()).saturating_mul(SCALE);
    let is_dark = |x: usize, y: usize| -> bool {
        let place = |at: usize| at.checked_div(SCALE).and_then(|at| at.checked_sub(QUIET));
        place(x).zip(place(y)).is_some_and(|(x, y)| qr.is_dark(x, y))
    };
    let mut dots = Vec::with_capacity(side.saturating_mul(side));
    for y in 0..side {
        dots.extend((0..side).map(|x| if is_dark(x, y) { 0_u8 } else { 255 }));
    }
    encode(&dots, side, mark).map_err(|error| io::Error::other(error).into())
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
    fn every_module_is_a_square_of_dots_and_the_rim_is_light() {
        let qr = Qr::of(LINK).unwrap();
        let file = png(&qr, Some("TRAINING")).unwrap();
        let mut reader = png::Decoder::new(io::Cursor::new(&file)).read_info().unwrap();
        let mut dots = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut dots).unwrap();
        let side = (qr.size() + 2 * QUIET) * SCALE;
        assert_eq!(dots.len(), side * side);
        for (x, y) in (0..qr.size()).flat_map(|y| (0..qr.size()).map(move |x| (x, y))) {
            let dot = dots[((y + QUIET) * SCALE + 3) * side + (x + QUIET) * SCALE + 3];
            assert_eq!(dot == 0, qr.is_dark(x, y), "module {x},{y}");
        }
        assert!(dots[..side * QUIET * SCALE].iter().all(|dot| *dot == 255), "the rim is light");
    }

    #[test]
    fn what_fits_no_code_is_refused() {
        let failure = Failure::from(Qr::of(&"x".repeat(4_000)).unwrap_err());
        assert_eq!(failure.code, "qr-too-long");
    }
}
