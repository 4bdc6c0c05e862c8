import type { MigrationSql } from "../../../src/model/migration-sql.ts";
import type { AppliedMigration, Ledger } from "../../../src/model/migration.ts";
import { expect, it } from "vitest";
import { judges } from "../../../src/judge-range.ts";
import { asTheyRan } from "../../../src/observe/not-run.ts";

const SQL: readonly MigrationSql[] = [
  { name: "a", up: { kind: "sql", text: "create table t (id int)" }, down: { kind: "absent" } },
  { name: "b", up: { kind: "sql", text: "alter table t add column c int not null" }, down: { kind: "absent" } },
];

it.each<[string, AppliedMigration, string]>([
  ["ran", { name: "a", appliedAt: null }, "compatible"],
  ["never ran", { name: "a", appliedAt: null, notRun: "it is recorded as MARK_RAN" }, "undetermined"],
])("tells what comes of an up by whether one before it %s", async (_, row, verdict) => {
  const applied = [row, { name: "b", appliedAt: null }];
  const ledger: Ledger = { table: "t", applied, dirty: [], lock: null, complete: true };
  const { oldCode } = await judges.range("postgresql", asTheyRan(SQL, ledger), { live: null, earlier: null });
  expect(oldCode.at(-1)).toMatchObject({ verdict });
});
