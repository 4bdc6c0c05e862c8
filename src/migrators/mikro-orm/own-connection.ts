import type { Command } from "../../ports/image.ts";
import type { Migrator, ToolSettings } from "../../ports/migrator.ts";
import { nodeOwnConnection } from "../runtimes/node-own-connection.ts";
import { mikroOrmLedger } from "./ledger.ts";

/** @param command that reverts */
export function mikroOrmOwnConnection(
  command: (name: string, toolSettings: ToolSettings) => Command,
): NonNullable<Migrator["ownConnection"]> {
  return nodeOwnConnection(mikroOrmLedger, { by: "the image's own MikroORM", command, script: SCRIPT });
}

/**
 * The CLI makes an ORM of its configuration and variables, and has its Migrator go down; before that it opens nothing
 * (commands/MigrationCommandFactory.js, CLIHelper.js). Migrations run over the driver's connection for writing. A
 * connection that opens may make its database (`ensureDatabase`), which is none of a question's business.
 */
const SCRIPT = String.raw`
const TYPES = { PostgreSqlPlatform: 'postgres', MySqlPlatform: 'mysql', MariaDbPlatform: 'mariadb' };
const lookAt = ({ config, driver }) => {
  if ((config.get('replicas') || []).length > 0) return noSettings('its configuration names several servers (replicas)');
  config.set('ensureDatabase', false);
  const { name } = driver.getPlatform().constructor;
  const connection = driver.getConnection('write');
  return connection.transactional((transaction) => lookOver({
    type: TYPES[name] || name,
    host: connection.getConnectionOptions().host,
    run: async (text) => rowsIn(await connection.execute(text, [], 'all', transaction)),
  }));
};
const lieInWait = async () => {
  const { Migrator } = await loadModule(require.resolve('@mikro-orm/migrations', { paths: [process.cwd()] }));
  Migrator.prototype.down = function () {
    return take(() => lookAt(this));
  };
};
`;
