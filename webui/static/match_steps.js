// Steps from match to match on an article's page: "Match 3 of 19", Previous and Next, keys p and n.
// Without this script the same box leads to the first and last match, and its ruler to each.

const box = document.querySelector(".hits");
const total = Number(box.dataset.matches);
const words = box.querySelector(".of");
let current = 0;

function show(number) {
  document.querySelector("mark.current")?.classList.remove("current");
  current = number;
  const mark = document.getElementById(`match-${number}`);
  mark.classList.add("current");
  words.textContent = `Match ${number.toLocaleString("en")} of ${total.toLocaleString("en")}`;
}

function step(by) {
  const next = current === 0 && by < 0 ? total : ((current - 1 + by + total) % total) + 1;
  // The address stays as it is: going back must lead to the search, not through the matches.
  show(next);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.getElementById(`match-${next}`).scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

function showTarget() {
  const number = Number(/^#match-(\d+)$/.exec(location.hash)?.[1] ?? 0);
  if (number >= 1 && number <= total) show(number);
}

if (total > 0) {
  for (const link of box.querySelectorAll("[data-step]")) {
    link.textContent = link.dataset.words;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      step(Number(link.dataset.step));
    });
  }
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });
  addEventListener("hashchange", showTarget);
  showTarget();
}
