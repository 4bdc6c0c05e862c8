import type { DatabaseServer, ServerOptions } from "../support/databases.ts";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { startMariaDb } from "../support/databases.ts";
import { debianPackages } from "./tools/installed.ts";

/** A MariaDB of the machine's, which is installed where there is none: the programs alone, without the service. */
export async function startInstalledMariaDb(options?: ServerOptions): Promise<DatabaseServer> {
  const places = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  const isThere = places.some((place) => existsSync(join(place, "mariadbd")));
  if (!isThere) debianPackages("mariadb-server-core", "mariadb-client-core");
  return startMariaDb(options);
}
