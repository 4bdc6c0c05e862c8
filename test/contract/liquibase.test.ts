// What Liquibase itself records of changelogs in all its forms, and what it does with rows that it only marked.
import type { DatabaseHome } from "../support/databases.ts";
import type { Project } from "./project.ts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeSqliteFiles } from "../support/sqlite-files.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";
import { revertByCommand } from "./reverting.ts";
import { HOMES } from "./tools/by-source.ts";
import { liquibase } from "./tools/liquibase.ts";

const ZONES = { PostgreSQL: "in the zone of the database", MariaDB: "in the zone of the database", SQLite: "in UTC" };

describe.each(HOMES)("liquibase on $title", ({ title, start }) => {
  let server: DatabaseHome;
  let project: Project;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  beforeEach(async () => {
    project = await createProject(liquibase, server);
  });

  afterEach(() => project.remove());

  it("records what its files are known by, in whichever form and by whichever path", async () => {
    project.write("1.yaml", yaml("001", "yes", "one"));
    project.write("2.yaml", yaml("2024_01", "dana", "two"));
    project.write("3.json", JSON.stringify({ databaseChangeLog: [{ changeSet: tableOf("1.10", "three") }] }));
    project.write("4.xml", XML);
    project.write("5.sql", "create table five (id int);");
    project.write("6.sql", `--liquibase formatted sql\n--changeset "dana lee":"six 6"\ncreate table six (id int);\n`);
    project.write(
      "7.yaml",
      "databaseChangeLog:\n  - include: { file: ../more/./x.sql, relativeToChangelogFile: true }\n",
    );
    project.write("../more/x.sql", "--liquibase formatted sql\n--changeset dana:x\ncreate table x (id int);\n");
    await project.apply();
    const listing = project.migrator.listing({
      variables: { LIQUIBASE_COMMAND_CHANGELOG_FILE: "main.yaml" },
      migrationsDir: ".",
    });
    const { output } = await project.run(listing.command);
    const known = project.migrator.knownFrom(listing.parse(output).files);
    const { applied } = await project.ask(async (database) =>
      project.migrator.readLedger(database, project.settings, known),
    );
    expect(applied.map(({ name }) => name)).toEqual(known.map(({ name }) => name));
    expect(known.map(({ name }) => name)).toEqual([
      "1::true::changelog/1.yaml",
      "202401::dana::changelog/2.yaml",
      "1.10::dana::changelog/3.json",
      "4::dana::elsewhere/4.xml",
      "raw::includeAll::changelog/5.sql",
      "six 6::dana lee::changelog/6.sql",
      "x::dana::more/x.sql",
    ]);
  });

  it("rolls back what it only marked, which is why such a row is said not to have run", async () => {
    await project.change("create table customers (id int)");
    project.write("1.xml", MARKED);
    await project.apply();
    const ledger = await ledgerOf(project);
    expect(ledger.applied).toMatchObject([{ name: "1::dana::1.xml", notRun: expect.any(String) as string }]);
    await revertByCommand(project, "1::dana::1.xml");
    const columns = await project.ask(async (database) => database.columns(["customers"]));
    expect(columns.has("customers")).toBe(false);
  });

  it("refuses to make up a way back, as was foreseen", async () => {
    project.write(
      "1.xml",
      changelog("<createTable tableName='a'><column name='id' type='int'/><column name='b' type='int'/></createTable>"),
    );
    project.write("2.xml", changelog("<dropColumn tableName='a' columnName='b'/>", "2"));
    await project.apply();
    const said = "No inverse to liquibase.change.core.DropColumnChange created";
    await expect(revertByCommand(project, "2::dana::2.xml")).rejects.toThrow(said);
    expect(namesIn(await ledgerOf(project))).toContain("2::dana::2.xml");
  });

  it("tells who holds its lock, which outlives whoever was killed", async () => {
    project.add(1);
    await project.apply();
    expect((await ledgerOf(project)).lock).toBeNull();
    await project.change(
      `update DATABASECHANGELOGLOCK set locked = true, lockedby = 'pod (10.0.0.7)', lockgranted = '2024-01-02 03:04:05'`,
    );
    expect((await ledgerOf(project)).lock).toMatchObject({
      holder: "pod (10.0.0.7)",
      since: `2024-01-02 03:04:05, ${ZONES[title]}`,
    });
  });
});

describe("liquibase on SQLite, which makes a table anew for a column", () => {
  it("leaves it without constraints, and what refers to it broken", async () => {
    const files = await makeSqliteFiles();
    const project = await createProject(liquibase, files);
    await project.change("create table users (id integer primary key, email text unique)");
    await project.change("create table orders (user_id integer references users (id))");
    project.write("1.xml", changelog("<addColumn tableName='users'><column name='x' type='int'/></addColumn>"));
    await project.apply();
    const rows = await project.ask(async (database) =>
      database.query("select sql from sqlite_master where name in ('users', 'orders') order by name"),
    );
    project.remove();
    await files.stop();
    expect(rows.map(({ sql }) => String(sql))).toEqual([
      expect.stringContaining('references "users_temporary"') as string,
      expect.not.stringMatching(/unique/i) as string,
    ]);
  });
});

function tableOf(id: string, table: string): unknown {
  return {
    id,
    author: "dana",
    changes: [{ createTable: { tableName: table, columns: [{ column: { name: "id", type: "int" } }] } }],
  };
}

function yaml(id: string, author: string, table: string): string {
  return `databaseChangeLog:
  - changeSet:
      id: ${id}
      author: ${author}
      changes: [ { createTable: { tableName: ${table}, columns: [ { column: { name: id, type: int } } ] } } ]
`;
}

function changelog(changes: string, id = "1", logical = `${id}.xml`): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd"
  logicalFilePath="${logical}">
  <changeSet id="${id}" author="dana">${changes}</changeSet>
</databaseChangeLog>`;
}

const XML = changelog(
  "<createTable tableName='four'><column name='id' type='int'/></createTable>",
  "4",
  "elsewhere/4.xml",
);

const MARKED = changelog(
  `<preConditions onFail="MARK_RAN"><not><tableExists tableName="customers"/></not></preConditions>
   <createTable tableName="customers"><column name="id" type="int"/></createTable>`,
);
