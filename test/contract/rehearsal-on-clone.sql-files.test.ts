// Files of SQL on a clone: run by the tool itself where it would run them on the live database as well. And Liquibase.
import type { Command } from "../../src/ports/image.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { Project } from "./project.ts";
import type { Case, Told, Variables } from "./rehearsing-as-told.ts";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { liquibaseOwnConnection } from "../../src/migrators/liquibase/own-connection.ts";
import { HELD_BACK } from "../../src/model/tried.ts";
import { startPostgres } from "../support/databases.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";
import { rehearsedAsTold } from "./rehearsing-as-told.ts";
import { revertByCommand, targetOf } from "./reverting.ts";
import { dbmate } from "./tools/dbmate.ts";
import { liquibase } from "./tools/liquibase.ts";
import { nodePgMigrate } from "./tools/node-pg-migrate.ts";

let servers: Pick<Case, "live" | "other">;

beforeAll(async () => {
  const [live, other]: readonly DatabaseServer[] = await Promise.all([startPostgres(), startPostgres()]);
  servers = { live, other } as typeof servers;
});

afterAll(async () => Promise.all([servers.live.stop(), servers.other.stop()]));

const SAME = { down: { kind: "succeeded" }, schema: { kind: "same" } };

function expectUntouched({ names, live, clone }: Told): void {
  expect({ live, clone }).toEqual({ live: names, clone: names });
}

describe("dbmate", () => {
  it("itself runs downs and ups of its files on a clone, once it was seen to reach it", async () => {
    const container = (own: Variables): Variables => ({ ...own, DBMATE_MIGRATIONS_DIR: "db/migrations" });
    const told = await rehearsedAsTold({ ...servers, tool: dbmate, container });
    expect(told.result, JSON.stringify(told)).toMatchObject({ outcome: "passed", downs: [SAME, SAME] });
    expect(told.started).toEqual([
      "dbmate --no-dump-schema rollback",
      "dbmate --no-dump-schema rollback",
      "sh -c sh 20240104000000_add_email_verified.sql ./db/migrations -- dbmate --no-dump-schema",
      "sh -c sh 20240105000000_drop_legacy_status.sql ./db/migrations -- dbmate --no-dump-schema",
    ]);
    expectUntouched(told);
  });

  it("is left out where the way back is told to go over a direct connection", async () => {
    const told = await rehearsedAsTold({ ...servers, tool: dbmate, via: "direct" });
    expect(told).toMatchObject({ result: { outcome: "passed" }, started: [] });
    expect(told.live).toEqual(told.names);
  });

  it.each([
    ["goes to the live database whatever it is told", (url: string) => `DATABASE_URL='${url}' exec "$program" "$@"`],
    ["hears of no other table", () => `exec "$program" --no-dump-schema status`],
  ])("is not run where a script of its name %s, and its SQL is", async (_, line) => {
    const told = await rehearsedAsTold({
      ...servers,
      tool: dbmate,
      change: ({ directory, url }) => {
        mkdirSync(join(directory, "bin"));
        const text = `#!/bin/sh\nprogram=${PROGRAM}\n${line(url)}\n`;
        writeFileSync(join(directory, "bin/dbmate"), text, { mode: 0o755 });
      },
    });
    expect(told).toMatchObject({ result: { outcome: "passed" }, started: [] });
    expect(told.said).toContainEqual(
      expect.stringMatching(
        /^running SQL of the files over a connection from here: dbmate was not run, as in the image it does not reach the clone/,
      ),
    );
    expect(told.live).toEqual(told.names);
  });
});

describe("node-pg-migrate", () => {
  it("itself runs downs and ups of its files on a clone, where those are SQL", async () => {
    const told = await rehearsedAsTold({ ...servers, tool: nodePgMigrate });
    expect(told.result, JSON.stringify(told)).toMatchObject({ outcome: "passed", downs: [SAME, SAME] });
    expect(told.started).toHaveLength(4);
    expectUntouched(told);
  });
});

describe("liquibase", { timeout: 120_000 }, () => {
  it("itself runs downs and ups on a clone, also where single commands are told to go to the live database", async () => {
    const told = await rehearsedAsTold({
      ...servers,
      tool: liquibase,
      more: [IN_CODE],
      change: (project) => {
        const to = jdbcUrlOf(project);
        const text = ["history", "status", "rollbackCount", "updateCount"].map(
          (one) => `liquibase.command.${one}.url: ${to}`,
        );
        writeFileSync(join(project.directory, "liquibase.properties"), text.join("\n"));
      },
    });
    expect(told.result, JSON.stringify(told)).toMatchObject({ outcome: "passed", downs: [SAME, SAME] });
    expect(told.started).toEqual([
      "liquibase rollback-count --count=1",
      "liquibase rollback-count --count=1",
      "sh -c sh 05-drop-legacy-status.sql::05-drop-legacy-status::dana",
      "sh -c sh 06.xml::6::dana",
    ]);
    expectUntouched(told);
  });

  it("is not seen to reach a clone where a script of its name goes elsewhere whatever it is told", async () => {
    const [project, clone] = [
      await createProject(liquibase, servers.live),
      await createProject(liquibase, servers.other),
    ];
    const program = join(project.directory, "bin/liquibase");
    renameSync(program, `${program}-itself`);
    const line = `LIQUIBASE_COMMAND_HISTORY_URL='${jdbcUrlOf(project)}' exec "$0-itself" "$@"`;
    writeFileSync(program, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
    const probe = liquibaseOwnConnection("safe_rollback_1");
    const { output } = await project.run(probe.command, toldOfClone(clone));
    project.remove();
    clone.remove();
    expect(() => probe.parse(output)).toThrow("Liquibase sees no table safe_rollback_1 where it connects");
  });

  it.each<[string, (told: Variables) => Variables, RegExp]>([
    ["by its properties alone", () => ({}), /does not tell Liquibase its database by the variable/],
    [
      "one command by another variable",
      (told) => ({ ...told, LIQUIBASE_COMMAND_ROLLBACK_COUNT_URL: "jdbc:postgresql://live/shop" }),
      /does not tell Liquibase its database by the variable/,
    ],
    [
      "something by its JVM",
      (told) => ({ ...told, JDK_JAVA_OPTIONS: "-Dliquibase.command.rollbackCount.url=jdbc:postgresql://live/shop" }),
      /may lead one command of Liquibase elsewhere/,
    ],
  ])("is not seen to reach a clone where the container tells it %s", async (_, environmentOf, because) => {
    const project = await createProject(liquibase, servers.live);
    const probe = liquibaseOwnConnection("safe_rollback_1");
    const { output } = await project.run(probe.command, environmentOf(toldOfClone(project)));
    project.remove();
    expect(() => probe.parse(output)).toThrow(because);
  });

  it("applies nothing where something else would run first", async () => {
    const project = await createProject(liquibase, servers.live);
    project.add(1);
    project.write("00.xml", changelog("00", "<sql>select 1</sql>", "runAlways='true'"));
    project.write(IN_CODE.file, IN_CODE.text);
    await project.apply();
    await revertByCommand(project, "06.xml::6::dana");
    const again = await project.run(
      project.migrator.applyCommand?.(await targetOf(project, "06.xml::6::dana"), project.settings) as Command,
    );
    const names = namesIn(await ledgerOf(project));
    project.remove();
    expect({ code: again.code, names }).toEqual({
      code: HELD_BACK,
      names: ["0::dana::00.xml", "01-create-users::dana::01-create-users.sql"],
    });
    expect(again.output).toContain("Liquibase would first run 00.xml::0::dana, so that this one cannot be run alone");
  });
});

function jdbcUrlOf({ url }: Project): string {
  return `jdbc:${url.replace(/^postgres:\/\/.*@/, "postgresql://")}`;
}

/** As in a Job on this one. */
function toldOfClone({ url }: Project): Variables {
  return liquibase.toldOfClone?.(url) ?? {};
}

function changelog(name: string, changes: string, attributes = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd"
  logicalFilePath="${name}.xml">
  <changeSet id="${Number(name)}" author="dana" ${attributes}>${changes}</changeSet>
</databaseChangeLog>`;
}

const IN_CODE = {
  file: "06.xml",
  text: changelog("06", "<addColumn tableName='users'><column name='note' type='varchar(20)'/></addColumn>"),
};

const PROGRAM = join(import.meta.dirname, "../../node_modules/.bin/dbmate");
