() => {
  // What can be pressed on a page and is smaller than 24 by 24 pixels. Stricter than WCAG 2.2 and axe: room around a target
  // does not stand in for its size. A link within a sentence may be as high as its line, in both.
  // What scrolls takes the focus, yet is not pressed: its sentences are sentences.
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary, label, [role=button], [tabindex='0']:not([role=region])";
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const named = (element) => [element.parentElement?.className, element.tagName.toLowerCase(), element.textContent.trim() || element.outerHTML].join(" ").slice(0, 120);

  // A field is pressed by its label too; a label only counts by itself where its field is not seen.
  function box(element) {
    const parts = element.matches("[type=checkbox], [type=radio]") ? [element, ...element.labels] : [element];
    const boxes = parts.map((part) => part.getBoundingClientRect());
    return [
      Math.max(...boxes.map((each) => each.right)) - Math.min(...boxes.map((each) => each.left)),
      Math.max(...boxes.map((each) => each.bottom)) - Math.min(...boxes.map((each) => each.top)),
    ];
  }

  function withinSentence(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      if (/\p{L}/u.test(data) && !parentElement.closest(pressed) && seen(parentElement)) return true;
    }
    return false;
  }

  return [...document.querySelectorAll(pressed)]
    .filter((element) => seen(element) && !(element.matches("label") && element.control && seen(element.control)))
    .map((element) => [named(element), ...box(element).map((pixels) => Math.round(pixels * 10) / 10), element])
    .filter(([, width, height, element]) => width > 1 && height > 1 && (width < 24 || height < 24) && !withinSentence(element))
    .map(([name, width, height]) => `${width} by ${height}: ${name}`);
}
