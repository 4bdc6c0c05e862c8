import type { Piece } from "./split.ts";

/** What there is to be named where a statement's syntax is checked. */
export const CHECKED = { table: "checked_table", view: "checked_view" } as const;

/** SQLite reads the body of a trigger only where it finds what that is on, so it is given something that is there. */
export function checkable({ text, tokens }: Piece): string {
  const isTrigger = tokens[0]?.word === "create" && tokens.slice(1, 3).some(({ word }) => word === "trigger");
  const on = tokens.findIndex(({ word }) => word === "on");
  const first = tokens[on + 1];
  const last = tokens[on + 2]?.word === "." ? tokens[on + 3] : first;
  if (!isTrigger || on === -1 || first === undefined || last === undefined) return text;
  const isOnView = tokens.slice(0, on).some(({ word }) => word === "instead");
  return text.slice(0, first.start) + (isOnView ? CHECKED.view : CHECKED.table) + text.slice(last.end);
}
