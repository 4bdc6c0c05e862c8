import type { MigrationSql } from "../../../../src/model/migration-sql.ts";
import type { KnownMigration } from "../../../../src/model/migration.ts";
import { describe, expect, it } from "vitest";
import { liquibaseRecording } from "../../../../src/migrators/liquibase/recording.ts";
import { MARK } from "../../../../src/migrators/runtimes/probe-output.ts";

const MARIADB = { dialect: "mariadb", version: "10.11.6", host: "db", name: "shop" } as const;

describe("the SQL of Liquibase's changesets", () => {
  it("is asked of a database that is not there, for those that are not SQL already", () => {
    const variables = {
      LIQUIBASE_COMMAND_CHANGELOG_FILE: "db/main.xml",
      LIQUIBASE_COMMAND_CONTEXTS: "prod",
      SPRING_LIQUIBASE_URL: "",
    };
    const files = [change('one "1"'), { ...change("two"), up: "select 1" }, change("java", ["customChange"])];
    const { command, needs } = liquibaseRecording(files, MARIADB, { variables });
    expect(command.argv.slice(4)).toEqual([
      "offline:mariadb?version=10.11.6",
      `"one ""1""","dana","db/a.xml`,
      `"one ""1""","dana","db/a.xml\n"two","dana","db/a.xml`,
    ]);
    expect({ environment: command.environment, needs }).toEqual({
      environment: { LIQUIBASE_COMMAND_CHANGELOG_FILE: "db/main.xml", LIQUIBASE_COMMAND_CONTEXTS: "prod" },
      needs: "nothing",
    });
  });

  it("is told apart by its comments, with the changeset that always runs", () => {
    const output = [
      ...HEAD.map((line) => `up ${line}`),
      "up --  Changeset db/a.xml::one::dana",
      "up --  for parcels",
      "up CREATE TABLE t (id INT NULL);",
      "up ",
      "up ALTER TABLE t ADD c INT NULL;",
      "up ",
      "up --  Changeset db/always.xml::always::sam",
      "up select 1;",
      "up ",
      "up --  Changeset db/a.xml::tag::dana",
      row("one"),
      row("tag"),
      `row "always","sam","db/always.xml","2026-11-25T16:49:56.827","2","RERAN","9:3b78","sql",,"","4.28.0","()","","5"`,
      ...HEAD.map((line) => `down ${line}`),
      "down --  Rolling Back ChangeSet: classpath:/db/a.xml::one::dana",
      "down DROP TABLE t;",
    ];
    expect(sides(output, change("one"), change("tag"))).toMatchObject([
      {
        up: recorded("--  for parcels\nCREATE TABLE t (id INT NULL);\n\nALTER TABLE t ADD c INT NULL;"),
        down: recorded("DROP TABLE t;"),
      },
      { up: { kind: "recorded", statements: [], doubts: [] }, down: { kind: "unseen" } },
    ]);
  });

  it("is a transaction where the changeset says so, and not known to be one where it does not", () => {
    const output = ["up --  Changeset db/a.xml::one::dana", "up select 1;", row("one")];
    const one = change("one");
    const told = { ...one, changes: { up: ["sql"], down: ["sql"], transaction: true } } as const;
    expect(sides(output, told)).toMatchObject([{ up: { transaction: true } }]);
    expect(sides(output, one)).toMatchObject([{ up: { transaction: null } }]);
  });

  it.each([
    ["select 1;", recorded("select 1;")],
    ["select 1;\n\n-- touch x", recorded("select 1;\n\n-- touch x")],
    ["drop table aGO", { kind: "unseen", because: "its statements end by something else than a semicolon" }],
    ["select 1;\n\ndrop table a\n-- xGO", { kind: "unseen" }],
    ["WARNING: This statement uses a prepared statement which", { statements: [], doubts: [doubt("values")] }],
    ["-- WARNING The following SQL may change each run and", { statements: [], doubts: [doubt("it goes by what")] }],
    ["select '${x}';", { statements: ["select '${x}';"], doubts: [doubt("placeholder")] }],
  ])("is %j as it was printed", (printed, side) => {
    const lines = ["-- Changeset db/a.xml::one::dana", ...printed.split("\n")].map((line) => `up ${line}`);
    expect(sides([...lines, row("one")], change("one"))[0]?.up).toMatchObject(side);
  });

  it("is not what Liquibase passed over, or had begun when it failed", () => {
    const output = [
      "up --  Changeset db/a.xml::one::dana",
      "up --  Changeset db/a.xml::two::dana",
      "up select 1;",
      row("one", "MARK_RAN"),
      "down -- Rolling Back ChangeSet: db/a.xml::two::dana",
      "down drop table t;",
      "down -- Rolling Back ChangeSet: db/a.xml::one::dana",
      "down drop table s;",
      "down-failed ERROR: Exception Details",
      "down-failed Unexpected error running Liquibase: Rollback failed:",
      "down-failed      Reason:  no   table",
      "down-failed ",
      "down-failed For more information, please use the --log-level flag",
    ];
    expect(sides(output, change("one"), change("two"))).toMatchObject([
      {
        up: {
          because:
            "its up was not printed: Liquibase passes over it here, by its contexts, labels, database or preconditions",
        },
        down: { because: "its down was not printed: Liquibase failed: Rollback failed: Reason: no table" },
      },
      { up: { kind: "unseen" }, down: recorded("drop table t;") },
    ]);
  });

  it.each([
    ["up -- Changeset db/a.xml::one::dana", "up -- Changeset other.xml::1::sam"],
    ["up -- Changeset db/a.xml::one::dana", "up -- Changeset db/a.xml::one::dana"],
    ["down -- Rolling Back ChangeSet: x::y::z"],
  ])("is not told where changesets have such comments themselves: %s %s", (...output) => {
    expect(() => sides([...output, row("one")], change("one"))).toThrow(/tells its changesets apart/);
  });

  it.each([
    [["failed it has no program liquibase"], /could not be recorded: it has no program liquibase$/],
    [["failed jdbc:postgresql://u:s3cret@h/d refused"], /u:\*\*\*@h/],
  ])("is not there where Liquibase cannot be asked: %j", (output, said) => {
    expect(() => sides(output, change("one"))).toThrow(said);
  });

  it("is not asked for where nobody saw what it is made of", () => {
    const known: KnownMigration = { name: "one::dana::db/a.xml", file: "db/a.xml", down: { kind: "code" } };
    const because: unknown = expect.stringContaining("nobody saw what it is made of");
    expect(sides([], known)).toMatchObject([{ up: { kind: "unseen", because }, down: { kind: "unseen", because } }]);
  });
});

/** As Liquibase 4.28 prints it for MariaDB. */
const HEAD = [
  "--  *********************************************************************",
  "--  Update Database Script",
  "--  *********************************************************************",
  "--  Change Log: main.yaml",
  "--  Against: null@offline:mariadb?version=10.11.6&outputLiquibaseSql=none&changeLogFile=/tmp/x/ledger.csv",
  "",
];

function change(id: string, kinds: readonly string[] = ["createTable"]): KnownMigration {
  const changes = { up: kinds, down: kinds };
  return { name: `${id}::dana::db/a.xml`, file: "db/a.xml", down: { kind: "code" }, changes };
}

function row(id: string, ending = "EXECUTED"): string {
  return `row "${id}","dana","db/a.xml","2026-11-25T16:35:12.512","1","${ending}","9:b478","sql","","","4.28.0","()","","5"`;
}

function recorded(...statements: readonly string[]): object {
  return { kind: "recorded", statements, doubts: [] };
}

function doubt(words: string): unknown {
  return expect.stringContaining(words);
}

function sides(lines: readonly string[], ...migrations: readonly KnownMigration[]): readonly MigrationSql[] {
  const output = [...lines, `end ${lines.length}`].map((line) => `${MARK}${line}\n`).join("");
  return liquibaseRecording(migrations, MARIADB, { variables: {} }).parse(output);
}
