import type { ViteUserConfig } from "vitest/config";
import { defineConfig } from "vitest/config";
import { verifiedTools } from "./test/support/verified-tools.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const config: ViteUserConfig = defineConfig({
  test: {
    // One processor less, as is usual, would leave half of a small machine without work.
    maxWorkers: "100%",
    reporters: ["default", verifiedTools, ...asJson(process.env["TEST_RESULTS"])],
    projects: [
      // Pure tests share no state, and loading the cluster's client library for each file would take most of the time.
      { test: { name: "unit", include: ["test/unit/**/*.test.ts"], isolate: false, testTimeout: 30 * SECOND } },
      {
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          testTimeout: 30 * SECOND,
          hookTimeout: 2 * MINUTE,
        },
      },
      {
        test: {
          name: "contract",
          include: ["test/contract/**/*.test.ts"],
          // They wait for other programs most of the time: as many files as there are databases, whatever the machine.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          testTimeout: 5 * MINUTE,
          hookTimeout: 5 * MINUTE,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/support/e2e-cluster.ts"],
          fileParallelism: false,
          maxConcurrency: 4,
          // Four runtimes that start their images at once take most of five minutes on a machine that is busy.
          testTimeout: 10 * MINUTE,
          hookTimeout: 15 * MINUTE,
        },
      },
    ],
  },
});

/** The results in a file too, for a program that adds them up. */
function asJson(outputFile: string | undefined): ["json", { readonly outputFile: string }][] {
  return outputFile === undefined ? [] : [["json", { outputFile }]];
}

export default config;
