import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Hazard } from "../../model/judgement.ts";
import type { At } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
import { primaryKeyOf } from "../schema/primary-key.ts";
import {
  COPY,
  INSTANT,
  IN_PLACE,
  IN_PLACE_REBUILD,
  IN_PLACE_WITHOUT_WRITES,
  SQLITE_ROWS,
  hazardOn,
  locks,
} from "./hazards.ts";

/** What it takes to drop a column from a table in use. */
export function dropHazard(table: Table, change: ChangeOf<"drop-column">, at: At): Hazard {
  const { indexes, columns } = table;
  const definition = columns.get(change.column)?.definition ?? null;
  const keys = indexes.map((index) => index.definition.keys).filter((own) => own.includes(change.column));
  const slow = definition === null ? undefined : slowest(definition, isInKey(table, change.column, at));
  return hazardOn(at.before, {
    postgresql: locks("ACCESS EXCLUSIVE"),
    mysql: slow ?? (keys.length > 0 ? IN_PLACE_REBUILD : INSTANT),
    mariadb: slow ?? (keys.some((own) => own.length > 1) ? IN_PLACE : INSTANT),
    sqlite: SQLITE_ROWS,
  });
}

/** InnoDB copies for a stored column, and where what counted is the primary key. */
function slowest({ identity, generated }: ColumnDefinition, isKey: boolean): Hazard | undefined {
  if (generated?.kind === "stored") return COPY;
  return identity !== "none" && isKey ? IN_PLACE_WITHOUT_WRITES : undefined;
}

/** Of a table that is not listed whole, what counts is taken for it. */
function isInKey({ complete, name }: Table, column: string, { before }: At): boolean {
  return !complete || primaryKeyOf(before, name).includes(column);
}
