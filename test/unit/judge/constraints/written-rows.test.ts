// Rows that are written out, and what checks and domains say of them.
import type { Dialect } from "../../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

async function downWith(dialect: Dialect, schema: string, down: string): Promise<string> {
  return (await judgementOf(dialect, { schema, up: "alter table t add column z int", down })).down.succeeds;
}

const CHECKED = "create table t (a int, b varchar(9) default 'x', check (a > 0), check (b <> '' or a = 5))";

describe.each<Dialect>(["postgresql", "mysql", "mariadb", "sqlite"])("a row that is written out on %s", (dialect) => {
  it.each([
    ["yes", "insert into t (a) values (1), (null)"],
    ["yes", "insert into t (a, b) values (5, '')"],
    ["yes", "insert into t values (1, 'y', 2)"],
    ["no", "insert into t (a) values (1), (-1)"],
    ["no", "insert into t (a, b) values (4, '')"],
    ["data_dependent", "insert into t (a) values (abs(1))"],
  ])("%s: %s", async (succeeds, down) => {
    expect(await downWith(dialect, CHECKED, down)).toBe(succeeds);
  });
});

it("may be given something else by a trigger", async () => {
  const schema = `${CHECKED}; create trigger u before insert on t for each row set new.a = abs(new.a)`;
  expect(await downWith("mariadb", schema, "insert into t (a) values (-1)")).toBe("data_dependent");
});

it("is left out where that is asked for", async () => {
  expect(await downWith("mariadb", CHECKED, "insert ignore into t (a) values (-1)")).toBe("yes");
  expect(await downWith("postgresql", CHECKED, "insert into t (a) values (-1) on conflict do nothing")).toBe("no");
});

it("is held to a domain", async () => {
  const schema = "create domain above as int check (value > 0); create table t (a above)";
  expect(await downWith("postgresql", schema, "insert into t (a) values (-1)")).toBe("no");
  expect(await downWith("postgresql", schema, "insert into t (a) values (1)")).toBe("yes");
});
