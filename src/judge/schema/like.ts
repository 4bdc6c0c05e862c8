// What a table that is made like another has of it.
import type { ChangeOf } from "../../model/change.ts";
import type { LikeOption } from "../../model/change/tables.ts";
import type { ColumnDefinition, ConstraintDefinition } from "../../model/definition.ts";
import type { Id, Table } from "./schema.ts";

type Includes = readonly LikeOption[] | undefined;

/** Undefined for what is no `like`, or copies what its database always does. */
export function includesOf({ source }: ChangeOf<"create-table">): Includes {
  return source.from === "like" ? source.includes : undefined;
}

/** PostgreSQL copies a column's type and whether it may be null; its value has to be asked for. */
export function copiedColumn(column: ColumnDefinition, includes: readonly LikeOption[]): ColumnDefinition {
  const isCounter = column.identity !== "none";
  const isCounted =
    includes.includes("identity") || (column.identity === "by-default" && includes.includes("defaults"));
  return {
    ...column,
    default: includes.includes("defaults") ? column.default : { kind: "none" },
    identity: isCounter && isCounted ? column.identity : "none",
    generated: includes.includes("generated") ? column.generated : null,
  };
}

/** Keys and checks; a table of MySQL gets the options too. Foreign keys and triggers are left out. */
export function withKeysOf(
  original: Table | undefined,
  made: Table,
  { nextId, includes }: { readonly nextId: Id; readonly includes: Includes },
): Table {
  if (original === undefined) return made;
  const constraints = original.constraints.filter(({ definition }) => isCopied(definition, includes));
  const indexes = includes === undefined || includes.includes("indexes") ? original.indexes : [];
  const table = { schema: null, name: made.name };
  return {
    ...made,
    settings: includes === undefined ? original.settings : made.settings,
    constraints: [
      ...made.constraints,
      ...constraints.map(({ definition }, place) => ({
        id: nextId + place,
        definition: namedFor(definition, includes),
      })),
    ],
    indexes: indexes.map(({ definition }, place) => ({
      id: nextId + constraints.length + place,
      definition: { ...definition, table, ...(includes !== undefined && { name: null }) },
    })),
  };
}

export function keyCount({ constraints, indexes }: Table): number {
  return constraints.length + indexes.length;
}

function isCopied({ kind }: ConstraintDefinition, includes: Includes): boolean {
  if (kind === "foreign-key") return false;
  if (includes === undefined || kind === "not-null") return true;
  return includes.includes(kind === "check" ? "constraints" : "indexes");
}

/** PostgreSQL names the copies of keys anew; a check keeps its name. */
function namedFor(definition: ConstraintDefinition, includes: Includes): ConstraintDefinition {
  return includes === undefined || definition.kind === "check" ? definition : { ...definition, name: null };
}
