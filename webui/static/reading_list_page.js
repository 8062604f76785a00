// The page of the reading list and of recent searches, drawn from what this browser keeps.
import { announce } from "./announcing.js";
import {
  addLabel, asFile, empty, entries, fromFile, markRead, markUnread, readIds, remove, removeLabel, whenListChanged,
} from "./reading_list.js";
import { forget, forgetAll, searches, whenSearchesChanged } from "./recent_searches.js";
import { day, moment, number } from "./readers_form.js";

const page = document.querySelector("[data-reading-list]");
const part = (name) => page.querySelector(`[data-part="${name}"]`);
let chosenLabel = "";
let unreadAlone = false;

function made(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...content);
  return element;
}

const unseen = (words) => made("span", { class: "unseen" }, words);
const button = (words, about, onclick, more = {}) =>
  made("button", { type: "button", onclick, ...more }, words, unseen(about ? ` ${about}` : ""));
const counted = (count, one) => `${number(count)} ${one}${count === 1 ? "" : "s"}`;
const addressOf = (id) => page.dataset.articles + id.split("/").map(encodeURIComponent).join("/");

// ---------------------------------------------------------------- articles

function shownEntries() {
  const read = readIds();
  return entries()
    .filter((entry) => !chosenLabel || entry.labels.includes(chosenLabel))
    .filter((entry) => !unreadAlone || !read.has(entry.id))
    .reverse();
}

function row(entry, read) {
  const labels = entry.labels.map((label) =>
    made("li", { class: "chip" }, made("span", {}, label),
      button("×", `: take the label ${label} off ${entry.title}`, () => removeLabel(entry.id, label), { class: "bare" })));
  const input = made("input", { type: "text", list: "labels", maxlength: "40", size: "12", placeholder: "label",
    "aria-label": `A label for ${entry.title}`, autocomplete: "off" });
  const form = made("form", { class: "labelling", hidden: true }, input,
    made("button", {}, "Add", unseen(` a label to ${entry.title}`)));
  const opener = button("Label…", entry.title, () => { form.hidden = false; opener.hidden = true; input.focus(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    addLabel(entry.id, input.value);
    page.querySelector(`[data-entry="${CSS.escape(entry.id)}"] .opener`)?.focus();
  });
  opener.className = "opener";
  return made("article", { class: read ? "hit read" : "hit", "data-entry": entry.id },
    made("h2", {}, made("a", { href: addressOf(entry.id) }, entry.title)),
    made("p", { class: "byline" }, entry.byline),
    made("div", { class: "entry" },
      made("ul", { class: "chips", "aria-label": `Labels of ${entry.title}` }, ...labels, made("li", {}, opener, form)),
      made("span", { class: "of-entry" },
        made("span", {}, `${read ? "read" : "unread"} · saved ${day.format(new Date(entry.added))}`),
        button(read ? "Mark unread" : "Mark read", entry.title, () => (read ? markUnread(entry.id) : markRead([entry.id]))),
        button("Remove", entry.title, () => removeEntry(entry)))));
}

function removeEntry(entry) {
  const next = page.querySelector(`[data-entry="${CSS.escape(entry.id)}"]`)?.nextElementSibling?.querySelector("a");
  const address = next?.getAttribute("href");
  remove(entry.id);
  announce(`${entry.title} was taken off the reading list`);
  (address ? page.querySelector(`a[href="${CSS.escape(address)}"]`) : part("heading"))?.focus();
}

function choice(words, chosen, onclick) {
  return made("button", { type: "button", onclick, "aria-pressed": String(chosen) }, words);
}

function showEntries() {
  const all = entries();
  const read = readIds();
  const labels = [...new Set(all.flatMap((entry) => entry.labels))].sort((one, other) => one.localeCompare(other));
  if (!labels.includes(chosenLabel)) chosenLabel = "";
  const shown = shownEntries();
  const unread = all.filter((entry) => !read.has(entry.id)).length;
  part("heading").textContent = counted(all.length, "article");
  part("entries").replaceChildren(...shown.map((entry) => row(entry, read.has(entry.id))));
  part("none").hidden = all.length > 0;
  part("narrowing").hidden = all.length === 0;
  part("with-entries").hidden = all.length === 0;
  part("labels").replaceChildren(...labels.map((label) => made("option", { value: label })));
  part("narrowing").replaceChildren(
    choice(`all ${number(all.length)}`, !unreadAlone && !chosenLabel, () => narrow("", false)),
    choice(`unread ${number(unread)}`, unreadAlone, () => narrow(chosenLabel, !unreadAlone)),
    ...labels.map((label) => choice(label, label === chosenLabel,
      () => narrow(label === chosenLabel ? "" : label, unreadAlone))));
  part("exported").replaceChildren(...shown.map((entry) => made("input", { type: "hidden", name: "id", value: entry.id })));
  part("export-count").textContent = counted(shown.length, "article");
  part("export-button").disabled = shown.length === 0;
}

function narrow(label, unread) {
  const pressed = [...part("narrowing").children].indexOf(document.activeElement);
  chosenLabel = label;
  unreadAlone = unread;
  showEntries();
  part("narrowing").children[Math.max(pressed, 0)]?.focus();
  announce(`${counted(shownEntries().length, "article")} shown`);
}

part("save-file").addEventListener("click", () => {
  const address = URL.createObjectURL(new Blob([asFile()], { type: "application/json" }));
  made("a", { href: address, download: "carrel-reading-list.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
});

part("load-file").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file) return;
  try {
    const taken = fromFile(await file.text());
    if (taken !== null) announce(`${counted(taken, "article")} taken from the file`);
    part("fault").hidden = true;
  } catch {
    part("fault").hidden = false;
    part("fault").textContent = `“${file.name}” is no reading list. Choose a file that was saved on this page.`;
  }
});

part("empty").addEventListener("click", () => {
  if (confirm("Take all articles off the reading list? A file saved before brings them back.")) empty();
});

// ---------------------------------------------------------------- searches

function searchRow({ search, title, count, at }) {
  return made("li", {},
    made("a", { href: `${page.dataset.search}?${search}` }, title),
    made("span", { class: "n" }, count),
    made("time", { datetime: at }, moment.format(new Date(at))),
    button("Forget", title, () => forget(search)));
}

function showSearches() {
  const recent = searches();
  part("searches").replaceChildren(...recent.map(searchRow));
  part("no-searches").hidden = recent.length > 0;
  part("with-searches").hidden = recent.length === 0;
  part("combining").hidden = recent.length < 2;
  for (const [place, name] of ["first", "second"].entries()) {
    const select = part(name);
    const chosen = select.value;
    select.replaceChildren(...recent.map(({ search, title, count }) =>
      made("option", { value: search }, `${title} (${count})`)));
    select.selectedIndex = Math.max(recent.findIndex(({ search }) => search === chosen), Math.min(place, recent.length - 1));
  }
}

part("forget-all").addEventListener("click", () => { forgetAll(); part("searches-heading").focus(); });

page.hidden = false;
showEntries();
showSearches();
whenListChanged(showEntries);
whenSearchesChanged(showSearches);
