//! Columns that line up, counted in the cells a terminal gives a character: 王 takes two.

use unicode_width::UnicodeWidthStr;

/// How a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Text.
    Left,
    /// Figures.
    Right,
}

/// A cell: what is printed, and how wide it is without colour.
#[derive(Debug, Clone)]
struct Cell {
    printed: String,
    width: usize,
}

/// A table of text.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<(String, Side)>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with these columns.
    #[must_use]
    pub fn new(columns: &[(&str, Side)]) -> Self {
        Self {
            columns: columns.iter().map(|(name, side)| ((*name).to_owned(), *side)).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row of plain cells.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.painted(cells.into_iter().map(|text| (text.as_ref().to_owned(), text.as_ref().to_owned())));
    }

    /// Adds a row of cells, each as it counts and as it is printed.
    pub fn painted(&mut self, cells: impl IntoIterator<Item = (String, String)>) {
        let cells = cells.into_iter().map(|(plain, printed)| Cell { width: plain.width(), printed });
        self.rows.push(cells.collect());
    }

    /// The table, without a line end after the last row. Columns that are empty in every row are left out.
    #[must_use]
    pub fn render(&self) -> String {
        let kept: Vec<usize> = (0..self.columns.len()).filter(|place| self.is_used(*place)).collect();
        let mut lines = Vec::with_capacity(self.rows.len().saturating_add(1));
        let head: Vec<Cell> = self
            .columns
            .iter()
            .map(|(name, _)| Cell { printed: name.clone(), width: name.width() })
            .collect();
        if self.columns.iter().any(|(name, _)| !name.is_empty()) {
            lines.push(self.line(&head, &kept));
        }
        lines.extend(self.rows.iter().map(|row| self.line(row, &kept)));
        lines.join("\n")
    }

    fn is_used(&self, place: usize) -> bool {
        self.rows.iter().any(|row| row.get(place).is_some_and(|cell| cell.width > 0))
    }

    fn width(&self, place: usize) -> usize {
        let head = self.columns.get(place).map_or(0, |(name, _)| name.width());
        let cells = self.rows.iter().filter_map(|row| row.get(place)).map(|cell| cell.width);
        cells.fold(head, usize::max)
    }

    fn line(&self, row: &[Cell], kept: &[usize]) -> String {
        let mut line = String::new();
        for (nth, place) in kept.iter().enumerate() {
            let side = self.columns.get(*place).map_or(Side::Left, |(_, side)| *side);
            let (printed, width) =
                row.get(*place).map_or(("", 0), |cell| (cell.printed.as_str(), cell.width));
            let pad = " ".repeat(self.width(*place).saturating_sub(width));
            if nth > 0 {
                line.push_str("  ");
            }
            match side {
                Side::Left => line.extend([printed, &pad]),
                Side::Right => line.extend([pad.as_str(), printed]),
            }
        }
        line.trim_end().to_owned()
    }
}

/// Names and values below each other.
#[must_use]
pub fn pairs(rows: &[(&str, String)]) -> String {
    let mut table = Table::new(&[("", Side::Left), ("", Side::Left)]);
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        table.row([*name, value]);
    }
    table.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_script_they_are_in() {
        let mut table = Table::new(&[("Buyer", Side::Left), ("Amount", Side::Right), ("Empty", Side::Left)]);
        table.row(["王芳", "SGD 5.00", ""]);
        table.painted([
            ("Tan".to_owned(), "\u{1b}[1mTan\u{1b}[0m".to_owned()),
            ("SGD 1,299.00".into(), "SGD 1,299.00".into()),
        ]);
        assert_eq!(
            table.render(),
            "Buyer        Amount\n王芳       SGD 5.00\n\u{1b}[1mTan\u{1b}[0m    SGD 1,299.00"
        );
    }

    #[test]
    fn what_is_not_known_takes_no_line() {
        assert_eq!(
            pairs(&[("Method", String::new()), ("Amount", "SGD 1.00".to_owned())]),
            "Amount  SGD 1.00"
        );
    }
}
