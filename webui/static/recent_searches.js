// Recent searches, kept in this browser: { search (the address after "?"), title, count, at (ISO 8601) }, newest first.
import { keep, recall, whenChanged } from "./kept.js";

const NAME = "recent searches";
const MOST = 50;
const OF_THE_VIEW = ["page", "per_page", "sort", "copies"]; // how results are shown is no other search

const isText = (value) => typeof value === "string";
const isMoment = (value) => isText(value) && !Number.isNaN(Date.parse(value));
const isSearch = (value) => value && [value.search, value.title, value.count].every(isText) && isMoment(value.at);
const isList = (value) => Array.isArray(value) && value.every(isSearch);

export const searches = () => recall(NAME, isList, []);
export const forget = (search) => keep(NAME, searches().filter((one) => one.search !== search));
export const forgetAll = () => keep(NAME, []);
export const whenSearchesChanged = (listener) => whenChanged(NAME, listener);

const shown = document.querySelector("[data-search-title]");
if (shown) {
  const parameters = new URLSearchParams(location.search);
  for (const name of OF_THE_VIEW) parameters.delete(name);
  const search = parameters.toString();
  if (search) {
    const { searchTitle: title, searchCount: count } = shown.dataset;
    const others = searches().filter((one) => one.search !== search);
    keep(NAME, [{ search, title, count, at: new Date().toISOString() }, ...others].slice(0, MOST));
  }
}
