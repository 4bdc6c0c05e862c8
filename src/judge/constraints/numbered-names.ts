// Constraints that InnoDB numbers are called after their table: "FOREIGN KEY Constraints" and "RENAME TABLE" in MySQL's manual.
import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isInnoDb } from "../schema/innodb.ts";

/** Whether it may be the name of one of these: its number counts on from what there was. */
export function mayBeNumbered(
  name: string,
  { constraints, name: table }: Table,
  kind: ConstraintDefinition["kind"] | "any that is not listed",
): boolean {
  const isOne = kind === "any that is not listed" || constraints.some(({ definition }) => definition.kind === kind);
  return isOne && ownerOf(name)?.toLowerCase() === lastOf(table).toLowerCase();
}

/** The table that it is called after; undefined where it has no number. */
function ownerOf(name: string): string | undefined {
  return NUMBERED.exec(name)?.groups?.["owner"];
}

/** They follow the table to its new name; MariaDB numbers no checks so. */
export function withNumberedNames(table: Table, schema: Schema, to: string): Table {
  if (!isInnoDb(schema)) return table;
  const from = lastOf(table.name);
  const constraints = table.constraints.map((constraint) => {
    const { definition } = constraint;
    const isNumbered = definition.kind === "foreign-key" || schema.dialect === "mysql";
    if (!isNumbered || definition.name === null || ownerOf(definition.name) !== from) return constraint;
    return { ...constraint, definition: { ...definition, name: `${to}${definition.name.slice(from.length)}` } };
  });
  return { ...table, constraints };
}

function lastOf(key: string): string {
  return key.slice(key.lastIndexOf(".") + 1);
}

const NUMBERED = /^(?<owner>.+)_(?:ibfk|chk)_\d+$/;
