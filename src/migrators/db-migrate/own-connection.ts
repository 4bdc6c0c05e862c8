import type { Command } from "../../ports/image.ts";
import type { Migrator, ToolSettings } from "../../ports/migrator.ts";
import { nodeOwnConnection } from "../runtimes/node-own-connection.ts";
import { dbMigrateLedger } from "./ledger.ts";

/** @param command that reverts everything above a name; above this one, which sorts last, there is nothing */
export function dbMigrateOwnConnection(
  command: (name: string, toolSettings: ToolSettings) => Command,
): NonNullable<Migrator["ownConnection"]> {
  return nodeOwnConnection(dbMigrateLedger, {
    by: "the image's own db-migrate",
    command: (name, toolSettings) => command(`99999999999999-${name}`, toolSettings),
    script: SCRIPT,
  });
}

/**
 * All commands have connect.js make a Migrator of an open driver (lib/commands/down.js), which here is none. The
 * migrations of a scope, a folder in their directory, may be for another database, which the folder's config.json names.
 */
const SCRIPT = String.raw`
const configsBelow = (directory) => fs.readdirSync(directory, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => path.join(directory, entry.name))
  .flatMap((scope) => [path.join(scope, 'config.json')].filter(fs.existsSync).concat(configsBelow(scope)));
const typeOf = ({ driver }) => {
  const name = typeof driver === 'string' ? driver : driver.require;
  return /mysql|maria/.test(name) ? 'mysql' : /pg|postgres/.test(name) ? 'pg' : name;
};
const rowsFrom = (connection) => (text) => new Promise((resolve, reject) =>
  connection.query(text, (error, result) => (error ? reject(error) : resolve(rowsIn(result.rows || result)))));
const lookAt = ({ connection }, settings) => {
  const directory = path.resolve(settings['migrations-dir'] || 'migrations');
  const [other] = fs.existsSync(directory) ? configsBelow(directory) : [];
  if (other) return noSettings(other + ' may name another database for its scope');
  return lookOver({ type: typeOf(settings), host: settings.host, run: rowsFrom(connection) });
};
const lieInWait = () => {
  const connecting = require(path.join(path.dirname(require.resolve('db-migrate', { paths: [process.cwd()] })), 'connect.js'));
  const { connect } = connecting;
  connecting.connect = (asked) => connect(asked, class {
    constructor(driver) {
      take(() => lookAt(driver, asked.config));
    }
  }, (error) => error && failed(error));
};
`;
