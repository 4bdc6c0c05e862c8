import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Hazard } from "../../model/judgement.ts";
import type { At } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
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
export function dropHazard({ indexes, columns }: Table, change: ChangeOf<"drop-column">, at: At): Hazard {
  const definition = columns.get(change.column)?.definition ?? null;
  const keys = indexes.map((index) => index.definition.keys).filter((own) => own.includes(change.column));
  const slow = definition === null ? undefined : slowest(definition);
  return hazardOn(at.before, {
    postgresql: locks("ACCESS EXCLUSIVE"),
    mysql: slow ?? (keys.length > 0 ? IN_PLACE_REBUILD : INSTANT),
    mariadb: slow ?? (keys.some((own) => own.length > 1) ? IN_PLACE : INSTANT),
    sqlite: SQLITE_ROWS,
  });
}

/** InnoDB copies for a stored column, and keeps writers out of what counted. */
function slowest({ identity, generated }: ColumnDefinition): Hazard | undefined {
  if (generated?.kind === "stored") return COPY;
  return identity === "none" ? undefined : IN_PLACE_WITHOUT_WRITES;
}
