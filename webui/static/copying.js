// Copying: <button type="button" data-copy="id" hidden> copies the text of the element with that id. It is hidden
// until there is a script that serves it.
import { announce } from "./announcing.js";

const SHOWN_FOR = 2000; // milliseconds

function textOf(source) {
  if (getComputedStyle(source).whiteSpace.startsWith("pre")) return source.textContent;
  return source.textContent.replace(/\s+/g, " ").trim();
}

function select(source) {
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copied(source) {
  try {
    await navigator.clipboard.writeText(textOf(source));
    return true;
  } catch {
    // Browsers have a clipboard for safe origins alone, and not all let a page write to it.
    select(source);
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  if (!source) continue;
  const words = button.textContent;
  let restoring = 0;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = (await copied(source)) ? "Copied" : "Selected: copy it with Ctrl+C";
    button.textContent = said;
    announce(said);
    clearTimeout(restoring);
    restoring = setTimeout(() => { button.textContent = words; }, SHOWN_FOR);
  });
}
