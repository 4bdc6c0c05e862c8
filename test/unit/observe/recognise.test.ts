import type { ContainerStart } from "../../../src/model/workload.ts";
import type { Found } from "../../../src/observe/found.ts";
import type { Prober } from "../../../src/ports/image.ts";
import type { Readers } from "../../../src/ports/world.ts";
import { describe, expect, it } from "vitest";
import { failure } from "../../../src/errors.ts";
import { migrators } from "../../../src/migrators/all.ts";
import { recognise } from "../../../src/observe/recognise.ts";
import { speaksFor } from "../../../src/observe/signs.ts";
import { secretOf } from "../../../src/secret.ts";
import { revision, situation } from "../../support/builders.ts";
import { fakeDatabase } from "../../support/fake-database.ts";
import { fakeWorld } from "../../support/fake-world.ts";

type Variables = Readonly<Record<string, string>>;

const KNEX = { knex_migrations: ["id", "name", "batch", "migration_time"] };
const ALEMBIC = { alembic_version: ["version_num"] };

describe("a sign of a tool", () => {
  it.each<[keyof typeof migrators, Partial<ContainerStart>, Variables]>([
    ["knex", { command: ["npx", "knex", "migrate:latest"] }, {}],
    ["dbmate", {}, { DBMATE_MIGRATIONS_DIR: "db" }],
    ["dbmate", { image: "ghcr.io/amacneil/dbmate:2", args: ["up"] }, {}],
    ["sequelize", { command: ["sh", "-c", "npx sequelize-cli db:migrate && node ."] }, {}],
    ["mikro-orm", {}, { MIKRO_ORM_CLIENT_URL: "" }],
    ["alembic", { command: ["alembic", "upgrade", "head"] }, {}],
    ["alembic", {}, { ALEMBIC_CONFIG: "a.ini" }],
    ["node-pg-migrate", { command: ["node_modules/.bin/node-pg-migrate", "up"] }, {}],
    ["db-migrate", { command: ["node", "node_modules/db-migrate/bin/db-migrate", "up"] }, {}],
    ["kysely", { command: ["kysely", "migrate", "latest"] }, {}],
    ["django", {}, { DJANGO_SETTINGS_MODULE: "shop.settings" }],
    ["django", { command: ["python", "manage.py", "runserver"] }, {}],
    ["typeorm", { command: ["node", "node_modules/typeorm/cli.js", "migration:run"] }, {}],
    ["rails", {}, { RAILS_ENV: "production" }],
    ["rails", { args: ["./bin/rails", "server"] }, {}],
    ["prisma", { command: ["npx", "prisma", "migrate", "deploy"] }, {}],
    ["laravel", { command: ["php", "artisan", "serve"] }, {}],
    ["phinx", { command: ["vendor/bin/phinx", "migrate"] }, {}],
    ["drizzle", { command: ["npx", "drizzle-kit", "migrate"] }, {}],
  ])("speaks for %s alone: %j %j", (tool, start, variables) => {
    const likely = Object.values(migrators).filter(({ signs }) =>
      speaksFor(signs, revision(2, start), environment(variables)),
    );
    expect(likely.map(({ name }) => name)).toEqual([tool]);
  });

  it("is also a variable whose value could not be read", () => {
    const unread = { variables: new Map(), unresolved: new Map([["RAILS_MASTER_KEY", "secret/rails has no key"]]) };
    expect(speaksFor(migrators.rails.signs, revision(2), unread)).toBe(true);
  });

  it.each<[Partial<ContainerStart>, Variables]>([
    [{ command: ["node", "server.js"] }, { DATABASE_URL: "", NODE_ENV: "production" }],
    [{ command: ["./run-knexish"], args: ["--no-dbmate-here"] }, { MY_RAILS_ENV: "" }],
  ])("is not in %j %j", (start, variables) => {
    const likely = Object.values(migrators).filter(({ signs }) =>
      speaksFor(signs, revision(2, start), environment(variables)),
    );
    expect(likely).toEqual([]);
  });
});

describe("recognising the tool", () => {
  it("stays undecided where two ledgers are there and nothing speaks for one", async () => {
    expect(await recognise(found({ ...KNEX, ...ALEMBIC }), readers())).toEqual({
      kind: "several",
      names: ["knex", "alembic"],
    });
  });

  it("takes the one of two ledgers that the container speaks for", async () => {
    const asked = found({ ...KNEX, ...ALEMBIC }, { ALEMBIC_CONFIG: "a.ini" });
    expect(await recognise(asked, readers())).toMatchObject({ kind: "one", migrator: { name: "alembic" } });
  });

  it("stays undecided where the container speaks for both", async () => {
    const asked = found({ ...KNEX, ...ALEMBIC }, { ALEMBIC_CONFIG: "a.ini", KNEX_ENV: "" });
    expect(await recognise(asked, readers())).toMatchObject({ kind: "several" });
  });

  it("says which tables it looked for where no ledger is there, or none of a known tool", async () => {
    const asked = found({ schema_migrations: ["id", "label"] });
    await expect(recognise(asked, readers())).rejects.toMatchObject({
      trouble: {
        code: "ledger-not-found",
        summary: "no migration tool was recognised",
        facts: [
          expect.stringContaining("tables looked for in database shop on db: knex_migrations") as string,
          "files in the leaving image: not looked at, no probe Job was allowed (--dry-run=server allows it)",
        ],
      },
    });
  });

  it("goes by the one ledger that is there, whatever the container speaks for", async () => {
    const asked = found(KNEX, { RAILS_ENV: "production" });
    expect(await recognise(asked, readers())).toMatchObject({ migrator: { name: "knex" } });
  });

  it("looks for the likely tool's files first, and for no other's where they are there", async () => {
    const looks: string[] = [];
    const asked = found(undefined, { DBMATE_MIGRATIONS_DIR: "db" });
    const recognised = await recognise(asked, readers(lookingInto("listing the dbmate migrations", looks)));
    expect(recognised).toMatchObject({ kind: "one", migrator: { name: "dbmate" } });
    expect(looks).toEqual(["listing the dbmate migrations"]);
  });

  it("looks for all others where the likely tool's files are not there", async () => {
    const looks: string[] = [];
    const asked = found(undefined, { RAILS_ENV: "production" });
    const recognised = await recognise(asked, readers(lookingInto("listing the dbmate migrations", looks)));
    expect(recognised).toMatchObject({ kind: "one", migrator: { name: "dbmate" } });
    expect(looks[0]).toBe("listing the Rails migrations");
    expect(looks).toHaveLength(Object.keys(migrators).length);
  });
});

function environment(variables: Variables): Found["environment"] {
  const values = Object.entries(variables).map(([name, value]) => [name, secretOf(value)] as const);
  return { variables: new Map(values), unresolved: new Map() };
}

function found(
  tables: Readonly<Record<string, readonly string[]>> | undefined,
  variables: Variables = {},
): Pick<Found, "place" | "environment" | "reached"> {
  const { workload, leaving, container, settings } = situation();
  const trouble = { code: "database-unreachable", summary: "", facts: [], next: [] } as const;
  return {
    place: { workload, revision: leaving, container, settings },
    environment: environment(variables),
    reached: tables === undefined ? { kind: "none", trouble } : connected(tables),
  };
}

function connected(tables: Readonly<Record<string, readonly string[]>>): Found["reached"] {
  const address = { dialect: "postgresql", host: "db", port: 5432, name: "shop", url: secretOf(""), from: "" } as const;
  return { kind: "connected", route: "connection", database: fakeDatabase(tables, []), address, tunnel: undefined };
}

function readers(prober?: Prober): Readers {
  return { ...fakeWorld(situation()).world, migrators, prober };
}

/** An image in which only this look finds something: one migration of dbmate's. */
function lookingInto(purpose: string, looks: string[]): Prober {
  const listing = ["directory db", "file 1_a.sql", "text -- migrate:up", "end"];
  return {
    look: async (_, probe) => {
      looks.push(probe.purpose);
      if (probe.purpose === purpose) return probe.parse(listing.map((line) => `::safe-rollback:: ${line}\n`).join(""));
      throw failure("image-not-readable", "it is not there");
    },
  };
}
