// umzug as a library, which has no command of its own: the project's script is what `--down-command` names.
import type { DatabaseHome } from "../support/databases.ts";
import type { Project } from "./project.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { makeSqliteFiles } from "../support/sqlite-files.ts";
import { startInstalledMariaDb } from "./installed-mariadb.ts";
import { startInstalledMysql } from "./installed-mysql.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { photograph } from "./photograph.ts";
import { createProject } from "./project.ts";
import { UMZUG_VERSION, sequelize } from "./tools/sequelize.ts";

describe.each([
  ["postgresql", startPostgres],
  ["mariadb", startInstalledMariaDb],
  ["mysql", startInstalledMysql],
  ["sqlite", makeSqliteFiles],
] as const)("umzug 3 without sequelize-cli on %s", (dialect, start) => {
  const ran = { tool: "sequelize", title: "umzug 3", dialect, notOn: {} };
  let server: DatabaseHome;
  let project: Project;

  beforeAll(async () => {
    server = await start();
    project = await createProject(sequelize, server);
    writeFileSync(join(project.directory, "migrate.js"), UMZUG);
  });

  afterAll(async () => {
    project.remove();
    await server.stop();
  });

  it(
    "gets back by the project's script to what three migrations made, and forward again",
    { meta: { ran } },
    async ({ task }) => {
      const { version } = await project.ask(async ({ seen }) => seen);
      Object.assign(task.meta, { release: UMZUG_VERSION, database: version });
      project.add(3);
      const three = await after(project, "up");
      project.add(5);
      const five = await after(project, "up");
      const names = project.files.map(sequelize.nameOf);
      expect([three.names, five.names]).toEqual([names.slice(0, 3), names]);
      const seen: unknown[] = [];
      for (const name of names.slice(3).toReversed()) seen.push(await after(project, "down", "--name", name));
      expect(seen).toEqual([expect.objectContaining({ names: names.slice(0, 4) }), three]);
      expect(await after(project, "up")).toEqual(five);
    },
  );
});

interface State {
  readonly names: readonly string[];
  readonly schema: unknown;
}

async function after(project: Project, ...words: readonly string[]): Promise<State> {
  const ended = await project.run({ argv: ["node", "migrate.js", ...words], environment: {} });
  expect(ended).toMatchObject({ code: 0 });
  return { names: namesIn(await ledgerOf(project)), schema: await project.ask(photograph) };
}

/** As umzug's own documentation has it for migrations in sequelize-cli's form. */
const UMZUG = `
const { Sequelize } = require("sequelize");
const { Umzug, SequelizeStorage } = require("umzug");
const sequelize = new Sequelize(process.env.DATABASE_URL, { logging: false });
new Umzug({
  migrations: {
    glob: "migrations/*.js",
    resolve: ({ name, path, context }) => {
      const migration = require(path);
      return { name, up: () => migration.up(context, Sequelize), down: () => migration.down(context, Sequelize) };
    },
  },
  context: sequelize.getQueryInterface(),
  storage: new SequelizeStorage({ sequelize }),
  logger: undefined,
}).runAsCLI().finally(() => sequelize.close());
`;
