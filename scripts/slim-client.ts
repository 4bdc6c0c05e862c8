// What the bundle leaves out of the Kubernetes client. Loading all of it takes as long as everything else a plan does.

import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Plugin } from "rolldown";

/**
 * Leaves out the methods of the generated clients whose names stand nowhere in our source, the models that only they
 * need, and undici, which our requests go around (src/kube/connection/requests.ts): three quarters of the bundle.
 */
export function slimClient(): Plugin {
  return {
    name: "slim-client",
    resolveId: (id, importer) =>
      id === "undici" && importer !== undefined && CLIENT.test(importer) ? NO_UNDICI : null,
    load: (id) => (id === NO_UNDICI ? REFUSALS : null),
    transform: {
      filter: { id: GENERATED },
      handler: (code, id) => {
        const ours = wordsOfOurSource();
        if (basename(id) !== SERIALIZER) return withMethodsIn(ours, code);
        return withModelsIn(neededModels(dirname(id), ours), code);
      },
    },
  };
}

function wordsOfOurSource(): ReadonlySet<string> {
  return new Set(globSync("src/**/*.ts").flatMap((path) => wordsOf(readFileSync(path, "utf8"))));
}

function withMethodsIn(names: ReadonlySet<string>, code: string): string {
  return code.replaceAll(METHOD, (text, name: string) =>
    name === "constructor" || names.has(name.replace(/WithHttpInfo$/, "")) ? text : "",
  );
}

/** Every model that the remaining methods of our clients name, and all that those consist of. */
function neededModels(models: string, ours: ReadonlySet<string>): ReadonlySet<string> {
  const files = globSync("*V[0-9]*.js", { cwd: models });
  const all = new Set(files.map((file) => basename(file, ".js")));
  const clients = globSync(join(models, "../apis/*Api.js")).filter((path) => ours.has(basename(path, ".js")));
  const needed = new Set<string>();
  const queue = clients.flatMap((path) => wordsOf(withMethodsIn(ours, readFileSync(path, "utf8"))));
  for (const name of queue) {
    if (!all.has(name) || needed.has(name)) continue;
    needed.add(name);
    queue.push(...wordsOf(readFileSync(join(models, `${name}.js`), "utf8")));
  }
  return needed;
}

/** Each model stands three times in the serializer: exported, imported and listed. It hands on what it does not list. */
function withModelsIn(names: ReadonlySet<string>, code: string): string {
  return code.replaceAll(MODEL, (line, file?: string, listed?: string) =>
    names.has(file ?? listed ?? "") ? line : "",
  );
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\w+/g) ?? [];
}

const CLIENT = /[/\\]@kubernetes[/\\]client-node[/\\]/;

const GENERATED =
  /@kubernetes[/\\]client-node[/\\]dist[/\\]gen[/\\](?:(?:apis|types)[/\\]\w+API|models[/\\]ObjectSerializer)\.js$/i;

const SERIALIZER = "ObjectSerializer.js";

/** A method of a class as the generator prints it: four blanks, its comment in front, its last brace on its own line. */
const METHOD = /^(?: {4}\/\*\*\n(?: {5}\*.*\n)*)? {4}(?:async )?(\w+)\(.*\) \{\n(?:(?: {6}.*)?\n)*? {4}\}\n/gm;

const MODEL = /^(?:(?:export|import) .* from '\.\.\/models\/(\w+)\.js';| {4}"(\w+)": \2,?)\n/gm;

const NO_UNDICI = "\0no-undici.cjs";

const REFUSALS = ["Agent", "ProxyAgent", "fetch"]
  .map((name) => `exports.${name} = function () { throw new Error("undici is left out of this bundle"); };`)
  .join("\n");
