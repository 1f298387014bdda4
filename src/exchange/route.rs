//! The screens and their addresses: what stands after `#` in the address.

/// A screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Route {
    /// The graph with its result: home.
    #[default]
    Lab,
    /// Everything about the result.
    Results {
        /// What stands after `/`: the part that is shown. Empty for the first.
        part: String,
    },
    /// Loading manifests, and what their import said.
    Manifests,
    /// How many tasks it takes.
    Plan,
    /// Whether an observed split is plausible.
    Plausible {
        /// What stands after `?`: the question, as a link carries it. Empty where there is none.
        link: String,
    },
}

impl Route {
    /// The screens there are, in the order of the navigation. An address of any other leads to the
    /// Lab.
    pub const ALL: &[Self] = &[
        Self::Lab,
        Self::Results { part: String::new() },
        Self::Manifests,
        Self::Plan,
        Self::Plausible { link: String::new() },
    ];

    /// The screen of an address's hash, with or without its `#`. One that is unknown means the Lab.
    #[must_use]
    pub fn of(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        let (path, link) = path.split_once('?').unwrap_or((path, ""));
        let path = path.trim_end_matches('/');
        let whole = |route: &&Self| route.path() == path;
        // Of the result alone there are parts with addresses of their own.
        let (first, part) = path.split_once('/').unwrap_or((path, ""));
        let parted = |route: &&Self| matches!(route, Self::Results { .. }) && route.path() == first;
        match Self::ALL.iter().find(|route| whole(route) || parted(route)) {
            Some(Self::Plausible { .. }) => Self::Plausible { link: link.to_owned() },
            Some(Self::Results { .. }) => Self::Results { part: part.to_owned() },
            Some(route) => route.clone(),
            None => Self::Lab,
        }
    }

    /// The hash that leads there.
    #[must_use]
    pub fn hash(&self) -> String {
        match self {
            Self::Plausible { link } if !link.is_empty() => format!("#/{}?{link}", self.path()),
            Self::Results { part } if !part.is_empty() => format!("#/{}/{part}", self.path()),
            _ => format!("#/{}", self.path()),
        }
    }

    /// What the navigation calls it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Lab => "Lab",
            Self::Results { .. } => "Results",
            Self::Manifests => "Manifests",
            Self::Plan => "Plan",
            Self::Plausible { .. } => "Is this plausible?",
        }
    }

    /// Whether both are the same screen, whatever their links carry and whichever part is shown.
    #[must_use]
    pub fn is_same_screen(&self, other: &Self) -> bool {
        self.path() == other.path()
    }

    const fn path(&self) -> &'static str {
        match self {
            Self::Lab => "",
            Self::Results { .. } => "results",
            Self::Manifests => "manifests",
            Self::Plan => "plan",
            Self::Plausible { .. } => "plausible",
        }
    }
}
