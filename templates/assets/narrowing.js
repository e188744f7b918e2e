// What was chosen in a form narrows what a page shows, and the address says what was chosen.

// Whether what was told of a line has every value that the form asks for (only.bits=4).
export function fits(told, form) {
  const asked = [...new FormData(form)].filter(([name, value]) => name.startsWith("only.") && value);
  return asked.every(([name, value]) => told[name.slice(5)] === value);
}

export const toldOf = (line) => JSON.parse(line.dataset.told ?? "{}");

// Fills a form from the address now and whenever it changes, shows what it asks for, and writes it to the address.
export function narrowed(form, show) {
  const fill = () => {
    const given = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = given.has(field.name);
      else field.value = given.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = "";
    }
    show();
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const address = new URL(location.href);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    if (address.href !== location.href) history.pushState(null, "", address);
    show();
  });
  addEventListener("popstate", fill);
  fill();
}
