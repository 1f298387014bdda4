//! The known word that an unknown one was probably meant to be.

/// Longer words are not compared: nobody mistypes that much.
const LONGEST: usize = 40;

/// The nearest of `known`, if it is near enough to be worth suggesting.
pub(crate) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    if word.len() > LONGEST {
        return None;
    }
    let folded = fold(word);
    let best = known
        .iter()
        .map(|candidate| (distance(&folded, &fold(candidate)), *candidate))
        .min_by_key(|(distance, _)| *distance)?;
    let allowed = match folded.len() {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    (best.0 <= allowed).then_some(best.1)
}

/// Letters and digits only, in lower case: `Image-Group` and `imageGroup` agree.
fn fold(word: &str) -> Vec<char> {
    let plain = word.chars().filter(|c| c.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}

/// How many single-character changes lie between two words (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut left = i + 1;
        let mut diagonal = i;
        for (to, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let above = *cell;
            let change = diagonal + usize::from(from != to);
            left = change.min(above + 1).min(left + 1);
            diagonal = above;
            *cell = left;
        }
    }
    // The first column is only ever the number of deletions.
    match b.len() {
        0 => a.len(),
        last => row.get(last).copied().unwrap_or(usize::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions() {
        let known = ["videos", "images", "image_groups", "text", "pdfs"];
        assert_eq!(nearest("image_group", &known), Some("image_groups"));
        assert_eq!(nearest("Videos", &known), Some("videos"));
        assert_eq!(nearest("vidoes", &known), Some("videos"));
        assert_eq!(nearest("pdf", &known), Some("pdfs"));
        assert_eq!(nearest("dataset_hash", &known), None);
        assert_eq!(nearest("", &known), None);
        assert_eq!(nearest(&"x".repeat(1_000), &known), None);
    }

    #[test]
    fn distances() {
        let d = |a: &str, b: &str| distance(&fold(a), &fold(b));
        assert_eq!(d("kitten", "sitting"), 3);
        assert_eq!(d("", "abc"), 3);
        assert_eq!(d("abc", ""), 3);
        assert_eq!(d("same", "same"), 0);
    }
}
