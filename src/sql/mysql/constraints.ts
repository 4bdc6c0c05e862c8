import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { expect, inParentheses, is, refuseNext, take, takeOne, takeOnly } from "./cursor.ts";
import { parenthesised } from "./literals.ts";
import { label, objectName } from "./names.ts";
import { refuseChanging } from "./unknown-calls.ts";

/** `check (…) [not enforced]` */
export function checkConstraint(c: Cursor, name: string | null): ConstraintDefinition {
  expect(c, "check");
  const [before, calls] = [c.seen.columns.length, c.seen.calls.length];
  const text = parenthesised(c);
  refuseChanging(c, calls);
  const columns = [...new Set(c.seen.columns.slice(before))];
  const off = takeOnly(c, "mysql", "not", "enforced");
  if (!off) takeOnly(c, "mysql", "enforced");
  return { kind: "check", name, columns, text, enforcement: off ? "not-enforced" : "valid", deferrable: false };
}

/** `references t (…) [match …] [on delete …] [on update …]` of a table or a column. */
export function reference(
  c: Cursor,
  own: { readonly name: string | null; readonly columns: readonly string[] },
): ConstraintDefinition {
  expect(c, "references");
  const references = objectName(c);
  const referenced = is(c, "(") ? inParentheses(c, label) : [];
  if (take(c, "match") && takeOne(c, "full", "partial", "simple") === null) refuseNext(c);
  let [onDelete, onUpdate] = ["no action", "no action"];
  for (let more = true; more;) {
    if (take(c, "on", "delete")) onDelete = referenceAction(c);
    else if (take(c, "on", "update")) onUpdate = referenceAction(c);
    else more = false;
  }
  return {
    kind: "foreign-key",
    ...own,
    references,
    referenced,
    onDelete,
    onUpdate,
    enforcement: "valid",
    deferrable: false,
  };
}

/** `restrict` is what both servers do for `no action`, the default. */
function referenceAction(c: Cursor): string {
  if (take(c, "no", "action") || take(c, "restrict")) return "no action";
  if (take(c, "cascade")) return "cascade";
  if (take(c, "set", "null")) return "set null";
  expect(c, "set", "default");
  return "set default";
}
