// The words that keep company with a search, fetched once the page stands: they take longer than the results.
// Without this script a link leads to all of them. Their place is kept free by the stylesheet.
import { number } from "./readers_form.js";

const place = document.querySelector(".companions[data-source]");

function bar(width) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 100 6");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(space, "rect");
  rect.setAttribute("width", String(width));
  rect.setAttribute("height", "6");
  svg.append(rect);
  return svg;
}

function row(word, most) {
  const name = document.createElement(word.page ? "a" : "span");
  name.textContent = word.word;
  if (word.page) {
    name.href = word.page;
    name.rel = "nofollow";
  }
  const count = document.createElement("span");
  count.className = "n";
  count.textContent = number(word.count);
  const item = document.createElement("li");
  item.append(name, bar(Math.round((1000 * word.count) / most) / 10), count);
  return item;
}

async function fill() {
  const response = await fetch(place.dataset.source);
  if (!response.ok) return;
  const { words } = await response.json();
  if (words.length === 0) {
    const none = document.createElement("p");
    none.className = "none";
    none.textContent = "No word stands out.";
    place.querySelector("h2").after(none);
    return;
  }
  const most = Math.max(...words.map((word) => word.count));
  const list = document.createElement("ul");
  list.className = "forms";
  list.append(...words.map((word) => row(word, most)));
  place.querySelector("h2").after(list);
}

if (place) {
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      fill().catch(() => {}); // the link remains
    },
    { rootMargin: "400px" },
  );
  seen.observe(place);
}
