import type { MigrationSql } from "../../src/model/migration-sql.ts";
import type { Dialect } from "../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judges } from "../../src/judge-range.ts";
import { slowness } from "../support/slowness.ts";

const TABLES = Array.from({ length: 200 }, (_, at) => at);

const SCHEMA = TABLES.map(
  (
    at,
  ) => `create table t${at} (id integer primary key, a text, b integer, owner integer references t${Math.max(at - 1, 0)} (id));
    create index i${at} on t${at} (b);
    create view v${at} as select id, a from t${at};`,
);

/** In turn a new table, a new column, a backfill with a unique index, and a row. */
const PAIRS: readonly ((at: number) => readonly [string, string])[] = [
  (at) => [`create table n${at} (id integer primary key, x varchar(9) not null default 'a')`, `drop table n${at}`],
  (at) => [`alter table t${at % 200} add column c${at} integer`, `alter table t${at % 200} drop column c${at}`],
  (at) => [
    `update t${at % 200} set a = 'x' where b = 1; create table u${at} (id integer primary key references t1 (id))`,
    `drop table u${at}`,
  ],
  (at) => [`insert into t${at % 200} (id, a) values (${at}, 'x')`, `delete from t${at % 200} where id = ${at}`],
];

const MIGRATIONS: readonly MigrationSql[] = Array.from({ length: 1_000 }, (_, at) => {
  const [up = "", down = ""] = PAIRS[at % PAIRS.length]?.(at) ?? [];
  return { name: `m${at}`, up: { kind: "sql", text: up }, down: { kind: "sql", text: down } };
});

describe("a thousand migrations on a schema of two hundred tables", () => {
  it.each<Dialect>(["postgresql", "mariadb", "sqlite"])(
    "are judged in less than five seconds of the processor: %s",
    async (dialect) => {
      const allowed = 5 * slowness();
      const begun = process.cpuUsage();
      const { migrations } = await judges.range(dialect, MIGRATIONS, { live: SCHEMA, earlier: SCHEMA });
      const { user } = process.cpuUsage(begun);
      expect(migrations.map(({ judgement }) => judgement.down.succeeds)).toContain("yes");
      expect(user / 1_000_000).toBeLessThan(allowed);
    },
    60_000,
  );
});
