import type { RolldownOptions } from "rolldown";
import { slimClient } from "./scripts/slim-client.ts";

const config: RolldownOptions = {
  input: { cli: "src/cli.ts" },
  platform: "node",
  plugins: [slimClient()],
  // Its package.json does not say so: what is not used of the client may be left out.
  treeshake: { moduleSideEffects: [{ test: /@kubernetes[/\\]client-node/, sideEffects: false }] },
  // Drivers that knex asks for when another dialect is chosen, and pg's native half: none of them is installed.
  external: [
    ...["better-sqlite3", "mariadb/callback", "mysql", "oracledb", "pg-native", "pg-query-stream"],
    ...["sqlite3", "tedious"],
  ],
  output: {
    dir: "dist",
    cleanDir: true,
    // An import from an ES module evaluates every getter of a built-in module, and some load half of Node.
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
  },
};

export default config;
