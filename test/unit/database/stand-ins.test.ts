import type { StandIns } from "../../../src/ports/rehearsal.ts";
import type { Environment } from "../../../src/ports/secret.ts";
import { describe, expect, it } from "vitest";
import { standInsFor } from "../../../src/database/rehearsal/stand-ins.ts";
import { secretOf } from "../../../src/secret.ts";
import { addressOf } from "../../support/open-database.ts";

const LIVE = "postgres://app:live-Secret.7@pg:5432/shop";
const CLONE = "postgres://copier:clone-Secret.7@copy.lan:6432/shop_copy?sslmode=disable";

const OF_COMMANDS = { TOOL_URL: ["TOOL_DOWN_URL", "TOOL_UP_URL"], TOOL_USER: ["TOOL_DOWN_USER"] };

type Values = Readonly<Record<string, string>>;

function environment(values: Values): Environment {
  const variables = Object.entries(values).map(([name, text]) => [name, secretOf(text)] as const);
  return { variables: new Map(variables), unresolved: new Map() };
}

function standIns(values: Values, clone = CLONE, live = LIVE): Values | string {
  const leading = { live: addressOf(live), clone: addressOf(clone), ofCommands: OF_COMMANDS };
  const found = standInsFor(environment(values), leading);
  if ("because" in found) return found.because;
  return Object.fromEntries([...found].map(([name, secret]) => [name, secret.reveal()]));
}

describe("the variables that stand in for the live database's", () => {
  it.each<[string, Values, Values]>([
    [
      "keep the scheme of a URL, by which a program chooses its driver",
      { DATABASE_URL: LIVE.replace("postgres:", "postgresql+psycopg2:"), OTHER: "x" },
      { DATABASE_URL: "postgresql+psycopg2://copier:clone-Secret.7@copy.lan:6432/shop_copy?sslmode=disable" },
    ],
    [
      "are every URL that leads there",
      { DATABASE_URL: LIVE, SHOP_URL: `${LIVE}?application_name=shop` },
      {
        DATABASE_URL: "postgres://copier:clone-Secret.7@copy.lan:6432/shop_copy?sslmode=disable",
        SHOP_URL: "postgres://copier:clone-Secret.7@copy.lan:6432/shop_copy?sslmode=disable",
      },
    ],
    [
      "are not those of another database or server",
      {
        DATABASE_URL: LIVE,
        A: LIVE.replace("/shop", "/reports"),
        B: LIVE.replace("pg:", "other:"),
        C: "redis://pg:6379/0",
      },
      { DATABASE_URL: "postgres://copier:clone-Secret.7@copy.lan:6432/shop_copy?sslmode=disable" },
    ],
    [
      "are a group as a whole, with what the container leaves to its default",
      { PGHOST: "pg", PGUSER: "app", PGPASSWORD: "live-Secret.7", PGDATABASE: "shop", PGSSLMODE: "require" },
      {
        PGHOST: "copy.lan",
        PGPORT: "6432",
        PGUSER: "copier",
        PGPASSWORD: "clone-Secret.7",
        PGDATABASE: "shop_copy",
        PGSSLMODE: "disable",
      },
    ],
    [
      "are a group by the names that the container has, and a URL beside it",
      { DB_URL: LIVE, DB_HOST: "pg", DB_USERNAME: "app", DB_PASS: "p", DB_DATABASE: "shop", DB_CONNECTION: "pgsql" },
      {
        DB_URL: "postgres://copier:clone-Secret.7@copy.lan:6432/shop_copy?sslmode=disable",
        DB_HOST: "copy.lan",
        DB_PORT: "6432",
        DB_USERNAME: "copier",
        DB_PASS: "clone-Secret.7",
        DB_DATABASE: "shop_copy",
        DB_SSLMODE: "disable",
      },
    ],
    [
      "are a URL of JDBC with what it tells its driver, and who logs in by the variables beside it",
      {
        APP_URL: "jdbc:postgresql://pg:5432/shop?currentSchema=app&sslmode=require",
        APP_USERNAME: "app",
        APP_PASSWORD: "live-Secret.7",
      },
      {
        APP_URL: "jdbc:postgresql://copy.lan:6432/shop_copy?currentSchema=app&sslmode=disable",
        APP_USERNAME: "copier",
        APP_PASSWORD: "clone-Secret.7",
      },
    ],
    [
      "are a URL of JDBC that says who logs in, where nothing beside it does",
      { APP_URL: "jdbc:postgresql://pg/shop?user=app&password=live-Secret.7" },
      { APP_URL: "jdbc:postgresql://copy.lan:6432/shop_copy?sslmode=disable&user=copier&password=clone-Secret.7" },
    ],
    [
      "are those of single commands as well, where one tells them all, wherever they lead",
      { TOOL_URL: LIVE, TOOL_DOWN_URL: LIVE.replace("pg:", "other:") },
      {
        TOOL_URL: "postgres://copier:clone-Secret.7@copy.lan:6432/shop_copy?sslmode=disable",
        TOOL_DOWN_URL: "postgres://copier:clone-Secret.7@copy.lan:6432/shop_copy?sslmode=disable",
        TOOL_UP_URL: "postgres://copier:clone-Secret.7@copy.lan:6432/shop_copy?sslmode=disable",
      },
    ],
  ])("%s", (_, values, wanted) => {
    expect(standIns(values)).toEqual(wanted);
  });

  it("keep what a URL of JDBC tells a driver of MySQL", () => {
    const live = "mysql://app:live-Secret.7@db:3306/shop";
    const told = { APP_URL: "jdbc:mysql://db/shop?useSSL=false&serverTimezone=Europe%2FBerlin", APP_USER: "app" };
    expect(standIns(told, "mysql://copier:clone-Secret.7@[fd00::7]:3307/shop_copy", live)).toEqual({
      APP_URL:
        "jdbc:mysql://[fd00::7]:3307/shop_copy?useSSL=false&serverTimezone=Europe%2FBerlin&password=clone-Secret.7",
      APP_USER: "copier",
    });
  });

  it.each<[string, string, RegExp]>([
    [
      "this machine by name",
      CLONE.replace("copy.lan", "localhost"),
      /says localhost, which in a Job is not this machine/,
    ],
    [
      "this machine by number",
      CLONE.replace("copy.lan", "127.0.0.1"),
      /write an address there that leads to the clone/,
    ],
    ["this machine by its newer number", CLONE.replace("copy.lan", "[::1]"), /says ::1/],
    ["a socket", "postgres://copier:x@/shop?host=/run/postgresql", /says \/run\/postgresql/],
    ["a file", "sqlite:/tmp/copy.db", /is the file \/tmp\/copy\.db on this machine/],
  ])("are none where the clone's URL names %s", (_, clone, because) => {
    expect(standIns({ DATABASE_URL: LIVE }, clone)).toMatch(because);
  });

  it("are none where no variable is understood to lead to the live database", () => {
    expect(standIns({ ENCODED: Buffer.from(LIVE).toString("base64") })).toMatch(/no variable that is understood/);
  });

  it("print nothing of what they hold", () => {
    const leading = { live: addressOf(LIVE), clone: addressOf(CLONE), ofCommands: {} };
    const found = standInsFor(environment({ DATABASE_URL: LIVE }), leading);
    expect(JSON.stringify([...(found as StandIns)])).toBe(`[["DATABASE_URL","[secret]"]]`);
  });
});
