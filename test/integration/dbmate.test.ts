// What only dbmate has: SQL with a down block that may opt out of its transaction, and an image with a shell and psql.
import type { Project } from "../contract/project.ts";
import type { DatabaseServer } from "../support/databases.ts";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { downIn } from "../../src/migrators/dbmate/file.ts";
import { dbmateLedgerProbe } from "../../src/migrators/dbmate/ledger-probe.ts";
import { ledgerOf, namesIn } from "../contract/ledger.ts";
import { photograph } from "../contract/photograph.ts";
import { createProject } from "../contract/project.ts";
import { revertByCommand, revertDirectly } from "../contract/reverting.ts";
import { dbmate } from "../contract/tools/dbmate.ts";
import { startPostgres } from "../support/databases.ts";

let server: DatabaseServer;
const projects: Project[] = [];

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => server.stop());

afterEach(() => projects.splice(0).forEach((project) => project.remove()));

const LAST = "20240199000000";

describe("a file of dbmate", () => {
  it.each([
    ["with Windows line ends", "-- migrate:up\r\nselect 1;\r\n-- migrate:down transaction:false\r\nselect 2;\r\n"],
    ["without a space in the directive", "--migrate:up\nselect 1;\n--migrate:down\nselect 2;\n"],
    ["with comments before the up block", "-- hello\n\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 2;\n"],
    ["with options that mean nothing", "-- migrate:up x:y\nselect 1;\n-- migrate:down nothing\nselect 2;"],
  ])("has a down %s, and the tool takes it", async (_, text) => {
    const project = await withFile(text);
    expect(downIn(text).kind).toBe("sql");
    expect((await project.run(project.migrator.forwardCommand(project.settings))).code).toBe(0);
    await revertByCommand(project, LAST);
  });

  it.each([
    ["with a byte order mark", "\uFEFF-- migrate:up\nselect 1;\n-- migrate:down\nselect 2;\n"],
    ["with indented directives", "  -- migrate:up\nselect 1;\n  -- migrate:down\nselect 2;\n"],
    ["with directives in capitals", "-- MIGRATE:UP\nselect 1;\n-- MIGRATE:DOWN\nselect 2;\n"],
    ["with words glued to a directive", "-- migrate:upwards\nselect 1;\n-- migrate:down\nselect 2;\n"],
    ["with statements before the up block", "select 0;\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 2;\n"],
    ["with the down block first", "-- migrate:down\nselect 2;\n-- migrate:up\nselect 1;\n"],
    ["without a down block", "-- migrate:up\nselect 1;\n"],
    ["with two down blocks", "-- migrate:up\nselect 1;\n-- migrate:down\nselect 2;\n-- migrate:down\nselect 3;\n"],
  ])("has no down %s, and the tool refuses it", async (_, text) => {
    const project = await withFile(text);
    expect(downIn(text).kind).toBe("absent");
    expect((await project.run(project.migrator.forwardCommand(project.settings))).code).not.toBe(0);
  });
});

describe("the ledger of dbmate", () => {
  it("may stand in a schema of its own", async () => {
    const project = await create({
      environment: { DBMATE_MIGRATIONS_TABLE: "app.ledger" },
      settings: { variables: { DBMATE_MIGRATIONS_TABLE: "app.ledger" } },
    });
    project.add(5);
    await project.apply();
    await revertDirectly(project, "20240105000000");
    expect(await ledgerOf(project)).toMatchObject({ table: "app.ledger", applied: { length: 4 }, complete: true });
  });

  it("is looked for on the URL's search path", async () => {
    const project = await create();
    await project.change("create schema app");
    project.add(1);
    const url = `${project.url}&search_path=app`;
    await project.run(project.migrator.forwardCommand(project.settings), { DATABASE_URL: url });
    const probe = dbmateLedgerProbe(project.settings);
    installPsql(project);
    expect(probe.parse((await project.run(probe.command, { DATABASE_URL: url })).output).ledger).toMatchObject({
      applied: [{ name: "20240101000000" }],
    });
    await expect(ledgerOf(project)).rejects.toMatchObject({ trouble: { code: "ledger-not-found" } });
  });

  it.each([
    ["golang-migrate", "create table schema_migrations (version bigint, dirty boolean)"],
    ["Ecto", "create table schema_migrations (version bigint, inserted_at timestamp)"],
    ["Rails", "create table schema_migrations (version text); create table ar_internal_metadata (key text)"],
  ])("is told from that of %s", async (tool, text) => {
    const project = await create();
    await project.change(text);
    const facts = expect.arrayContaining([`it looks like a ledger of ${tool}`]) as string[];
    await expect(ledgerOf(project)).rejects.toMatchObject({ trouble: { code: "ledger-not-understood", facts } });
    installPsql(project);
    const probe = dbmateLedgerProbe(project.settings);
    const { output } = await project.run(probe.command);
    expect(troubleOf(() => probe.parse(output))).toMatchObject({ code: "ledger-not-understood", facts });
  });

  it("names another tool's ledger that stands there instead", async () => {
    const project = await create();
    await project.change("create table flyway_schema_history (installed_rank integer, version text, checksum integer)");
    await expect(ledgerOf(project)).rejects.toMatchObject({
      trouble: {
        code: "ledger-not-found",
        facts: expect.arrayContaining([
          "schemas looked in: public",
          "there is flyway_schema_history, which looks like a ledger of Flyway",
        ]) as string[],
      },
    });
  });
});

describe("reading the ledger in the image", () => {
  it("sees every row with psql, with a password that needs every encoding", async () => {
    const project = await create();
    project.add(2);
    await project.apply();
    const password = "p@ss:w/rd?%41&#é'\"$x \\";
    await project.change(
      `create role odd login password '${password.replaceAll("'", "''")}'; grant pg_read_all_data to odd`,
    );
    await project.change("insert into schema_migrations values ('99999999999999')");
    installPsql(project);
    const url = project.url.replace(/\/\/[^@]*@/, `//odd:${encodeURIComponent(password)}@`);
    const probe = dbmateLedgerProbe({ ...project.settings, databaseUrlEnv: "SHOP_URL" });
    const { output } = await project.run(probe.command, { SHOP_URL: url, DATABASE_URL: "" });
    expect(probe.parse(output)).toEqual({
      ledger: {
        table: "schema_migrations",
        applied: ["20240101000000", "20240102000000", "99999999999999"].map((name) => ({ name, appliedAt: null })),
        dirty: [],
        lock: null,
        complete: true,
      },
      database: {
        dialect: "postgresql",
        version: expect.stringMatching(/^\d+\.\d+$/) as string,
        host: "127.0.0.1",
        name: project.address.name,
      },
    });
    expect(output).not.toContain(encodeURIComponent(password));
  });

  it("sees only what files explain without psql, and says so", async () => {
    const project = await create();
    project.add(2);
    await project.apply();
    await project.change("insert into schema_migrations values ('99999999999999')");
    const probe = dbmateLedgerProbe(project.settings);
    const { output } = await project.run(probe.command);
    expect(probe.parse(output)).toMatchObject({
      ledger: { applied: [{ name: "20240101000000" }, { name: "20240102000000" }], complete: false },
      database: { dialect: "postgresql", version: "undetermined", host: "127.0.0.1", name: project.address.name },
    });
  });

  it.each(["with", "without"])(
    "says that the image's own way is refused, without the password (%s psql)",
    async (how) => {
      const project = await create();
      project.add(1);
      INSTALLS[how]?.(project);
      const probe = dbmateLedgerProbe(project.settings);
      const wrong = project.url.replace(server.password, "wr0ng-Passw0rd");
      const { output } = await project.run(probe.command, { DATABASE_URL: wrong });
      expect(troubleOf(() => probe.parse(output))).toMatchObject({
        code: "database-unreachable",
        facts: expect.arrayContaining([expect.stringContaining("password authentication failed")]) as string[],
      });
      expect(output).not.toContain("wr0ng-Passw0rd");
    },
  );
});

describe("a direct revert of dbmate", () => {
  it("keeps nothing of a down that fails half-way", async () => {
    const project = await withLast("-- migrate:down\nalter table users drop column email; drop table no_such_table;");
    const before = await project.ask(photograph);
    await expect(revertDirectly(project, LAST)).rejects.toMatchObject({
      trouble: {
        facts: expect.arrayContaining(["it ran in one transaction, so nothing of it was kept"]) as string[],
      },
    });
    expect(await project.ask(photograph)).toEqual(before);
    expect(namesIn(await ledgerOf(project))).toContain(LAST);
  });

  it("runs outside a transaction where the file says so", async () => {
    const project = await withLast(
      "-- migrate:down transaction:false\ncreate index concurrently users_email on users (email);",
    );
    await revertDirectly(project, LAST);
    expect(JSON.stringify(await project.ask(photograph))).toContain("users_email");
    expect(namesIn(await ledgerOf(project))).not.toContain(LAST);
  });

  it("keeps nothing when somebody else has taken the row away meanwhile", async () => {
    const project = await withLast("-- migrate:down\nalter table users drop column email;");
    await project.change(`delete from schema_migrations where version = '${LAST}'`);
    const before = await project.ask(photograph);
    await expect(revertDirectly(project, LAST)).rejects.toMatchObject({
      trouble: {
        facts: expect.arrayContaining([
          "the database said: the ledger had 0 rows for this migration instead of one",
        ]) as string[],
      },
    });
    expect(await project.ask(photograph)).toEqual(before);
  });
});

async function create(wishes?: Parameters<typeof createProject>[2]): Promise<Project> {
  const project = await createProject(dbmate, server, wishes);
  projects.push(project);
  return project;
}

async function withFile(text: string): Promise<Project> {
  const project = await create();
  project.write(`${LAST}_last.sql`, text);
  return project;
}

/** Two of the fixture's migrations, and a last one with this down. */
async function withLast(down: string): Promise<Project> {
  const project = await create();
  project.add(2);
  project.write(`${LAST}_last.sql`, `-- migrate:up\nselect 1;\n${down}\n`);
  await project.apply();
  return project;
}

function installPsql({ directory }: Project): void {
  mkdirSync(join(directory, "bin"));
  const standIn = join(import.meta.dirname, "psql-stand-in.ts");
  writeFileSync(join(directory, "bin/psql"), `#!/bin/sh\nexec node '${standIn}' "$@"\n`, { mode: 0o755 });
}

const INSTALLS: Readonly<Record<string, (project: Project) => void>> = { with: installPsql };

function troubleOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return (error as { readonly trouble?: unknown }).trouble;
  }
  return undefined;
}
