// All values of a facet in a dialog over the results. Without this script "More …" leads to the same list as a page.
import { enliven, fetchPage } from "./facet_values.js";
import { isPlainClick, withPending } from "./pending_ticks.js";

async function open(opener) {
  const filters = document.getElementById("filters");
  const address = filters ? withPending(filters, opener.href) : opener.href;
  let page;
  try {
    page = await fetchPage(address);
  } catch {
    location.assign(address); // the browser says what is wrong
    return;
  }
  const form = page.querySelector("[data-values]");
  if (!form) location.assign(address);
  else show(document.importNode(form, true), page.querySelector("h1").textContent, opener);
}

function show(form, title, opener) {
  const dialog = document.createElement("dialog");
  const heading = document.createElement("h2");
  const closing = document.createElement("button");
  dialog.className = "all-values";
  heading.id = "values-heading";
  heading.textContent = title;
  dialog.setAttribute("aria-labelledby", heading.id);
  closing.type = "button";
  closing.className = "choice";
  closing.textContent = "Close";
  closing.addEventListener("click", () => dialog.close());
  dialog.append(heading, closing, form);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // the dialog itself is hit beside what is in it
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    opener.focus();
  });
  addEventListener("pagehide", () => dialog.close(), { once: true }); // the way back leads to the results
  document.body.append(dialog);
  enliven(form, () => {});
  dialog.showModal();
  form.elements.namedItem("containing").focus();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens=values]");
  if (!opener || !isPlainClick(event)) return;
  event.preventDefault();
  open(opener);
});
