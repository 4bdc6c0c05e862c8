import { plainText } from "../schema/same-text.ts";

/** Without a reading of the query: `select a from …` and `select a, b from …`. Distinct rows are others then. */
export function isTextButWider(before: string, now: string): boolean {
  const [[list = "", source], [longer = "", other]] = [splitAt(before), splitAt(now)];
  return source !== undefined && source === other && longer.startsWith(`${list},`) && !DISTINCT.test(list);
}

function splitAt(text: string): readonly string[] {
  const plain = plainText(text).replaceAll(SPARE, "$1");
  const place = plain.indexOf(" from ");
  return place === -1 ? [plain] : [plain.slice(0, place), plain.slice(place)];
}

/** Quotes that a name could do without. */
const SPARE = /["`]([a-z_]\w*)["`]/g;

const DISTINCT = /^select\s+distinct\b/i;
