import { plainText } from "../schema/same-text.ts";

/** Without a reading of the query: `select a from …` and `select a, b from …`. Distinct rows are others then. */
export function isTextButWider(before: string, now: string): boolean {
  const [[list = "", source], [longer = "", other]] = [splitAt(before), splitAt(now)];
  return source !== undefined && source === other && longer.startsWith(`${list},`) && !DISTINCT.test(list);
}

function splitAt(text: string): readonly string[] {
  const plain = plainText(text);
  const place = plain.indexOf(" from ");
  return place === -1 ? [plain] : [plain.slice(0, place), plain.slice(place)];
}

const DISTINCT = /^select\s+distinct\b/i;
