import type { Command } from "../../ports/image.ts";
import type { Migrator, ToolSettings } from "../../ports/migrator.ts";
import { nodeOwnConnection } from "../runtimes/node-own-connection.ts";
import { nodePgMigrateLedger } from "./ledger.ts";

/** @param command that reverts */
export function nodePgMigrateOwnConnection(
  command: (name: string, toolSettings: ToolSettings) => Command,
): NonNullable<Migrator["ownConnection"]> {
  return nodeOwnConnection(nodePgMigrateLedger, { by: "the image's own node-pg-migrate", command, script: SCRIPT });
}

/**
 * src/runner.ts opens a client of `pg` and asks it for the tool's lock before all else: the client that is asked for that
 * is the tool's, and nobody else's.
 */
const SCRIPT = String.raw`
const textOf = (asked) => (typeof asked === 'string' ? asked : (asked && asked.text) || '');
const lieInWait = (program) => {
  const { Client } = require(require.resolve('pg', { paths: [path.dirname(program)] }));
  const query = Client.prototype.query;
  Client.prototype.query = function (asked, ...more) {
    if (!/^\s*select pg_try_advisory_lock\(/i.test(textOf(asked))) return query.call(this, asked, ...more);
    const run = async (text) => (await query.call(this, text)).rows;
    return take(() => lookOver({ type: 'postgres', host: this.host, run }));
  };
};
`;
