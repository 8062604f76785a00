// Announcing: words for those who hear the page, said politely, when what they tell of happens without a navigation.

const region = document.createElement("div");
region.className = "unseen";
region.setAttribute("role", "status");
document.body.append(region);

export function announce(words) {
  // The same words twice are no change, and would not be said.
  region.textContent = region.textContent === words ? `${words}\u00a0` : words;
}
