//! The numbers of a chart for those who cannot see it, and as CSV.

/// One value: as it is read and as it is exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// For people: `1 234`, `17 %`.
    pub shown: String,
    /// For programs: `1234`, `0.17`.
    pub exact: String,
}

impl Cell {
    /// Text that reads the same to both.
    pub fn text(text: impl Into<String>) -> Self {
        let shown = text.into();
        Self { exact: shown.clone(), shown }
    }

    /// A count, and how it reads.
    #[must_use]
    pub fn count(count: u64, shown: String) -> Self {
        Self { shown, exact: count.to_string() }
    }

    /// A number, and how it reads.
    #[must_use]
    pub fn number(number: f64, shown: String) -> Self {
        Self { shown, exact: if number.is_finite() { number.to_string() } else { String::new() } }
    }

    /// No value.
    #[must_use]
    pub fn none() -> Self {
        Self { shown: "–".to_owned(), exact: String::new() }
    }
}

/// Headers and rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What each column has.
    pub headers: Vec<String>,
    /// The rows, as long as the headers.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with such headers.
    #[must_use]
    pub fn new(headers: &[&str]) -> Self {
        Self { headers: headers.iter().map(|&header| header.to_owned()).collect(), rows: Vec::new() }
    }

    /// The exact values as CSV (RFC 4180), lines ended by CR LF. Text that a spreadsheet would
    /// take for a formula is put behind an apostrophe; numbers never are.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut out = String::new();
        line(&mut out, self.headers.iter().map(String::as_str));
        for row in &self.rows {
            line(&mut out, row.iter().map(|cell| cell.exact.as_str()));
        }
        out
    }
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(',');
        }
        field(out, cell);
    }
    out.push_str("\r\n");
}

/// One field, quoted where it must be.
fn field(out: &mut String, text: &str) {
    let guard = if is_formula(text) { "'" } else { "" };
    if text.contains(['"', ',', '\r', '\n']) || text.trim() != text {
        out.push('"');
        out.push_str(guard);
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(text);
    }
}

/// Whether a spreadsheet may run the text. The wide forms of the signs count too, and so does
/// what stands behind blanks, which some programs cut off.
fn is_formula(text: &str) -> bool {
    let begins = text
        .trim_start_matches([' ', '\u{a0}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    begins && text.parse::<f64>().map_or(true, |number| !number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(cells: &[&str]) -> String {
        Table { headers: cells.iter().map(|&cell| cell.to_owned()).collect(), rows: vec![] }.csv()
    }

    #[test]
    fn exact_values_are_written() {
        let mut table = Table::new(&["Output", "Tasks", "Share", "Verdict"]);
        table.rows.push(vec![
            Cell::text("Review"),
            Cell::count(1_234_567_890, "1 234 567 890".to_owned()),
            Cell::number(0.1 + 0.2, "30 %".to_owned()),
            Cell::none(),
        ]);
        assert_eq!(table.csv(), "Output,Tasks,Share,Verdict\r\nReview,1234567890,0.30000000000000004,\r\n");
    }

    #[test]
    fn separators_and_quotes_are_quoted() {
        assert_eq!(
            csv(&["a,b", "say \"so\"", "two\nlines", " blank", "é"]),
            "\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",\" blank\",é\r\n"
        );
        assert_eq!(csv(&[]), "\r\n");
    }

    #[test]
    fn formulas_are_kept_from_running() {
        assert_eq!(csv(&["=1+1", "+A1", "-A1", "@SUM(1)", "＝1"]), "'=1+1,'+A1,'-A1,'@SUM(1),'＝1\r\n");
        assert_eq!(csv(&["=HYPERLINK(\"x\",\"y\")"]), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
        assert_eq!(csv(&[" =1", "\t=1", "\n=1"]), "\"' =1\",\"'\t=1\",\"'\n=1\"\r\n");
        assert_eq!(csv(&["-3.5", "+2", "-1e-5", "−3"]), "-3.5,+2,-1e-5,−3\r\n");
        assert_eq!(csv(&["-inf"]), "'-inf\r\n");
    }
}
