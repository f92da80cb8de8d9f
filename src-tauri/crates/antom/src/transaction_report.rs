//! Antom's transaction report, as a merchant downloads it (api.md section 8): CSV in UTF-8, columns by their names and in
//! any order, and a last line `<END>`.

use std::collections::{BTreeMap, BTreeSet};

/// Largest report that is read, in bytes: some hundred thousand lines.
pub const LARGEST: usize = 128 * 1024 * 1024;
/// Longest id at Antom, in characters (api.md section 3).
const LONGEST_ID: usize = 64;
/// What a report's last line holds.
const END: &str = "<END>";

/// Why something is no transaction report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// More than [`LARGEST`] bytes.
    #[error("it is too large")]
    TooLarge,
    /// XLSX, which Antom offers as well.
    #[error("it is a spreadsheet (XLSX)")]
    Spreadsheet,
    /// Bytes that are no text in UTF-8.
    #[error("it is not text in UTF-8")]
    NotUtf8,
    /// A column that is needed is not there.
    #[error("it has no column {name}")]
    NoColumn {
        /// The column's name, as Antom spells it.
        name: &'static str,
    },
    /// An id longer than Antom's are, or with characters that cannot be seen.
    #[error("row {row} has an id that is none")]
    BadId {
        /// The row, the headings being row 1.
        row: u64,
    },
    /// A line that is no CSV.
    #[error("{detail}")]
    Malformed {
        /// What the CSV reader says.
        detail: String,
    },
    /// No last line `<END>`: half a report looks like a whole one.
    #[error("it has no last line <END>, so it was cut off")]
    CutOff,
}

impl From<csv::Error> for ReportError {
    fn from(error: csv::Error) -> Self {
        Self::Malformed { detail: error.to_string() }
    }
}

/// What a report tells of one payment, in the order of its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its `paymentId`.
    pub payment: String,
    /// What the shop called the order, where the report says so (`referenceTransactionId`).
    pub reference: Option<String>,
    /// What was sold, where the report says so.
    pub description: Option<String>,
    /// The ids of its captures and refunds.
    pub parts: BTreeSet<String>,
}

/// The columns that are read, by their place in this report.
struct Columns {
    transaction: usize,
    kind: usize,
    original: Option<usize>,
    reference: Option<usize>,
    description: Option<usize>,
}

/// The payments of a report, and where each stands among them.
#[derive(Default)]
struct Gathered {
    listed: Vec<Listed>,
    places: BTreeMap<String, usize>,
}

impl Gathered {
    fn payment(&mut self, id: &str, new: impl FnOnce() -> Listed) -> Option<&mut Listed> {
        let place = match self.places.get(id) {
            Some(place) => *place,
            None => {
                self.listed.push(new());
                let place = self.listed.len().saturating_sub(1);
                self.places.insert(id.to_owned(), place);
                place
            }
        };
        self.listed.get_mut(place)
    }
}

/// Reads a report.
///
/// # Errors
/// [`ReportError`] for what is no whole report.
pub fn read(bytes: &[u8]) -> Result<Vec<Listed>, ReportError> {
    let mut lines = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text_of(bytes)?.as_bytes());
    let mut lines = lines.records();
    let heading = lines.next().transpose()?;
    let columns = Columns::of(&heading.unwrap_or_default())?;
    let mut gathered = Gathered::default();
    for (row, line) in (2..).zip(lines) {
        let line = line?;
        if line.get(0).is_some_and(|first| first.eq_ignore_ascii_case(END)) {
            return Ok(gathered.listed);
        }
        columns.note(&line, row, &mut gathered)?;
    }
    Err(ReportError::CutOff)
}

fn text_of(bytes: &[u8]) -> Result<&str, ReportError> {
    if bytes.len() > LARGEST {
        return Err(ReportError::TooLarge);
    }
    if bytes.starts_with(b"PK") {
        return Err(ReportError::Spreadsheet);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ReportError::NotUtf8)?;
    Ok(text.trim_start_matches('\u{feff}'))
}

impl Columns {
    fn of(heading: &csv::StringRecord) -> Result<Self, ReportError> {
        let place = |name: &str| heading.iter().position(|column| column.eq_ignore_ascii_case(name));
        let needed = |name| place(name).ok_or(ReportError::NoColumn { name });
        Ok(Self {
            transaction: needed("transactionId")?,
            kind: needed("transactionType")?,
            original: place("originalTransactionId"),
            reference: place("referenceTransactionId"),
            description: place("orderDescription"),
        })
    }

    fn note(&self, line: &csv::StringRecord, row: u64, gathered: &mut Gathered) -> Result<(), ReportError> {
        let at =
            |place: Option<usize>| place.and_then(|place| line.get(place)).filter(|text| !text.is_empty());
        let (transaction, original) = (at(Some(self.transaction)), at(self.original));
        // The id of a payment is its own; everything that happened to it names it as the original (api.md section 8).
        let (payment, part) = match at(Some(self.kind)).unwrap_or_default().to_ascii_uppercase().as_str() {
            "PAYMENT" | "AUTHORIZATION" | "CANCEL" | "VOID" => (transaction, None),
            "CAPTURE" | "REFUND" => (original, transaction),
            _ => (original, None),
        };
        // Fees and reserves belong to no payment.
        let Some(payment) = payment else { return Ok(()) };
        for id in [Some(payment), part].into_iter().flatten() {
            if id.chars().count() > LONGEST_ID || id.chars().any(char::is_control) {
                return Err(ReportError::BadId { row });
            }
        }
        let owned = |place| at(place).map(str::to_owned);
        let listed = gathered.payment(payment, || Listed {
            payment: payment.to_owned(),
            reference: owned(self.reference),
            description: owned(self.description),
            parts: BTreeSet::new(),
        });
        if let (Some(listed), Some(part)) = (listed, part) {
            listed.parts.insert(part.to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: &str = "customerId,transactionId,originalTransactionId,referenceTransactionId,orderDescription,transactionType,transactionAmountValue";

    fn report(lines: &[&str]) -> String {
        [&[HEADING], lines, &["<END>"]].concat().join("\r\n")
    }

    fn refused(bytes: &[u8]) -> String {
        read(bytes).unwrap_err().to_string()
    }

    #[test]
    fn what_happened_to_a_payment_is_listed_with_it() {
        let text = report(&[
            "5X,P1,,A-1001,\"Tea, 2 boxes\",AUTHORIZATION,4200",
            "5X,P2,,,,PAYMENT,900",
            "5X,C1,P1,,,CAPTURE,4200",
            "5X,R1,P1,,,REFUND,500",
            "5X,F9,,,,SETTLEMENT_FEE,12",
            "5X,D1,P3,,,DISPUTE,100",
        ]);
        let listed = read(text.as_bytes()).unwrap();
        let payments: Vec<&str> = listed.iter().map(|listed| listed.payment.as_str()).collect();
        assert_eq!(payments, ["P1", "P2", "P3"], "a payment that is only spoken of is one too");
        assert_eq!(listed[0].parts, BTreeSet::from(["C1".to_owned(), "R1".to_owned()]));
        assert_eq!(listed[0].reference.as_deref(), Some("A-1001"));
        assert_eq!(listed[0].description.as_deref(), Some("Tea, 2 boxes"));
        assert_eq!((listed[1].reference.as_deref(), listed[1].parts.len()), (None, 0));
    }

    #[test]
    fn columns_are_known_by_their_names_wherever_they_stand() {
        let text = "\u{feff}TRANSACTIONTYPE , newColumn,transactionId\nPAYMENT,x,P1\n<END>,,";
        assert_eq!(read(text.as_bytes()).unwrap().first().map(|listed| listed.payment.as_str()), Some("P1"));
    }

    #[test]
    fn a_report_without_its_end_is_refused() {
        let text = report(&["5X,P1,,,,PAYMENT,1"]);
        let cut = text.strip_suffix("\r\n<END>").unwrap();
        assert!(refused(cut.as_bytes()).contains("cut off"));
        assert!(refused(b"").contains("no column"));
    }

    #[test]
    fn what_is_no_report_is_refused_and_why() {
        assert!(refused(b"PK\x03\x04rest").contains("XLSX"));
        assert!(refused(b"\xb5\xa5\xbe\xdd,x").contains("UTF-8"));
        assert!(refused(b"date,amount\n1,2\n<END>").contains("transactionId"));
        let long = report(&[&format!("5X,{},,,,PAYMENT,1", "9".repeat(65))]);
        assert!(refused(long.as_bytes()).contains("row 2 "), "{}", refused(long.as_bytes()));
    }
}
