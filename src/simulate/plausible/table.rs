//! Many splits from a pasted table.
//!
//! How cells are parted is in `cells.rs`. A first row without any number is a header; it may say in
//! its words what each column holds (`header.rs`). These layouts are told apart:
//!
//! | layout | a row is | where the header does not say, taken when |
//! |---|---|---|
//! | wide | a split: its name if any, all shares, then all counts | no other fits |
//! | lists | a split: its name if any, `20/80`, `17/83` | the shares' cell holds a list |
//! | long | an output: split, output, share, count | four cells, two names first |
//! | short | an output: a name if any, share, count | two or three cells |
//!
//! In a long table the rows of one split have the same name; an empty name is that of the row above.
//! In a short one, names that are all different are outputs of one split, else they are splits.

use super::cells::{Row, rows};
use super::error::{Fault, Place, PlausibleError};
use super::fields::read_fields;
use super::header::{Header, Role};
use super::list::is_list;
use super::number::{count, is_numeric, percent};
use super::{AskedOutput, AskedSplit, MOST_OUTPUTS, MOST_SPLITS, check_sum, same_name};

/// The splits of a pasted table.
///
/// # Errors
/// [`PlausibleError`] with the line and the cell that cannot be read.
pub fn read_table(text: &str) -> Result<Vec<AskedSplit>, PlausibleError> {
    let rows = rows(text)?;
    let header = rows.first().and_then(Header::new);
    let body = rows.get(usize::from(header.is_some())..).unwrap_or(&[]);
    let (Some(top), Some(first)) = (rows.first(), body.first()) else {
        let fault = Fault::new("There are no splits in it.", "Give a row for each: QA, 20, 80, 17, 83.");
        return Err(fault.at(Place::Table { line: None, cell: None }));
    };
    let layout = match &header {
        Some(header)
            if !header.columns(Role::Intended).is_empty() || !header.columns(Role::Observed).is_empty() =>
        {
            Layout::stated(header, top, body)?
        }
        _ => Layout::seen(first, body, header),
    };
    let splits = layout.read(body)?;
    for (line, split) in &splits {
        let place = Place::Table { line: Some(*line), cell: None };
        if split.outputs.len() > MOST_OUTPUTS {
            let message = format!("There are more than {MOST_OUTPUTS} outputs.");
            return Err(Fault::new(message, "Give every split a name of its own.").at(place));
        }
        check_sum(split.outputs.iter().map(|output| output.share)).map_err(|fault| fault.at(place))?;
    }
    if splits.len() > MOST_SPLITS {
        let message = format!("There are more than {MOST_SPLITS} splits.");
        return Err(Fault::new(message, "Judge them in parts.").at(Place::Table { line: None, cell: None }));
    }
    Ok(splits.into_iter().map(|(_, split)| split).collect())
}

/// A split with the line it begins on.
type Placed = (usize, AskedSplit);

/// What is in which column.
#[derive(Debug)]
enum Layout {
    /// A row is a split, its outputs in columns: name, share, count.
    Columns { split: Option<usize>, pairs: Vec<(String, usize, usize)> },
    /// A row is a split: name if any, shares, as many counts; names from a header if any.
    Halves { names: Vec<String> },
    /// A row is a split with a list of shares and a list of counts.
    Lists { split: Option<usize>, intended: usize, observed: usize },
    /// A row is an output.
    Long { split: Option<usize>, output: Option<usize>, intended: usize, observed: usize },
}

impl Layout {
    /// The layout that a header states.
    fn stated(header: &Header, top: &Row, body: &[Row]) -> Result<Self, PlausibleError> {
        let (shares, counts) = (header.columns(Role::Intended), header.columns(Role::Observed));
        let output = header.columns(Role::Output).first().copied();
        let unstated = || header.roles.first().is_some_and(Option::is_none).then_some(0);
        let split = header.columns(Role::Split).first().copied();
        let split = split.or_else(|| unstated().filter(|_| output.is_none()));
        match (shares.as_slice(), counts.as_slice()) {
            ([intended], [observed]) => {
                let (intended, observed) = (*intended, *observed);
                Ok(if body.iter().any(|row| is_list(row.cell(intended))) {
                    Self::Lists { split, intended, observed }
                } else {
                    Self::rows(split, output, intended, observed, body)
                })
            }
            _ if shares.len() == counts.len() => {
                Ok(Self::Columns { split, pairs: pairs(header, &shares, &counts) })
            }
            _ => Err(Fault::new(
                format!("The header has {} columns of shares but {} of counts.", shares.len(), counts.len()),
                "Give each output a column headed \"intended\" and one headed \"observed\".",
            )
            .at(top.place(None))),
        }
    }

    /// The layout that the first row with numbers shows.
    fn seen(first: &Row, body: &[Row], header: Option<Header>) -> Self {
        let cells = filled(first);
        let names = cells.iter().take_while(|cell| is_text(cell)).count();
        match (cells.len(), names) {
            (4, 2) => Self::Long { split: Some(0), output: Some(1), intended: 2, observed: 3 },
            (3, 0 | 1) if is_list(&cells[1]) => Self::Lists { split: Some(0), intended: 1, observed: 2 },
            (3, 0 | 1) => Self::rows(Some(0), None, 1, 2, body),
            (2, 0) if is_list(&cells[0]) => Self::Lists { split: None, intended: 0, observed: 1 },
            (2, 0) => Self::rows(None, None, 0, 1, body),
            _ => Self::Halves { names: header.map(|header| header.names).unwrap_or_default() },
        }
    }

    /// A row for each output; names that are all different are those of outputs.
    fn rows(
        split: Option<usize>,
        output: Option<usize>,
        intended: usize,
        observed: usize,
        body: &[Row],
    ) -> Self {
        let Some(column) = split.filter(|_| output.is_none()) else {
            return Self::Long { split, output, intended, observed };
        };
        let is_first = |(at, row): (usize, &Row)| {
            let before = body.get(..at).unwrap_or(&[]);
            let name = row.cell(column);
            !name.is_empty() && !before.iter().any(|row| same_name(row.cell(column), name))
        };
        if body.iter().enumerate().all(is_first) {
            Self::Long { split: None, output: split, intended, observed }
        } else {
            Self::Long { split, output: None, intended, observed }
        }
    }

    fn read(&self, body: &[Row]) -> Result<Vec<Placed>, PlausibleError> {
        match self {
            Self::Columns { split, pairs } => body.iter().map(|row| columns(row, *split, pairs)).collect(),
            Self::Halves { names } => body.iter().map(|row| halves(row, names)).collect(),
            Self::Lists { split, intended, observed } => {
                body.iter().map(|row| lists(row, *split, *intended, *observed)).collect()
            }
            Self::Long { split, output, intended, observed } => {
                long(body, *split, *output, *intended, *observed)
            }
        }
    }
}

/// The columns of each output: by name where all have one, else in order.
fn pairs(header: &Header, shares: &[usize], counts: &[usize]) -> Vec<(String, usize, usize)> {
    let name = |at: &usize| header.names.get(*at).cloned().unwrap_or_default();
    let partner = |share: &usize| {
        let wanted = name(share);
        counts.iter().copied().find(|count| !wanted.is_empty() && same_name(&name(count), &wanted))
    };
    let partners: Option<Vec<usize>> = shares.iter().map(partner).collect();
    let partners = partners.unwrap_or_else(|| counts.to_vec());
    shares.iter().zip(partners).map(|(share, count)| (name(share), *share, count)).collect()
}

/// The cells of a row up to the last that is not empty.
fn filled(row: &Row) -> &[String] {
    let end = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    row.cells.get(..end).unwrap_or(&[])
}

fn is_text(cell: &str) -> bool {
    !is_numeric(cell) && !is_list(cell)
}

fn output(row: &Row, name: &str, share: usize, tasks: usize) -> Result<AskedOutput, PlausibleError> {
    Ok(AskedOutput {
        name: name.to_owned(),
        share: percent(row.cell(share)).map_err(|fault| fault.at(row.place(Some(share))))?,
        count: count(row.cell(tasks)).map_err(|fault| fault.at(row.place(Some(tasks))))?,
    })
}

fn columns(
    row: &Row,
    split: Option<usize>,
    pairs: &[(String, usize, usize)],
) -> Result<Placed, PlausibleError> {
    let used = pairs
        .iter()
        .filter(|(_, share, count)| !(row.cell(*share).is_empty() && row.cell(*count).is_empty()));
    let outputs = used.map(|(name, share, count)| output(row, name, *share, *count));
    let name = split.map_or("", |split| row.cell(split)).to_owned();
    Ok((row.line, AskedSplit { name, outputs: outputs.collect::<Result<_, _>>()? }))
}

fn halves(row: &Row, names: &[String]) -> Result<Placed, PlausibleError> {
    let cells = filled(row);
    let named = usize::from(cells.first().is_some_and(|cell| is_text(cell)) || cells.len() % 2 == 1);
    let numbers = cells.len() - named;
    if numbers == 0 || numbers % 2 == 1 {
        return Err(Fault::new(
            format!("Of {} cells after the name, half cannot be shares and half counts.", numbers),
            "Give the name, all shares, then as many counts: QA, 20, 80, 17, 83.",
        )
        .at(row.place(None)));
    }
    let name = if named == 1 { row.cell(0) } else { "" }.to_owned();
    let outputs = (named..named + numbers / 2)
        .map(|at| output(row, names.get(at).map_or("", String::as_str), at, at + numbers / 2));
    Ok((row.line, AskedSplit { name, outputs: outputs.collect::<Result<_, _>>()? }))
}

fn lists(
    row: &Row,
    split: Option<usize>,
    intended: usize,
    observed: usize,
) -> Result<Placed, PlausibleError> {
    let read = read_fields(row.cell(intended), row.cell(observed)).map_err(|error| {
        let of_counts = matches!(error.place, Place::Observed { .. });
        let cell = if of_counts { observed } else { intended };
        PlausibleError { place: row.place(Some(cell)), ..error }
    })?;
    let name = split.map_or("", |split| row.cell(split)).to_owned();
    Ok((row.line, AskedSplit { name, ..read }))
}

fn long(
    body: &[Row],
    split: Option<usize>,
    name: Option<usize>,
    intended: usize,
    observed: usize,
) -> Result<Vec<Placed>, PlausibleError> {
    let mut splits: Vec<Placed> = Vec::new();
    let mut above = String::new();
    for row in body {
        let asked = output(row, name.map_or("", |name| row.cell(name)), intended, observed)?;
        if let Some(own) = split.map(|split| row.cell(split)).filter(|own| !own.is_empty()) {
            above = own.to_owned();
        }
        match splits.iter_mut().find(|(_, split)| same_name(&split.name, &above)) {
            Some((_, known)) => known.outputs.push(asked),
            None => splits.push((row.line, AskedSplit { name: above.clone(), outputs: vec![asked] })),
        }
    }
    Ok(splits)
}
