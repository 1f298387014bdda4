//! A change to one part of a value, sent on as the whole value.

use yew::Callback;

/// A callback for one part of `now`: it sets that part in a copy and emits the copy.
pub fn change<S, T>(now: &S, on_change: &Callback<S>, set: impl Fn(&mut S, T) + 'static) -> Callback<T>
where
    S: Clone + 'static,
    T: 'static,
{
    let now = now.clone();
    on_change.reform(move |part| {
        let mut next = now.clone();
        set(&mut next, part);
        next
    })
}
