import type { SafeRollbackError } from "../../../../src/errors.ts";
// What becomes of the answers that a script in an image gives, whichever tool and runtime it is.
import type { ToolSettings } from "../../../../src/ports/migrator.ts";
import { describe, expect, it } from "vitest";
import { migrators } from "../../../../src/migrators/all.ts";
import { ledgerStatements } from "../../../../src/migrators/ledger/statements.ts";
import { MARK } from "../../../../src/migrators/runtimes/probe-output.ts";
import { typeormLedger } from "../../../../src/migrators/typeorm/ledger.ts";

const SEEN = { version: "18.3 (Debian 18.3-1)", name: "shop", path: "app, public" };

const COLUMNS = ["id", "timestamp", "name"].map((name) => ({ column_name: name }));

const ROWS = [{ name: "CreateUsers1704067200000" }];

const LEDGER = { table: "migrations", dirty: [], lock: null, complete: true };

describe("a ledger out of an image", () => {
  it("is what the rows mean over a connection, with the database as the image sees it", () => {
    const answers = { seen: [SEEN], "columns of migrations": COLUMNS, "rows of migrations": ROWS };
    expect(typeorm(answers)).toEqual({
      ledger: { ...LEDGER, applied: [{ name: "CreateUsers1704067200000", appliedAt: null }] },
      database: { dialect: "postgresql", version: "18.3", host: "ledger.internal", name: "shop" },
    });
  });

  it("is MariaDB's where the version says so", () => {
    const seen = { version: "10.11.19-MariaDB-0+deb12u1", name: "shop", path: "shop" };
    const answers = { seen: [seen], "columns of migrations": COLUMNS, "rows of migrations": [] };
    expect(typeorm(answers, { family: "mysql" })).toMatchObject({
      ledger: { applied: [] },
      database: { dialect: "mariadb", version: "10.11.19" },
    });
  });

  it("holds a time with its zone as text, and who holds the lock", () => {
    const columns = ["migration_name", "checksum", "started_at", "finished_at", "rolled_back_at"];
    const answers = {
      seen: [SEEN],
      "columns of _prisma_migrations": columns.map((name) => ({ column_name: name })),
      "rows of _prisma_migrations": [
        { migration_name: "1_a", finished_at: "2024-01-01T02:00:00.5+02:00", rolled_back_at: null },
        { migration_name: "2_b", finished_at: null, rolled_back_at: null },
      ],
      lock: [{ pid: "7", program: "prisma", client: null }],
    };
    expect(read("prisma", { answers })).toMatchObject({
      ledger: {
        applied: [{ name: "1_a", appliedAt: "2024-01-01T00:00:00.500Z" }],
        dirty: ["2_b"],
        lock: { holder: 'session 7 of "prisma"' },
      },
    });
  });

  it("is looked for in the second place where the first has none", () => {
    const columns = ["id", "hash", "created_at"].map((name) => ({ column_name: name }));
    const answers = {
      seen: [SEEN],
      "columns of drizzle.__drizzle_migrations": [],
      "columns of __drizzle_migrations": columns,
      "rows of __drizzle_migrations": [{ hash: "abc" }],
    };
    expect(read("drizzle", { answers })).toMatchObject({
      ledger: { table: "__drizzle_migrations", applied: [{ name: "abc", appliedAt: null }] },
    });
  });

  it("is not there where its table has no columns", () => {
    expect(refusal({ seen: [SEEN], "columns of migrations": [] })).toMatchObject({
      code: "ledger-not-found",
      summary: "there is no table migrations in database shop on ledger.internal",
      facts: expect.arrayContaining(["schemas looked in: app, public"]) as string[],
    });
  });

  it("is another tool's where the columns are others, whatever became of the query for its rows", () => {
    const columns = ["id", "migration", "batch"].map((name) => ({ column_name: name }));
    const answers = { seen: [SEEN], "columns of migrations": columns };
    expect(refusal(answers, { error: 'column "name" does not exist' })).toMatchObject({
      code: "ledger-not-understood",
      facts: expect.arrayContaining(["it looks like a ledger of Laravel"]) as string[],
    });
  });

  it.each([
    ["at the first statement", {}],
    ["at the columns", { seen: [SEEN] }],
    ["at the rows", { seen: [SEEN], "columns of migrations": COLUMNS }],
  ])("could not be read where the answers end %s, and no credential is repeated", (_, answers) => {
    expect(refusal(answers, { error: "refused by postgres://app:pw@db/shop" })).toMatchObject({
      code: "database-unreachable",
      facts: [expect.not.stringContaining("pw")],
    });
  });

  it.each([
    ["no-program", "image-not-readable"],
    ["no-settings", "image-not-readable"],
    ["failed", "database-unreachable"],
  ])("could not be read when the script says %s", (kind, code) => {
    expect(troubleOf(() => read("typeorm", { kind, message: "it says why" }))).toMatchObject({ code });
  });
});

describe("what a ledger is asked in an image", () => {
  it("is one transaction that reads only, and rows only where there are columns", () => {
    const { postgresql } = ledgerStatements(typeormLedger, { postgresql: ["migrations"], mysql: ["migrations"] });
    expect(postgresql.map(({ name, when }) => [name, when])).toEqual([
      ["begin", undefined],
      ["begin", undefined],
      ["begin", undefined],
      ["seen", undefined],
      ["columns of migrations", undefined],
      ["rows of migrations", "columns of migrations"],
    ]);
    expect(postgresql.slice(0, 2).map(({ text }) => text)).toEqual(["begin", "set transaction read only"]);
  });

  it.each([
    [
      "postgresql",
      `app.it's "odd"`,
      `select name from "app"."it's ""odd""" order by id`,
      `= 'it''s "odd"' and nspname = 'app'`,
    ],
    [
      "postgresql",
      "odd?",
      `select name from "odd?" order by id`,
      "= 'odd?' and pg_catalog.pg_table_is_visible(pg_class.oid)",
    ],
    [
      "mysql",
      "app.it's `\\odd",
      "select name from `app`.`it's ``\\odd` order by id",
      "= 'it''s `\\\\odd' and table_schema = 'app'",
    ],
  ] as const)("on %s quotes the table %s", (family, table, rows, columns) => {
    const statements = ledgerStatements(typeormLedger, { postgresql: [table], mysql: [table] })[family];
    const textOf = (name: string): string | undefined => statements.find((one) => one.name === name)?.text;
    expect(textOf(`rows of ${table}`)).toBe(rows);
    expect(textOf(`columns of ${table}`)).toContain(columns);
  });

  it("takes the address from the variable that was named, and from no other", () => {
    const probe = migrators.typeorm.ledgerProbe?.({ variables: {}, databaseUrlEnv: "LEDGER_URL" }, undefined);
    expect(probe?.command.argv.at(-1)).toContain('"urlVariables":["LEDGER_URL"]');
  });
});

const NONE: ToolSettings = { variables: {} };

function read(tool: "typeorm" | "prisma" | "drizzle", answer: object): unknown {
  const whole = { kind: "answers", family: "postgresql", host: "ledger.internal", error: null, ...answer };
  return migrators[tool].ledgerProbe?.(NONE, undefined).parse(`${MARK}part ${JSON.stringify(whole)}\n${MARK}end\n`);
}

function typeorm(answers: object, more: object = {}): unknown {
  return read("typeorm", { answers, ...more });
}

function refusal(answers: object, more: object = {}): unknown {
  return troubleOf(() => typeorm(answers, more));
}

function troubleOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return (error as SafeRollbackError).trouble;
  }
}
