// The page of a facet's values: its list is brought up to date in its place, and the address says what is shown.
import { enliven } from "./facet_values.js";

enliven(document.querySelector("[data-values]"), (address) => history.replaceState(history.state, "", address));
