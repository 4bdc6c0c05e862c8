import { createRequire } from "node:module";
// PostgreSQL as WebAssembly, which runs within this process: https://pglite.dev. It is large and seldom needed, so it
// is no part of this program and is taken from where npm has put it.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { failure } from "../../errors.ts";
import { choose, run } from "../../model/trouble.ts";

/**
 * Around this program, and npm's global directories: its default prefix is Node's own, Debian's is /usr/local, and on
 * Windows it is the user's (`npm help folders`). Never the working directory, whose code is anybody's.
 */
export function usualDirectories(): readonly string[] {
  const { APPDATA } = process.env;
  const prefix = dirname(dirname(process.execPath));
  const own = dirname(fileURLToPath(import.meta.url));
  if (process.platform === "win32") return [own, ...(APPDATA === undefined ? [] : [join(APPDATA, "npm")]), prefix];
  return [own, join(prefix, "lib"), "/usr/local/lib"];
}

/** As much of PGlite as a rehearsal needs; see its page "API". Errors carry PostgreSQL's `code` and `message`. */
export interface Pglite {
  query(text: string): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>;
  /** Several statements at once, by the simple protocol. */
  exec(text: string): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * An empty database with these of PostgreSQL's extensions at hand, as far as PGlite has them.
 * @param directories in which, or around which, npm's `node_modules` may be
 * @throws rehearsal-not-possible
 */
export async function startPglite(extensions: readonly string[], directories: readonly string[]): Promise<Pglite> {
  const load = loaderOf(directories);
  // The parser of SQL has it raised, under which this much code would never be optimised. It is V8's own default.
  setFlagsFromString("--wasm-tiering-budget=1800000");
  const { PGlite } = load("@electric-sql/pglite") as Package;
  const found = extensions.flatMap((name) => Object.entries(extensionOf(name, load)));
  return PGlite.create({ extensions: Object.fromEntries(found) });
}

interface Package {
  readonly PGlite: {
    create(options: { readonly extensions: Readonly<Record<string, unknown>> }): Promise<Pglite>;
  };
}

type Load = (name: string) => unknown;

function loaderOf(directories: readonly string[]): Load {
  const own = createRequire(import.meta.url);
  try {
    return createRequire(own.resolve("@electric-sql/pglite", { paths: [...directories] }));
  } catch (cause) {
    throw failure("rehearsal-not-possible", "--rehearse needs PGlite, which is not installed here", {
      facts: [
        "it is a PostgreSQL that runs within this process, 26 MB, and no part of this program",
        `looked for in node_modules of ${directories.join(", ")} and of what is around them, and in NODE_PATH`,
      ],
      next: [
        run("npm install -g @electric-sql/pglite@0.5", "adds it where npm puts global packages"),
        run("export NODE_PATH=$(npm root -g)", "if npm puts them anywhere else"),
        choose("--rehearse-url-file FILE", "or rehearse on a copy of the database"),
      ],
      cause,
    });
  }
}

/** Its modules are named like the extensions, with `_` for `-`, as the package's own list of exports has them. */
function extensionOf(name: string, load: Load): Readonly<Record<string, unknown>> {
  try {
    return load(`@electric-sql/pglite/contrib/${name.replaceAll("-", "_")}`) as Readonly<Record<string, unknown>>;
  } catch {
    // PostgreSQL then says so itself, where the extension is to be created.
    return {};
  }
}
