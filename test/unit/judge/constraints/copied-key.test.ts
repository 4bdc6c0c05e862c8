import type { Dialect } from "../../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const TABLE = "create table users (id integer primary key, email varchar(50));";
const KEY = "create unique index by_email on users (email);";
const REBUILT = `create table made (id integer primary key, email varchar(50));
  insert into made (id, email) select id, email from users; drop table users; alter table made rename to users;`;

async function downSucceeds(dialect: Dialect, up: string, down: string): Promise<string> {
  return (await judgementOf(dialect, { schema: `${TABLE} ${KEY}`, up, down })).down.succeeds;
}

describe.each<Dialect>(["postgresql", "mariadb", "sqlite"])("a key of a table that is made anew: %s", (dialect) => {
  it.each([
    ["may be refused where nothing held its values apart", REBUILT, `${REBUILT} ${KEY}`, "data_dependent"],
    ["is as good as the one that there was", `${REBUILT} ${KEY}`, `${REBUILT} ${KEY}`, "yes"],
    [
      "is no matter while the table is empty",
      REBUILT,
      "create table tags (a int); create unique index b on tags (a)",
      "yes",
    ],
  ])("%s", async (_, up, down, succeeds) => {
    expect(await downSucceeds(dialect, up, down)).toBe(succeeds);
  });
});

it("may be refused as a constraint, too", async () => {
  const down = `${REBUILT} alter table users add constraint by_email unique (email)`;
  expect(await downSucceeds("postgresql", REBUILT, down)).toBe("data_dependent");
});
