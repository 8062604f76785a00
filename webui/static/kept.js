// What this browser keeps for its reader, and no server: in local storage, each archive's things apart.
import { announce } from "./announcing.js";

const CHANGED = "carrel:kept";
const keyOf = (name) => `carrel/${document.documentElement.dataset.archive}/${name}`;

export function recall(name, isSound, empty) {
  try {
    const value = JSON.parse(localStorage.getItem(keyOf(name)));
    return isSound(value) ? value : empty;
  } catch {
    return empty; // no storage, or something else under our name
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    announce("This browser keeps nothing for this page: its storage is full or switched off");
    return false;
  }
  dispatchEvent(new CustomEvent(CHANGED, { detail: keyOf(name) }));
  return true;
}

// Tells of changes made on this page and in other windows.
export function whenChanged(name, listener) {
  addEventListener(CHANGED, (event) => { if (event.detail === keyOf(name)) listener(); });
  addEventListener("storage", (event) => { if (event.key === null || event.key === keyOf(name)) listener(); });
}
