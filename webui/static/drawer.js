// The drawer of filters on narrow windows: the focus goes into it and comes back, Escape closes it, and "Done" applies
// what is ticked. Without this script it opens and closes by its links.
import { isPending } from "./pending_ticks.js";

const drawer = document.getElementById("facets");
const form = document.getElementById("filters");
const done = drawer.querySelector(".to-facets");
const narrow = matchMedia("(max-width: 48rem)");
let opened = null; // how far down the results were, while it is open

function isTarget() {
  return narrow.matches && drawer.matches(":target, :has(:target)");
}

function follow() {
  if (isTarget() && !opened) {
    opened = { x: scrollX, y: scrollY };
    for (const other of others()) other.inert = true;
    done.focus();
  } else if (!isTarget() && opened) {
    for (const other of others()) other.inert = false;
    if (narrow.matches) {
      scrollTo({ left: opened.x, top: opened.y, behavior: "instant" });
      document.querySelector(".tools a.to-facets[href='#facets']").focus({ preventScroll: true });
    }
    opened = null;
  }
}

function others() {
  return [...document.body.children, ...drawer.parentElement.children].filter(
    (element) => element !== drawer && !element.contains(drawer) && element.tagName !== "DIALOG",
  );
}

done.addEventListener("click", (event) => {
  if (!isPending(form)) return;
  event.preventDefault();
  form.requestSubmit();
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && opened && !document.querySelector("dialog[open]")) location.hash = done.hash;
});
addEventListener("hashchange", follow);
narrow.addEventListener("change", follow);
follow();
