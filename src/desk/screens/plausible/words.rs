//! What the screen explains.

use yew::prelude::Html;

use crate::view::html::html;

/// The note below the answers.
pub fn what_the_range_means() -> Html {
    html! {
        <section class="panel" aria-labelledby="range-note">
            <h3 id="range-note">{ "What the range means" }</h3>
            <p class="prose">
                { "The range is about one run: where nothing is wrong, 95 of 100 runs of so many tasks land in it and \
                   the others do not. So a count outside is a reason to look, not a proof, and of 20 honest splits one \
                   is expected outside, which is why many splits are judged together. With more tasks the percentage \
                   settles while the count strays further, so 17 % means little until one knows of how many." }
            </p>
            <p class="prose small quiet">
                { "Every number is exact: binomial for two outputs, multinomial for more where the outcomes can be \
                   counted, else chi-square or Holm’s step, as stated. It is about tasks drawn one by one, each with the \
                   same shares." }
            </p>
        </section>
    }
}
