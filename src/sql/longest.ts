import type { Statement } from "../model/change.ts";

/** A text that would take more memory than a Node has by default; null for one that can be read. */
export function unreadable(text: string): Statement | null {
  if (text.length <= LONGEST) return null;
  const because = `its text is too long to be read: ${text.length} characters, where ${LONGEST} can be`;
  return { text: text.slice(0, SHOWN), changes: [{ kind: "opaque", because }] };
}

/** In characters. PostgreSQL's tree of one statement takes a hundred times the memory of its text. */
const LONGEST = 10_000_000;

/** Characters that are shown of a text that is not read. */
const SHOWN = 200;
