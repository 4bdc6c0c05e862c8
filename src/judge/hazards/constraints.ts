import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Hazard } from "../../model/judgement.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isIndexed } from "../constraints/foreign-key-obstacle.ts";
import { areOff } from "../constraints/foreign-keys.ts";
import { COPY, INSTANT, IN_PLACE, IN_PLACE_REBUILD, NO_HAZARD, SQLITE_ROWS, hazardOn, locks } from "./hazards.ts";

type Kind = ConstraintDefinition["kind"];

export function constraintHazard(constraint: ConstraintDefinition, table: Table, before: Schema): Hazard {
  const { kind, enforcement } = constraint;
  // Nobody asks the rows, so that none is copied.
  const onMysql = kind === "foreign-key" && areOff(before) ? IN_PLACE : ON_MYSQL[kind];
  const quick = enforcement !== "valid" || ("usingIndex" in constraint && constraint.usingIndex !== null);
  return hazardOn(before, {
    postgresql: quick ? QUICK[kind] : SLOW[kind],
    mysql: onMysql,
    // Only the index that it needs takes time.
    mariadb: kind === "foreign-key" && onMysql === IN_PLACE && isIndexed(table, constraint.columns) ? INSTANT : onMysql,
    sqlite: SQLITE_ROWS,
  });
}

export function dropHazard(kind: Kind, before: Schema): Hazard {
  return hazardOn(before, {
    postgresql: locks("ACCESS EXCLUSIVE"),
    mysql: DROPPED_ON_MYSQL[kind],
    sqlite: SQLITE_ROWS,
  });
}

const QUICK: Readonly<Record<Kind, Hazard>> = {
  "primary-key": locks("ACCESS EXCLUSIVE"),
  unique: locks("ACCESS EXCLUSIVE"),
  check: locks("ACCESS EXCLUSIVE"),
  "foreign-key": locks("SHARE ROW EXCLUSIVE"),
  exclude: locks("ACCESS EXCLUSIVE"),
  "not-null": locks("ACCESS EXCLUSIVE"),
};

const SLOW: Readonly<Record<Kind, Hazard>> = {
  "primary-key": locks("ACCESS EXCLUSIVE", "scan"),
  unique: locks("ACCESS EXCLUSIVE", "scan"),
  check: locks("ACCESS EXCLUSIVE", "scan"),
  "foreign-key": locks("SHARE ROW EXCLUSIVE", "scan"),
  exclude: locks("ACCESS EXCLUSIVE", "scan"),
  "not-null": locks("ACCESS EXCLUSIVE", "scan"),
};

const ON_MYSQL: Readonly<Record<Kind, Hazard>> = {
  "primary-key": IN_PLACE_REBUILD,
  unique: IN_PLACE,
  check: COPY,
  "foreign-key": COPY,
  exclude: NO_HAZARD,
  "not-null": IN_PLACE_REBUILD,
};

const DROPPED_ON_MYSQL: Readonly<Record<Kind, Hazard>> = {
  "primary-key": COPY,
  unique: INSTANT,
  check: INSTANT,
  "foreign-key": INSTANT,
  exclude: NO_HAZARD,
  "not-null": IN_PLACE_REBUILD,
};
