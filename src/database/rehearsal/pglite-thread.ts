/**
 * Runs PGlite in a thread, since it lets nothing else happen while a statement runs. As text, because the thread
 * would otherwise need a file of its own. Of `workerData`, `package` is a file of PGlite; modules of `extensions` are
 * named like them, with `_` for `-`, as the package's list of exports has it. One that it lacks is missing when it
 * is to be created, and PostgreSQL says so. `prepared` is what a thread before answered to `prepare`, or undefined.
 */
export const PGLITE_THREAD: string = String.raw`
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { parentPort, workerData } = require("node:worker_threads");

const load = createRequire(workerData.package);

function extensionOf(name) {
  try {
    return load("@electric-sql/pglite/contrib/" + name.replaceAll("-", "_"));
  } catch {
    return {};
  }
}

const extensions = Object.assign({}, ...workerData.extensions.map(extensionOf));
const compile = () => new WebAssembly.Module(readFileSync(load.resolve("@electric-sql/pglite/pglite.wasm")));
const { compiled, initialised } = workerData.prepared ?? { compiled: compile() };
const options = { extensions, loadDataDir: initialised, pgliteWasmModule: compiled };
const starting = load("@electric-sql/pglite").PGlite.create(options);

const answers = {
  query: async (database, text) => (await database.query(text)).rows,
  exec: async (database, text) => void (await database.exec(text)),
  prepare: async (database) => ({ compiled, initialised: await database.dumpDataDir("none") }),
};

parentPort.on("message", async ({ does, text }) => {
  try {
    const database = await starting;
    parentPort.postMessage({ value: await answers[does](database, text) });
  } catch ({ message, code, detail }) {
    parentPort.postMessage({ error: { message, code, detail } });
  }
});
`;
