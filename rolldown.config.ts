import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin, RolldownOptions } from "rolldown";
import { slimClient } from "./scripts/slim-client.ts";

/** What is needed only sometimes stays in a file of its own, unread until then. */
const APART = ["mysql2", "libpg-query"];

const keptApart: Plugin = {
  name: "kept-apart",
  resolveId: (id) => (APART.includes(id) ? { id: `./${id}.cjs`, external: true } : null),
};

/** The parser reads its WebAssembly from the directory that its code is in. */
const parserBeside: Plugin = {
  name: "parser-beside",
  generateBundle() {
    const source = readFileSync(createRequire(import.meta.url).resolve("libpg-query/wasm/libpg-query.wasm"));
    this.emitFile({ type: "asset", fileName: "libpg-query.wasm", source });
  },
};

const common = {
  platform: "node",
  output: {
    dir: "dist",
    // An import from an ES module evaluates every getter of a built-in module, and some load half of Node.
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    comments: { annotation: false, jsdoc: false, legal: true },
  },
} satisfies RolldownOptions;

const config: RolldownOptions[] = [
  {
    ...common,
    input: { cli: "src/cli.ts" },
    plugins: [slimClient(), keptApart],
    // Its package.json does not say so: what is not used of the client may be left out.
    treeshake: { moduleSideEffects: [{ test: /@kubernetes[/\\]client-node/, sideEffects: false }] },
    // Drivers that knex asks for when another dialect is chosen, and pg's native half: none of them is installed.
    external: [
      ...["better-sqlite3", "mariadb/callback", "mysql", "oracledb", "pg-native", "pg-query-stream"],
      ...["sqlite3", "tedious"],
    ],
    output: { ...common.output, cleanDir: true },
  },
  { ...common, input: { mysql2: "mysql2" } },
  { ...common, input: { "libpg-query": "libpg-query" }, plugins: [parserBeside] },
];

export default config;
