// The releases that the end-to-end tests deploy: images that differ in the migrations they know, and the objects that
// run them. Every release migrates in an init container, with a migrator that refuses rows it has no file for.
import type { BuiltImage } from "./images/archive.ts";
import { dbmateApp } from "./images/dbmate-app.ts";
import { knexApp } from "./images/knex-app.ts";
import { postgresServer } from "./images/postgres-server.ts";

type Files = Readonly<Record<string, string>>;

/** Migrations of the shop, as knex finds them: the first two are v1's, the last two come with v2. */
export const CREATE_USERS = "20240101_create_users.js";
export const ADD_LEGACY_STATUS = "20240201_add_legacy_status.js";
export const ADD_EMAIL_VERIFIED = "20240301_add_email_verified.js";
export const DROP_LEGACY_STATUS = "20240302_drop_legacy_status.js";

/** The migrations that come with v3 instead of v2's. The down of the second fails where two users share an address. */
export const V3_MIGRATIONS = [
  "20240311_add_email_verified.js",
  "20240312_allow_shared_emails.js",
  "20240313_add_last_login.js",
] as const;

const FIRST: Files = {
  [CREATE_USERS]: knexMigration(
    `schema.createTable("users", (table) => {
    table.increments("id");
    table.string("email").notNullable().unique();
  })`,
    `schema.dropTable("users")`,
  ),
  [ADD_LEGACY_STATUS]: knexMigration(
    `schema.alterTable("users", (table) => table.string("legacy_status").notNullable().defaultTo("active"))`,
    `schema.alterTable("users", (table) => table.dropColumn("legacy_status"))`,
  ),
};

const SECOND: Files = {
  ...FIRST,
  [ADD_EMAIL_VERIFIED]: addedColumn("email_verified", `boolean("email_verified").notNullable().defaultTo(false)`),
  [DROP_LEGACY_STATUS]: knexMigration(
    `schema.alterTable("users", (table) => table.dropColumn("legacy_status"))`,
    `schema.alterTable("users", (table) => table.string("legacy_status").notNullable().defaultTo("active"))`,
  ),
};

const THIRD: Files = {
  ...FIRST,
  [V3_MIGRATIONS[0]]: addedColumn("email_verified", `boolean("email_verified").notNullable().defaultTo(false)`),
  [V3_MIGRATIONS[1]]: knexMigration(
    `schema.alterTable("users", (table) => table.dropUnique(["email"]))`,
    `schema.alterTable("users", (table) => table.unique(["email"]))`,
  ),
  [V3_MIGRATIONS[2]]: addedColumn("last_login", `timestamp("last_login")`),
};

/** Never ends to be loaded, and with it everything that loads migrations. */
const ENDLESS = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);\n";

/** An application with knex by the tag of its image. */
export const KNEX_MIGRATIONS: Readonly<Record<"v1" | "v2" | "v3" | "endless", Files>> = {
  v1: FIRST,
  v2: SECOND,
  v3: THIRD,
  endless: { ...SECOND, [CREATE_USERS]: `${ENDLESS}${FIRST[CREATE_USERS]}` },
};

const FIRST_ITEMS: Files = {
  "20240101000000_create_items.sql": dbmateMigration(
    "create table items (id serial primary key, title text not null);",
    "drop table items;",
  ),
  "20240201000000_add_old_price.sql": dbmateMigration(
    "alter table items add column old_price integer not null default 0;",
    "alter table items drop column old_price;",
  ),
};

const ADDED_CURRENCY: Files = {
  "20240301000000_add_currency.sql": dbmateMigration(
    "alter table items add column currency text not null default 'EUR';",
    "alter table items drop column currency;",
  ),
};

/** The catalogue's migrations, the second of which only adds; their version, which is their name in dbmate's ledger, is the number in front. */
export const DBMATE_MIGRATIONS: Readonly<Record<"v1" | "added" | "v2", Files>> = {
  v1: FIRST_ITEMS,
  added: { ...FIRST_ITEMS, ...ADDED_CURRENCY },
  v2: {
    ...FIRST_ITEMS,
    ...ADDED_CURRENCY,
    "20240302000000_drop_old_price.sql": dbmateMigration(
      "alter table items drop column old_price;",
      "alter table items add column old_price integer not null default 0;",
    ),
  },
};

export const IMAGES = {
  v1: "safe-rollback.test/shop:v1",
  v2: "safe-rollback.test/shop:v2",
  v3: "safe-rollback.test/shop:v3",
  endless: "safe-rollback.test/shop:endless",
  missing: "safe-rollback.test/shop:missing",
  mariaV1: "safe-rollback.test/shop-maria:v1",
  mariaV2: "safe-rollback.test/shop-maria:v2",
  catalogV1: "safe-rollback.test/catalog:v1",
  catalogAdded: "safe-rollback.test/catalog:added",
  catalogV2: "safe-rollback.test/catalog:v2",
  postgres: "safe-rollback.test/postgres:18",
} as const;

/** Builds every image but the missing one, as archives in `directory`. */
export async function buildImages(directory: string): Promise<readonly BuiltImage[]> {
  const { v1, v2, v3, endless } = KNEX_MIGRATIONS;
  const built: BuiltImage[] = [];
  for (const [name, client] of [["shop", "pg"] as const, ["shop-maria", "mysql2"] as const]) {
    built.push(await knexApp({ name, client, tag: "v1", migrations: v1, reads: READS_V1 }, directory));
    built.push(await knexApp({ name, client, tag: "v2", migrations: v2, reads: READS_V2 }, directory));
  }
  const shop = { name: "shop", client: "pg", reads: READS_V2 } as const;
  built.push(await knexApp({ ...shop, tag: "v3", migrations: v3 }, directory));
  built.push(await knexApp({ ...shop, tag: "endless", migrations: endless }, directory));
  for (const tag of ["v1", "added", "v2"] as const)
    built.push(await dbmateApp({ tag, migrations: DBMATE_MIGRATIONS[tag] }, directory));
  built.push(await postgresServer(directory));
  return built;
}

const READS_V1 = "select email, legacy_status from users";
const READS_V2 = "select email, email_verified from users";

/** A Deployment in the few words that tests vary. */
export interface Release {
  readonly image: string;
  /** "myapp" if not given. */
  readonly name?: string;
  readonly replicas?: number;
  /** Applies the image's migrations before the application starts; absent for images that cannot. */
  readonly migrate?: readonly string[];
  readonly command?: readonly string[];
  /** Absent: no probe, so that a Pod is ready as soon as it runs. */
  readonly healthPath?: string;
  readonly environment?: readonly object[];
  readonly annotations?: Files;
  readonly hostAliases?: readonly object[];
  readonly sidecar?: boolean;
  readonly minReadySeconds?: number;
  readonly paused?: boolean;
}

/** A release of the shop: migrates, then serves. */
export function shop(image: string, more: Partial<Release> = {}): Release {
  return { image, migrate: ["node", "migrate.js"], healthPath: "/healthz", ...more };
}

/** A release of the catalogue, whose migrator is dbmate. */
export function catalog(image: string, more: Partial<Release> = {}): Release {
  return { image, migrate: ["dbmate", "--no-dump-schema", "up"], ...more };
}

/** The Deployment of a release, as `kubectl apply` takes it. The URL comes from the Secret "database". */
export function deploymentOf(release: Release): object {
  const { image, name = "myapp", replicas = 1, migrate } = release;
  const env = release.environment ?? [DATABASE_URL];
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, labels: { app: name }, annotations: release.annotations ?? {} },
    spec: {
      replicas,
      paused: release.paused ?? false,
      progressDeadlineSeconds: 120,
      minReadySeconds: release.minReadySeconds ?? 0,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          terminationGracePeriodSeconds: 1,
          automountServiceAccountToken: false,
          ...(release.hostAliases && { hostAliases: release.hostAliases }),
          ...(migrate && { initContainers: [{ name: "migrate", image, command: migrate, env }] }),
          containers: [applicationOf(release, env), ...(release.sidecar === true ? [SIDECAR] : [])],
        },
      },
    },
  };
}

/** The Secret that a release reads, with the URL under the key "url". */
export function databaseSecret(url: string): object {
  return { apiVersion: "v1", kind: "Secret", metadata: { name: "database" }, stringData: { url } };
}

export const DATABASE_URL: object = {
  name: "DATABASE_URL",
  valueFrom: { secretKeyRef: { name: "database", key: "url" } },
};

function applicationOf({ image, command, healthPath }: Release, env: readonly object[]): object {
  return {
    name: "app",
    image,
    env,
    ...(command && { command }),
    ...(healthPath !== undefined && {
      readinessProbe: { httpGet: { path: healthPath, port: 8080 }, periodSeconds: 1, timeoutSeconds: 5 },
    }),
  };
}

const SIDECAR = { name: "metrics", image: IMAGES.catalogV1 };

function addedColumn(name: string, column: string): string {
  return knexMigration(
    `schema.alterTable("users", (table) => table.${column})`,
    `schema.alterTable("users", (table) => table.dropColumn("${name}"))`,
  );
}

function knexMigration(up: string, down: string): string {
  return `exports.up = (knex) => knex.${up};\n\nexports.down = (knex) => knex.${down};\n`;
}

function dbmateMigration(up: string, down: string): string {
  return `-- migrate:up\n${up}\n\n-- migrate:down\n${down}\n`;
}
