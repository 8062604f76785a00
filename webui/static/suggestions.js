// Suggestions while one types: each search box becomes an editable combobox with a list (WAI-ARIA Authoring Practices).
// The list never stands in the way: what is typed stays as it is, and Enter searches for it, until one is chosen.
import { announce } from "./announcing.js";
import { number } from "./readers_form.js";

const PAUSE = 90; // milliseconds without a key before the archive is asked
const HEADINGS = { word: "Words", value: "Filters", title: "Articles" };

function made(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

/** A text in small letters without accents, character by character, so that places in it are places in the text. */
function folded(characters) {
  return characters.map((one) => one.toLowerCase().normalize("NFD")[0]);
}

/** Where the end of what was typed begins a word of a text: [start, end) in characters; nothing where it does not. */
function typedPart(characters, typed) {
  const text = folded(characters).join("");
  const words = typed.match(/[\p{L}\p{N}\p{M}'’]+/gu) ?? [];
  for (let first = 0; first < words.length; first += 1) {
    const end = folded([...words.slice(first).join(" ")]).join("");
    for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return [at, at + end.length];
    }
  }
  return [0, 0];
}

/** What a suggestion says: in bold what completes a query, or in a name and a title what was typed. */
function wordsOf({ kind, query, text }, typed) {
  const words = made("span", "meaning");
  const characters = [...(kind === "word" ? query : text)];
  const [start, end] = typedPart(characters, typed);
  const [typedName, restName] = kind === "word" ? ["span", "b"] : ["b", "span"];
  const parts = [
    [characters.slice(0, start), restName],
    [characters.slice(start, end), typedName],
    [characters.slice(end), restName],
  ];
  words.append(...parts.filter(([part]) => part.length).map(([part, name]) => made(name, "", part.join(""))));
  return words;
}

class Combobox {
  constructor(input) {
    this.input = input;
    this.form = input.form;
    this.options = [];
    this.current = -1;
    this.list = made("div", "suggestions");
    this.list.id = `${input.id}-suggestions`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.form.append(this.list);
    input.type = "text"; // a search input has a clearing Escape and a role of its own
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", (event) => this.changed(event));
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    this.form.addEventListener("submit", () => this.close());
    addEventListener("pagehide", () => this.close());
    // The box keeps the focus while the list is touched or scrolled.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.options.indexOf(option));
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  changed(event) {
    this.forget();
    if (event.isComposing) return;
    this.waiting = setTimeout(() => this.ask(), PAUSE);
  }

  /** Ask nothing, and hear no answer that is under way. */
  forget() {
    clearTimeout(this.waiting);
    this.asking?.abort();
  }

  async ask() {
    const typed = this.input.value;
    // What is offered completes the end of the query, so the caret has to be there.
    if (!typed.trim() || this.input.selectionStart !== typed.length) return this.close();
    this.asking = new AbortController();
    const { signal } = this.asking;
    try {
      const answer = await fetch(`/api/suggest?${new URLSearchParams({ q: typed })}`, { signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (!signal.aborted && document.activeElement === this.input) this.show(suggestions, typed);
    } catch {
      if (!signal.aborted) this.close(); // without an answer the box is a plain one
    }
  }

  show(suggestions, typed) {
    if (!suggestions.length) return this.close();
    this.suggestions = suggestions;
    this.options = suggestions.map((one, place) => this.option(one, place, typed));
    this.list.replaceChildren(...Object.keys(HEADINGS).flatMap((kind) => this.group(kind)));
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(-1);
    announce(`${suggestions.length} ${suggestions.length === 1 ? "suggestion" : "suggestions"}`);
  }

  group(kind) {
    const own = this.options.filter((_, place) => this.suggestions[place].kind === kind);
    if (!own.length) return [];
    const group = document.createElement("div");
    const heading = made("div", "suggestions-kind", HEADINGS[kind]);
    heading.id = `${this.list.id}-${kind}`;
    heading.setAttribute("role", "presentation");
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", heading.id);
    group.append(heading, ...own);
    return [group];
  }

  option(suggestion, place, typed) {
    const option = made("div", "suggestion");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    if (suggestion.kind === "value") option.append(made("span", "facet-of", `${suggestion.label} `));
    option.append(wordsOf(suggestion, typed));
    if (suggestion.kind !== "title") {
      const count = made("span", "n", number(suggestion.count));
      count.append(made("span", "unseen", suggestion.count === 1 ? " article" : " articles"));
      option.append(" ", count);
    }
    return option;
  }

  /** Make an option the current one; -1 for none, which is the box itself. */
  mark(place) {
    this.options[this.current]?.setAttribute("aria-selected", "false");
    this.current = place;
    const option = this.options[place];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  close() {
    this.forget();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.step(event);
    else if (event.key === "Escape") this.leave(event);
    else if (event.key === "Enter" && this.isOpen && this.current >= 0) {
      event.preventDefault();
      this.choose(this.current);
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) this.mark(-1);
  }

  step(event) {
    event.preventDefault();
    const isDown = event.key === "ArrowDown";
    if (!this.isOpen) {
      if (isDown) this.ask();
      return;
    }
    if (event.altKey) {
      if (!isDown) this.close();
      return;
    }
    // From the last one on to the box itself, and round again.
    const places = this.options.length + 1;
    this.mark(((this.current + 1 + (isDown ? 1 : -1) + places) % places) - 1);
  }

  leave(event) {
    event.preventDefault();
    if (this.isOpen) this.close();
    else this.input.blur();
  }

  choose(place) {
    const chosen = this.suggestions[place];
    this.close();
    if (chosen.kind === "title") {
      location.assign(`/articles/${chosen.article.split("/").map(encodeURIComponent).join("/")}`);
    } else if (chosen.kind === "word") {
      this.input.value = chosen.query;
      this.form.requestSubmit();
    } else {
      const asked = new URLSearchParams(new FormData(this.form));
      asked.delete("q");
      if (chosen.query) asked.append("q", chosen.query);
      asked.append(chosen.field, chosen.text);
      location.assign(`${this.form.action}?${asked}`);
    }
  }
}

for (const input of document.querySelectorAll("form[role=search] input[type=search]")) new Combobox(input);
