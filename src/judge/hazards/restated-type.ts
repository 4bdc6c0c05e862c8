// What InnoDB does for another type of a column. Measured on MariaDB 10.11; MySQL's manual, "Online DDL Operations".
import type { ColumnType } from "../../model/definition.ts";
import type { Hazard } from "../../model/judgement.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isOtherType } from "../constraints/referring-column.ts";
import { keepsPlaces } from "../types/label-change.ts";
import { characterBytes } from "../types/text-width.ts";
import { COPY, INSTANT } from "./hazards.ts";

/** Only longer texts and further labels leave the rows as they are. */
export function restatedHazard(
  [from, to]: readonly [ColumnType, ColumnType],
  table: Table | undefined,
  { dialect }: Pick<Schema, "dialect">,
): Hazard {
  if (from.charset !== to.charset || from.collation !== to.collation) return COPY;
  const isInPlace = from.labels === undefined ? isLonger(from, to) : keepsPlaces(from, to) && isStoredAlike(from, to);
  const measured = LENGTHS[dialect === "mariadb" ? "mariadb" : "mysql"];
  return isInPlace && measured(bytes(from, table), bytes(to, table)) ? INSTANT : COPY;
}

function isLonger(from: ColumnType, to: ColumnType): boolean {
  return !isOtherType(from, to) || (from.name === to.name && LONGER.has(from.name) && lengthOf(to) > lengthOf(from));
}

const LONGER: ReadonlySet<string> = new Set(["varchar", "varbinary"]);

/** The number of a label takes a second byte behind 255, a set one for each eight. */
function isStoredAlike({ name, labels: from = [] }: ColumnType, { labels: to = [] }: ColumnType): boolean {
  const size = (count: number): number => (name === "enum" ? Number(count > 255) : Math.ceil(count / 8));
  return size(from.length) === size(to.length);
}

/** A length is stored in one byte up to 255; MariaDB goes on from 127 and less to any. */
const LENGTHS = {
  mysql: (from: number, to: number): boolean => from > 255 === to > 255,
  mariadb: (from: number, to: number): boolean => from < 128 || from > 255 || to <= 255,
} as const;

function bytes(type: ColumnType, table: Table | undefined): number {
  if (type.name === "varbinary") return lengthOf(type);
  return lengthOf(type) * characterBytes(type, table);
}

function lengthOf({ modifiers: [length = 0] }: ColumnType): number {
  return length;
}
