// What somebody has typed into the form for a new record, kept in this browser until the form is cleared.

const stored = `livingsurvey ${new URL("..", import.meta.url).pathname} draft`;
const isText = (value) => typeof value === "string" && value.length < 100_000;

// The values by field, the topics, and whether the key was typed; empty where nothing, or nonsense, is kept.
export function readDraft() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(stored));
  } catch {
    // Private windows may refuse storage, and others may have written there.
  }
  const values = kept && typeof kept.values === "object" && kept.values ? Object.entries(kept.values) : [];
  return {
    values: Object.fromEntries(values.filter(([, value]) => isText(value))),
    topics: Array.isArray(kept?.topics) ? kept.topics.filter(isText) : [],
    ownKey: kept?.ownKey === true,
  };
}

export function writeDraft({ topics, ...values }, ownKey) {
  const isEmpty = !topics.some(Boolean) && Object.values(values).every((value) => !value);
  try {
    if (isEmpty) localStorage.removeItem(stored);
    else localStorage.setItem(stored, JSON.stringify({ values, topics, ownKey }));
  } catch {
    // Then it lasts as long as the page.
  }
}
