import type { ChangeOf } from "../../../model/change.ts";
import type { Rule } from "../../rule.ts";
import type { Index, Schema, Table } from "../../schema/schema.ts";
import { locks } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { existence } from "../../schema/existence.ts";
import { withoutHolders } from "../../schema/unheld.ts";
import { EXTENSION_FUNCTIONS, EXTENSION_TYPES } from "../../types/extensions.ts";
import { holdersOfRoutine, holdersOfType } from "../../types/held.ts";
import { columnsWith, withoutType } from "../../types/taken-along.ts";

export const dropExtension: Rule<"drop-extension"> = {
  effect: (change, { before, client }) => {
    const { name, cascade, ifExists } = change;
    const key = `extension ${name}`;
    const isThere = before.surroundings.has(key);
    if (before.complete && !isThere) return existence(before, { family: "surroundings", key, ifExists });
    const holder = cascade ? undefined : holderOf(name, before);
    if (holder !== undefined) return effect(`what ${key} brought is used by ${holder}`, { succeeds: "no" });
    if (cascade) return goneWith(change, before);
    const succeeds = EXTENSION_TYPES[name] === undefined ? "data_dependent" : mayBeIndexed(name, before);
    if (isThere && !client.surroundings.has(key)) return effect(`${key} is not known to this code`, { succeeds });
    return effect(`what ${key} brought is gone`, { ...GONE, succeeds });
  },
  after: ({ name, cascade }, schema) => {
    const without = withoutObject(schema, "surroundings", `extension ${name}`);
    if (!cascade) return without;
    const routines = EXTENSION_FUNCTIONS[name] ?? [];
    const untyped = typesOf(name, schema).reduce(withoutType, without);
    const uncalled = withoutHolders(untyped, (names) => names.routines.some((each) => routines.includes(each)));
    return withoutIndexes(uncalled, EXTENSION_OPERATORS[name] ?? []);
  },
};

const GONE = { impact: impact("reads_and_writes_break", "if_referenced"), restorable: "structure_only" } as const;

function goneWith({ name }: ChangeOf<"drop-extension">, before: Schema): ReturnType<typeof effect> {
  return effect(`what extension ${name} brought is gone, and columns of its types`, {
    ...GONE,
    loses: lossesWith(name, columnsOfTypes(name, before), before),
    hazard: locks("ACCESS EXCLUSIVE"),
  });
}

function holderOf(extension: string, before: Schema): string | undefined {
  return (
    columnsOfTypes(extension, before)[0] ??
    typesOf(extension, before).flatMap((type) => holdersOfType(before, type))[0] ??
    callerOf(extension, before) ??
    indexesWith(before, EXTENSION_OPERATORS[extension] ?? [])[0]
  );
}

function callerOf(extension: string, before: Schema): string | undefined {
  const routines = EXTENSION_FUNCTIONS[extension] ?? [];
  return routines.flatMap((name) => holdersOfRoutine(before, { schema: null, name }))[0];
}

function lossesWith(extension: string, users: readonly string[], { complete }: Schema): readonly string[] {
  const isOpen = EXTENSION_TYPES[extension] === undefined || (!complete && EXTENSION_TYPES[extension].length > 0);
  if (isOpen && users.length === 0) return [`extension:${extension}`];
  return users.map((column) => `column:${column}`);
}

function columnsOfTypes(extension: string, before: Schema): readonly string[] {
  return typesOf(extension, before).flatMap((type) => columnsWith(before, type));
}

/** In whatever schema they are. */
function typesOf(extension: string, { tables }: Schema): readonly string[] {
  const types = EXTENSION_TYPES[extension] ?? [];
  const used = [...tables.values()].flatMap(({ columns }) =>
    [...columns.values()].flatMap(({ definition }) => definition?.type?.name ?? []),
  );
  const elsewhere = used.filter((name) => name.includes(".") && types.includes(name.split(".").at(-1) ?? ""));
  return [...new Set([...types, ...elsewhere])];
}

function indexesWith({ tables }: Schema, operators: readonly string[]): readonly string[] {
  return [...tables.values()].flatMap(({ indexes }) =>
    indexes.filter((index) => isServed(index, operators)).map(({ definition }) => `index ${definition.name ?? ""}`),
  );
}

function isServed({ definition: { built = "" } }: Index, operators: readonly string[]): boolean {
  return operators.some((each) => built.includes(`"${each}"`));
}

function withoutIndexes(schema: Schema, operators: readonly string[]): Schema {
  const tables = [...schema.tables].map(([name, table]): [string, Table] => [
    name,
    { ...table, indexes: table.indexes.filter((index) => !isServed(index, operators)) },
  ]);
  return { ...schema, tables: new Map(tables) };
}

/** Those that are meant where none is named are not kept: an index of a kind that they serve may have them. */
function mayBeIndexed(extension: string, { tables }: Schema): "yes" | "undetermined" {
  const methods = INDEX_METHODS[extension] ?? [];
  const isMeant = [...tables.values()].some(
    ({ indexes, constraints }) =>
      indexes.some(({ definition }) => methods.includes(definition.method)) ||
      (methods.length > 0 && constraints.some(({ definition }) => definition.kind === "exclude")),
  );
  return isMeant ? "undetermined" : "yes";
}

const INDEX_METHODS: Readonly<Record<string, readonly string[]>> = {
  btree_gin: ["gin"],
  btree_gist: ["gist"],
};

/** Which are meant only where they are named. */
const EXTENSION_OPERATORS: Readonly<Record<string, readonly string[]>> = { pg_trgm: ["gin_trgm_ops", "gist_trgm_ops"] };
