import type { Rule } from "../../rule.ts";
import type { Schema } from "../../schema.ts";
import { withoutObject } from "../../edit-objects.ts";
import { locks } from "../../hazards.ts";
import { effect, impact } from "../../rule.ts";

export const dropExtension: Rule<"drop-extension"> = {
  effect: ({ name, cascade }, { before, client }) => {
    const users = columnsOfTypes(before, EXTENSION_TYPES[name] ?? []);
    if (users.length > 0 && !cascade)
      return effect(`types of extension ${name} are used by ${users.join(", ")}`, { succeeds: "no" });
    const isNew = !client.surroundings.has(`extension ${name}`) && before.surroundings.has(`extension ${name}`);
    if (!cascade && isNew) return effect(`extension ${name} is not known to this code`);
    const frame = { impact: impact("reads_and_writes_break", "if_referenced"), restorable: "structure_only" } as const;
    if (cascade)
      return effect(`what extension ${name} brought is gone, and columns of its types`, {
        ...frame,
        loses: lossesWith(name, users),
        hazard: locks("ACCESS EXCLUSIVE"),
      });
    const succeeds = EXTENSION_TYPES[name] === undefined ? "data_dependent" : "yes";
    return effect(`what extension ${name} brought is gone`, { ...frame, succeeds });
  },
  after: ({ name }, schema) => withoutObject(schema, "surroundings", `extension ${name}`),
};

function lossesWith(extension: string, users: readonly string[]): readonly string[] {
  if (EXTENSION_TYPES[extension] === undefined) return [`extension:${extension}`];
  return users.map((column) => `column:${column}`);
}

function columnsOfTypes({ tables }: Schema, types: readonly string[]): readonly string[] {
  return [...tables].flatMap(([table, { columns }]) =>
    [...columns]
      .filter(([, { definition }]) => types.includes(definition?.type?.name.split(".").at(-1) ?? ""))
      .map(([column]) => `${table}.${column}`),
  );
}

/** The types that extensions bring, of those that are known to bring no others. */
const EXTENSION_TYPES: Readonly<Record<string, readonly string[]>> = {
  citext: ["citext"],
  hstore: ["hstore"],
  ltree: ["ltree", "lquery", "ltxtquery"],
  cube: ["cube"],
  vector: ["vector", "halfvec", "sparsevec"],
  postgis: ["geometry", "geography", "box2d", "box3d"],
  pgcrypto: [],
  "uuid-ossp": [],
  pg_trgm: [],
  unaccent: [],
  btree_gin: [],
  btree_gist: [],
  pg_stat_statements: [],
};
