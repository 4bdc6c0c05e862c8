import type { ServerIdentity } from "../model/server-identity.ts";
import type { Row } from "../ports/database.ts";
import { stat } from "node:fs/promises";

type Ask = (text: string) => Promise<readonly Row[]>;

/**
 * PostgreSQL counts the microsecond in which its postmaster started ("System Information Functions"). Its system
 * identifier would not do: a copy of the files, a restored snapshot or a standby has the same one.
 */
export async function postgresServer(ask: Ask): Promise<ServerIdentity> {
  const [row = {}] = await ask(
    `select extract(epoch from pg_postmaster_start_time())::text as started, pg_is_in_recovery() as follows`,
  );
  return { place: String(row["started"]), startedAt: 0, cluster: null, follows: row["follows"] === true };
}

/**
 * MySQL and MariaDB: a `server_uuid` is copied with the files (auto.cnf) and MariaDB has none, so it is where the
 * server runs and since when. Nodes of Galera and of MySQL's group replication write to each other.
 */
export async function mysqlServer(ask: Ask): Promise<ServerIdentity> {
  const [{ now = 0 } = {}] = await ask("select unix_timestamp() as now");
  const said = named([
    ...(await ask("show global status where variable_name in ('Uptime', 'wsrep_cluster_state_uuid')")),
    ...(await ask(`show global variables where variable_name in
      ('hostname', 'port', 'datadir', 'socket', 'read_only', 'group_replication_group_name')`)),
  ]);
  const place = ["hostname", "port", "datadir", "socket"].map((name) => said.get(name) ?? "").join(" ");
  const cluster = said.get("wsrep_cluster_state_uuid") ?? said.get("group_replication_group_name") ?? "";
  return {
    place,
    startedAt: Number(now) - Number(said.get("uptime") ?? 0),
    cluster: cluster === "" ? null : cluster,
    follows: (said.get("read_only") ?? "OFF") !== "OFF",
  };
}

/** SQLite has no server: it is the file itself, by whichever of its names. */
export async function sqliteServer(ask: Ask): Promise<ServerIdentity> {
  const [row = {}] = await ask("select file from pragma_database_list where name = 'main'");
  const { dev, ino } = await stat(String(row["file"]), { bigint: true });
  return { place: `${dev} ${ino}`, startedAt: 0, cluster: null, follows: false };
}

function named(rows: readonly Row[]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [String(row["Variable_name"]).toLowerCase(), String(row["Value"])]));
}
