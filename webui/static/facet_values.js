// The list of a facet's values, brought up to date in its place: as one types, and by its buttons for order and page.
// Without this script the same form does it by navigations.
import { boxesOf } from "./pending_ticks.js";

const PAUSE = 120; // milliseconds without a key before the list is fetched
const LAST_COUNTS = ["order", "page", "containing"]; // given once: the button that was pressed comes last

export function addressOf(form, button = null) {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) {
    if (LAST_COUNTS.includes(name)) asked.delete(name);
    if (value) asked.append(name, value);
  }
  if (asked.get("order") === "count") asked.delete("order");
  if (asked.get("page") === "1") asked.delete("page");
  return `${form.getAttribute("action")}?${asked}`;
}

export async function fetchPage(address, signal) {
  const response = await fetch(address, { signal });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

// `shown` is told of each address whose list is shown.
export function enliven(form, shown) {
  let underway = new AbortController();
  let waiting = 0;
  const told = document.createElement("p"); // of its own, as a dialog lets nothing be heard that is outside of it
  told.className = "unseen";
  told.setAttribute("role", "status");
  form.append(told);

  async function refresh(button = null) {
    clearTimeout(waiting);
    underway.abort();
    underway = new AbortController();
    const { signal } = underway;
    const address = addressOf(form, button);
    const ticks = ticked(form);
    let page;
    try {
      page = await fetchPage(address, signal);
    } catch {
      if (!signal.aborted) location.assign(address); // the browser says what is wrong
      return;
    }
    if (signal.aborted) return;
    const fresh = page.querySelector("[data-found]");
    if (!fresh) location.assign(address);
    else if (ticked(form) !== ticks) await refresh(button); // a box was ticked meanwhile
    else show(document.importNode(fresh, true), address);
  }

  function show(fresh, address) {
    const before = form.querySelector("[data-found]");
    const focused = document.activeElement;
    const isInside = before.contains(focused);
    before.replaceWith(fresh);
    const place = focused.dataset.place;
    if (isInside) ([...fresh.querySelectorAll("[data-place]")].find((one) => one.dataset.place === place) ?? field).focus();
    told.textContent = fresh.querySelector("[data-summary]").textContent;
    shown(address);
  }

  const field = form.elements.namedItem("containing");
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    const { name } = event.submitter ?? {};
    // Another page of the list is another page, but in a dialog, which has its own way to scroll.
    if (name === "apply" || (name === "page" && !form.closest("dialog"))) return;
    event.preventDefault();
    refresh(event.submitter);
  });
}

function ticked(form) {
  return JSON.stringify(boxesOf(form).filter((box) => box.checked).map((box) => [box.name, box.value]));
}
