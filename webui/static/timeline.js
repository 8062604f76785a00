// Over time: the values of the period under the pointer or the focus stand in the legend, for all lines at once, and
// arrow keys go from point to point. Without this script each point has its title, and the table has all of them.

const plot = document.querySelector(".line-chart .plot");

if (plot) {
  const around = plot.parentElement; // an SVG element that listens for focus would be a stop for the Tab key itself
  const guide = plot.querySelector(".guide");
  const moment = document.querySelector(".moment");
  const values = [...document.querySelectorAll(".legend .n")];
  const rows = document.querySelector(".figures-of-lines tbody").rows;
  const whole = [moment, ...values].map((element) => element.textContent);
  const lines = [...plot.querySelectorAll(":scope > g")].map((line) => [...line.children]);
  const points = lines.flat();
  const periodOf = (point) => Number(point.dataset.period);
  let shown = [];
  let stop = null;

  function say(texts, isPeriod) {
    [moment, ...values].forEach((element, place) => {
      element.textContent = texts[place];
      element.classList.toggle("at", isPeriod);
    });
    for (const point of shown) point.classList.remove("at");
    shown = [];
    guide.classList.toggle("at", isPeriod);
  }

  function show(period) {
    const [label, ...cells] = rows[period].cells;
    say([label, ...cells].map((cell) => cell.textContent.trim()), true);
    shown = points.filter((point) => periodOf(point) === period);
    for (const point of shown) point.classList.add("at");
    const x = shown[0].querySelector(".mark").getAttribute("x");
    guide.setAttribute("x1", x);
    guide.setAttribute("x2", x);
  }

  function showFocused() {
    const point = document.activeElement.closest?.("[data-period]");
    if (point) show(periodOf(point));
    else say(whole, false);
  }

  // One point alone is a stop for the Tab key: the one that was last at.
  function stopAt(point) {
    stop?.setAttribute("tabindex", "-1");
    stop = point;
    stop.setAttribute("tabindex", "0");
  }

  function neighbour(point, key) {
    const line = lines.findIndex((one) => one.includes(point));
    const place = lines[line].indexOf(point);
    if (key === "ArrowLeft") return lines[line][place - 1];
    if (key === "ArrowRight") return lines[line][place + 1];
    if (key === "Home") return lines[line][0];
    if (key === "End") return lines[line].at(-1);
    const other = lines[(line + (key === "ArrowDown" ? 1 : -1) + lines.length) % lines.length];
    return other.find((one) => periodOf(one) === periodOf(point));
  }

  plot.setAttribute("aria-label", `${plot.getAttribute("aria-label")}. ${plot.dataset.keys}`);
  stopAt(points.at(0));
  plot.addEventListener("pointermove", (event) => {
    const point = event.target.closest("[data-period]");
    if (point) show(periodOf(point));
  });
  plot.addEventListener("pointerleave", showFocused);
  around.addEventListener("focusin", (event) => {
    stopAt(event.target.closest("[data-period]"));
    showFocused();
  });
  around.addEventListener("focusout", () => say(whole, false));
  plot.addEventListener("keydown", (event) => {
    if (!/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    neighbour(event.target.closest("[data-period]"), event.key)?.focus();
  });
}
