// Tools of Node's on a clone: each by its own program, with whatever that reads to find its database.
import type { Command } from "../../src/ports/image.ts";
import type { DatabaseServer } from "../support/databases.ts";
import type { Project } from "./project.ts";
import type { Servers } from "./rehearsing-by-tool.ts";
import type { RealTool } from "./tools/tool.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";
import { AS_TOLD, rehearsedBy, sqlAlone } from "./rehearsing-by-tool.ts";
import { dbMigrate } from "./tools/db-migrate.ts";
import { kysely } from "./tools/kysely.ts";
import { mikroOrm6, mikroOrm7 } from "./tools/mikro-orm.ts";
import { nodePgMigrate } from "./tools/node-pg-migrate.ts";
import { sequelize } from "./tools/sequelize.ts";

let servers: Servers;

beforeAll(async () => {
  const [live, other]: readonly DatabaseServer[] = await Promise.all([startPostgres(), startPostgres()]);
  servers = { live, other } as Servers;
});

afterAll(async () => Promise.all([servers.live.stop(), servers.other.stop()]));

const SAME = { down: { kind: "succeeded" }, schema: { kind: "same" } };

it.each([{ tool: sequelize }, { tool: nodePgMigrate }, { tool: mikroOrm7 }, { tool: kysely }, { tool: dbMigrate }])(
  "has $tool.name itself run downs and ups on a clone, once it was seen to reach it",
  async ({ tool }) => {
    const { result, live, clone, tables, names } = await rehearsedBy(tool, servers, { sql: sqlAlone(), jobs: AS_TOLD });
    expect(result).toMatchObject({ outcome: "passed", downs: [SAME, SAME] });
    expect({ clone, live }).toEqual({ clone: names, live: names });
    expect(tables).not.toContainEqual(expect.stringMatching(/^safe_rollback_/));
  },
);

/** Files that lead the tool elsewhere than its variables say. */
interface Elsewhere {
  readonly tool: RealTool;
  readonly how: string;
  /** From the directory of the migrations. */
  readonly file: string;
  readonly text: (live: Project) => string;
  readonly because: RegExp;
}

function mikroOrmConfig(connection: string): string {
  return `module.exports = { driver: require("@mikro-orm/postgresql").PostgreSqlDriver, ${connection},
    entities: [], discovery: { warnWhenNoEntities: false },
    extensions: [require("@mikro-orm/migrations").Migrator], migrations: { path: "./migrations", snapshot: false } };`;
}

const NOT_REACHED = /was not run, as in the image it does not reach the clone, .*no table safe_rollback_/;

const ELSEWHERE: readonly Elsewhere[] = [
  {
    tool: sequelize,
    how: "its configuration has the live url",
    file: "../config/database.js",
    text: ({ url }) => `module.exports = { production: { use_env_variable: "DATABASE_URL", url: "${url}" } };`,
    because: NOT_REACHED,
  },
  {
    tool: sequelize,
    how: "its .sequelizerc has the live url",
    file: "../.sequelizerc",
    text: ({ url }) => `module.exports = { config: "config/database.js", url: "${url}" };`,
    because: NOT_REACHED,
  },
  {
    tool: sequelize,
    how: "it reads from another server",
    file: "../config/database.js",
    text: ({ address: { host, port } }) =>
      `module.exports = { production: { use_env_variable: "DATABASE_URL", replication: {
        read: [{ host: "${host}", port: ${port} }], write: {} } } };`,
    because: /was not run, as it is not proven that it reaches the clone: .*several servers \(replication\)/,
  },
  {
    tool: nodePgMigrate,
    how: "its config has the live url",
    file: "../config/default.json",
    text: ({ url }) => JSON.stringify({ db: { "database-url-var": url } }),
    because: NOT_REACHED,
  },
  {
    tool: mikroOrm7,
    how: "its configuration has the live url",
    file: "../mikro-orm.config.js",
    text: ({ url }) => mikroOrmConfig(`clientUrl: "${url}"`),
    because: NOT_REACHED,
  },
  {
    tool: mikroOrm6,
    how: "its .env has the live url",
    file: "../.env",
    text: ({ url }) => `MIKRO_ORM_CLIENT_URL=${url}\n`,
    because: NOT_REACHED,
  },
  {
    tool: mikroOrm7,
    how: "it reads from a replica",
    file: "../mikro-orm.config.js",
    text: () => mikroOrmConfig('clientUrl: process.env.DATABASE_URL, replicas: [{ name: "second" }]'),
    because: /was not run, as it is not proven that it reaches the clone: .*several servers \(replicas\)/,
  },
  {
    tool: kysely,
    how: "its configuration has the live url",
    file: "../kysely.config.js",
    text: ({ url }) => `import pg from "pg";
      export default { dialect: "pg", dialectConfig: { pool: new pg.Pool({ connectionString: "${url}" }) } };`,
    because: NOT_REACHED,
  },
  {
    tool: kysely,
    how: "its own Kysely has the live url",
    file: "../kysely.config.js",
    text: ({ url }) => `import { createRequire } from "node:module";
      const load = createRequire(import.meta.url);
      const { Kysely, PostgresDialect } = load("kysely");
      const pool = new (load("pg").Pool)({ connectionString: "${url}" });
      export default { kysely: new Kysely({ dialect: new PostgresDialect({ pool }) }) };`,
    because: NOT_REACHED,
  },
  {
    tool: dbMigrate,
    how: "its database.json has the live url",
    file: "../database.json",
    text: ({ url }) => JSON.stringify({ dev: url }),
    because: NOT_REACHED,
  },
  {
    tool: dbMigrate,
    how: "a scope has its own config.json",
    file: "reports/config.json",
    text: () => JSON.stringify({ database: "reports" }),
    because: /was not run, as it is not proven that it reaches the clone: .*reports\/config\.json may name another/,
  },
];

it.each(ELSEWHERE)(
  "does not run $tool.name where $how, whatever its variables are",
  async ({ tool, file, text, because }) => {
    const { result, live, clone, tables, names } = await rehearsedBy(tool, servers, {
      sql: sqlAlone(),
      jobs: AS_TOLD,
      wrote: (project) => ({ file, text: text(project) }),
    });
    const notRun = { kind: "not-run", because: expect.stringMatching(because) as string };
    expect(result).toMatchObject({ outcome: "undetermined", downs: [{ down: notRun }, {}] });
    expect({ clone, live }).toEqual({ clone: names, live: names });
    expect(tables).not.toContainEqual(expect.stringMatching(/^safe_rollback_/));
  },
);

/** The tool's own command within the probe, without what lies in wait for it. */
function letGo({ migrator, settings }: Project): Command {
  const { command } = migrator.ownConnection?.("safe_rollback_0", settings) ?? {};
  if (command === undefined) throw new Error(`nothing shows where ${migrator.name} connects`);
  const [, , , , , ...words] = command.argv;
  return { ...command, argv: ["node", ...words] };
}

it.each([{ tool: sequelize }, { tool: nodePgMigrate }, { tool: mikroOrm7 }, { tool: dbMigrate }])(
  "asks $tool.name by a command that would revert nothing, were it ever let go",
  async ({ tool }) => {
    const project = await createProject(tool, servers.live);
    project.add(5);
    await project.apply();
    const { output } = await project.run(letGo(project));
    expect({ output, names: namesIn(await ledgerOf(project)) }).toEqual({
      output: expect.stringMatching(/unable to find|no migrations to run|safe_rollback_0/i) as string,
      names: project.files.map(tool.nameOf),
    });
    project.remove();
  },
);
