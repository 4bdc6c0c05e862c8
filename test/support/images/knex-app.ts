import type { BuiltImage } from "./archive.ts";
import type { Entry, Layer } from "./layer.ts";
import { fileURLToPath } from "node:url";
import { writeArchive } from "./archive.ts";
import { makeLayer } from "./layer.ts";
import { nodeBase } from "./node-base.ts";
import { installedPackages } from "./node-modules.ts";
import { shellBase } from "./shell-base.ts";

export interface KnexApp {
  /** Repository name below safe-rollback.test; "shop" if not given. */
  readonly name?: string;
  readonly tag: string;
  /** File name in /app/migrations to content (CommonJS). */
  readonly migrations: Readonly<Record<string, string>>;
  /** The query the application runs on every health check. */
  readonly reads: string;
  readonly client: "pg" | "mysql2";
  /** Absolute path in the image to content. */
  readonly extraFiles?: Readonly<Record<string, string>>;
}

/**
 * An application in /app with knex, both drivers and its migrations: `node server.js` (the default command) serves
 * /healthz on port 8080, `node migrate.js` applies all migrations. It takes DATABASE_URL, or PGHOST and its like, or
 * DB_HOST and its like. The archive is written into `directory`.
 */
export async function knexApp(app: KnexApp, directory: string): Promise<BuiltImage> {
  const layers = [await shellBase(), await nodeBase(), await packages(), await makeLayer(files(app))];
  const image = {
    name: `safe-rollback.test/${app.name ?? "shop"}:${app.tag}`,
    layers,
    command: ["node", "server.js"],
    workingDirectory: "/app",
    environment: { NODE_ENV: "production" },
  };
  return writeArchive(image, directory);
}

function packages(): Promise<Layer> {
  made ??= installedPackages(["knex", "pg", "mysql2"], "/app").then((entries) =>
    makeLayer([...entries, { kind: "link", path: "/app/node_modules/.bin/knex", target: "../knex/bin/cli.js" }]),
  );
  return made;
}

let made: Promise<Layer> | undefined;

function files({ client, migrations, reads, extraFiles }: KnexApp): readonly Entry[] {
  const texts: Readonly<Record<string, string>> = {
    "/app/package.json": `${JSON.stringify({ name: "shop", private: true }, undefined, 2)}\n`,
    "/app/knexfile.js": knexfile(client),
    "/app/reads.sql": reads,
    ...Object.fromEntries(Object.entries(migrations).map(([name, text]) => [`/app/migrations/${name}`, text])),
    ...extraFiles,
  };
  return [
    { kind: "directory", path: "/app/migrations", mode: 0o755 },
    { kind: "copy", path: "/app/server.js", from: sourceOf("server.cjs") },
    { kind: "copy", path: "/app/migrate.js", from: sourceOf("migrate.cjs") },
    ...Object.entries(texts).map(([path, text]): Entry => ({ kind: "text", path, text })),
  ];
}

function sourceOf(name: string): string {
  return fileURLToPath(new URL(`./fixtures/knex-app/${name}`, import.meta.url));
}

function knexfile(client: KnexApp["client"]): string {
  return `const { env } = process;

module.exports = {
  client: ${JSON.stringify(client)},
  connection: env.DATABASE_URL || {
    host: env.PGHOST || env.DB_HOST,
    port: Number(env.PGPORT || env.DB_PORT || ${client === "pg" ? 5432 : 3306}),
    user: env.PGUSER || env.DB_USER,
    password: env.PGPASSWORD || env.DB_PASSWORD,
    database: env.PGDATABASE || env.DB_NAME,
  },
  migrations: { directory: "./migrations" },
};
`;
}
