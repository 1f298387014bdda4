//! The form of a Webhook stage.

use crate::view::html::html;
use yew::prelude::*;

use super::settings::FormProps;
use crate::view::form::{NumberField, ShareField, change};
use crate::view::format;
use crate::workflow::{MOST_RETRIES, Webhook};

/// How often calls fail, how often they are made again, and what that comes to.
pub fn webhook_form(props: &FormProps<Webhook>) -> Html {
    let FormProps { settings, on_change, .. } = props;
    html! {
        <>
            {
                ShareField {
                    label: AttrValue::Static("Calls that fail"),
                    value: settings.failure_share,
                    on_change: change(settings, on_change, |s: &mut Webhook, share| s.failure_share = share),
                    slider: true,
                    hint: None,
                }.view()
            }
            {
                NumberField {
                    label: AttrValue::Static("Retries"),
                    value: u64::from(settings.retries),
                    min: 0,
                    max: u64::from(MOST_RETRIES),
                    on_change: change(settings, on_change, |s: &mut Webhook, retries| {
                        s.retries = u32::try_from(retries).unwrap_or(s.retries);
                    }),
                    hint: Some(AttrValue::Static("How many times a call that failed is made again.")),
                }.view()
            }
            <output class="say">{ failing(settings) }</output>
        </>
    }
}

/// How many tasks the calls fail for.
fn failing(webhook: &Webhook) -> String {
    let share = webhook.failing();
    // Below this the page's percentages read 0 %.
    let words = if share > 0.0 && share < 0.000_005 {
        format!("Fewer than {}", format::percent(0.000_01))
    } else {
        format::percent(share)
    };
    format!("{words} of tasks take Failure.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::Share;

    #[test]
    fn what_retries_leave_is_told_even_where_it_is_next_to_nothing() {
        let told = |percent, retries| {
            let failure_share = Share::from_percent(percent).unwrap();
            failing(&Webhook { failure_share, retries, ..Webhook::default() })
        };
        assert_eq!(told(5.0, 0), "5\u{a0}% of tasks take Failure.");
        assert_eq!(told(50.0, 1), "25\u{a0}% of tasks take Failure.");
        assert_eq!(told(5.0, 5), "Fewer than 0.001\u{a0}% of tasks take Failure.");
        assert_eq!(told(0.0, 5), "0\u{a0}% of tasks take Failure.");
        assert_eq!(told(100.0, 5), "100\u{a0}% of tasks take Failure.");
    }
}
