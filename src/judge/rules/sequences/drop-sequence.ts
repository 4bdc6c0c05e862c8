import type { ChangeOf } from "../../../model/change.ts";
import type { ColumnDefinition } from "../../../model/definition.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Column, Schema, Sequence, Table } from "../../schema.ts";
import { withoutObject } from "../../edit-objects.ts";
import { withDefinition } from "../../edit-table.ts";
import { existence } from "../../existence.ts";
import { NO_HAZARD, locks } from "../../hazards.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema.ts";

/** Its position is gone: a new one begins anew, and numbers that are in use come again. */
export const dropSequence: Rule<"drop-sequence"> = {
  effect: (change, { before, client }) => {
    const key = keyOf(before, change.sequence);
    const known = before.sequences.get(key);
    if (known === undefined && before.complete)
      return existence(before, { family: "sequences", key, ifExists: change.ifExists });
    const users = usersOf(before, key);
    if (isRefused(change, before, users))
      return effect(`sequence ${key} is the default of ${users.join(", ")}`, { succeeds: "no" });
    if (!isSeen(known, client)) return effect(`sequence ${key} is not known to this code`);
    const isSure = isListedIn(before, known);
    const own = gone(key, isSure || change.cascade ? "yes" : "undetermined", users.length > 0 || !isSure);
    return { ...own, hazard: change.cascade && users.length > 0 ? locks("ACCESS EXCLUSIVE") : NO_HAZARD };
  },
  after: ({ sequence, cascade }, schema) => {
    const key = keyOf(schema, sequence);
    const without = withoutObject(schema, "sequences", key);
    return cascade ? withoutDefaults(without, key) : without;
  },
};

function isRefused({ cascade }: ChangeOf<"drop-sequence">, { dialect }: Schema, users: readonly string[]): boolean {
  return dialect === "postgresql" && !cascade && users.length > 0;
}

function gone(key: string, succeeds: Effect["succeeds"], isDefault: boolean): Effect {
  return effect(`sequence ${key} is gone`, {
    impact: impact("writes_break", isDefault ? "always" : "if_referenced"),
    succeeds,
    loses: [`sequence:${key}`],
    restorable: "structure_only",
  });
}

/** The columns stay, and count no more. */
function withoutDefaults(schema: Schema, key: string): Schema {
  const tables = [...schema.tables].map(([name, table]): [string, Table] => {
    const counted = [...table.columns].filter(([, known]) => isCountedBy(known, schema, key));
    return [
      name,
      counted.reduce((made, [column]) => withDefinition(made, column, (definition) => plain(definition)), table),
    ];
  });
  return { ...schema, tables: new Map(tables) };
}

function plain(definition: ColumnDefinition): ColumnDefinition {
  return { ...definition, default: { kind: "none" } };
}

/** Whatever is older than what is listed may be a default that is not. */
function isListedIn({ complete }: Schema, known: Sequence | undefined): boolean {
  return complete || (known !== undefined && known.id > 0);
}

function isSeen(known: Sequence | undefined, client: Schema): boolean {
  return known === undefined || [...client.sequences.values()].some(({ id }) => id === known.id);
}

function usersOf(schema: Schema, key: string): readonly string[] {
  return [...schema.tables].flatMap(([table, { columns }]) =>
    [...columns]
      .filter(
        ([column, known]) =>
          isCountedBy(known, schema, key) || isOwnedSerial(`${table}.${column}`, known, schema.sequences.get(key)),
      )
      .map(([column]) => `${table}.${column}`),
  );
}

function isOwnedSerial(column: string, { definition }: Column, sequence: Sequence | undefined): boolean {
  return definition?.identity === "by-default" && sequence?.ownedBy === column;
}

function isCountedBy({ definition, given }: Column, schema: Schema, key: string): boolean {
  const value = definition?.default ?? given;
  return (
    value !== undefined && "sequence" in value && value.sequence !== undefined && keyOf(schema, value.sequence) === key
  );
}
