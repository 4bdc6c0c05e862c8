// Defaults, NOT NULL, identity and computed columns: how values come about that a statement does not give.
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Effect, Rule } from "../rule.ts";
import type { Schema } from "../schema.ts";
import { withDefinition, withTable } from "../edit.ts";
import {
  BRIEF,
  COPY,
  hazardOn,
  IN_PLACE_REBUILD,
  INSTANT,
  locks,
  NO_HAZARD,
  SQLITE_CATALOG,
  SQLITE_ROWS,
} from "../hazards.ts";
import { findColumn } from "../on-column.ts";
import { effect, impact, UNDETERMINED, unchanged } from "../rule.ts";
import { keyOf } from "../schema.ts";
import { isRequired } from "./add-column.ts";

const SCANNED = {
  postgresql: locks("ACCESS EXCLUSIVE", "scan"),
  mysql: IN_PLACE_REBUILD,
  sqlite: SQLITE_ROWS,
} as const;
const REWRITTEN = { postgresql: locks("ACCESS EXCLUSIVE", "rewrite"), mysql: COPY, sqlite: SQLITE_ROWS } as const;

export const setDefault: Rule<"set-default"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const { shown, isNew, column } = found;
    const hazard = hazardOn(at.before, BRIEF);
    if (isNew) return effect(`${shown} is not known to this code`, { hazard });
    if (column.definition !== null && isRequired(column.definition))
      return effect(`${shown} gets a default where it had none`, { hazard, restorable: "full" });
    return effect(`rows that leave out ${shown} get another value`, {
      impact: impact("behaviour_change", "if_referenced"),
      restorable: "full",
      hazard,
    });
  },
  after: (change, schema) =>
    withTable(schema, change.table, (table) =>
      withDefinition(table, change.column, (known) => ({ ...known, default: change.default })),
    ),
};

export const dropDefault: Rule<"drop-default"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const { shown, isNew, column } = found;
    const frame = { hazard: hazardOn(at.before, BRIEF), restorable: "full" } as const;
    const { definition } = column;
    if (definition === null)
      return effect(`whether ${shown} may be null is not known without the schema`, { ...frame, impact: UNDETERMINED });
    if (definition.default.kind === "none") return effect(`${shown} has no default`, frame);
    if (definition.nullable)
      return isNew
        ? effect(`${shown} is not known to this code, and may be null`, { hazard: frame.hazard })
        : effect(`rows that leave out ${shown} get null`, {
            ...frame,
            impact: impact("behaviour_change", "if_referenced"),
          });
    return effect(`${shown} is required and has no default any more: inserts that do not name it fail`, {
      ...frame,
      restorable: isNew ? "nothing_lost" : "full",
      impact: impact("writes_break", isNew || isCounter(definition) ? "always" : "if_referenced"),
    });
  },
  after: (change, schema) =>
    withTable(schema, change.table, (table) =>
      withDefinition(table, change.column, (known) => ({ ...known, default: { kind: "none" } })),
    ),
};

/** A key that the database numbered: hardly any insert gives it. */
function isCounter({ default: value }: ColumnDefinition): boolean {
  return value.kind === "volatile" && /\bnextval\b/i.test(value.text);
}

export const setNotNull: Rule<"set-not-null"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const { shown, isNew, column, table } = found;
    const proven = table.constraints.some(
      ({ definition }) =>
        definition.kind === "check" &&
        definition.enforcement === "valid" &&
        new RegExp(String.raw`^\(*"?${change.column}"? is not null\)*$`, "i").test(definition.text.trim()),
    );
    const hazard = hazardOn(at.before, proven ? BRIEF : SCANNED);
    const { definition } = column;
    if (definition !== null && !definition.nullable)
      return effect(`${shown} is not null already`, { hazard: NO_HAZARD });
    if (isNew && definition !== null && !isRequired({ ...definition, nullable: false }))
      return effect(`${shown} is not known to this code, and has a default`, { hazard });
    const impacted = isNew ? impact("writes_break", "always") : impact("writes_break", "if_data");
    return effect(`nulls are refused in ${shown}`, {
      impact: impacted,
      succeeds: proven || column.nullFree === true ? "yes" : "data_dependent",
      restorable: "nothing_lost",
      hazard,
    });
  },
  after: (change, schema) => withNullable(schema, change, false),
};

export const dropNotNull: Rule<"drop-not-null"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const { shown, table } = found;
    const inKey = table.constraints.some(
      ({ definition }) => definition.kind === "primary-key" && definition.columns.includes(change.column),
    );
    if (inKey) return effect(`${shown} is in the primary key`, { succeeds: "no" });
    return effect(`${shown} takes nulls too, which this code may meet once they are written`, {
      impact: found.isNew ? impact("compatible", "always") : impact("behaviour_change", "if_data"),
      restorable: "full",
      hazard: hazardOn(at.before, { ...BRIEF, mysql: IN_PLACE_REBUILD }),
    });
  },
  after: (change, schema) => {
    const nullable = withNullable(schema, change, true);
    return withTable(nullable, change.table, (table) => ({
      ...table,
      constraints: table.constraints.filter(
        ({ definition }) => definition.kind !== "not-null" || !definition.columns.includes(change.column),
      ),
    }));
  },
};

function withNullable(
  schema: Schema,
  { table, column }: ChangeOf<"set-not-null"> | ChangeOf<"drop-not-null">,
  nullable: boolean,
): Schema {
  return withTable(schema, table, (known) =>
    withDefinition(known, column, (definition) => ({ ...definition, nullable })),
  );
}

export const addIdentity: Rule<"add-identity"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    return identityEffect(found.shown, change.identity, found.isNew);
  },
  after: (change, schema) => withIdentity(schema, change, change.identity),
};

export const setIdentity: Rule<"set-identity"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    return identityEffect(found.shown, change.identity, found.isNew);
  },
  after: (change, schema) => withIdentity(schema, change, change.identity),
};

function identityEffect(shown: string, identity: "always" | "by-default", isNew: boolean): Effect {
  const frame = { hazard: locks("ACCESS EXCLUSIVE"), restorable: "full" } as const;
  if (isNew || identity === "by-default")
    return effect(`${shown} numbers rows by itself, and takes given values`, frame);
  return effect(`${shown} refuses values that a client gives`, { ...frame, impact: impact("writes_break", "always") });
}

export const dropIdentity: Rule<"drop-identity"> = {
  effect: (change, at) => {
    const found = findColumn(at, change, change.ifExists);
    if (found.kind === "missing") return found.effect;
    const { shown } = found;
    return effect(`${shown} is not numbered any more, and the counter is gone`, {
      impact: impact("writes_break", "always"),
      loses: [`sequence:${keyOf(at.before, change.table)}_${change.column}_seq`],
      restorable: "structure_only",
      hazard: locks("ACCESS EXCLUSIVE"),
    });
  },
  after: (change, schema) => withIdentity(schema, change, "none"),
};

function withIdentity(
  schema: Schema,
  { table, column }: ChangeOf<"add-identity"> | ChangeOf<"set-identity"> | ChangeOf<"drop-identity">,
  identity: "none" | "always" | "by-default",
): Schema {
  return withTable(schema, table, (known) =>
    withDefinition(known, column, (definition) => ({ ...definition, identity })),
  );
}

export const setExpression: Rule<"set-expression"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    return effect(`${found.shown} is computed differently`, {
      impact: impact("behaviour_change", "always"),
      restorable: "full",
      hazard: hazardOn(at.before, REWRITTEN),
    });
  },
  after: ({ table, column, text }, schema) =>
    withTable(schema, table, (known) =>
      withDefinition(known, column, (definition) => ({
        ...definition,
        generated: { kind: definition.generated?.kind ?? "stored", text },
      })),
    ),
};

export const dropExpression: Rule<"drop-expression"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    return effect(`${found.shown} keeps its values and is not computed any more`, {
      impact: impact("behaviour_change", "always"),
      restorable: "partial",
      hazard: hazardOn(at.before, BRIEF),
    });
  },
  after: ({ table, column }, schema) =>
    withTable(schema, table, (known) =>
      withDefinition(known, column, (definition) => ({ ...definition, generated: null })),
    ),
};

export const setInvisible: Rule<"set-invisible"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const frame = {
      restorable: "full",
      hazard: hazardOn(at.before, { ...BRIEF, mysql: INSTANT, sqlite: SQLITE_CATALOG }),
    } as const;
    return effect(
      `${found.shown} ${change.invisible ? "leaves" : "appears in"} \`select *\` and inserts without columns`,
      {
        ...frame,
        impact: found.isNew ? impact("compatible", "always") : impact("writes_break", "if_referenced"),
      },
    );
  },
  after: ({ table, column, invisible }, schema) =>
    withTable(schema, table, (known) => withDefinition(known, column, (definition) => ({ ...definition, invisible }))),
};

export const setColumnProperty: Rule<"set-column-property"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const lock =
      change.property === "storage" || change.property === "compression"
        ? "ACCESS EXCLUSIVE"
        : "SHARE UPDATE EXCLUSIVE";
    return effect(`${change.property} of ${found.shown} changes no statement's result`, {
      restorable: "full",
      hazard: hazardOn(at.before, { ...BRIEF, postgresql: locks(lock) }),
    });
  },
  after: unchanged,
};
