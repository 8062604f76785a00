// Ticks that are not applied yet: boxes that are not as the page came. They go along with the links of their form.

export function boxesOf(form) {
  return [...form.elements].filter((element) => element.type === "checkbox");
}

export function isPending(form) {
  return boxesOf(form).some((box) => box.checked !== box.defaultChecked);
}

// The address that a link of the form leads to, with what is ticked or not any more besides what the link does itself.
export function withPending(form, href) {
  const address = new URL(href, document.baseURI);
  const asked = address.searchParams;
  for (const { name, value, checked, defaultChecked } of boxesOf(form)) {
    if (checked === defaultChecked) continue;
    if (!checked) asked.delete(name, value);
    else if (!asked.has(`not_${name}`, value) && !asked.has(name, value)) asked.append(name, value);
  }
  return address.href;
}

export function isPlainClick(event) {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("li > a[data-place]");
  const form = link?.parentElement.parentElement.querySelector("input[type=checkbox]")?.form;
  if (!form || event.defaultPrevented || !isPlainClick(event) || !isPending(form)) return;
  event.preventDefault();
  location.assign(withPending(form, link.getAttribute("href")));
});
