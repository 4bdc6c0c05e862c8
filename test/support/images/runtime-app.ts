// Applications in Python, Ruby, PHP and Node: the fixtures of their migration tools, with the tools out of Debian's or
// npm's packages. There is no shell in these images, only the runtime, the tool and the application.
import type { BuiltImage } from "./archive.ts";
import type { Entry, Layer } from "./layer.ts";
import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { debianPackages, npmPackages } from "../../contract/tools/installed.ts";
import { writeArchive } from "./archive.ts";
import { installedFiles } from "./debian-packages.ts";
import { makeLayer } from "./layer.ts";
import { nodeBase } from "./node-base.ts";

export type RuntimeTool = "django" | "alembic" | "rails" | "laravel" | "node-pg-migrate" | "sequelize";

/** v1 knows the first three of the fixture's migrations, v2 all five. */
export type RuntimeTag = "v1" | "v2";

/** What a Deployment of such an application has to say. */
export interface RuntimeApp {
  /** Applies all migrations of the image, with the tool itself. */
  readonly migrate: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export function runtimeAppOf(tool: RuntimeTool): RuntimeApp {
  return APPS[tool];
}

export function runtimeImage(tool: RuntimeTool, tag: RuntimeTag): string {
  return `safe-rollback.test/shop-${tool}:${tag}`;
}

/** The archives of v1 and v2, in `directory`. What is missing of Debian's packages is installed on this machine first. */
export async function buildRuntimeApp(tool: RuntimeTool, directory: string): Promise<readonly BuiltImage[]> {
  const { wait, migrations, runtime } = APPS[tool];
  const below = await runtime();
  const fixture = join(import.meta.dirname, "../../fixtures/migrations", tool);
  const files = (await readdir(fixture, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(fixture.length + 1))
    .toSorted();
  const isMigration = (file: string): boolean => file.startsWith(`${migrations}/`);
  const built: BuiltImage[] = [];
  for (const tag of ["v1", "v2"] as const) {
    const known = files.filter(isMigration).slice(0, KNOWN[tag]);
    const content = [...files.filter((file) => !isMigration(file)), ...known];
    const layers = [
      ...below,
      await makeLayer([
        ...content.map((file): Entry => ({ kind: "copy", path: join("/app", file), from: join(fixture, file) })),
        ...APPS[tool].beside,
      ]),
    ];
    const image = { name: runtimeImage(tool, tag), layers, command: wait, workingDirectory: "/app" };
    built.push(await writeArchive(image, directory));
  }
  return built;
}

/** `program` is a link that no package has, since the machine's administrator chooses among several. */
async function fromDebian(packages: readonly string[], program?: string): Promise<readonly Layer[]> {
  debianPackages(...packages);
  const link: readonly Entry[] =
    program === undefined ? [] : [{ kind: "link", path: program, target: await realpath(program) }];
  return [await makeLayer([...(await installedFiles(packages)), ...link, TMP])];
}

async function fromNpm(packages: Readonly<Record<string, string>>): Promise<readonly Layer[]> {
  const modules = npmPackages(packages);
  return [await nodeBase(), await makeLayer([{ kind: "copy", path: "/app/node_modules", from: modules }, TMP])];
}

const TMP: Entry = { kind: "directory", path: "/tmp", mode: 0o1777 };

interface App extends RuntimeApp {
  runtime(this: void): Promise<readonly Layer[]>;
  /** Where the fixture has its migrations. */
  readonly migrations: string;
  readonly beside: readonly Entry[];
  /** The container's own process. */
  readonly wait: readonly string[];
}

const KNOWN = { v1: 3, v2: 5 } as const;

const PYTHON = {
  runtime: async () => fromDebian(["python3-django", "alembic", "python3-psycopg2"]),
  environment: { PYTHONDONTWRITEBYTECODE: "1" },
  wait: ["python3", "-c", "import signal; signal.pause()"],
} as const;

const NODE = {
  migrations: "migrations",
  beside: [],
  wait: ["node", "-e", "setInterval(() => {}, 3600000)"],
} as const;

const APPS: Readonly<Record<RuntimeTool, App>> = {
  django: {
    ...PYTHON,
    migrations: "shop/migrations",
    beside: [{ kind: "text", path: "/app/shop/migrations/__init__.py", text: "" }],
    migrate: ["python3", "manage.py", "migrate", "--noinput"],
  },
  alembic: { ...PYTHON, migrations: "migrations/versions", beside: [], migrate: ["alembic", "upgrade", "heads"] },
  rails: {
    runtime: async () => fromDebian(["ruby-activerecord", "ruby-railties", "ruby-pg"]),
    environment: { RAILS_ENV: "production" },
    migrations: "db/migrate",
    beside: [],
    migrate: ["ruby", "bin/rails", "db:migrate"],
    wait: ["ruby", "-e", "sleep"],
  },
  laravel: {
    runtime: async () => fromDebian(["php-cli", "php-laravel-framework", "php-pgsql"], "/usr/bin/php"),
    environment: { PHP_INI_SCAN_DIR: "/etc/php.d" },
    migrations: "database/migrations",
    beside: [
      {
        kind: "text",
        path: "/etc/php.d/modules.ini",
        text: "extension=pdo\nextension=pdo_pgsql\nextension=mbstring\nextension=tokenizer\nextension=ctype\n",
      },
      { kind: "directory", path: "/app/bootstrap/cache", mode: 0o755 },
    ],
    migrate: ["php", "artisan", "migrate", "--force"],
    wait: ["php", "-r", "while (true) sleep(3600);"],
  },
  "node-pg-migrate": {
    ...NODE,
    runtime: async () => fromNpm({ "node-pg-migrate": "8.0.4", pg: "8.23.1" }),
    environment: {},
    migrate: ["node", "node_modules/node-pg-migrate/bin/node-pg-migrate.js", "up"],
  },
  sequelize: {
    ...NODE,
    runtime: async () => fromNpm({ pg: "8.23.1", sequelize: "6.37.8", "sequelize-cli": "6.6.5" }),
    environment: { NODE_ENV: "production" },
    migrate: ["node", "node_modules/sequelize-cli/lib/sequelize", "db:migrate"],
  },
};
