import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA = `create table t (id int primary key, n int, d date, e enum('a','b'), s varchar(20), q int, at datetime);
  create table k (id int primary key, t_id int unique, word varchar(20), big bigint)`;

async function downWith(down: string): Promise<string> {
  const scripts = { schema: SCHEMA, up: "alter table t add column z int", down };
  return (await judgementOf("mysql", scripts)).down.succeeds;
}

describe("a text for a column of something else", () => {
  it.each([
    "n = trim(s)",
    "n = coalesce(s, 0)",
    "n = case when q > 1 then substring(s, 2) else 0 end",
    "n = nullif(s, '')",
    "n = (select word from k where t_id = t.id)",
    "n = coalesce((select max(word) from k where t_id = t.id), 0)",
    "d = trim(s)",
    "e = lower(s)",
    "e = if(q > 1, s, 'a')",
    "n = (select big from k where t_id = t.id)",
  ])("may be refused: %s", async (set) => {
    expect(await downWith(`update t set ${set}`)).toBe("data_dependent");
  });

  it.each([
    "s = trim(s)",
    "s = coalesce(s, 'x')",
    "e = case when q > 1 then 'a' else 'b' end",
    "e = if(q > 1, 'a', 'b')",
    "n = case when s like 'P%' then 1 else 0 end",
    "n = char_length(s)",
    "n = (select count(*) from k)",
  ])("is none, or fits: %s", async (set) => {
    expect(await downWith(`update t set ${set}`)).toBe("yes");
  });
});

describe("a text that is read as something else", () => {
  it.each([
    "update t set d = str_to_date(s, '%d/%m/%Y')",
    "update t set n = s + 0",
    "update t set n = 2 * s",
    "update t set n = round(s)",
    "update t set n = year(s)",
    "update t set n = datediff(d, trim(s))",
    "update t set q = 1 where s in (5, 6)",
    "update t set q = 1 where s between 1 and 9",
    "update t set q = 1 where date(s) = '2024-01-01'",
    "update t set q = case when s = 5 then 1 else 2 end",
    "update t set n = 10 div q",
    "update t set n = q mod n",
  ])("may be none: %s", async (down) => {
    expect(await downWith(down)).toBe("data_dependent");
  });

  it.each([
    "update t set n = year(d)",
    "update t set n = datediff(d, at)",
    "update t set n = q div 10",
    "update t set n = q mod 7",
    "update t set q = 1 where s in ('5', '6')",
    "update t set s = concat('n-', q)",
    "set sql_mode = ''; update t set n = s + 0",
  ])("is not asked, or is one: %s", async (down) => {
    expect(await downWith(down)).not.toBe("data_dependent");
  });
});
