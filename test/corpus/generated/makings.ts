// What may be generated for which database.
import type { Making } from "./generate.ts";
import type { Step } from "./steps/step.ts";
import { MARIADB, MYSQL } from "./mariadb.ts";
import { MAKE_MOOD, POSTGRESQL } from "./postgresql.ts";
import { SQLITE } from "./sqlite.ts";
import { addColumn, addRequired, dropAndAdd, dropColumn, renameColumn, replaceColumn } from "./steps/columns.ts";
import { deleteRow, insertRow, overwrite } from "./steps/rows.ts";
import {
  addCheck,
  addIndex,
  addReference,
  addUnique,
  changeReference,
  dropRule,
  replaceUnique,
} from "./steps/rules.ts";
import { allowNulls, changeDefault, changeType, require } from "./steps/settings.ts";
import { createTable, createView, dropTable, dropView, moveOut, renameTable, setAside } from "./steps/tables.ts";

const STEPS: readonly Step[] = [
  ...[addColumn, addColumn, addRequired, dropColumn, dropColumn, renameColumn, replaceColumn, dropAndAdd],
  ...[changeDefault, changeDefault, require, require, allowNulls, allowNulls, changeType, changeType, changeType],
  ...[addUnique, addIndex, addCheck, addReference, dropRule, dropRule, changeReference, replaceUnique],
  ...[createTable, dropTable, moveOut, setAside, createView, dropView],
  ...[overwrite, overwrite, deleteRow, insertRow],
];

/** Only there does a table keep an identity by which it is found again under another name. */
export const ON_POSTGRESQL: Making = { spelling: POSTGRESQL, steps: [...STEPS, renameTable], also: [MAKE_MOOD] };

export const ON_MARIADB: Making = { spelling: MARIADB, steps: STEPS, also: [] };

export const ON_MYSQL: Making = { ...ON_MARIADB, spelling: MYSQL };

export const ON_SQLITE: Making = { spelling: SQLITE, steps: STEPS, also: [] };
