// Keys for every page: "/" goes to the search box, "?" to the page that tells the keys. Whoever speaks to the
// machine, or hits keys unawares, can switch single keys off on that page (WCAG 2.2, 2.1.4).

const STORED = "carrel.single-keys"; // in the browser's own storage, "off" or nothing
const SWITCH = document.getElementById("single-keys");

function areOff() {
  try {
    return localStorage.getItem(STORED) === "off";
  } catch {
    return false; // where nothing may be stored
  }
}

/** Whether an event of the keyboard is a single key that stands for something, and not text or another's key. */
export function isSingleKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || areOff()) return false;
  return !event.target.closest("input, textarea, select, dialog, [contenteditable]");
}

addEventListener("keydown", (event) => {
  if (!["/", "?"].includes(event.key) || !isSingleKey(event)) return;
  event.preventDefault();
  const box = document.querySelector("form[role=search] input[name=q]");
  if (event.key === "?") location.assign("/help#keys");
  else {
    box?.focus();
    box?.select();
  }
});

if (SWITCH) {
  SWITCH.checked = !areOff();
  SWITCH.addEventListener("change", () => {
    if (SWITCH.checked) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, "off");
  });
  SWITCH.closest("[hidden]").hidden = false;
}
