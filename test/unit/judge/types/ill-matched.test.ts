// Types between which PostgreSQL has no operator, no function, or nothing in common.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA = `create type mood as enum ('sad', 'ok');
  create table t (id int primary key, n int, big bigint, f double precision, p numeric(9, 2), ok boolean, s text,
    v varchar(20), u uuid, d date, at timestamptz, j json, jb jsonb, m mood, list int[], many text[], z text);
  create table k (id int primary key, code text, number int)`;

async function downWith(down: string): Promise<string> {
  return (await judgementOf("postgresql", { schema: SCHEMA, up: "alter table t add x int", down })).down.succeeds;
}

describe("a statement of PostgreSQL's", () => {
  it.each([
    "update t set z = 'a' where ok = 1",
    "update t set z = 'a' where n = true",
    "update t set z = 'a' where s = 1",
    "update t set z = 'a' where v in (1, 2)",
    "update t set z = 'a' where n between 'a' and 'b'",
    "update t set z = 'a' where d = s",
    "update t set z = 'a' where u = md5(s)",
    "update t set z = 'a' where j = '{}'",
    "update t set z = 'a' where list = 1",
    "update t set z = 'a' where n",
    "update t set z = 'a' where not n",
    "update t set z = 'a' where n like '1%'",
    "update t set z = lower(n::text) where lower(n) = '1'",
    "update t set p = round(f, 2)",
    "update t set n = s + 1",
    "update t set z = coalesce(n, 'none')",
    "update t set z = coalesce(s, 0)",
    "update t set z = case when n then 'a' else 'b' end",
    "update t set z = case s when 1 then 'a' else 'b' end",
    "update t set z = case when ok then s else 0 end",
    "update t set z = k.code from k where k.id = t.s",
    "delete from t where m = 'happy'",
    "delete from t using k where k.code = t.n",
    "insert into k (id, code) select n, s from t where ok = 0",
    "create view w as select id from t where s > 5",
  ])("is refused: %s", async (down) => {
    expect(await downWith(down)).toBe("no");
  });

  it.each([
    "update t set z = 'a' where ok and n = 1",
    "update t set z = 'a' where ok = '1'",
    "update t set z = 'a' where n = '5' or big = n or p > f or n = 1.5",
    "update t set z = 'a' where s = v or v in ('1', '2')",
    "update t set z = 'a' where d < at and d = '2024-01-01'",
    "update t set z = 'a' where m = 'sad'",
    "update t set z = 'a' where jb = '{}' and many = '{a}'",
    "update t set z = 'a' where s like '1%' and lower(v) = 'x'",
    "update t set p = round(p, 2), n = round(f)",
    "update t set n = n + 1, d = d + 1",
    "update t set z = coalesce(s, '0')",
    "update t set z = coalesce(v, s)",
    "update t set z = case when ok then s else v end",
    "delete from t where m::text = 'happy'",
    "create view w as select id, coalesce(n, 0), greatest(p, f) from t where big > 5",
  ])("is taken: %s", async (down) => {
    expect(await downWith(down)).not.toBe("no");
  });
});
