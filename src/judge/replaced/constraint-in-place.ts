// A constraint that takes the place of another.
import type { ChangeOf } from "../../model/change.ts";
import type { ConstraintDefinition, Name } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Schema } from "../schema/schema.ts";
import { isWider } from "../constraints/allowed-values.ts";
import { isLookedAtEarlier } from "../constraints/deferral.ts";
import { foreignKeyOn, parentOf } from "../constraints/reference-on.ts";
import { isLetThrough, isUpdateLetThrough } from "../constraints/refusers.ts";
import { impact } from "../rule.ts";
import { tableById } from "../schema/by-id.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

/** A foreign key that takes the place of one to the same keys, and refuses nothing of them that that one let pass. */
export function constrainedImpact({ table, constraint }: ChangeOf<"add-constraint">, own: Impact, ends: Ends): Impact {
  if (constraint.kind === "check") return checkImpact(constraint.text, own, knownChecks(table, ends));
  if (constraint.kind !== "foreign-key") return own;
  const key = keyOf(ends.after, table);
  if (isReferenceBack(key, constraint.columns, ends)) return COMPATIBLE;
  const was = foreignKeyOn(ends.client, key, constraint.columns);
  if (was === undefined || parentOf(was, ends.client) !== parentOf(constraint, ends.client)) return own;
  return isLooser(constraint, was, { key, after: ends.after }) ? impact("behaviour_change", "if_data") : own;
}

type ForeignKey = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

interface Place {
  readonly key: string;
  readonly after: Schema;
}

function isLooser(now: ForeignKey, was: ForeignKey, { key, after }: Place): boolean {
  const table = after.tables.get(key);
  if (table === undefined || was.enforcement === "not-enforced" || isLookedAtEarlier(was, now)) return false;
  return (
    (now.onDelete === was.onDelete || isLetThrough(now, table, after)) &&
    (now.onUpdate === was.onUpdate || isUpdateLetThrough(now, table))
  );
}

/** What a check let through before, a wider one does as well. */
function checkImpact(text: string, own: Impact, known: readonly string[]): Impact {
  const isLooser = own.verdict === "writes_break" && known.some((was) => isWider(was, text));
  return isLooser ? impact("behaviour_change", "if_data") : own;
}

function knownChecks(table: Name, { client, after }: Ends): readonly string[] {
  const constraints = tableById(client, tableIn(after, table)?.id)?.constraints ?? [];
  return constraints.flatMap(({ definition }) =>
    definition.kind === "check" && definition.enforcement === "valid" ? [definition.text] : [],
  );
}

/** The same reference is made again that the client was held to. */
export function isReferenceBack(table: string, columns: readonly string[], { client, after }: Ends): boolean {
  const before = referenceOn(client, table, columns);
  return before !== null && before === referenceOn(after, table, columns);
}

function referenceOn(schema: Schema, table: string, columns: readonly string[]): string | null {
  const found = foreignKeyOn(schema, table, columns);
  if (found === undefined) return null;
  const { onDelete, onUpdate, enforcement, deferrable, deferred } = found;
  return JSON.stringify([parentOf(found, schema), onDelete, onUpdate, enforcement, deferrable, deferred]);
}

const COMPATIBLE: Impact = impact("compatible", "always");
