import type { Command } from "../../ports/image.ts";
import type { Migrator, ToolSettings } from "../../ports/migrator.ts";
import { nodeOwnConnection } from "../runtimes/node-own-connection.ts";
import { sequelizeLedger } from "./ledger.ts";

/** @param command that reverts, with sequelize-cli */
export function sequelizeOwnConnection(
  command: (name: string, toolSettings: ToolSettings) => Command,
): NonNullable<Migrator["ownConnection"]> {
  return nodeOwnConnection(sequelizeLedger, { by: "the image's own Sequelize", command, script: SCRIPT });
}

/**
 * lib/core/migrator.js of sequelize-cli makes its Sequelize of all that it was told, gives it to its own umzug, and only
 * then connects (`authenticate`), after which it may make a schema. Where reads go to other servers than writes, one
 * look says nothing about both.
 */
const SCRIPT = String.raw`
const lookAt = async (sequelize) => {
  if (sequelize.options.replication) return noSettings('its configuration names several servers (replication)');
  const { host, dialect } = sequelize.options;
  return sequelize.transaction((transaction) => lookOver({
    type: dialect,
    host: sequelize.config.host || host,
    run: async (text) => rowsIn((await sequelize.query(text, { transaction, raw: true, logging: false }))[0]),
  }));
};
const watching = (Umzug) => class extends Umzug {
  constructor(options) {
    super(options);
    const { sequelize } = options.storageOptions;
    sequelize.authenticate = () => take(() => lookAt(sequelize));
  }
};
const lieInWait = (program) => {
  const file = require.resolve('umzug', { paths: [path.dirname(program)] });
  const Umzug = require(file);
  require.cache[file].exports = watching(Umzug);
};
`;
