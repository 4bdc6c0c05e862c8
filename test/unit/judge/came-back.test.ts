// Whether what comes back is what was there, on MySQL and MariaDB.
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

const SCHEMA = `create table t (id int primary key, a int, b int, price decimal(10,2) not null default 0.00, note varchar(20),
  key by_a (a, b), constraint sane check (\`a\` between 1 and 5)) default charset=utf8mb4 collate=utf8mb4_unicode_ci`;

async function inverse(up: string, down: string): Promise<string> {
  return (await judgementOf("mariadb", { schema: SCHEMA, up, down })).down.inverse;
}

describe("what a down brings back", () => {
  it.each([
    ["alter table t drop key by_a", "create index by_a on t (a, b asc)"],
    ["alter table t drop constraint sane", "alter table t add constraint sane check (a BETWEEN 1 AND 5)"],
    ["alter table t drop price", "alter table t add price decimal(10,2) not null default 0"],
    ["alter table t drop note", "alter table t add note varchar(20) character set utf8mb4 collate utf8mb4_unicode_ci"],
    ["alter table t engine=myisam", "alter table t engine=InnoDB"],
    ["alter table t add c int, add d int, add unique (c, d)", "alter table t drop c, drop d"],
    ["alter table t add c int, add d int, add constraint e check (c < d)", "alter table t drop c, drop d"],
  ])("is what was there: %s, %s", async (up, down) => {
    expect(await inverse(up, down)).toBe("exact");
  });

  it.each([
    ["alter table t drop key by_a", "create index by_a on t (a, b desc)"],
    ["alter table t drop constraint sane", "alter table t add constraint sane check (a between 1 and 50)"],
    ["alter table t drop price", "alter table t add price decimal(10,2) not null default 100"],
    ["alter table t drop note", "alter table t add note varchar(20) character set latin1"],
    ["alter table t drop note", "alter table t add note varchar(20) collate utf8mb4_bin"],
    ["alter table t engine=myisam", "alter table t engine=aria"],
    ["alter table t add c int, add d int, add key (c desc, d)", "alter table t drop c"],
  ])("is not: %s, %s", async (up, down) => {
    expect(await inverse(up, down)).toBe("differs");
  });
});
