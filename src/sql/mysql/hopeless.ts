import type { Cursor } from "./cursor.ts";
import { refuse } from "./cursor.ts";

/** Refuses what the server refuses too, whatever there is. */
export function refuseAsServer(c: Cursor, because: string): void {
  c.isHopeless ||= c.refusal === null;
  refuse(c, because);
}
