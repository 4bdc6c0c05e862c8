import type { Change, ChangeKind, ChangeOf } from "../../model/change.ts";
import type { AlterTableCmd, RangeVar } from "libpg-query";
import { nodeOf } from "./nodes.ts";

/** `alter table only`; a check that says itself that it is not inherited needs no such word. */
export function ofItAlone(
  change: Change,
  { relation }: { readonly relation?: RangeVar },
  command: AlterTableCmd = {},
): Change {
  const isAlone = relation?.inh !== true && nodeOf(command.def, "Constraint")?.is_no_inherit !== true;
  return isAlone && isInherited(change) ? { ...change, only: true } : change;
}

type Inherited =
  | ChangeOf<"add-column" | "drop-column" | "rename-column" | "change-type" | "set-not-null" | "drop-not-null">
  | ChangeOf<"add-constraint" | "drop-constraint">;

function isInherited(change: Change): change is Inherited {
  return INHERITED.has(change.kind);
}

const INHERITED: ReadonlySet<ChangeKind> = new Set<Inherited["kind"]>([
  "add-column",
  "drop-column",
  "rename-column",
  "change-type",
  "set-not-null",
  "drop-not-null",
  "add-constraint",
  "drop-constraint",
]);
