// On every page that shows articles: <button data-save="id" data-title="…" data-byline="…"> puts one on the reading
// list and takes it off; what has been read is said to be. An article is read once its page has been looked at.
import { announce } from "./announcing.js";
import { add, listedIds, markRead, readIds, remove, whenListChanged } from "./reading_list.js";

const buttons = document.querySelectorAll("button[data-save]");
const marks = document.querySelectorAll("[data-was-read]");
const shown = document.querySelector("article[data-article]");

function show() {
  const allListed = listedIds();
  const allRead = readIds();
  for (const button of buttons) {
    const listed = allListed.has(button.dataset.save);
    button.setAttribute("aria-pressed", String(listed));
    button.firstChild.textContent = listed ? "Saved" : "Save";
  }
  for (const mark of marks) {
    mark.hidden = !allRead.has(mark.dataset.wasRead);
  }
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    const { save: id, title, byline } = button.dataset;
    const listed = listedIds().has(id);
    if (listed ? remove(id) : add(id, title, byline)) {
      announce(listed ? "Taken off the reading list" : "Put on the reading list");
    }
  });
}

if (buttons.length || marks.length) {
  show();
  whenListChanged(show);
  addEventListener("pageshow", show); // back from an article that is read by now
}
if (shown) markRead([shown.dataset.article]);
