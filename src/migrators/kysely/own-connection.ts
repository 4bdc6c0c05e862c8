import type { Migrator } from "../../ports/migrator.ts";
import { nodeOwnConnection } from "../runtimes/node-own-connection.ts";
import { kyselyLedger } from "./ledger.ts";

/**
 * kysely-ctl's src/kysely/get-kysely.mts makes a Kysely of its configuration, or takes one from there, and gives it to a
 * Migrator (get-migrator.mts), whose first question is for the tables. Its db is private, but what is asked for tables
 * while the Migrator lists is that one, of whichever of the two builds of Kysely. Looked at the way migrations run
 * (src/migration/migrator.ts, runMigrations): over one connection, in a transaction where DDL can be in one.
 */
const SCRIPT = String.raw`
const lookAt = (lib, db) => db.withoutPlugins().connection().execute((connection) => {
  const look = async (one) => {
    const run = async (text) => rowsIn((await one.executeQuery(lib.CompiledQuery.raw(text))).rows);
    const isPostgres = /^PostgreSQL/.test((await run('select version() as version'))[0].version);
    const type = isPostgres ? 'postgres' : 'mysql';
    const [{ host }] = await run(isPostgres ? 'select host(inet_server_addr()) as host' : 'select @@hostname as host');
    return lookOver({ type, host, run });
  };
  const isOne = connection.getExecutor().adapter.supportsTransactionalDdl;
  return isOne ? connection.transaction().execute(look) : look(connection);
});
const requireOf = (name) => require(require.resolve(name, { paths: [process.cwd()] }));
const lieInWait = async () => {
  const lib = await import('kysely');
  const { Migrator } = await import('kysely/migration').catch(() => lib);
  let isAsking = false;
  for (const { prototype } of new Set([lib.Kysely, requireOf('kysely').Kysely])) {
    const { get } = Object.getOwnPropertyDescriptor(prototype, 'introspection');
    Object.defineProperty(prototype, 'introspection', {
      get() {
        return isAsking ? { getTables: () => take(() => lookAt(lib, this)) } : get.call(this);
      },
    });
  }
  const { getMigrations } = Migrator.prototype;
  Migrator.prototype.getMigrations = function () {
    isAsking = true;
    try {
      return getMigrations.call(this);
    } finally {
      isAsking = false;
    }
  };
};
`;

/**
 * By `migrate list`, which opens the database as `migrate down` does and writes nothing: a configuration may have a
 * migrator of its own, which does with a name that nobody has whatever it likes.
 */
export const kyselyOwnConnection: NonNullable<Migrator["ownConnection"]> = nodeOwnConnection(kyselyLedger, {
  by: "the image's own Kysely",
  command: () => ({
    argv: ["node", "node_modules/kysely-ctl", "migrate", "list", "--no-outdated-check"],
    environment: {},
  }),
  script: SCRIPT,
});
