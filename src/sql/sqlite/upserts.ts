import type { ChangeOf } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { assignment } from "./assignments.ts";
import { expect, inParentheses, is, listOf, peek, take, takeUntil } from "./cursor.ts";
import { isName, label } from "./names.ts";

type Upsert = Pick<ChangeOf<"insert">, "onConflict" | "conflictOn" | "overwrites">;

/** `on conflict … do …`, any number of them; null if there is none. */
export function upsert(c: Cursor): Upsert | null {
  const found: Upsert[] = [];
  while (take(c, "on", "conflict")) {
    const key = is(c, "(") ? inParentheses(c, keyColumn).filter((column) => column !== null) : [];
    takeUntil(c, "do");
    expect(c, "do");
    found.push({ ...resolution(c), ...(key.length > 0 && { conflictOn: key }) });
  }
  const [only, second] = found;
  if (only === undefined || second === undefined) return only ?? null;
  const { conflictOn: _, ...rest } = found.find(({ onConflict }) => onConflict === "update") ?? only;
  return rest;
}

function resolution(c: Cursor): Upsert {
  if (take(c, "nothing")) return { onConflict: "ignore" };
  expect(c, "update", "set");
  const written = listOf(c, assignment).flat();
  takeUntil(c, "on", "returning");
  return { onConflict: "update", overwrites: written.map(({ column }) => column) };
}

/** Null for an expression. */
function keyColumn(c: Cursor): string | null {
  const isColumn = isName(peek(c)) && [",", ")", "collate"].includes(peek(c, 1).word);
  const column = isColumn ? label(c) : null;
  takeUntil(c, ",");
  return column;
}
