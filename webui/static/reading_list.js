// The reading list, and which articles were read: what is kept of them, and what can be done to it.
import { keep, recall, whenChanged } from "./kept.js";

const LIST = "reading list";
const READ = "read";
const MOST_ENTRIES = 2000;
const MOST_READ = 5000;
const LONGEST_LABEL = 40;

const isText = (value) => typeof value === "string";
const isMoment = (value) => isText(value) && !Number.isNaN(Date.parse(value));
const isEntry = (value) =>
  value && isText(value.id) && isText(value.title) && isText(value.byline) && isMoment(value.added) &&
  Array.isArray(value.labels) && value.labels.every(isText);
const isList = (value) => Array.isArray(value) && value.every(isEntry);
const isRead = (value) => Array.isArray(value) && value.every(isText);

// Entries, the newest last: { id, title, byline, added (ISO 8601), labels }.
export const entries = () => recall(LIST, isList, []);
export const listedIds = () => new Set(entries().map((entry) => entry.id));
export const readIds = () => new Set(recall(READ, isRead, []));

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

export function markRead(ids) {
  const others = [...readIds()].filter((one) => !ids.includes(one));
  keep(READ, [...others, ...ids].slice(-MOST_READ));
}

export function markUnread(id) {
  keep(READ, [...readIds()].filter((one) => one !== id));
}

export function whenListChanged(listener) {
  whenChanged(LIST, listener);
  whenChanged(READ, listener);
}

// The list as a file, and back: what a file adds replaces entries of the same articles, and takes none away.
export function asFile() {
  const read = readIds();
  const articles = entries().map((entry) => ({ ...entry, read: read.has(entry.id) }));
  return JSON.stringify({ carrel: "reading list", archive: document.documentElement.dataset.archive, articles }, null, 1);
}

/** Adds the articles of a file; how many they are, or null where this browser keeps nothing. */
export function fromFile(text) {
  const { carrel, articles } = JSON.parse(text);
  if (carrel !== "reading list" || !isList(articles)) throw new Error("not a reading list");
  const ids = new Set(articles.map((entry) => entry.id));
  const plain = articles.map(({ id, title, byline, added, labels }) => ({ id, title, byline, added, labels }));
  if (!keep(LIST, [...entries().filter((entry) => !ids.has(entry.id)), ...plain].slice(-MOST_ENTRIES))) return null;
  markRead(articles.filter((entry) => entry.read === true).map((entry) => entry.id));
  return articles.length;
}
