/**
 * Runs PGlite in a thread, since it lets nothing else happen while a statement runs. As text, because the thread
 * would otherwise need a file of its own. Of `workerData`, `package` is a file of PGlite; modules of `extensions` are
 * named like them, with `_` for `-`, as the package's list of exports has it. One that it lacks is missing when it
 * is to be created, and PostgreSQL says so.
 */
export const PGLITE_THREAD: string = String.raw`
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
const starting = load("@electric-sql/pglite").PGlite.create({ extensions });

parentPort.on("message", async ({ does, text }) => {
  try {
    const database = await starting;
    const { rows = [] } = await database[does](text);
    parentPort.postMessage({ rows });
  } catch ({ message, code, detail }) {
    parentPort.postMessage({ error: { message, code, detail } });
  }
});
`;
