// Keeping one's place: a filter, a bar or a sort leads to another page, which is shown as far down as this one was, with
// the focus where it was. Going back and forth is the browser's own. It must run before the page is painted.
import { announce } from "./announcing.js";

const KEY = "carrel-place";
const LATEST = 60_000; // milliseconds from a click to the page that it leads to
// What changes the results and stays where it is; a page of results or an article is begun at its top.
const KEEPING = ".facets, .chips, .tools, .words, dialog.all-values";

let ticked = "";

function placeOf(element) {
  return element.dataset?.place ?? element.dataset?.name ?? element.getAttribute("aria-label") ?? element.textContent.trim();
}

function keep(from, place, isByKey) {
  const label = from.closest("dialog") ? null : from.parentElement.closest("[aria-label]")?.getAttribute("aria-label");
  const kept = { page: pageAddress(), time: Date.now(), x: scrollX, y: scrollY, place, label, isByKey };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Storage is full or forbidden: then the page is begun at its top.
  }
}

function take() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    return kept;
  } catch {
    return null;
  }
}

function pageAddress() {
  return location.href.split("#")[0];
}

function isShown(element) {
  return element?.getClientRects().length > 0;
}

// What is the same as what had the focus, or stands for it now that it is gone: its row, what is left of its group.
function standingFor({ place, label }) {
  const placed = [...document.querySelectorAll("[data-place]")];
  const named = (name) => placed.find((one) => one.dataset.place === name);
  const groups = [...document.querySelectorAll("[aria-label]")];
  const beside = [...(groups.find((one) => one.ariaLabel === label)?.querySelectorAll("a[href]") ?? [])];
  return [
    named(place),
    named(place.replace(/^not /, "")),
    beside.find((one) => placeOf(one) === place),
    beside[0],
    document.querySelector(".tools a.to-facets"),
    document.getElementById("content"),
  ].find(isShown);
}

function restore() {
  const kept = take();
  const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  if (!kept || !isNew || kept.page !== document.referrer || Date.now() - kept.time > LATEST) return;
  scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
  standingFor(kept)?.focus({ preventScroll: true, focusVisible: kept.isByKey });
  // A region is heard when it changes after the page has come.
  setTimeout(() => announce(document.querySelector("h1").textContent.trim()), 300);
}

document.addEventListener("change", (event) => {
  if (event.target.type === "checkbox") ticked = event.target.nextElementSibling?.dataset.place ?? "";
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (link?.closest(KEEPING) && !link.getAttribute("href").startsWith("#")) keep(link, placeOf(link), !event.detail);
});
document.addEventListener("submit", (event) => {
  if (event.target.closest(KEEPING) || event.target.id === "filters") {
    const from = document.activeElement.dataset.place ? document.activeElement : (event.submitter ?? event.target);
    keep(from, from.dataset.place ?? (ticked || placeOf(from)), true);
  }
});
restore();
