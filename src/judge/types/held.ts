// What PostgreSQL refuses to take away from under others (chapter "Dependency Tracking").
import type { Name, Named } from "../../model/definition.ts";
import type { Routine } from "../schema/routines.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { keyOf } from "../schema/schema.ts";
import { tiesThat } from "../schema/ties.ts";
import { isOf } from "./user-types.ts";

/** What names the type, but for columns that are of it. */
export function holdersOfType(schema: Schema, key: string): readonly string[] {
  const isIt = (type: string): boolean => isOf(type, schema, key);
  const types = [...schema.types].filter(([name, { uses }]) => name !== key && uses.some(isIt));
  const routines = [...schema.routines].filter(([, { signature }]) => typesIn(signature).some(isIt));
  return [
    ...types.map(([name]) => `type ${name}`),
    ...routines.map(([name]) => `function ${name}`),
    ...holdersThat(schema, (names) => names.types?.some(isIt) === true),
  ];
}

/** A trigger that runs it is another matter: the caller looks for it. */
export function holdersOfRoutine(schema: Schema, { name }: Name): readonly string[] {
  return holdersThat(schema, ({ routines }) => routines.includes(name));
}

/** Functions that take or give its rows, and what else reads it without being a view. */
export function holdersOfTable(schema: Schema, key: string): readonly string[] {
  const children = [...schema.tables].filter(([, { inherits }]) => inherits.includes(key));
  return [
    ...routinesOn(schema, key).map((name) => `function ${name}`),
    ...children.map(([name]) => `its child ${name}`),
    ...tiesThat(schema, ({ reads }) => reads.includes(key)).filter((tie) => !tie.endsWith(` on ${key}`)),
    ...askersOf(schema, key),
  ];
}

/**
 * Defaults of other columns that ask a sequence which goes with the table or the column that owns it, as a copy of a table
 * has them that was made `like` it `including defaults`.
 */
export function askersOf(schema: Schema, owner: string): readonly string[] {
  const isWithin = (column: string): boolean => column === owner || column.startsWith(`${owner}.`);
  const owned = [...schema.sequences].flatMap(([name, { ownedBy }]) =>
    ownedBy !== null && isWithin(ownedBy) ? [name] : [],
  );
  if (owned.length === 0) return [];
  return [...schema.tables].flatMap(([name, { columns }]) =>
    [...columns]
      .filter(([column, known]) => !isWithin(`${name}.${column}`) && owned.includes(sequenceAsked(known, schema) ?? ""))
      .map(([column]) => `the default of ${name}.${column}`),
  );
}

function sequenceAsked({ definition }: Column, schema: Schema): string | undefined {
  const value = definition?.default;
  return value !== undefined && "sequence" in value && value.sequence !== undefined
    ? keyOf(schema, value.sequence)
    : undefined;
}

/** A body that is no string keeps what it reads. */
export function routinesOn(schema: Schema, key: string): readonly string[] {
  const isOn = ({ signature, reads }: Routine): boolean =>
    reads.includes(key) || typesIn(signature).some((type) => isOf(type, schema, key));
  return [...schema.routines].filter(([, routine]) => isOn(routine)).map(([name]) => name);
}

function holdersThat(schema: Schema, names: (named: Named) => boolean): readonly string[] {
  const isHeld = (named: Named | null | undefined): boolean => named !== null && named !== undefined && names(named);
  const views = [...schema.views].filter(([, view]) => isHeld(view.names));
  const routines = [...schema.routines].filter(([, routine]) => isHeld(routine.names));
  return [
    ...[...schema.tables].flatMap(([name, table]) => withinTable(name, table, isHeld)),
    ...views.map(([name]) => `view ${name}`),
    ...routines.map(([name]) => `function ${name}`),
    ...tiesThat(schema, (tie) => isHeld(tie.names)),
  ];
}

function withinTable(
  name: string,
  { columns, constraints, indexes }: Table,
  isHeld: (named: Named | null | undefined) => boolean,
): readonly string[] {
  const held = [...columns].filter(([, column]) => namedIn(column).some(isHeld));
  const parts = [...constraints, ...indexes].map(({ definition }) => definition);
  const isPart = parts.some((part) => "names" in part && isHeld(part.names));
  return [...held.map(([column]) => `${name}.${column}`), ...(isPart ? [`a check or an index of ${name}`] : [])];
}

function namedIn({ definition, given }: Column): readonly (Named | undefined)[] {
  const value = definition?.default ?? given;
  return [definition?.generated?.names, value !== undefined && "names" in value ? value.names : undefined];
}

/** What a function takes and gives. */
export function typesIn(signature: string): readonly string[] {
  return signature.split(/[(),\s]+/).map((word) => word.replace(/\[\]$/, ""));
}
