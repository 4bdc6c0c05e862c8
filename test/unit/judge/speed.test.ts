// By processor time, so that a busy machine does not fail it.
import type { NamedMigration } from "../../../src/judge/range.ts";
import { describe, expect, it } from "vitest";
import { judge, schemaOf } from "../../../src/judge/judge.ts";
import { judgeRange } from "../../../src/judge/range.ts";
import { worstSuccess } from "../../../src/judge/worst.ts";
import { statementsOf } from "../../../src/sql/statements.ts";
import { judgementOf } from "../../support/judging.ts";
import { slowness } from "../../support/slowness.ts";

const ALLOWED_SECONDS = 5 * slowness();

describe("judging a thousand migrations", () => {
  it("takes less than five seconds one by one, with their parsing", async () => {
    const spent = await secondsOf(async () => {
      for (const { up, down } of await migrations(1000)) judge({ dialect: "postgresql", up, down, schema: null });
    });
    expect(spent).toBeLessThan(ALLOWED_SECONDS);
  }, 60_000);

  it("takes less than five seconds as one history of five hundred tables, with their parsing", async () => {
    const spent = await secondsOf(async () => {
      judgeRange(await migrations(1000), schemaOf("postgresql", [], "incomplete"));
    });
    expect(spent).toBeLessThan(ALLOWED_SECONDS);
  }, 60_000);
});

const LONG: readonly { readonly what: string; readonly text: string; readonly statements: number }[] = [
  { what: "statements on one line that are none", text: "x y;".repeat(20_000), statements: 20_000 },
  { what: "inserts", text: "insert into t values (1);".repeat(20_000), statements: 20_000 },
  { what: "a list of values", text: `delete from t where id in (1${",1".repeat(50_000)})`, statements: 1 },
  { what: "a check of values", text: `alter table t add check (id in (1${",1".repeat(50_000)}))`, statements: 1 },
  { what: "comments that are not closed", text: "/*".repeat(500_000), statements: 0 },
  { what: "brackets", text: `select ${"(".repeat(100_000)}`, statements: 1 },
];

describe("judging one long text", () => {
  it.each(LONG.flatMap((one) => (["postgresql", "mysql", "sqlite"] as const).map((dialect) => ({ ...one, dialect }))))(
    "takes less than five seconds: $what, $dialect",
    async ({ dialect, text, statements }) => {
      let judged = 0;
      const spent = await secondsOf(async () => {
        judged = (await judgementOf(dialect, { up: text, down: null })).statements.length;
      });
      expect(judged).toBeGreaterThanOrEqual(statements);
      expect(spent).toBeLessThan(ALLOWED_SECONDS);
    },
    60_000,
  );

  it("takes the worst of more statements than a function takes arguments", () => {
    const many = Array.from({ length: 300_000 }, () => "yes" as const);
    expect(worstSuccess([...many, "data_dependent"])).toBe("data_dependent");
  });
});

/** First a table each, then columns for them. */
async function migrations(count: number): Promise<readonly NamedMigration[]> {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return Promise.all(numbers.map(async (number) => (number < count / 2 ? table(number) : column(number, count / 2))));
}

async function table(number: number): Promise<NamedMigration> {
  const up = `create table t${number} (id integer primary key, name varchar(20), a integer, b integer, c text);
    create index t${number}_a on t${number} (a)`;
  return named(number, up, `drop table t${number}`);
}

async function column(number: number, tables: number): Promise<NamedMigration> {
  const on = `t${number - tables}`;
  const up = `alter table ${on} add column n text; update ${on} set n = name`;
  return named(number, up, `alter table ${on} drop column n`);
}

async function named(number: number, up: string, down: string): Promise<NamedMigration> {
  const [ups, downs] = [await statementsOf("postgresql", up), await statementsOf("postgresql", down)];
  return { name: String(number), up: ups, down: downs };
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
