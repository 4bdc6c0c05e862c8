import type { Effect, Rule } from "../../rule.ts";
import type { Column, Schema, Table } from "../../schema/schema.ts";
import type { Sequence } from "../../schema/sequence.ts";
import { NO_HAZARD, UNKNOWN_HAZARD, locks } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { viewsOn } from "../../schema/dependents.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { withDefinition } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { keyOf } from "../../schema/schema.ts";

/** Its position is gone: a new one begins anew, and numbers that are in use come again. */
export const dropSequence: Rule<"drop-sequence"> = {
  effect: (change, { before, client }) => {
    const key = keyOf(before, change.sequence);
    const known = before.sequences.get(key);
    if (known === undefined && isGone(key, before))
      return existence(before, { family: "sequences", key, ifExists: change.ifExists });
    const users = usersOf(before, key);
    const holder = change.cascade ? undefined : holderOf(key, before, users);
    if (holder !== undefined) return effect(`sequence ${key} ${holder}`, { succeeds: "no" });
    if (!isSeen(known, client)) return effect(`sequence ${key} is not known to this code`);
    const isSure = isListedIn(before, known);
    const own = gone(key, isSure || change.cascade ? "yes" : "undetermined", users.length > 0 || !isSure);
    return { ...own, hazard: change.cascade ? hazardWith(users, isSure) : NO_HAZARD };
  },
  after: ({ sequence, cascade }, schema) => {
    const key = keyOf(schema, sequence);
    return withoutObject(cascade ? withoutDefaults(schema, key) : schema, "sequences", key);
  },
};

function isGone(key: string, { complete, dropped }: Schema): boolean {
  return complete || dropped.has(`sequences:${key}`);
}

/** Those whose default goes with it are locked; who they are is not known where not all are listed. */
function hazardWith(users: readonly string[], isSure: boolean): Effect["hazard"] {
  if (!isSure) return UNKNOWN_HAZARD;
  return users.length > 0 ? locks("ACCESS EXCLUSIVE") : NO_HAZARD;
}

/** The columns stay, without what counted for them. */
function withoutDefaults(schema: Schema, key: string): Schema {
  const uncounted = (table: Table): Table =>
    [...table.columns]
      .filter(([column, known]) => isUser([`${table.name}.${column}`, known], schema, key))
      .reduce(
        (left, [column]) =>
          withDefinition(left, column, (known) => ({ ...known, identity: "none", default: { kind: "none" } })),
        table,
      );
  return { ...schema, tables: new Map([...schema.tables].map(([name, table]) => [name, uncounted(table)])) };
}

/** What PostgreSQL does not take it away from under. */
function holderOf(key: string, schema: Schema, users: readonly string[]): string | undefined {
  if (schema.dialect !== "postgresql") return undefined;
  const [reader] = viewsOn(schema, key);
  if (users.length > 0) return `is the default of ${users.join(", ")}`;
  return reader === undefined ? undefined : `is read by ${reader}`;
}

function gone(key: string, succeeds: Effect["succeeds"], isDefault: boolean): Effect {
  return effect(`sequence ${key} is gone`, {
    impact: impact("writes_break", isDefault ? "always" : "if_referenced"),
    succeeds,
    loses: [`sequence:${key}`],
    restorable: "structure_only",
  });
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
      .filter(([column, known]) => isUser([`${table}.${column}`, known], schema, key))
      .map(([column]) => `${table}.${column}`),
  );
}

function isUser([column, known]: readonly [string, Column], schema: Schema, key: string): boolean {
  return isCountedBy(known, schema, key) || isOwnedSerial(column, known, schema.sequences.get(key));
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
