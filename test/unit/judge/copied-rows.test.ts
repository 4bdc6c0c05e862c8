import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

async function succeeds(dialect: Dialect, down: string): Promise<string> {
  const schema = await statementsOf(dialect, "create table t (id integer primary key, name varchar(9))");
  const up = await statementsOf(dialect, "create index t_name on t (name)");
  return judge({ dialect, schema, up, down: await statementsOf(dialect, down) }).down.succeeds;
}

describe("rows that are copied into a table", () => {
  it.each<Dialect>(["postgresql", "mariadb", "mysql", "sqlite"])(
    "are refused where they leave out what it wants: %s",
    async (dialect) => {
      const made = "create table n (id integer, name varchar(9) not null)";
      expect(await succeeds(dialect, `${made}; insert into n (id) select id from t`)).toBe("data_dependent");
    },
  );

  it.each<Dialect>(["postgresql", "mariadb", "mysql", "sqlite"])(
    "are taken where it fills that itself: %s",
    async (dialect) => {
      const made = "create table n (id integer, name varchar(9) not null default 'x')";
      expect(await succeeds(dialect, `${made}; insert into n (id) select id from t`)).toBe("yes");
    },
  );
});
