// The date brush: drag across the bars of a chart of dates to choose several. By keyboard, arrows move from bar to bar,
// with Shift they choose several, and Enter searches these dates. Without a script each bar is a link to its own dates.
import { announce } from "./announcing.js";
import { number as written } from "./readers_form.js";

const STILL = 4; // pixels that a pointer may move and not have dragged
const KEYS = "Left and right arrows move from bar to bar; with Shift they choose several, Enter searches them.";

function words(columns) {
  const [first, last] = [columns[0].dataset.name, columns.at(-1).dataset.name];
  const count = columns.reduce((sum, column) => sum + Number(column.dataset.count), 0);
  const dates = first === last ? first : `${first} – ${last}`;
  return `${dates}: ${written(count)} ${count === 1 ? "article" : "articles"}`;
}

function brush(chart, number) {
  const columns = [...chart.querySelectorAll("[data-first]")];
  const bars = columns.filter((column) => column.localName === "a");
  const under = chart.nextElementSibling;
  const middle = under.children[1];
  const wordsBefore = middle.textContent;
  let chosen = []; // columns in a row
  let anchor = 0; // the place of the column where the choice began

  function show(picked) {
    chosen = picked;
    for (const column of columns) column.classList.toggle("brushed", chosen.includes(column));
    under.classList.toggle("brushing", chosen.length > 0);
    middle.textContent = chosen.length > 0 ? words(chosen) : wordsBefore;
  }

  function choose(from, to) {
    show(columns.slice(Math.min(from, to), Math.max(from, to) + 1));
  }

  function clear() {
    show([]);
  }

  // By a link, so that whatever serves links serves this one too; `detail` is 0 for keys, as browsers have it.
  function search(detail) {
    if (!chosen.some((column) => bars.includes(column))) return clear();
    const address = new URL(bars[0].getAttribute("href"), location.href);
    address.searchParams.set("from", chosen[0].dataset.first);
    address.searchParams.set("to", chosen.at(-1).dataset.last);
    const link = document.createElement("a");
    link.href = address;
    link.hidden = true;
    link.dataset.name = chosen.find((column) => bars.includes(column)).dataset.name;
    under.append(link);
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail }));
    link.remove();
  }

  function servePointers() {
    let begun = null; // the press that may become a drag
    let isDragging = false;
    const place = (event) => {
      const box = chart.getBoundingClientRect();
      const across = Math.floor(((event.clientX - box.left) / box.width) * columns.length);
      return Math.max(0, Math.min(columns.length - 1, across));
    };
    chart.addEventListener("dragstart", (event) => event.preventDefault());
    chart.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || event.button !== 0) return;
      begun = { x: event.clientX, place: place(event) };
      isDragging = false;
    });
    chart.addEventListener("pointermove", (event) => {
      if (!begun || !event.isPrimary) return;
      if (!isDragging && Math.abs(event.clientX - begun.x) <= STILL) return;
      if (!isDragging) chart.setPointerCapture(event.pointerId);
      isDragging = true;
      choose(begun.place, place(event));
    });
    chart.addEventListener("pointerup", () => {
      begun = null;
      if (isDragging) search(1);
    });
    chart.addEventListener("pointercancel", () => {
      // A finger that moves up or down scrolls the page.
      begun = null;
      isDragging = false;
      clear();
    });
    // The click that ends a drag is none on the bar beneath.
    chart.addEventListener("click", (event) => {
      if (isDragging) event.preventDefault();
      isDragging = false;
    }, true);
  }

  function serveKeys() {
    const stop = (bar) => {
      for (const one of bars) one.setAttribute("tabindex", one === bar ? "0" : "-1");
    };
    const neighbour = (bar, key) => {
      if (key === "Home") return bars[0];
      if (key === "End") return bars.at(-1);
      return bars[bars.indexOf(bar) + { ArrowLeft: -1, ArrowRight: 1 }[key]];
    };
    stop(bars.find((bar) => bar.querySelector(".in")) ?? bars[0]);
    chart.addEventListener("focusin", (event) => stop(event.target));
    chart.addEventListener("focusout", (event) => {
      if (!chart.contains(event.relatedTarget)) clear();
    });
    chart.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const bar = event.target;
      if (event.key === "Escape" && chosen.length > 0) {
        clear();
        announce("No dates chosen");
      } else if (event.key === "Enter" && chosen.length > 0) {
        event.preventDefault();
        search(0);
      } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
        event.preventDefault();
        const next = neighbour(bar, event.key);
        if (!next) return;
        if (!event.shiftKey) clear();
        else if (chosen.length === 0) anchor = columns.indexOf(bar);
        next.focus();
        if (!event.shiftKey) return;
        choose(anchor, columns.indexOf(next));
        announce(`${words(chosen)}. Enter searches these dates.`);
      }
    });
    const keys = document.createElement("p");
    keys.id = `brush-keys-${number}`;
    keys.className = "unseen";
    keys.textContent = KEYS;
    under.after(keys);
    chart.setAttribute("aria-describedby", keys.id);
  }

  servePointers();
  serveKeys();
}

document.querySelectorAll("svg[data-brush]").forEach(brush);
