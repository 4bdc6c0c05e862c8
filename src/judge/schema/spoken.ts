/** What changes call things: each name in them, whatever it names. */
export function namesIn(part: unknown): readonly string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (NAMES.has(key) ? wordsIn(value) : namesIn(value)));
}

function wordsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  const words = Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
  return [...words, ...namesIn(value)];
}

const NAMES: ReadonlySet<string> = new Set([
  "name",
  "schema",
  "index",
  "to",
  "column",
  "columns",
  "asks",
  "keys",
  "referenced",
  "attribute",
  "label",
]);
