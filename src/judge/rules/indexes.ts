import type { ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Effect, Rule } from "../rule.ts";
import type { Constraint, Index, Schema, Table } from "../schema.ts";
import { withIndex, withTable } from "../edit.ts";
import { existence } from "../existence.ts";
import {
  BRIEF,
  hazardOn,
  IN_PLACE,
  IN_PLACE_REBUILD,
  IN_PLACE_WITHOUT_WRITES,
  INSTANT,
  locks,
  NO_HAZARD,
  SQLITE_CATALOG,
  SQLITE_ROWS,
} from "../hazards.ts";
import { clientColumn, clientTable, effect, impact, unchanged } from "../rule.ts";
import { keyOf, tableIn } from "../schema.ts";

/** A plain index only changes the speed; a unique one refuses values. */
export const createIndex: Rule<"create-index"> = {
  effect: ({ index, concurrently, ifNotExists }, at) => {
    const { before } = at;
    const key = keyOf(before, index.table);
    const table = tableIn(before, index.table);
    if (table === undefined && !before.views.has(key)) return existence(before, { family: "tables", key });
    const exists = index.name !== null && locate(before, { schema: null, name: index.name }, index.table) !== undefined;
    if (exists && !ifNotExists) return effect(`index ${index.name} exists already`, { succeeds: "no" });
    if (exists) return effect(`index ${index.name} exists already, so nothing is created`);
    if (clientTable(at, index.table) === undefined && table !== undefined)
      return effect(`${key} is not known to this code`);
    const hazard = buildHazard(index.method, concurrently, before);
    const isNew = index.keys.every((column) => clientColumn(at, index.table, column) === undefined);
    const filled = index.keys.every((column) => table?.columns.get(column)?.definition?.default.kind === "constant");
    const plainKeys = index.keys.every((column) => table?.columns.has(column));
    if (!index.unique || (isNew && plainKeys && !filled))
      return effect(`an index on ${key} changes no statement's result`, {
        hazard,
        restorable: isNew ? "nothing_lost" : "full",
      });
    return effect(`repeated values are refused in ${key} (${index.keys.join(", ")})`, {
      impact: impact("writes_break", "if_data"),
      succeeds: "data_dependent",
      restorable: "full",
      hazard,
    });
  },
  after: ({ index }, schema) => {
    const exists = index.name !== null && locate(schema, { schema: null, name: index.name }, index.table) !== undefined;
    return exists ? schema : withIndex(schema, index);
  },
};

function buildHazard(method: string, concurrently: boolean, before: Schema): Effect["hazard"] {
  const special = /fulltext|spatial/i.test(method);
  return hazardOn(before, {
    postgresql: concurrently ? locks("SHARE UPDATE EXCLUSIVE", "scan") : locks("SHARE", "scan"),
    mysql: special ? IN_PLACE_WITHOUT_WRITES : IN_PLACE,
    sqlite: SQLITE_ROWS,
  });
}

export const dropIndex: Rule<"drop-index"> = {
  effect: (change, at) => {
    const { before } = at;
    const found = locate(before, change.index, change.table);
    const shown = keyOf(before, change.index);
    if (found === undefined) return missingIndex(change, before);
    const { table, unique, isConstraint } = found;
    const hazard = dropHazard(change.concurrently, before);
    if (isConstraint && before.dialect === "postgresql")
      return effect(`index ${shown} belongs to a constraint`, { succeeds: "no", hazard });
    const known = [...at.client.tables.values()].find(({ id }) => id === table.id);
    if (known === undefined) return effect(`${table.name} is not known to this code`);
    const needed = neededByForeignKey(table, found.keys, before);
    if (needed) return effect(`index ${shown} is needed by a foreign key`, { succeeds: "no", hazard });
    const seen = [...known.indexes, ...known.constraints].some(({ id }) => id === found.id);
    if (!unique || !seen) return effect(`without index ${shown} statements are slower`, { hazard, restorable: "full" });
    const targets = before.dialect === "postgresql" || before.dialect === "sqlite";
    return effect(`${shown} made values unique: conflicts are not found any more`, {
      impact: targets ? impact("writes_break", "if_referenced") : impact("behaviour_change", "if_data"),
      restorable: "full",
      hazard,
    });
  },
  after: (change, schema) => {
    const found = locate(schema, change.index, change.table);
    if (found === undefined) return schema;
    return withTable(schema, { schema: null, name: found.table.name }, (table) => ({
      ...table,
      indexes: table.indexes.filter(({ id }) => id !== found.id),
      constraints: table.constraints.filter(({ id }) => id !== found.id),
    }));
  },
};

/** InnoDB keeps an index for each foreign key, and refuses to drop the last one. */
function neededByForeignKey(table: Table, keys: readonly string[], { dialect }: Schema): boolean {
  if (dialect !== "mysql" && dialect !== "mariadb") return false;
  const serves = (index: readonly string[], columns: readonly string[]): boolean =>
    columns.every((column, place) => index[place] === column);
  const keysOf = [
    ...table.indexes.map(({ definition }) => definition.keys),
    ...table.constraints
      .filter(({ definition: { kind } }) => kind === "primary-key" || kind === "unique")
      .map(({ definition }) => definition.columns),
  ];
  return table.constraints.some(
    ({ definition }) =>
      definition.kind === "foreign-key" &&
      serves(keys, definition.columns) &&
      keysOf.filter((index) => serves(index, definition.columns)).length === 1,
  );
}

function missingIndex(change: ChangeOf<"drop-index">, before: Schema): Effect {
  const table = change.table === null ? undefined : tableIn(before, change.table);
  const complete = before.complete || (table?.complete ?? false);
  return existence(
    { ...before, complete },
    {
      family: "indexes",
      key: `index ${keyOf(before, change.index)}`,
      ifExists: change.ifExists,
    },
  );
}

function dropHazard(concurrently: boolean, before: Schema): Effect["hazard"] {
  return hazardOn(before, {
    postgresql: concurrently ? locks("SHARE UPDATE EXCLUSIVE") : locks("ACCESS EXCLUSIVE"),
    mysql: INSTANT,
    sqlite: SQLITE_CATALOG,
  });
}

interface Located {
  readonly id: number;
  readonly table: Table;
  readonly keys: readonly string[];
  readonly unique: boolean;
  readonly isConstraint: boolean;
}

/** Constraints that are kept by an index go by its name too. */
function locate(schema: Schema, index: Name, on: Name | null): Located | undefined {
  const tables =
    on === null ? [...schema.tables.values()] : [tableIn(schema, on)].filter((table) => table !== undefined);
  for (const table of tables) {
    const own = table.indexes.find(({ definition }) => definition.name === index.name);
    if (own !== undefined) return ownIndex(table, own);
    const constraint = table.constraints.find(
      ({ definition: { name, kind } }) => name === index.name && (kind === "unique" || kind === "primary-key"),
    );
    if (constraint !== undefined) return constraintIndex(table, constraint);
  }
  return undefined;
}

function ownIndex(table: Table, { id, definition }: Index): Located {
  return { id, table, keys: definition.keys, unique: definition.unique, isConstraint: false };
}

function constraintIndex(table: Table, { id, definition }: Constraint): Located {
  return { id, table, keys: definition.columns, unique: true, isConstraint: true };
}

export const renameIndex: Rule<"rename-index"> = {
  effect: ({ index, to }, { before }) =>
    effect(`index ${keyOf(before, index)} is called ${to} now`, {
      restorable: "full",
      hazard: hazardOn(before, { ...BRIEF, postgresql: locks("SHARE UPDATE EXCLUSIVE"), mysql: INSTANT }),
    }),
  after: ({ index, table, to }, schema) => {
    const found = locate(schema, index, table);
    if (found === undefined) return schema;
    return withTable(schema, { schema: null, name: found.table.name }, (known) => ({
      ...known,
      indexes: known.indexes.map((each) =>
        each.id === found.id ? { ...each, definition: { ...each.definition, name: to } } : each,
      ),
      constraints: known.constraints.map((each) =>
        each.id === found.id ? { ...each, definition: { ...each.definition, name: to } } : each,
      ),
    }));
  },
};

export const setIndexVisibility: Rule<"set-index-visibility"> = {
  effect: ({ index }, { before }) =>
    effect(`index ${keyOf(before, index)} changes the speed alone`, {
      restorable: "full",
      hazard: hazardOn(before, { ...BRIEF, mysql: INSTANT }),
    }),
  after: unchanged,
};

export const setIndexProperty: Rule<"set-index-property"> = {
  effect: ({ index }, { before }) =>
    effect(`index ${keyOf(before, index)} changes the speed alone`, { hazard: NO_HAZARD, restorable: "full" }),
  after: unchanged,
};

export const reindex: Rule<"reindex"> = {
  effect: ({ concurrently }, { before }) =>
    effect("indexes are built anew and stay as they are", {
      hazard: hazardOn(before, {
        postgresql: concurrently ? locks("SHARE UPDATE EXCLUSIVE", "scan") : locks("SHARE", "scan"),
        mysql: IN_PLACE_REBUILD,
        sqlite: SQLITE_ROWS,
      }),
    }),
  after: unchanged,
};
