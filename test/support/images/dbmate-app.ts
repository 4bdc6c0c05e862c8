import type { BuiltImage } from "./archive.ts";
import type { Entry } from "./layer.ts";
import { join } from "node:path";
import { writeArchive } from "./archive.ts";
import { makeLayer } from "./layer.ts";
import { platformPackage } from "./node-modules.ts";
import { shellBase } from "./shell-base.ts";

/**
 * An application without Node: dbmate's own program, its migrations in /app/db/migrations, a shell unless it is not
 * wanted, and a process that waits. `dbmate --no-dump-schema up` applies all migrations. The archive is written into `directory`.
 */
export async function dbmateApp(
  app: {
    /** Repository name below safe-rollback.test; "catalog" if not given. */
    readonly name?: string;
    readonly tag: string;
    /** File name in /app/db/migrations to content (SQL). */
    readonly migrations: Readonly<Record<string, string>>;
    /** Without it the image has one more program than dbmate's, which waits. */
    readonly shell?: false;
  },
  directory: string,
): Promise<BuiltImage> {
  const program = join(await platformPackage("@dbmate"), "bin", "dbmate");
  const tool = await makeLayer([{ kind: "copy", path: "/usr/local/bin/dbmate", from: program }]);
  const files = Object.entries(app.migrations).map(([name, text]): Entry => ({
    kind: "text",
    path: `/app/db/migrations/${name}`,
    text,
  }));
  const base =
    app.shell === false
      ? await makeLayer([{ kind: "copy", path: "/bin/sleep", from: "/bin/busybox" }])
      : await shellBase();
  const image = {
    name: `safe-rollback.test/${app.name ?? "catalog"}:${app.tag}`,
    layers: [base, tool, await makeLayer([{ kind: "directory", path: "/app/db/migrations", mode: 0o755 }, ...files])],
    command: app.shell === false ? ["sleep", "1000000"] : ["sh", "-c", WAIT],
    workingDirectory: "/app",
  };
  return writeArchive(image, directory);
}

/** The first process of a container has no default reaction to signals. */
const WAIT = "trap 'exit 0' TERM; while :; do sleep 3600 & wait $!; done";
