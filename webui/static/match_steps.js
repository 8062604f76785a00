// Steps from match to match on an article's page: "Match 3 of 19", Previous and Next; keys n and p, and where nothing
// else takes it Enter and Shift+Enter. Without this script the same box leads to the first and last match, and its
// ruler to each.
import { isSingleKey } from "./keys.js";
import { number as written } from "./readers_form.js";

const box = document.querySelector(".hits");
const total = Number(box.dataset.matches);
const words = box.querySelector(".of");
let current = 0;

function markOf(number) {
  return document.getElementById(`match-${number}`);
}

function show(number) {
  document.querySelector("mark.current")?.classList.remove("current");
  current = number;
  markOf(number).classList.add("current");
  words.textContent = `Match ${written(number)} of ${written(total)}`;
}

function step(by) {
  const next = current === 0 && by < 0 ? total : ((current - 1 + by + total) % total) + 1;
  // The address stays as it is: going back must lead to the search, not through the matches.
  show(next);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  markOf(next).scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

function stepByKey(by) {
  step(by);
  // Whoever hears the page, or goes on by Tab, goes on from here.
  const mark = markOf(current);
  mark.tabIndex = -1;
  mark.focus({ preventScroll: true });
}

function showTarget() {
  const number = Number(/^#match-(\d+)$/.exec(location.hash)?.[1] ?? 0);
  if (number >= 1 && number <= total) show(number);
}

function isTaken(target) {
  return target.matches("a, button, summary, [tabindex='0']");
}

if (total > 0) {
  // With keys and buttons at hand, Tab need not go through hundreds of matches.
  for (const link of box.querySelectorAll(".ruler a")) link.tabIndex = -1;
  for (const link of box.querySelectorAll("[data-step]")) {
    link.textContent = link.dataset.words;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      step(Number(link.dataset.step));
    });
  }
  addEventListener("keydown", (event) => {
    if (!isSingleKey(event)) return;
    if (event.key === "n") stepByKey(1);
    if (event.key === "p") stepByKey(-1);
    if (event.key === "Enter" && !isTaken(event.target)) stepByKey(event.shiftKey ? -1 : 1);
  });
  addEventListener("hashchange", showTarget);
  showTarget();
}
