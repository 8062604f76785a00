// The reading list, and which articles were read: what is kept of them, and what can be done to it.
import { keep, recall, whenChanged } from "./kept.js";

const LIST = "reading list";
const READ = "read";
const MOST_ENTRIES = 2000;
const MOST_READ = 5000;
const LONGEST_LABEL = 40;

const isText = (value) => typeof value === "string";
const isEntry = (value) =>
  value && isText(value.id) && isText(value.title) && isText(value.byline) && isText(value.added) &&
  Array.isArray(value.labels) && value.labels.every(isText);
const isList = (value) => Array.isArray(value) && value.every(isEntry);
const isRead = (value) => Array.isArray(value) && value.every(isText);

// Entries, the newest last: { id, title, byline, added (ISO 8601), labels }.
export const entries = () => recall(LIST, isList, []);
export const isListed = (id) => entries().some((entry) => entry.id === id);
export const isMarkedRead = (id) => recall(READ, isRead, []).includes(id);

export function add(id, title, byline) {
  const rest = entries().filter((entry) => entry.id !== id);
  const added = new Date().toISOString();
  return keep(LIST, [...rest, { id, title, byline, added, labels: [] }].slice(-MOST_ENTRIES));
}

export function remove(id) {
  return keep(LIST, entries().filter((entry) => entry.id !== id));
}

export function empty() {
  return keep(LIST, []);
}

export function addLabel(id, label) {
  const plain = label.trim().replace(/\s+/g, " ").slice(0, LONGEST_LABEL);
  if (plain) changeLabels(id, (labels) => [...labels.filter((one) => one !== plain), plain]);
}

export function removeLabel(id, label) {
  changeLabels(id, (labels) => labels.filter((one) => one !== label));
}

function changeLabels(id, change) {
  keep(LIST, entries().map((entry) => (entry.id === id ? { ...entry, labels: change(entry.labels) } : entry)));
}

export function markRead(id, isRead_ = true) {
  const others = recall(READ, isRead, []).filter((one) => one !== id);
  keep(READ, isRead_ ? [...others, id].slice(-MOST_READ) : others);
}

export function whenListChanged(listener) {
  whenChanged(LIST, listener);
  whenChanged(READ, listener);
}

// The list as a file, and back: what a file adds replaces entries of the same articles, and takes none away.
export function asFile() {
  const articles = entries().map((entry) => ({ ...entry, read: isMarkedRead(entry.id) }));
  return JSON.stringify({ carrel: "reading list", archive: document.documentElement.dataset.archive, articles }, null, 1);
}

export function fromFile(text) {
  const { carrel, articles } = JSON.parse(text);
  if (carrel !== "reading list" || !isList(articles)) throw new Error("not a reading list");
  const ids = new Set(articles.map((entry) => entry.id));
  const plain = articles.map(({ id, title, byline, added, labels }) => ({ id, title, byline, added, labels }));
  keep(LIST, [...entries().filter((entry) => !ids.has(entry.id)), ...plain].slice(-MOST_ENTRIES));
  for (const entry of articles) if (entry.read === true) markRead(entry.id);
  return articles.length;
}
