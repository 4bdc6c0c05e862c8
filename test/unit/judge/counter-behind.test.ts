import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

const COPIED = `create table n (id bigserial primary key, e text); insert into n select * from t; drop table t;
  alter table n rename to t;`;

async function oldOnNew(last: string): Promise<string> {
  const schema = await statementsOf("postgresql", "create table t (id serial primary key, e text)");
  const up = await statementsOf("postgresql", `${COPIED} ${last}`);
  return judge({ dialect: "postgresql", schema, up, down: null }).oldOnNew.verdict;
}

describe("a counter of a table into which rows were copied with their numbers", () => {
  it.each([
    "analyze t",
    "alter sequence n_id_seq restart",
    "alter sequence n_id_seq restart with 1000",
    "alter table t alter column id restart",
    "select setval('n_id_seq', (select count(*) from t))",
    "select setval('n_id_seq', (select max(id) from t), false)",
  ])("gives numbers that are in use after: %s", async (last) => {
    expect(await oldOnNew(last)).toBe("writes_break");
  });

  it.each([
    "select setval('n_id_seq', (select max(id) from t))",
    "select setval(pg_get_serial_sequence('t', 'id'), max(id)) from t",
    "select setval('n_id_seq', coalesce((select max(id) from t), 0) + 1, false)",
    "select setval('n_id_seq', coalesce((select max(id) from t), 1), (select max(id) is not null from t))",
  ])("goes on behind them after: %s", async (last) => {
    expect(await oldOnNew(last)).toBe("compatible");
  });
});
