import type { DatabaseServer, ServerOptions } from "./databases.ts";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { isRoot, mysqlIn, placesOf } from "./databases.ts";

/**
 * A real MySQL, in a new directory and on a free port. `root` has its programs and libraries where a system of its own
 * would have them. It is spoken to in MariaDB's words, which both take.
 */
export async function startMysql(root: string, options: ServerOptions = {}): Promise<DatabaseServer> {
  return mysqlIn("mysql-", options, async (home) => {
    const { loader, words } = await mysqldIn(root);
    const files = [
      ...words,
      `--datadir=${join(home, "data")}`,
      `--tmpdir=${home}`,
      "--secure-file-priv=",
      "--mysqlx=off",
      "--event-scheduler=off",
      "--auto-generate-certs=off",
    ];
    // Users without rights may not come where the programs are.
    const flags = isRoot() ? [...files, "--user=root"] : files;
    await execa(loader, [...flags, "--initialize-insecure"]);
    return { command: loader, flags: [...flags, ...(await placesOf(home, undefined))], owner: undefined };
  });
}

/** Another system's program is started by that system's loader, which finds its libraries. */
async function mysqldIn(root: string): Promise<{ readonly loader: string; readonly words: readonly string[] }> {
  const libraries = join(root, "usr/lib", await named(join(root, "usr/lib"), /-linux-gnu/));
  const loader = join(libraries, await named(libraries, /^ld-linux.*\.so/));
  const shared = join(root, "usr/share/mysql");
  const program = ["--library-path", libraries, join(root, "usr/sbin/mysqld"), "--no-defaults"];
  const places = [`--basedir=${join(root, "usr")}`, `--lc-messages-dir=${shared}`];
  return { loader, words: [...program, ...places, `--character-sets-dir=${join(shared, "charsets")}`] };
}

async function named(directory: string, pattern: RegExp): Promise<string> {
  const found = (await readdir(directory)).find((name) => pattern.test(name));
  if (found === undefined) throw new Error(`nothing in ${directory} is called like ${String(pattern)}`);
  return found;
}
