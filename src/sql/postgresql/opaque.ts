import type { SessionChange } from "../../model/change/session.ts";

/** A statement that PostgreSQL understands and no rule speaks of. */
export function notJudged(text: string): SessionChange {
  const words = text.trim().split(/\s+/).slice(0, 4).join(" ");
  return { kind: "opaque", because: `no rule speaks of this statement: ${words} …` };
}
