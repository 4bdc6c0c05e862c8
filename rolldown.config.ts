import type { Plugin, RolldownOptions } from "rolldown";
import { slimClient } from "./scripts/slim-client.ts";

/** A driver that knex asks for only when it is needed stays in a file of its own, unread until then. */
const driverApart: Plugin = {
  name: "driver-apart",
  resolveId: (id) => (id === "mysql2" ? { id: "./mysql2.cjs", external: true } : null),
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
    plugins: [slimClient(), driverApart],
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
];

export default config;
