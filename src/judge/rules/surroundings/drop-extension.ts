import type { Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { locks } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { withTable, withoutColumn } from "../../schema/edit-table.ts";
import { EXTENSION_FUNCTIONS, EXTENSION_TYPES } from "../../types/extensions.ts";
import { holdersOfRoutine } from "../../types/held.ts";

export const dropExtension: Rule<"drop-extension"> = {
  effect: ({ name, cascade }, { before, client }) => {
    const users = columnsOfTypes(before, EXTENSION_TYPES[name] ?? []);
    const holder = cascade ? undefined : (users[0] ?? callerOf(name, before));
    if (holder !== undefined) return effect(`what extension ${name} brought is used by ${holder}`, { succeeds: "no" });
    const isNew = !client.surroundings.has(`extension ${name}`) && before.surroundings.has(`extension ${name}`);
    const frame = { impact: impact("reads_and_writes_break", "if_referenced"), restorable: "structure_only" } as const;
    if (cascade)
      return effect(`what extension ${name} brought is gone, and columns of its types`, {
        ...frame,
        loses: lossesWith(name, users, before),
        hazard: locks("ACCESS EXCLUSIVE"),
      });
    const succeeds = EXTENSION_TYPES[name] === undefined ? "data_dependent" : mayBeIndexed(name, before);
    if (isNew) return effect(`extension ${name} is not known to this code`, { succeeds });
    return effect(`what extension ${name} brought is gone`, { ...frame, succeeds });
  },
  after: ({ name, cascade }, schema) => {
    const columns = cascade ? columnsOfTypes(schema, EXTENSION_TYPES[name] ?? []) : [];
    const without = columns.reduce((left, shown) => {
      const dot = shown.lastIndexOf(".");
      return withTable(left, { schema: null, name: shown.slice(0, dot) }, (table) =>
        withoutColumn(table, shown.slice(dot + 1)),
      );
    }, schema);
    return withoutObject(without, "surroundings", `extension ${name}`);
  },
};

function callerOf(extension: string, before: Schema): string | undefined {
  const routines = EXTENSION_FUNCTIONS[extension] ?? [];
  return routines.flatMap((name) => holdersOfRoutine(before, { schema: null, name }))[0];
}

function lossesWith(extension: string, users: readonly string[], { complete }: Schema): readonly string[] {
  const isOpen = EXTENSION_TYPES[extension] === undefined || (!complete && EXTENSION_TYPES[extension].length > 0);
  if (isOpen && users.length === 0) return [`extension:${extension}`];
  return users.map((column) => `column:${column}`);
}

function columnsOfTypes({ tables }: Schema, types: readonly string[]): readonly string[] {
  return [...tables].flatMap(([table, { columns }]) =>
    [...columns]
      .filter(([, { definition }]) => types.includes(definition?.type?.name.split(".").at(-1) ?? ""))
      .map(([column]) => `${table}.${column}`),
  );
}

/** Which operator class an index has is not kept: one of a kind that these serve may have theirs. */
function mayBeIndexed(extension: string, { tables }: Schema): "yes" | "undetermined" {
  const methods = INDEX_METHODS[extension] ?? [];
  const isServed = [...tables.values()].some(
    ({ indexes, constraints }) =>
      indexes.some(({ definition }) => methods.includes(definition.method)) ||
      (methods.length > 0 && constraints.some(({ definition }) => definition.kind === "exclude")),
  );
  return isServed ? "undetermined" : "yes";
}

const INDEX_METHODS: Readonly<Record<string, readonly string[]>> = {
  pg_trgm: ["gin", "gist"],
  btree_gin: ["gin"],
  btree_gist: ["gist"],
};
