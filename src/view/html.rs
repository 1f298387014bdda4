//! `html!` for a short download.
//!
//! It reads like Yew's macro of that name and makes the same nodes. Yew's writes out, at each
//! element, the code that fills in the element's fields and lists; this one writes a call for each
//! tag, attribute and child, which the [`Builder`] carries out. It takes 22 KB off the first load.
//!
//! Left out is what the page does not use: components (Yew's own macro does those), dynamic tags,
//! properties.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::rc::Rc;

use yew::virtual_dom::{
    AttrValue, AttributeOrProperty, Attributes, Key, Listener, VList, VNode, VTag, VText,
};
use yew::{Html, NodeRef};

/// What is being drawn: the elements and lists that are open, the innermost last.
#[derive(Debug)]
pub struct Builder {
    above: Vec<Open>,
    open: Open,
}

/// An element, or a list of nodes, that is not closed yet.
#[derive(Debug, Default)]
struct Open {
    /// `None` for a list.
    tag: Option<VTag>,
    key: Option<Key>,
    names: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    children: Vec<VNode>,
    /// Whether the number of children may differ from one drawing to the next.
    varies: bool,
}

impl Builder {
    /// Nothing so far. Boxed, so that it costs little to pass on.
    #[inline(never)]
    pub fn start() -> Box<Self> {
        Box::new(Self { above: Vec::new(), open: Open::default() })
    }

    /// Opens an element. Its shape is a text, which takes less to write down than lists do: on the
    /// first line the tag, on the others `name=value`, or the `name` alone of an attribute whose
    /// value follows.
    #[inline(never)]
    pub fn open(&mut self, shape: &'static str) {
        self.list(None);
        let (tag, attributes) = shape.split_once('\n').unwrap_or((shape, ""));
        self.open.tag = Some(VTag::new(tag));
        self.open.names = names(attributes);
        for (_, value) in attributes.split('\n').filter_map(|line| line.split_once('=')) {
            self.text(AttrValue::Static(value));
        }
    }

    /// Opens a list of nodes.
    #[inline(never)]
    pub fn list(&mut self, key: Option<Key>) {
        let outer = std::mem::replace(&mut self.open, Open { key, ..Open::default() });
        self.above.push(outer);
    }

    /// Closes what was opened last.
    #[inline(never)]
    pub fn close(&mut self) {
        let outer = self.above.pop().unwrap_or_default();
        let node = std::mem::replace(&mut self.open, outer).done();
        self.node(node);
    }

    /// What was drawn.
    #[inline(never)]
    // As it was made: to move it out of its box would be code at each drawing.
    #[allow(clippy::boxed_local)]
    pub fn done(self: Box<Self>) -> Html {
        self.open.children()
    }

    /// The key of the element that is open.
    pub fn key(&mut self, key: impl Into<Key>) {
        self.open.key = Some(key.into());
    }

    /// The reference by which the element that is open will be found.
    pub fn node_ref(&mut self, node: impl Borrow<NodeRef>) {
        if let Some(tag) = &mut self.open.tag {
            tag.node_ref = node.borrow().clone();
        }
    }

    /// What hears the events of the element that is open.
    #[inline(never)]
    pub fn listener(&mut self, listener: Option<Rc<dyn Listener>>) {
        self.open.listeners.push(listener);
    }

    /// The value of the next attribute.
    pub fn value(&mut self, value: impl Value) {
        value.give(self);
    }

    /// The next child, or the next ones.
    pub fn child(&mut self, child: impl Child) {
        child.add(self);
    }

    /// A text that never changes.
    #[inline(never)]
    pub fn label(&mut self, text: &'static str) {
        self.words(AttrValue::Static(text));
    }

    /// Children, however many there are.
    pub fn each(&mut self, children: impl IntoIterator<Item = Html>) {
        self.open.varies = true;
        for child in children {
            self.node(child);
        }
    }

    #[inline(never)]
    fn node(&mut self, node: VNode) {
        self.open.children.push(node);
    }

    #[inline(never)]
    fn words(&mut self, text: AttrValue) {
        self.node(VText::new(text).into());
    }

    /// The name of the attribute whose value is next.
    fn name(&self) -> &'static str {
        self.open.names.get(self.open.values.len()).copied().unwrap_or_default()
    }

    #[inline(never)]
    fn text(&mut self, value: AttrValue) {
        let name = self.name();
        let value = match &mut self.open.tag {
            // Not an attribute there: it would be the value that a form goes back to.
            Some(tag) if name == "value" && matches!(tag.tag(), "input" | "textarea") => {
                tag.set_value(Some(value));
                None
            }
            _ if name == "class" && value.is_empty() => None,
            _ => Some(AttributeOrProperty::Attribute(value)),
        };
        self.open.values.push(value);
    }

    #[inline(never)]
    fn flag(&mut self, on: bool) {
        let name = self.name();
        let value = match &mut self.open.tag {
            Some(tag) if name == "checked" => {
                tag.set_checked(on);
                None
            }
            _ => on.then_some(AttributeOrProperty::Attribute(AttrValue::Static(name))),
        };
        self.open.values.push(value);
    }

    #[inline(never)]
    fn absent(&mut self) {
        self.open.values.push(None);
    }
}

impl Open {
    fn done(mut self) -> VNode {
        let Some(mut tag) = self.tag.take() else {
            return VList::with_children(self.children, self.key).into();
        };
        tag.key = self.key.take();
        let values = std::mem::take(&mut self.values).into_boxed_slice();
        tag.attributes = Attributes::Dynamic { keys: self.names, values };
        if !self.listeners.is_empty() {
            tag.set_listeners(std::mem::take(&mut self.listeners).into_boxed_slice());
        }
        if let Some(children) = tag.children_mut() {
            *children = self.children();
        }
        tag.into()
    }

    /// A single child as itself, others as a list. What may be another number next time is a list
    /// always: else Yew would take one child for something else than a list of one, and make its
    /// element anew.
    fn children(mut self) -> VNode {
        match self.children.pop() {
            Some(only) if self.children.is_empty() && !self.varies => only,
            last => {
                self.children.extend(last);
                VList::with_children(self.children, None).into()
            }
        }
    }
}

thread_local! {
    /// The names of attributes that elements have had so far, in the order of their shapes' places.
    static NAMES: RefCell<Vec<(Place, &'static [&'static str])>> = const { RefCell::new(Vec::new()) };
}

/// Where a text lies in memory, and its length.
type Place = (usize, usize);

/// The names in a shape's attributes: the same list each time, for Yew compares where lists lie.
fn names(attributes: &'static str) -> &'static [&'static str] {
    let place = (attributes.as_ptr().addr(), attributes.len());
    NAMES.with_borrow_mut(|known| {
        let at = known.partition_point(|(other, _)| *other < place);
        match known.get(at) {
            Some((other, names)) if *other == place => *names,
            _ => {
                let lines = attributes.split('\n').filter(|line| !line.is_empty());
                let names = lines.map(|line| line.split('=').next().unwrap_or_default());
                // Kept for good: there are as many as elements in the source.
                let names: &'static [_] = names.collect::<Vec<_>>().leak();
                known.insert(at, (place, names));
                names
            }
        }
    })
}

/// What can be an attribute's value.
pub trait Value {
    /// Makes it the value of the next attribute.
    fn give(self, to: &mut Builder);
}

impl Value for AttrValue {
    fn give(self, to: &mut Builder) {
        to.text(self);
    }
}

impl Value for &AttrValue {
    fn give(self, to: &mut Builder) {
        to.text(self.clone());
    }
}

impl Value for &'static str {
    fn give(self, to: &mut Builder) {
        to.text(AttrValue::Static(self));
    }
}

impl Value for String {
    #[inline(never)]
    fn give(self, to: &mut Builder) {
        to.text(self.into());
    }
}

impl Value for f64 {
    #[inline(never)]
    fn give(self, to: &mut Builder) {
        to.text(self.to_string().into());
    }
}

impl Value for bool {
    fn give(self, to: &mut Builder) {
        to.flag(self);
    }
}

impl<T: Value> Value for Option<T> {
    fn give(self, to: &mut Builder) {
        match self {
            Some(value) => value.give(to),
            None => to.absent(),
        }
    }
}

/// What can stand inside an element.
pub trait Child {
    /// Adds it to what is open.
    fn add(self, to: &mut Builder);
}

impl Child for Html {
    fn add(self, to: &mut Builder) {
        to.node(self);
    }
}

impl Child for Vec<Html> {
    #[inline(never)]
    fn add(self, to: &mut Builder) {
        to.each(self);
    }
}

impl<T: Child> Child for Option<T> {
    fn add(self, to: &mut Builder) {
        to.open.varies = true;
        if let Some(child) = self {
            child.add(to);
        }
    }
}

impl Child for AttrValue {
    fn add(self, to: &mut Builder) {
        to.words(self);
    }
}

impl Child for &AttrValue {
    fn add(self, to: &mut Builder) {
        to.words(self.clone());
    }
}

impl Child for &str {
    #[inline(never)]
    fn add(self, to: &mut Builder) {
        to.words(self.to_owned().into());
    }
}

impl Child for usize {
    #[inline(never)]
    fn add(self, to: &mut Builder) {
        to.words(self.to_string().into());
    }
}

impl Child for String {
    #[inline(never)]
    fn add(self, to: &mut Builder) {
        to.words(self.into());
    }
}

impl Child for &String {
    fn add(self, to: &mut Builder) {
        Child::add(self.as_str(), to);
    }
}

/// Whether an element is closed by its own name; asked by the compiler alone.
pub const fn same(open: &str, close: &str) -> bool {
    let (open, close) = (open.as_bytes(), close.as_bytes());
    let mut at = 0;
    while at < open.len() && at < close.len() && open[at] == close[at] {
        at += 1;
    }
    at == open.len() && at == close.len()
}

/// Yew's `html!`, made shorter: see the module.
macro_rules! html {
    // Content, from left to right; in brackets, the names of the elements that are open.
    (@in $b:ident []) => {};
    (@in $b:ident [$open:tt $($above:tt)*] < / > $($rest:tt)*) => {
        const { assert!($crate::view::html::same(stringify!($open), "list"), "a fragment is closed here, and none is open") };
        $b.close();
        html!(@in $b [$($above)*] $($rest)*);
    };
    (@in $b:ident [$open:tt $($above:tt)*] < / $name:ident > $($rest:tt)*) => {
        const { assert!($crate::view::html::same(stringify!($open), stringify!($name)), "another element is open") };
        $b.close();
        html!(@in $b [$($above)*] $($rest)*);
    };
    (@in $b:ident [$($above:tt)*] < > $($rest:tt)*) => {
        $b.list(None);
        html!(@in $b [list $($above)*] $($rest)*);
    };
    (@in $b:ident [$($above:tt)*] < key = { $key:expr } > $($rest:tt)*) => {
        $b.list(Some($key.into()));
        html!(@in $b [list $($above)*] $($rest)*);
    };
    (@in $b:ident $above:tt < $name:ident $($rest:tt)*) => {
        html!(@tag $b $above $name [] [] [] {} $($rest)*);
    };
    (@in $b:ident $above:tt if $($rest:tt)*) => {
        html!(@if $b $above [] $($rest)*);
    };
    (@in $b:ident $above:tt { for $each:expr } $($rest:tt)*) => {
        $b.each($each);
        html!(@in $b $above $($rest)*);
    };
    (@in $b:ident $above:tt { $text:literal } $($rest:tt)*) => {
        $b.label($text);
        html!(@in $b $above $($rest)*);
    };
    (@in $b:ident $above:tt { $($child:tt)* } $($rest:tt)*) => {
        $b.child({ $($child)* });
        html!(@in $b $above $($rest)*);
    };

    // A condition, up to its braces. Without an `else` there is an empty list in its place.
    (@if $b:ident $above:tt [$($if:tt)*] { $($then:tt)* } else { $($else:tt)* } $($rest:tt)*) => {
        $b.list(None);
        if $($if)* { html!(@in $b [] $($then)*); } else { html!(@in $b [] $($else)*); }
        $b.close();
        html!(@in $b $above $($rest)*);
    };
    (@if $b:ident $above:tt [$($if:tt)*] { $($then:tt)* } $($rest:tt)*) => {
        html!(@if $b $above [$($if)*] { $($then)* } else {} $($rest)*);
    };
    (@if $b:ident $above:tt [$($if:tt)*] $next:tt $($rest:tt)*) => {
        html!(@if $b $above [$($if)* $next] $($rest)*);
    };

    // An element's attributes: the names and texts of those that never change, the names of those
    // that do, and what gives the values of these and all else.
    (@tag $b:ident [$($above:tt)*] $tag:ident [$($name:expr,)*] [$($text:expr,)*] [$($more:expr,)*] { $($give:tt)* } / > $($rest:tt)*) => {
        $b.open(concat!(stringify!($tag) $(, "\n", $name, "=", $text)* $(, "\n", $more)*));
        $($give)*
        $b.close();
        html!(@in $b [$($above)*] $($rest)*);
    };
    (@tag $b:ident [$($above:tt)*] $tag:ident [$($name:expr,)*] [$($text:expr,)*] [$($more:expr,)*] { $($give:tt)* } > $($rest:tt)*) => {
        $b.open(concat!(stringify!($tag) $(, "\n", $name, "=", $text)* $(, "\n", $more)*));
        $($give)*
        html!(@in $b [$tag $($above)*] $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt { $($give:tt)* } key = { $key:expr } $($rest:tt)*) => {
        html!(@tag $b $above $tag $names $texts $more { $($give)* $b.key($key); } $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt { $($give:tt)* } ref = { $node:expr } $($rest:tt)*) => {
        html!(@tag $b $above $tag $names $texts $more { $($give)* $b.node_ref($node); } $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt $give:tt onclick = { $on:expr } $($rest:tt)*) => {
        html!(@on $b $above $tag $names $texts $more $give onclick $on, $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt $give:tt onchange = { $on:expr } $($rest:tt)*) => {
        html!(@on $b $above $tag $names $texts $more $give onchange $on, $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt $give:tt oninput = { $on:expr } $($rest:tt)*) => {
        html!(@on $b $above $tag $names $texts $more $give oninput $on, $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt $give:tt onblur = { $on:expr } $($rest:tt)*) => {
        html!(@on $b $above $tag $names $texts $more $give onblur $on, $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt $give:tt onfocus = { $on:expr } $($rest:tt)*) => {
        html!(@on $b $above $tag $names $texts $more $give onfocus $on, $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt $give:tt onkeydown = { $on:expr } $($rest:tt)*) => {
        html!(@on $b $above $tag $names $texts $more $give onkeydown $on, $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt $give:tt onsubmit = { $on:expr } $($rest:tt)*) => {
        html!(@on $b $above $tag $names $texts $more $give onsubmit $on, $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt $give:tt ondragover = { $on:expr } $($rest:tt)*) => {
        html!(@on $b $above $tag $names $texts $more $give ondragover $on, $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt $give:tt ondrop = { $on:expr } $($rest:tt)*) => {
        html!(@on $b $above $tag $names $texts $more $give ondrop $on, $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt $give:tt onscroll = { $on:expr } $($rest:tt)*) => {
        html!(@on $b $above $tag $names $texts $more $give onscroll $on, $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident [$($name:expr,)*] [$($text:expr,)*] $more:tt $give:tt $first:ident $(- $next:ident)* = $value:literal $($rest:tt)*) => {
        html!(@tag $b $above $tag [$($name,)* concat!(stringify!($first) $(, "-", stringify!($next))*),] [$($text,)* $value,] $more $give $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt [$($more:expr,)*] { $($give:tt)* } $first:ident $(- $next:ident)* = { $value:expr } $($rest:tt)*) => {
        html!(@tag $b $above $tag $names $texts [$($more,)* concat!(stringify!($first) $(, "-", stringify!($next))*),] { $($give)* $b.value($value); } $($rest)*);
    };
    (@tag $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt $give:tt { $same:ident } $($rest:tt)*) => {
        html!(@tag $b $above $tag $names $texts $more $give $same = { $same } $($rest)*);
    };
    (@on $b:ident $above:tt $tag:ident $names:tt $texts:tt $more:tt { $($give:tt)* } $event:ident $on:expr, $($rest:tt)*) => {
        html!(@tag $b $above $tag $names $texts $more { $($give)* $b.listener(::yew::html::$event::Wrapper::__macro_new($on)); } $($rest)*);
    };

    (@ $($other:tt)*) => {
        compile_error!(concat!("this is no content of an element: ", stringify!($($other)*)))
    };
    ($($content:tt)*) => {{
        let mut builder = $crate::view::html::Builder::start();
        html!(@in builder [] $($content)*);
        builder.done()
    }};
}

/// A `class` of those given that are there.
macro_rules! classes {
    ($($class:expr),* $(,)?) => {{
        let mut classes = String::new();
        $($crate::view::html::Class::add($class, &mut classes);)*
        classes
    }};
}

/// What can be in a `class`.
pub trait Class {
    /// Adds it to those before.
    fn add(self, to: &mut String);
}

impl Class for &str {
    #[inline(never)]
    fn add(self, to: &mut String) {
        if !to.is_empty() {
            to.push(' ');
        }
        to.push_str(self);
    }
}

impl Class for String {
    fn add(self, to: &mut String) {
        Class::add(self.as_str(), to);
    }
}

impl<T: Class> Class for Option<T> {
    fn add(self, to: &mut String) {
        if let Some(class) = self {
            Class::add(class, to);
        }
    }
}

pub(crate) use {classes, html};

#[cfg(test)]
mod tests {
    use super::*;
    use std::ptr;

    fn tag(node: Html) -> Rc<VTag> {
        match node {
            VNode::VTag(tag) => tag,
            other => panic!("{other:?}"),
        }
    }

    fn attributes(node: Html) -> Vec<(String, String)> {
        tag(node).attributes.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// How many nodes there are in a list; `None` for another node.
    fn length(node: Option<&VNode>) -> Option<usize> {
        match node {
            Some(VNode::VList(list)) => Some(list.len()),
            _ => None,
        }
    }

    #[test]
    fn attributes_have_their_values() {
        let (id, hidden, shown) = ("x".to_owned(), true, false);
        let missing: Option<String> = None;
        let node = html! {
            <p id={id} class="a b=c" aria-label="L" title={missing} {hidden} disabled={shown} width={1.5} />
        };
        let pairs =
            [("class", "a b=c"), ("aria-label", "L"), ("id", "x"), ("hidden", "hidden"), ("width", "1.5")];
        assert_eq!(attributes(node), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_class_is_what_is_there_of_it() {
        let class = |on: bool| classes!("a", on.then_some("b"), format!("c{}", 1));
        assert_eq!(attributes(html! { <p class={class(true)} /> })[0].1, "a b c1");
        assert_eq!(attributes(html! { <p class={class(false)} /> })[0].1, "a c1");
        assert_eq!(attributes(html! { <p class={classes!(None::<&str>)} /> }), []);
    }

    #[test]
    fn a_box_keeps_what_is_typed_out_of_its_attributes() {
        let node = tag(html! { <input type="checkbox" value={"v".to_owned()} checked={true} /> });
        assert_eq!((node.value().map(|value| &**value), node.checked()), (Some("v"), Some(true)));
        assert_eq!(node.attributes.iter().collect::<Vec<_>>(), [("type", "checkbox")]);
        // Where it is an attribute it stays one.
        assert_eq!(attributes(html! { <option value="" /> }), [("value".to_owned(), String::new())]);
    }

    #[test]
    fn one_child_is_itself_and_what_may_be_several_is_a_list() {
        let children = |node: Html| length(tag(node).children());
        assert_eq!(children(html! { <p /> }), Some(0));
        assert_eq!(children(html! { <p>{ "a" }</p> }), None);
        assert_eq!(children(html! { <p>{ "a" }<b>{ "abc".len() }</b></p> }), Some(2));
        let items = |count: usize| (0..count).map(|i| html! { <li key={i} /> });
        assert_eq!(children(html! { <ul>{ for items(1) }</ul> }), Some(1));
        assert_eq!(children(html! { <ul>{ for items(3) }</ul> }), Some(3));
        assert_eq!(length(Some(&html! { <>{ "a" }</> })), Some(1));
        assert_eq!(length(Some(&html! { <p /><p /> })), Some(2));
    }

    #[test]
    fn a_condition_keeps_its_place() {
        let drawn = |on: bool, some: Option<&str>| {
            tag(html! {
                <p>
                    if on { <b /><i /> } else { <u /> }
                    if let Some(text) = some { { text } }
                </p>
            })
        };
        for (on, some, lengths) in [(true, Some("x"), [2, 1]), (false, None, [1, 0])] {
            let node = drawn(on, some);
            let Some(VNode::VList(parts)) = node.children() else { panic!("{node:?}") };
            assert_eq!(parts.iter().map(|part| length(Some(part))).collect::<Vec<_>>(), lengths.map(Some));
        }
    }

    #[test]
    fn an_element_has_the_same_list_of_names_each_time() {
        let names = |id: usize| match &tag(html! { <p class="a" id={id.to_string()} /> }).attributes {
            Attributes::Dynamic { keys, .. } => *keys,
            other => panic!("{other:?}"),
        };
        assert_eq!(names(1), ["class", "id"]);
        assert!(ptr::eq(names(1), names(2)));
    }

    #[test]
    fn names_are_compared_whole() {
        assert!(same("div", "div"));
        assert!(!same("div", "di") && !same("di", "div") && !same("div", "dix"));
    }
}
