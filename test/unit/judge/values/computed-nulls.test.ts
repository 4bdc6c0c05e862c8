import type { Dialect } from "../../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const DIALECTS: readonly Dialect[] = ["postgresql", "mariadb", "mysql", "sqlite"];

const NEVER_NULL = ["title", "'x'", "upper(title)", "coalesce(body, 'x')", "case when id > 1 then title else 'x' end"];

const MAYBE_NULL = [
  "null",
  "(null)",
  "body",
  "upper(body)",
  "nullif(title, '')",
  "coalesce(body, null)",
  "case when id > 1 then title end",
  "(select body from notes where id = 1)",
];

function each(expressions: readonly string[]): readonly { readonly dialect: Dialect; readonly value: string }[] {
  return DIALECTS.flatMap((dialect) => expressions.map((value) => ({ dialect, value })));
}

async function succeeds(dialect: Dialect, down: string): Promise<string> {
  const schema = "create table notes (id integer primary key, title varchar(20) not null, body varchar(20))";
  return (await judgementOf(dialect, { schema, up: "create index notes_title on notes (title)", down })).down.succeeds;
}

function copying(value: string): string {
  return `create table kept (id integer primary key, title text not null);
    insert into kept (id, title) select id, ${value} from notes`;
}

describe("a computed value for a column that wants one", () => {
  it.each(each(NEVER_NULL))("is always there: $value copied on $dialect", async ({ dialect, value }) => {
    expect(await succeeds(dialect, copying(value))).toBe("yes");
  });

  it.each(each(MAYBE_NULL))("may be missing: $value copied on $dialect", async ({ dialect, value }) => {
    expect(await succeeds(dialect, copying(value))).toBe("data_dependent");
  });

  it.each(each(["'x'", "upper(title)", "coalesce(body, 'x')"]))(
    "is always there: $value assigned on $dialect",
    async ({ dialect, value }) => {
      expect(await succeeds(dialect, `update notes set title = ${value}`)).toBe("yes");
    },
  );

  it.each(each(MAYBE_NULL))("may be missing: $value assigned on $dialect", async ({ dialect, value }) => {
    expect(await succeeds(dialect, `update notes set title = ${value}`)).toBe("data_dependent");
  });
});

describe("a row that is written out", () => {
  it.each(
    each([
      "insert into notes (id, title) values (9, null)",
      "insert into notes values (9, null, 'x')",
      "insert into notes (id, body) values (9, 'x')",
      "insert into notes (id, title) values (9)",
      "insert into notes values (9, 'x', 'y', 'z')",
    ]),
  )("is refused whatever is there: $value on $dialect", async ({ dialect, value }) => {
    expect(await succeeds(dialect, value)).toBe("no");
  });

  it.each(each(["insert into notes (id, title) values (9, 'x')", "insert into notes values (9, 'x', null)"]))(
    "may be taken: $value on $dialect",
    async ({ dialect, value }) => {
      expect(await succeeds(dialect, value)).toBe("data_dependent");
    },
  );
});

describe("a value for a column of a domain", () => {
  it.each([
    ["update scores set points = -5", "data_dependent"],
    ["update scores set points = 5", "yes"],
    ["update scores set points = null", "yes"],
    ["update scores set points = best", "yes"],
    ["update scores set points = plain", "data_dependent"],
    ["update scores set points = coalesce(points, 0)", "data_dependent"],
  ])("is asked for what the domain refuses: %s", async (down, succeeded) => {
    const domain = "create domain positive as integer check (value > 0)";
    const table = "create table scores (id integer primary key, points positive, best positive, plain integer)";
    const scripts = { schema: `${domain}; ${table}`, up: "create index scores_plain on scores (plain)", down };
    expect((await judgementOf("postgresql", scripts)).down.succeeds).toBe(succeeded);
  });
});
