import type { Change } from "../../model/change.ts";
import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { isInnoDb } from "../schema/innodb.ts";

interface Place {
  /** Of the table that gets the key. */
  readonly own: string;
  readonly schema: Schema;
  /** What the same statement does besides. */
  readonly alongside?: readonly Change[];
}

/**
 * InnoDB's foreign keys have names of which a database has one each ("Duplicate key on write or update", errno 121;
 * ER_FK_DUP_NAME), and gives the name of one that goes away only once the statement is over.
 */
export function takenKeyName(
  { kind, name }: ConstraintDefinition,
  { own, schema, alongside = [] }: Place,
): string | undefined {
  if (kind !== "foreign-key" || name === null || !isInnoDb(schema)) return undefined;
  const other = [...schema.tables].find(
    ([key, { constraints }]) =>
      key !== own &&
      databaseOf(key) === databaseOf(own) &&
      constraints.some(({ definition }) => definition.kind === kind && definition.name === name),
  );
  if (other !== undefined) return `${other[0]} has a foreign key ${name} already`;
  const goes = alongside.some((change) => change.kind === "drop-constraint" && change.name === name);
  return goes ? `foreign key ${name} is there until the statement is over` : undefined;
}

function databaseOf(key: string): string {
  return key.slice(0, key.lastIndexOf(".") + 1);
}
