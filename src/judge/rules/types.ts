// A database's own types: enums, domains, composites.
import type { ChangeOf } from "../../model/change.ts";
import type { At, Effect, Rule } from "../rule.ts";
import type { Schema, Table, UserType } from "../schema.ts";
import { withObject, withoutObject, withRenamed } from "../edit.ts";
import { existence } from "../existence.ts";
import { locks, NO_HAZARD, UNKNOWN_HAZARD } from "../hazards.ts";
import { effect, impact, UNDETERMINED, unchanged } from "../rule.ts";
import { keyOf } from "../schema.ts";

const NEW: Rule<"create-enum">["effect"] & Rule<"create-type">["effect"] & Rule<"create-domain">["effect"] = (
  { type },
  { before },
) => {
  const key = keyOf(before, type);
  return before.types.has(key)
    ? effect(`type ${key} exists already`, { succeeds: "no" })
    : effect(`type ${key} is new`);
};

export const createEnum: Rule<"create-enum"> = {
  effect: NEW,
  after: ({ type, labels }, schema) => withType(schema, keyOf(schema, type), { of: "enum", labels, text: "" }),
};

export const createType: Rule<"create-type"> = {
  effect: NEW,
  after: ({ type, text }, schema) => withType(schema, keyOf(schema, type), { of: "other", labels: [], text }),
};

export const createDomain: Rule<"create-domain"> = {
  effect: NEW,
  after: ({ type, base, nullable, constrained }, schema) =>
    withType(schema, keyOf(schema, type), {
      of: "domain",
      labels: [],
      text: JSON.stringify([base, nullable, constrained]),
    }),
};

function withType(schema: Schema, key: string, made: Omit<UserType, "id" | "fresh">): Schema {
  return withObject(schema, "types", { key, make: (id) => ({ id, ...made, fresh: [] }) });
}

export const dropType: Rule<"drop-type"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.type);
    if (!before.types.has(key)) return existence(before, { family: "types", key, ifExists: change.ifExists });
    const users = columnsOf(before, key);
    if (users.length > 0 && !change.cascade)
      return effect(`type ${key} is used by ${users.join(", ")}`, { succeeds: "no" });
    if (!isKnown(at, key)) return effect(`type ${key} is not known to this code`);
    return effect(`type ${key} is gone${users.length > 0 ? `, and with it ${users.join(", ")}` : ""}`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      loses: lost(users),
      restorable: users.length > 0 ? "structure_only" : "full",
      hazard: users.length > 0 ? locks("ACCESS EXCLUSIVE") : NO_HAZARD,
    });
  },
  after: (change, schema) => {
    const key = keyOf(schema, change.type);
    const without = withoutObject(schema, "types", key);
    if (!change.cascade) return without;
    const tables = [...without.tables].map(([name, table]): [string, Table] => [name, withoutType(table, schema, key)]);
    return { ...without, tables: new Map(tables) };
  },
};

function withoutType(table: Table, schema: Schema, key: string): Table {
  const columns = [...table.columns].filter(([, { definition }]) => !isOf(definition?.type?.name, schema, key));
  return { ...table, columns: new Map(columns) };
}

function lost(columns: readonly string[]): readonly string[] {
  return columns.map((column) => `column:${column}`);
}

function columnsOf(schema: Schema, key: string): readonly string[] {
  return [...schema.tables].flatMap(([table, { columns }]) =>
    [...columns]
      .filter(([, { definition }]) => isOf(definition?.type?.name, schema, key))
      .map(([column]) => `${table}.${column}`),
  );
}

function isOf(type: string | undefined, schema: Schema, key: string): boolean {
  return type !== undefined && keyOf(schema, nameOf(type)) === key;
}

function nameOf(type: string): { readonly schema: string | null; readonly name: string } {
  const [schema, name] = type.split(".");
  return name === undefined ? { schema: null, name: type } : { schema: schema ?? null, name };
}

function isKnown({ before, client }: At, key: string): boolean {
  const id = before.types.get(key)?.id;
  return [...client.types.values()].some((type) => type.id === id);
}

export const renameType: Rule<"rename-type"> = {
  effect: ({ type, to }, at) => {
    const key = keyOf(at.before, type);
    if (at.before.types.has(key) && !isKnown(at, key)) return effect(`type ${key} is not known to this code`);
    return effect(`type ${key} is called ${keyOf(at.before, to)} now: casts that name it fail`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
    });
  },
  after: ({ type, to }, schema) => {
    const [from, key] = [keyOf(schema, type), keyOf(schema, to)];
    const renamed = withRenamed(schema, "types", { from, to: key });
    const tables = [...renamed.tables].map(([name, table]): [string, Table] => [
      name,
      {
        ...table,
        columns: new Map([...table.columns].map(([column, known]) => [column, followed(known, schema, [from, key])])),
      },
    ]);
    return { ...renamed, tables: new Map(tables) };
  },
};

type Known = Table["columns"] extends ReadonlyMap<string, infer C> ? C : never;

function followed(column: Known, schema: Schema, [from, to]: readonly [string, string]): Known {
  const { definition } = column;
  if (definition === null || definition.type === null || !isOf(definition.type.name, schema, from)) return column;
  return { ...column, definition: { ...definition, type: { ...definition.type, name: to } } };
}

export const addEnumValue: Rule<"add-enum-value"> = {
  effect: ({ type, label, ifNotExists }, { before }) => {
    const key = keyOf(before, type);
    const known = before.types.get(key);
    if (known?.labels.includes(label) === true && !ifNotExists)
      return effect(`${key} has '${label}' already`, { succeeds: "no" });
    return effect(`${key} has one label more, which this code may meet once rows hold it`, {
      impact: impact("behaviour_change", "if_data"),
      restorable: "none",
    });
  },
  after: ({ type, label }, schema) =>
    withLabels(schema, keyOf(schema, type), (known) =>
      known.labels.includes(label)
        ? known
        : { ...known, labels: [...known.labels, label], fresh: [...known.fresh, label] },
    ),
};

export const renameEnumValue: Rule<"rename-enum-value"> = {
  effect: ({ type, label, to }, at) => {
    const key = keyOf(at.before, type);
    if (!isKnown(at, key)) return effect(`type ${key} is not known to this code`);
    return effect(`'${label}' of ${key} is '${to}' now: the old word is refused`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
    });
  },
  after: ({ type, label, to }, schema) =>
    withLabels(schema, keyOf(schema, type), (known) => ({
      ...known,
      labels: known.labels.map((each) => (each === label ? to : each)),
    })),
};

function withLabels(schema: Schema, key: string, change: (known: UserType) => UserType): Schema {
  const known = schema.types.get(key);
  return known === undefined ? schema : { ...schema, types: new Map(schema.types).set(key, change(known)) };
}

export const alterDomain: Rule<"alter-domain"> = {
  effect: ({ type, what, notValid }, at) => {
    const key = keyOf(at.before, type);
    const known = isKnown(at, key);
    if (!known && at.before.types.has(key)) return effect(`domain ${key} is not known to this code`);
    return DOMAIN[what](key, notValid);
  },
  after: ({ type, what }, schema) =>
    withLabels(schema, keyOf(schema, type), (known) => ({ ...known, text: alteredText(known.text, what) })),
};

/** What was added last goes first. */
function alteredText(text: string, what: ChangeOf<"alter-domain">["what"]): string {
  const added = " add-constraint";
  if (what === "drop-constraint" && text.endsWith(added)) return text.slice(0, -added.length);
  return `${text} ${what}`;
}

const DOMAIN: Readonly<Record<ChangeOf<"alter-domain">["what"], (key: string, notValid: boolean) => Effect>> = {
  "add-constraint": refused,
  "set-not-null": refused,
  validate: (key) =>
    effect(`${key} was enforced for new rows already`, { succeeds: "data_dependent", hazard: locks("SHARE", "scan") }),
  "drop-constraint": allowed,
  "drop-not-null": allowed,
  "set-default": defaulted,
  "drop-default": defaulted,
};

function refused(key: string, notValid: boolean): Effect {
  return effect(`columns of ${key} refuse more`, {
    impact: impact("writes_break", "if_data"),
    succeeds: notValid ? "yes" : "data_dependent",
    restorable: "full",
    hazard: notValid ? NO_HAZARD : locks("SHARE", "scan"),
  });
}

function allowed(key: string): Effect {
  return effect(`columns of ${key} take more`, { impact: impact("behaviour_change", "if_data"), restorable: "full" });
}

function defaulted(key: string): Effect {
  return effect(`columns of ${key} are filled differently`, {
    impact: impact("behaviour_change", "if_referenced"),
    restorable: "full",
  });
}

type AttributeKind = "add-attribute" | "drop-attribute" | "change-attribute" | "rename-attribute";

const ATTRIBUTE: Rule<AttributeKind> = {
  effect: ({ kind, type, attribute }, { before }) => {
    const shown = `${keyOf(before, type)}.${attribute}`;
    const users = columnsOf(before, keyOf(before, type));
    const hazard = users.length > 0 ? locks("ACCESS EXCLUSIVE") : NO_HAZARD;
    if (kind === "add-attribute")
      return effect(`values of ${keyOf(before, type)} have one part more: rows written in parts lack it`, {
        impact: impact("writes_break", "if_referenced"),
        hazard,
      });
    if (kind === "change-attribute")
      return effect(`${shown} has another type`, {
        impact: UNDETERMINED,
        succeeds: "undetermined",
        hazard: UNKNOWN_HAZARD,
      });
    return effect(`${shown} is gone under that name`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      loses: kind === "drop-attribute" ? users.map((column) => `values:${column}`) : [],
      restorable: kind === "drop-attribute" ? "structure_only" : "full",
      hazard,
    });
  },
  after: unchanged,
};

export const addAttribute: Rule<"add-attribute"> = ATTRIBUTE as Rule<"add-attribute">;
export const dropAttribute: Rule<"drop-attribute"> = ATTRIBUTE as Rule<"drop-attribute">;
export const changeAttribute: Rule<"change-attribute"> = ATTRIBUTE as Rule<"change-attribute">;
export const renameAttribute: Rule<"rename-attribute"> = ATTRIBUTE as Rule<"rename-attribute">;
