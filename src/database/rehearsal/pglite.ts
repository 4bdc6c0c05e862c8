import type { Row } from "../../ports/database.ts";
import { createRequire } from "node:module";
// PostgreSQL as WebAssembly, which runs within this process: https://pglite.dev. It is large and seldom needed, so it
// is no part of this program and is taken from where npm has put it.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { failure } from "../../errors.ts";
import { choose, edit, run } from "../../model/trouble.ts";
import { PGLITE_THREAD } from "./pglite-thread.ts";

export interface PgliteMaking {
  /** In which, or around which, npm's `node_modules` may be. */
  readonly directories: readonly string[];
  /** After so long, a statement is given up, and all that is to come with it. */
  readonly longestMs: number;
}

/** A database in a thread of its own. Errors carry PostgreSQL's `code`, `message` and `detail`. */
export interface Pglite {
  query(text: string): Promise<readonly Row[]>;
  /** Several statements at once, by the simple protocol. */
  exec(text: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * An empty database with these of PostgreSQL's extensions at hand, as far as PGlite has them.
 * @throws rehearsal-not-possible, also from its methods when one takes too long: it knows no time limits itself
 */
export async function startPglite(extensions: readonly string[], making: PgliteMaking): Promise<Pglite> {
  const found = findPglite(making.directories);
  // The parser of SQL has it raised, under which this much code would never be optimised. It is V8's own default.
  setFlagsFromString("--wasm-tiering-budget=1800000");
  const workerData = { package: found, extensions, prepared: prepared.get(found) };
  const worker = new Worker(PGLITE_THREAD, { eval: true, workerData });
  const ask = askerOf(worker);
  await ask({ does: "exec", text: "select 1" }, LONGEST_START_MS);
  if (!prepared.has(found)) prepared.set(found, await ask({ does: "prepare" }, LONGEST_START_MS));
  return {
    query: async (text) => (await ask({ does: "query", text }, making.longestMs)) as readonly Row[],
    exec: async (text) => void (await ask({ does: "exec", text }, making.longestMs)),
    close: async () => void (await worker.terminate()),
  };
}

/**
 * Of a thread for those after it, by PGlite's file: its compiled code and what `initdb` made take most of a start, and
 * a rehearsal starts several.
 */
const prepared = new Map<string, unknown>();

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

function findPglite(directories: readonly string[]): string {
  try {
    return createRequire(import.meta.url).resolve("@electric-sql/pglite", { paths: [...directories] });
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

type Question = { readonly does: "query" | "exec"; readonly text: string } | { readonly does: "prepare" };

type Ask = (question: Question, longestMs: number) => Promise<unknown>;

type Answer = { readonly value: unknown } | { readonly error: Readonly<Record<string, unknown>> };

/** One question at a time. */
function askerOf(worker: Worker): Ask {
  let gone: Error | undefined;
  return async (question, longestMs) => {
    if (gone !== undefined) throw gone;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const answered = (answer: Answer): void => {
      if ("value" in answer) resolve(answer.value);
      else reject(Object.assign(new Error(String(answer.error["message"])), answer.error));
    };
    worker.once("message", answered).once("error", reject);
    const limit = setTimeout(() => {
      gone = tooLong("text" in question ? question.text : question.does, longestMs);
      void worker.terminate();
      reject(gone);
    }, longestMs);
    worker.postMessage(question);
    try {
      return await promise;
    } finally {
      clearTimeout(limit);
      worker.off("message", answered).off("error", reject);
    }
  };
}

function tooLong(text: string, longestMs: number): Error {
  const [line = ""] = text.trim().split("\n");
  return failure("rehearsal-not-possible", "the rehearsal took too long and was given up", {
    facts: [`on a database without rows, this ran for more than ${longestMs / 1_000} s: ${line.slice(0, 120)}`],
    next: [
      edit("the migration", "see what it waits for"),
      choose("--rehearse-url-file FILE", "or rehearse on a copy of the database, where it may take its time"),
    ],
  });
}

/** Where nothing else runs, it takes three seconds. */
const LONGEST_START_MS = 120_000;
