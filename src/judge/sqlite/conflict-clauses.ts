// `on conflict` in a table's own constraints: the chapter "The ON CONFLICT Clause".
import type { Change, ChangeOf } from "../../model/change.ts";
import type { ConstraintDefinition, Otherwise } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { tableIn } from "../schema/schema.ts";

/** A write that does with what a constraint refuses as the constraint says, where it says nothing itself. */
export function asConstraintsSay<C extends Change>(change: C, schema: Schema): C {
  if (schema.dialect !== "sqlite") return change;
  if (change.kind === "insert" && change.onConflict === "error") return { ...change, ...onInsert(change, schema) };
  return change.kind === "update" && isReplacing(change, schema) ? { ...change, replaces: true } : change;
}

/** What was refused is let pass now, or the other way round. */
export function clauseDifferences(before: Table, now: Table): readonly Impact[] {
  const was = clausesOf(before);
  return [...clausesOf(now)].flatMap(([rule, clause]) => {
    const old = was.get(rule);
    if (old === undefined || old === clause) return [];
    return [impact(clause === "error" ? "writes_break" : "behaviour_change", "if_data")];
  });
}

type Given = Pick<ChangeOf<"insert">, "onConflict" | "conflictOn">;

/** The first key with a clause; others, which may have none, are still minded then. */
function onInsert({ table: name }: ChangeOf<"insert">, schema: Schema): Given | undefined {
  const table = tableIn(schema, name);
  if (table === undefined) return undefined;
  const keys = keysWithClause(table);
  const key = keys.find(({ otherwise }) => otherwise === "replace") ?? keys[0];
  if (key?.otherwise !== undefined) return { onConflict: key.otherwise, conflictOn: key.columns };
  const isLeftOut = [...table.columns.values()].some(({ definition }) => definition?.whenNull === "ignore");
  return isLeftOut ? { onConflict: "ignore", conflictOn: [] } : undefined;
}

function isReplacing({ table: name, assignments }: ChangeOf<"update">, schema: Schema): boolean {
  const table = tableIn(schema, name);
  const keys = table === undefined ? [] : keysWithClause(table);
  return keys.some(
    ({ otherwise, columns }) => otherwise === "replace" && assignments.some(({ column }) => columns.includes(column)),
  );
}

type Key = Extract<ConstraintDefinition, { readonly kind: "primary-key" | "unique" }>;

function keysWithClause(table: Table): readonly Key[] {
  return keysOf(table).filter(({ otherwise }) => otherwise !== undefined);
}

function keysOf({ constraints }: Table): readonly Key[] {
  return constraints.flatMap(({ definition }) =>
    definition.kind === "primary-key" || definition.kind === "unique" ? [definition] : [],
  );
}

/** By what each rule is about: a key, or a column that takes no nulls. */
function clausesOf(table: Table): ReadonlyMap<string, Otherwise | "error"> {
  const keys = keysOf(table).map(({ columns, otherwise }) => [columns.toSorted().join(), otherwise] as const);
  const columns = [...table.columns].flatMap(([column, { definition }]) =>
    definition?.nullable === false ? [[`not null ${column}`, definition.whenNull] as const] : [],
  );
  return new Map([...keys, ...columns].map(([rule, clause]) => [rule, clause ?? "error"]));
}
