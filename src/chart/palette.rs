//! How each ink looks where no style sheet is at hand. The colours are those of
//! `www/styles/tokens.css`, which a test compares.

use super::ink::Ink;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark marks on a light surface.
    Light,
    /// Light marks on a dark surface.
    Dark,
}

/// A colour of the style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The custom property's name.
    pub name: &'static str,
    /// Its value in light mode.
    pub light: &'static str,
    /// Its value in dark mode.
    pub dark: &'static str,
}

impl Token {
    /// Its value in a theme.
    #[must_use]
    pub const fn value(self, theme: Theme) -> &'static str {
        match theme {
            Theme::Light => self.light,
            Theme::Dark => self.dark,
        }
    }
}

/// How an ink looks: what is filled takes the colour, what is a line takes all of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint {
    /// The colour.
    pub token: Token,
    /// The width of lines, in pixels.
    pub width: f64,
    /// The dashes of lines; empty for a whole line.
    pub dash: &'static str,
}

const fn token(name: &'static str, light: &'static str, dark: &'static str) -> Token {
    Token { name, light, dark }
}

const SURFACE: Token = token("--surface-panel", "#ffffff", "#1a2029");
const TEXT: Token = token("--text", "#171c26", "#eef1f6");
const QUIET: Token = token("--text-quiet", "#4d5667", "#aeb7c6");
const LINE: Token = token("--line", "#d9dde5", "#323b49");
const CONTROL: Token = token("--line-control", "#7b8597", "#7e899c");
const INTENDED: Token = token("--chart-intended", "#171c26", "#eef1f6");
const OBSERVED: Token = token("--chart-observed", "#0072b2", "#62b5ea");
const BAND95: Token = token("--chart-band95", "#bcd3ea", "#2f5170");
const BAND999: Token = token("--chart-band999", "#dfe9f4", "#263544");
const AXIS: Token = token("--chart-axis", "#6a7486", "#8d97a8");
const CHANCE: Token = token("--kind-chance", "#b34a00", "#f0a060");
const ORDINARY: Token = token("--verdict-ordinary", "#1b6e4b", "#7fd6ab");
const UNUSUAL: Token = token("--verdict-unusual", "#8a5300", "#f2bd6b");
const SUSPICIOUS: Token = token("--verdict-suspicious", "#a8241c", "#ff9d95");
const UNKNOWN: Token = token("--verdict-unknown", "#4d5667", "#aeb7c6");

/// How an ink looks.
#[must_use]
pub const fn paint(ink: Ink) -> Paint {
    let (token, width, dash) = match ink {
        Ink::Surface => (SURFACE, 3.0, ""),
        Ink::Text => (TEXT, 1.0, ""),
        Ink::Muted => (QUIET, 1.0, ""),
        Ink::Grid => (LINE, 1.0, ""),
        Ink::Axis => (AXIS, 1.0, ""),
        Ink::Intended => (INTENDED, 2.0, ""),
        Ink::Observed => (OBSERVED, 2.0, ""),
        Ink::Runs => (CONTROL, 1.0, ""),
        Ink::Picked => (CHANCE, 1.0, ""),
        Ink::Trail => (CONTROL, 0.75, ""),
        Ink::Law => (INTENDED, 1.75, ""),
        Ink::Band95 => (BAND95, 1.0, ""),
        Ink::Edge95 => (AXIS, 1.0, ""),
        Ink::Field95 | Ink::Band999 => (BAND999, 1.0, ""),
        Ink::Edge999 => (AXIS, 1.0, "3 3"),
        Ink::Limit => (CHANCE, 1.5, "6 3"),
        Ink::First => (OBSERVED, 2.0, ""),
        Ink::Second => (CHANCE, 2.0, ""),
        Ink::Ordinary => (ORDINARY, 2.0, ""),
        Ink::Unusual => (UNUSUAL, 2.0, ""),
        Ink::Suspicious => (SUSPICIOUS, 2.0, ""),
        Ink::Unknown => (UNKNOWN, 1.5, ""),
    };
    Paint { token, width, dash }
}
