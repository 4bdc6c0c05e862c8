// What the bundle leaves out of the Kubernetes client. Loading all of it takes as long as everything else a plan does.

import { globSync, readFileSync } from "node:fs";
import type { Plugin } from "rolldown";

/**
 * Leaves out the methods of the generated clients whose names stand nowhere in our source: some 5,000, two thirds of
 * the bundle. And leaves out undici, which our requests go around (src/kube/requests.ts).
 */
export const slimClient: Plugin = {
  name: "slim-client",
  resolveId: (id, importer) =>
    id === "undici" && importer !== undefined && CLIENT.test(importer) ? WITHOUT_UNDICI : null,
  load: (id) => (id === WITHOUT_UNDICI ? REFUSALS : null),
  transform: {
    filter: { id: /@kubernetes[/\\]client-node[/\\]dist[/\\]gen[/\\](?:apis|types)[/\\]\w+API\.js$/i },
    handler: (code) => {
      const ours = wordsOfOurSource();
      return code.replaceAll(METHOD, (text, name: string) =>
        name === "constructor" || ours.has(name.replace(/WithHttpInfo$/, "")) ? text : "",
      );
    },
  },
};

function wordsOfOurSource(): ReadonlySet<string> {
  words ??= new Set(globSync("src/**/*.ts").flatMap((path) => readFileSync(path, "utf8").match(/\w+/g) ?? []));
  return words;
}

let words: ReadonlySet<string> | undefined;

/** A method of a class as the generator prints it: four blanks, its comment in front, its last brace on its own line. */
const METHOD = /^(?: {4}\/\*\*\n(?: {5}\*.*\n)*)? {4}(?:async )?(\w+)\(.*\) \{\n(?:(?: {6}.*)?\n)*? {4}\}\n/gm;

const CLIENT = /[/\\]@kubernetes[/\\]client-node[/\\]/;

const WITHOUT_UNDICI = "\0without-undici.cjs";

const REFUSALS = ["Agent", "ProxyAgent", "fetch"]
  .map((name) => `exports.${name} = function () { throw new Error("undici is left out of this bundle"); };`)
  .join("\n");
