// Extensions, privileges, row security, publications, schemas: what decides whether statements reach the tables at all.
import type { SurroundingsChange } from "../../model/change/surroundings.ts";
import type { Effect, Rule } from "../rule.ts";
import type { Schema } from "../schema.ts";
import { withObject, withoutObject, withTable } from "../edit.ts";
import { existence } from "../existence.ts";
import { locks, NO_HAZARD, UNKNOWN_HAZARD } from "../hazards.ts";
import { clientTable, effect, impact, UNDETERMINED, unchanged } from "../rule.ts";
import { keyOf, tableIn } from "../schema.ts";

export const createExtension: Rule<"create-extension"> = {
  effect: ({ name }) => effect(`extension ${name} is new`),
  after: ({ name }, schema) => withMark(schema, `extension ${name}`, "yes"),
};

export const dropExtension: Rule<"drop-extension"> = {
  effect: ({ name, cascade }, { before, client }) => {
    const users = columnsOfTypes(before, EXTENSION_TYPES[name] ?? []);
    if (users.length > 0 && !cascade)
      return effect(`types of extension ${name} are used by ${users.join(", ")}`, { succeeds: "no" });
    if (!cascade && !client.surroundings.has(`extension ${name}`) && before.surroundings.has(`extension ${name}`))
      return effect(`extension ${name} is not known to this code`);
    return effect(`what extension ${name} brought is gone${cascade ? ", and columns of its types" : ""}`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      succeeds: cascade || EXTENSION_TYPES[name] !== undefined ? "yes" : "data_dependent",
      restorable: "structure_only",
      loses: cascade ? lossesWith(name, users) : [],
      hazard: cascade ? locks("ACCESS EXCLUSIVE") : NO_HAZARD,
    });
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
      .filter(([, { definition }]) => types.includes(definition?.type?.name.replace(/^.*\./, "") ?? ""))
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

export const updateExtension: Rule<"update-extension"> = {
  effect: ({ name }) =>
    effect(`what another version of ${name} does is not in the text`, {
      impact: UNDETERMINED,
      succeeds: "undetermined",
      restorable: "none",
      hazard: UNKNOWN_HAZARD,
    }),
  after: unchanged,
};

export const grant: Rule<"grant"> = {
  effect: ({ text }) => effect(`more is allowed: ${text}`),
  after: ({ on, to, privileges }, schema) => {
    const key = privilegeKey(schema, { on, to, privileges });
    return schema.surroundings.has(`revoked ${key}`)
      ? withoutObject(schema, "surroundings", `revoked ${key}`)
      : withMark(schema, key, "yes");
  },
};

export const revoke: Rule<"revoke"> = {
  effect: ({ privileges, to }) =>
    effect(`${privileges.join(", ") || "everything"} is refused to ${to.join(", ")}`, {
      impact: impact(verdictWithout(privileges), "always"),
      restorable: "full",
    }),
  // PostgreSQL keeps a list of privileges that was once written, so that a grant and a revoke leave a trace.
  after: ({ on, to, privileges }, schema) => {
    const key = privilegeKey(schema, { on, to, privileges });
    return withMark(withoutObject(schema, "surroundings", key), `revoked ${key}`, "yes");
  },
};

interface Privilege {
  readonly on: Extract<SurroundingsChange, { readonly privileges: readonly string[] }>["on"];
  readonly to: readonly string[];
  readonly privileges: readonly string[];
}

function privilegeKey(schema: Schema, { on, to, privileges }: Privilege): string {
  return `grant ${privileges.join(",")} on ${on.map((name) => keyOf(schema, name)).join(",")} to ${to.join(",")}`;
}

function verdictWithout(privileges: readonly string[]): "reads_break" | "writes_break" | "reads_and_writes_break" {
  const names = privileges.map((privilege) => privilege.toUpperCase());
  if (names.length > 0 && names.every((name) => name === "SELECT" || name === "REFERENCES")) return "reads_break";
  const writes = new Set(["INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER"]);
  return names.length > 0 && names.every((name) => writes.has(name)) ? "writes_break" : "reads_and_writes_break";
}

type RoleKind = "create-role" | "drop-role" | "alter-role" | "default-privileges";

const ROLE: Rule<RoleKind> = {
  effect: ({ kind }) => ROLES[kind](),
  after: ({ kind, text }, schema) =>
    kind === "default-privileges" ? schema : withMark(schema, `role: ${text}`, "yes"),
};

const ROLES: Readonly<Record<RoleKind, () => Effect>> = {
  "create-role": () => effect("a role is new"),
  "default-privileges": () => effect("objects made later have other privileges", { restorable: "full" }),
  "alter-role": () =>
    effect("what the role may do and sees is another", {
      impact: UNDETERMINED,
      restorable: "full",
    }),
  "drop-role": () =>
    effect("whoever connects as the role is refused", {
      impact: impact("reads_and_writes_break", "if_referenced"),
      succeeds: "data_dependent",
      restorable: "structure_only",
    }),
};

export const createRole: Rule<"create-role"> = ROLE as Rule<"create-role">;
export const dropRole: Rule<"drop-role"> = ROLE as Rule<"drop-role">;
export const alterRole: Rule<"alter-role"> = ROLE as Rule<"alter-role">;
export const defaultPrivileges: Rule<"default-privileges"> = ROLE as Rule<"default-privileges">;

export const dropOwned: Rule<"drop-owned"> = {
  effect: () =>
    effect("what the role owned is gone, and what that was is not in the text", {
      impact: UNDETERMINED,
      succeeds: "undetermined",
      restorable: "none",
      hazard: UNKNOWN_HAZARD,
    }),
  after: unchanged,
};

/** For roles that do not own the table: rows vanish without an error, and writes are refused. */
export const rowSecurity: Rule<"row-security"> = {
  effect: ({ table, enabled }, at) => {
    const key = keyOf(at.before, table);
    if (clientTable(at, table) === undefined && tableIn(at.before, table) !== undefined)
      return effect(`${key} is not known to this code`);
    const frame = { restorable: "full", hazard: locks("ACCESS EXCLUSIVE") } as const;
    if (enabled === false)
      return effect(`rows of ${key} that were hidden are seen by everybody`, {
        ...frame,
        impact: impact("behaviour_change", "always"),
      });
    return effect(`policies hide rows of ${key} and refuse writes, from all but its owner`, {
      ...frame,
      impact: impact("writes_break", "always"),
    });
  },
  after: ({ table, enabled, forced }, schema) =>
    withTable(schema, table, (known) => {
      const settings = new Map(known.settings);
      if (enabled === true) settings.set("row-security", "yes");
      if (enabled === false) settings.delete("row-security");
      if (forced === true) settings.set("row-security-forced", "yes");
      if (forced === false) settings.delete("row-security-forced");
      return { ...known, settings };
    }),
};

type PolicyKind = "create-policy" | "alter-policy" | "drop-policy";

const POLICY: Rule<PolicyKind> = {
  effect: ({ name, table }, at) => {
    const key = keyOf(at.before, table);
    const known = tableIn(at.before, table);
    if (known !== undefined && clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    const frame = { restorable: "full", hazard: locks("ACCESS EXCLUSIVE") } as const;
    const isOff = known?.complete === true && !known.settings.has("row-security");
    if (isOff) return effect(`policy ${name} has no effect while row security of ${key} is off`, frame);
    return effect(`policy ${name} decides which rows of ${key} are seen and written`, {
      ...frame,
      impact: impact("behaviour_change", "if_data"),
    });
  },
  after: ({ kind, name, table, text }, schema) =>
    withTable(schema, table, (known) => {
      const settings = new Map(known.settings);
      if (kind === "drop-policy") settings.delete(`policy ${name}`);
      else settings.set(`policy ${name}`, text);
      return { ...known, settings };
    }),
};

export const createPolicy: Rule<"create-policy"> = POLICY as Rule<"create-policy">;
export const alterPolicy: Rule<"alter-policy"> = POLICY as Rule<"alter-policy">;
export const dropPolicy: Rule<"drop-policy"> = POLICY as Rule<"drop-policy">;

export const publication: Rule<"publication"> = {
  effect: () => effect("subscribers get more or less; statements here are as before", { restorable: "full" }),
  after: unchanged,
};

export const createSchema: Rule<"create-schema"> = {
  effect: ({ name, ifNotExists }, { before }) => {
    if (!before.surroundings.has(`schema ${name}`)) return effect(`schema ${name} is new`);
    return effect(`schema ${name} exists already`, { succeeds: ifNotExists ? "yes" : "no" });
  },
  after: ({ name }, schema) => withMark(schema, `schema ${name}`, "yes"),
};

/** MySQL's `drop database` needs no cascade: everything in it goes. */
export const dropSchema: Rule<"drop-schema"> = {
  effect: ({ name, ifExists, cascade }, { before, client }) => {
    const tables = [...before.tables.keys()].filter((key) => key.startsWith(`${name}.`));
    const takesAll = cascade || before.dialect !== "postgresql";
    if (tables.length > 0 && !takesAll) return effect(`schema ${name} holds ${tables.join(", ")}`, { succeeds: "no" });
    if (before.complete && !before.surroundings.has(`schema ${name}`) && tables.length === 0)
      return existence(before, { family: "surroundings", key: `schema ${name}`, ifExists });
    const isKnown = client.surroundings.has(`schema ${name}`) || !before.surroundings.has(`schema ${name}`);
    const frame = {
      loses: takesAll ? tables.map((table) => `table:${table}`) : [],
      succeeds: takesAll || before.complete ? "yes" : "data_dependent",
      hazard: tables.length > 0 ? locks("ACCESS EXCLUSIVE") : NO_HAZARD,
    } as const;
    if (!isKnown) return effect(`schema ${name} is not known to this code`, { ...frame, loses: [] });
    return effect(`schema ${name} is gone with all that is in it`, {
      ...frame,
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: tables.length > 0 ? "structure_only" : "full",
    });
  },
  after: ({ name }, schema) => {
    const tables = [...schema.tables].filter(([key]) => !key.startsWith(`${name}.`));
    return withoutObject({ ...schema, tables: new Map(tables) }, "surroundings", `schema ${name}`);
  },
};

export const renameSchema: Rule<"rename-schema"> = {
  effect: ({ name, to }) =>
    effect(`schema ${name} is called ${to} now`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
      hazard: locks("ACCESS EXCLUSIVE"),
    }),
  after: ({ name, to }, schema) => {
    const tables = [...schema.tables].map(([key, table]): [string, typeof table] => {
      const renamed = key.startsWith(`${name}.`) ? `${to}${key.slice(name.length)}` : key;
      return [renamed, { ...table, name: renamed }];
    });
    return { ...schema, tables: new Map(tables) };
  },
};

export const comment: Rule<"comment"> = {
  effect: () => effect("a comment", { restorable: "full", hazard: locks("SHARE UPDATE EXCLUSIVE") }),
  after: unchanged,
};

type EventKind = "create-event" | "drop-event" | "alter-event";

const EVENT: Rule<EventKind> = {
  effect: ({ kind, name }, { before }) =>
    effect(
      `what event ${keyOf(before, name)} does by itself ${kind === "create-event" ? "begins" : "ends or changes"}`,
      {
        impact: impact("behaviour_change", "if_data"),
        restorable: kind === "create-event" ? "none" : "full",
      },
    ),
  after: ({ kind, name }, schema) => {
    const key = `event ${keyOf(schema, name)}`;
    return kind === "drop-event" ? withoutObject(schema, "surroundings", key) : withMark(schema, key, "yes");
  },
};

export const createEvent: Rule<"create-event"> = EVENT as Rule<"create-event">;
export const dropEvent: Rule<"drop-event"> = EVENT as Rule<"drop-event">;
export const alterEvent: Rule<"alter-event"> = EVENT as Rule<"alter-event">;

function withMark(schema: Schema, key: string, text: string): Schema {
  return withObject(schema, "surroundings", { key, make: () => text });
}
