// Steps from result to result on an article's page, by the keys j and k. The page's links lead there without a script.
import { isSingleKey } from "./keys.js";

const RELATIONS = { j: "next", k: "prev" };

addEventListener("keydown", (event) => {
  if (!(event.key in RELATIONS) || !isSingleKey(event)) return;
  document.querySelector(`.way a[rel=${RELATIONS[event.key]}]`)?.click();
});
