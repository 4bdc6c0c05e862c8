import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

async function succeeds(dialect: Dialect, down: string): Promise<string> {
  const schema = "create table verses (id int primary key, line text, title varchar(20), key by_title (title))";
  return (await judgementOf(dialect, { schema, up: "alter table verses comment 'lines'", down })).down.succeeds;
}

const LONG = ["create index by_line on verses (line)", "alter table verses modify title text"];

describe("a key over a long text", () => {
  it.each(LONG)("is refused by MySQL: %s", async (down) => {
    expect(await succeeds("mysql", down)).toBe("no");
  });

  it.each(LONG)("is shortened by MariaDB: %s", async (down) => {
    expect(await succeeds("mariadb", down)).toBe("yes");
  });

  it.each(["create index by_line on verses (line(20))", "create fulltext index by_line on verses (line)"])(
    "may say how much it keeps: %s",
    async (down) => {
      expect(await succeeds("mysql", down)).toBe("yes");
    },
  );
});
