import type { Down } from "../../model/migration.ts";

/** What stands where a changeset's way back may be written. */
export type Rollback = "none" | "empty" | "written";

/**
 * The way back of a changeset that is not SQL: as written in it, else the inverses that Liquibase makes of its changes,
 * which it refuses to do by halves. A change that is not known here is an extension's.
 */
export function downOfChanges(changes: readonly string[], rollback: Rollback): Down {
  if (rollback === "written") return { kind: "code" };
  if (rollback === "empty") return { kind: "absent", because: "its rollback is empty" };
  const stuck = changes.find((change) => WITHOUT_INVERSE.has(change));
  if (stuck !== undefined)
    return { kind: "refused", because: `Liquibase has no inverse of its ${stuck}, and it has no rollback of its own` };
  if (changes.every((change) => DOES_NOTHING.has(change)))
    return { kind: "absent", because: "rolled back, it does nothing" };
  return { kind: "code" };
}

/** Those of release 4.28 whose classes have neither `createInverses` nor statements of their own for a rollback. */
const WITHOUT_INVERSE: ReadonlySet<string> = new Set([
  "addAutoIncrement",
  "alterSequence",
  "createFunction",
  "createPackage",
  "createPackageBody",
  "createProcedure",
  "createTrigger",
  "delete",
  "dropAllForeignKeyConstraints",
  "dropCheckConstraint",
  "dropColumn",
  "dropDefaultValue",
  "dropForeignKeyConstraint",
  "dropFunction",
  "dropIndex",
  "dropPackage",
  "dropPackageBody",
  "dropPrimaryKey",
  "dropProcedure",
  "dropSequence",
  "dropSynonym",
  "dropTable",
  "dropTrigger",
  "dropUniqueConstraint",
  "dropView",
  "executeCommand",
  "insert",
  "loadData",
  "markUnused",
  "mergeColumns",
  "modifyDataType",
  "setColumnRemarks",
  "setTableRemarks",
  "sql",
  "sqlFile",
  "stop",
  "update",
]);

const DOES_NOTHING: ReadonlySet<string> = new Set(["empty", "output", "tagDatabase"]);
