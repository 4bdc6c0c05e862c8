// What Liquibase does without a database about changes that are not SQL alone, or not SQL at all.
import type { MigrationSql } from "../../src/model/migration-sql.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { Project } from "./project.ts";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { createProject } from "./project.ts";
import { sidesOf } from "./recording.contract.ts";
import { liquibaseInImage, withJava } from "./tools/liquibase-in-image.ts";

let server: DatabaseServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => server.stop());

describe("Liquibase without a database", () => {
  let project: Project;
  let sides: ReadonlyMap<string, MigrationSql>;

  beforeAll(async () => {
    project = await createProject(liquibaseInImage, server);
    await withJava(project.directory, "Task", TASK);
    writeFileSync(join(project.directory, "rows.csv"), "id,email\n1,dana\n");
    project.write("1.yaml", CHANGELOG);
    sides = new Map((await sidesOf(project)).map((side) => [side.name.replace("::dana::1.yaml", ""), side]));
  });

  afterAll(() => project.remove());

  it.each([
    ["rows", /^it goes by what the database or a file holds/],
    ["program", /^it starts a program/],
    ["value", /^it sends values that are not in its SQL$/],
    ["placeholder", /^a placeholder is left in its SQL$/],
  ])("is not all of the up of %s", (id, doubt) => {
    const doubts: unknown = expect.arrayContaining([expect.stringMatching(doubt)]);
    expect(sides.get(id)?.up).toMatchObject({ kind: "recorded", doubts });
  });

  it.each([
    ["java", /^its up was not asked for: it runs Java of its own/],
    ["delimiter", /^its statements end by something else than a semicolon$/],
    ["elsewhere", /^its up was not printed: Liquibase failed: .*sql-check::dana.*offline database/],
    ["marked", /^its up was not printed: Liquibase failed/],
    ["sql-check", /^its up was not printed: Liquibase failed/],
    ["after", /^its up was not printed: Liquibase failed/],
  ])("does not tell the up of %s, and says why", (id, because) => {
    expect(sides.get(id)?.up).toMatchObject({ kind: "unseen", because: expect.stringMatching(because) as string });
  });

  it.each([
    ["tag", []],
    ["plain", ["ALTER TABLE users ADD note TEXT;"]],
    ["java-back", ["ALTER TABLE users ADD more TEXT;"]],
    ["condition", ["ALTER TABLE users ADD asked TEXT;"]],
  ])("tells all of the up of %s", (id, statements) => {
    expect(sides.get(id)?.up).toEqual({ kind: "recorded", statements, transaction: true, doubts: [] });
  });

  it.each([
    ["plain", { kind: "recorded", statements: ["ALTER TABLE users DROP COLUMN note;"], doubts: [] }],
    ["after", { kind: "recorded", statements: ["ALTER TABLE users DROP COLUMN late;"], doubts: [] }],
    ["java-back", { kind: "unseen", because: expect.stringContaining("it runs Java of its own") as string }],
    ["another", { kind: "unseen", because: expect.stringContaining("written in another changeset") as string }],
    ["program-back", { kind: "recorded", doubts: [expect.stringContaining("it starts a program") as string] }],
  ])("tells of the down of %s what is SQL", (id, down) => {
    expect(sides.get(id)?.down).toMatchObject(down);
  });

  it("ran none of it", () => {
    expect(["java-ran", "program-ran"].filter((file) => existsSync(join(project.directory, file)))).toEqual([]);
  });
});

it("asks for nothing where Java of a changeset that always runs would run", async () => {
  const project = await createProject(liquibaseInImage, server);
  await withJava(project.directory, "Task", TASK);
  project.write("1.yaml", ALWAYS_JAVA);
  const sides = await sidesOf(project);
  const ran = existsSync(join(project.directory, "java-ran"));
  project.remove();
  const because: unknown = expect.stringContaining("would have run Java of the changeset 1.yaml::always::dana");
  expect({ ran, plain: sides.find(({ name }) => name.startsWith("plain")) }).toMatchObject({
    ran: false,
    plain: { up: { kind: "unseen", because }, down: { kind: "recorded" } },
  });
});

const TASK = `import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;
public class Task implements CustomTaskChange {
  public void execute(Database database) {
    try { new java.io.File("java-ran").createNewFile(); } catch (java.io.IOException error) { throw new RuntimeException(error); }
  }
  public String getConfirmationMessage() { return "done"; }
  public void setUp() {}
  public void setFileOpener(ResourceAccessor opener) {}
  public ValidationErrors validate(Database database) { return new ValidationErrors(); }
}
`;

const TEST_ONLY = "onFail: MARK_RAN, onSqlOutput: TEST";

const CHANGELOG = `databaseChangeLog:
  - logicalFilePath: 1.yaml
  - changeSet: { id: rows, author: dana, changes: [ { loadData: { tableName: users, file: rows.csv } } ] }
  - changeSet: { id: program, author: dana, changes: [ { executeCommand: { executable: touch, args: [ { arg: { value: program-ran } } ] } } ] }
  - changeSet: { id: value, author: dana, changes: [ { update: { tableName: users, columns: [ { column: { name: email, valueClobFile: rows.csv } } ] } } ] }
  - changeSet: { id: placeholder, author: dana, changes: [ { sql: "update users set email = '\${nobody}'" } ] }
  - changeSet: { id: java, author: dana, changes: [ { customChange: { class: Task } } ] }
  - changeSet: { id: delimiter, author: dana, changes: [ { sql: { sql: "drop table a\\nGO\\ndrop table b\\nGO", endDelimiter: GO } } ] }
  - changeSet: { id: elsewhere, author: dana, dbms: oracle, changes: [ { sql: select 1 from dual } ] }
  - changeSet: { id: marked, author: dana, preConditions: [ { ${TEST_ONLY} }, { tableExists: { tableName: users } } ], changes: [ { sql: select 1 } ] }
  - changeSet: { id: condition, author: dana, preConditions: [ { onFail: HALT }, { tableExists: { tableName: users } } ], changes: [ { addColumn: { tableName: users, columns: [ { column: { name: asked, type: text } } ] } } ] }
  - changeSet: { id: tag, author: dana, changes: [ { tagDatabase: { tag: v1 } } ] }
  - changeSet: { id: plain, author: dana, changes: [ { addColumn: { tableName: users, columns: [ { column: { name: note, type: text } } ] } } ] }
  - changeSet: { id: java-back, author: dana, changes: [ { addColumn: { tableName: users, columns: [ { column: { name: more, type: text } } ] } } ], rollback: [ { customChange: { class: Task } } ] }
  - changeSet: { id: program-back, author: dana, changes: [ { sql: select 1 } ], rollback: [ { executeCommand: { executable: touch, args: [ { arg: { value: program-ran } } ] } } ] }
  - changeSet: { id: another, author: dana, changes: [ { sql: select 1 } ], rollback: [ { changeSetId: plain, changeSetAuthor: dana, changeSetPath: 1.yaml } ] }
  - changeSet: { id: sql-check, author: dana, preConditions: [ { ${TEST_ONLY} }, { sqlCheck: { sql: select 1, expectedResult: 1 } } ], changes: [ { sql: select 1 } ] }
  - changeSet: { id: after, author: dana, changes: [ { addColumn: { tableName: users, columns: [ { column: { name: late, type: text } } ] } } ] }
`;

const ALWAYS_JAVA = `databaseChangeLog:
  - logicalFilePath: 1.yaml
  - changeSet: { id: plain, author: dana, changes: [ { addColumn: { tableName: users, columns: [ { column: { name: note, type: text } } ] } } ] }
  - changeSet: { id: always, author: dana, runAlways: true, changes: [ { customChange: { class: Task } } ] }
`;
