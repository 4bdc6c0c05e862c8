import type { Judgement } from "../../../src/model/judgement.ts";
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table users (id integer primary key, age smallint);
  create view adults as select id, age from users where age > 17;
  create view ages as select id, age as years from users;
  create view counts as select count(*) as users from users`;

async function downOf(dialect: Dialect, down: string): Promise<Judgement["down"]> {
  return (await judgementOf(dialect, { schema: SCHEMA, up: "create table u (id integer)", down })).down;
}

describe("a down that writes to a view", () => {
  it.each([
    ["update adults set age = 20", ["values:users.age"]],
    ["update ages set years = 20", ["values:users.age"]],
    ["delete from adults where id = 1", ["rows:users"]],
    ["insert into adults (id, age) values (9, 20)", []],
  ])("is not followed into the table behind it: %s", async (down, loses) => {
    expect(await downOf("postgresql", down)).toMatchObject({ succeeds: "undetermined", loses });
    expect(await downOf("mariadb", down)).toMatchObject({ succeeds: "undetermined", loses });
  });

  it("fails where the view takes nothing", async () => {
    expect((await downOf("postgresql", "delete from counts")).succeeds).toBe("no");
    expect((await downOf("sqlite", "delete from adults")).succeeds).toBe("no");
  });
});
