#!/usr/bin/env node
// An old Node must be able to read this file, so that it can say what is wrong.
import { createRequire } from "node:module";

// An import would load whatever hangs on the getters of these modules, at every start.
const require = createRequire(import.meta.url);
const { existsSync } = require("node:fs");
const { homedir } = require("node:os");
const { join } = require("node:path");
const { fileURLToPath } = require("node:url");

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [major, minor] = process.versions.node.split(".").map(Number);
// package.json, engines
const isNewEnough = (major === 22 && minor >= 13) || major >= 24;
const ownNode = here(
  process.platform === "win32" ? "../node_modules/node/bin/node.exe" : "../node_modules/node/bin/node",
);

if (isNewEnough) await start();
else if (existsSync(ownNode)) runOn(ownNode);
else refuse(`Node 22.13, 24 or newer is needed; this is Node ${process.versions.node} (${process.execPath})`);

async function start() {
  const program = here("../dist/cli.cjs");
  if (!existsSync(program)) {
    refuse("it is not built yet: run npm run build in its directory");
    return;
  }
  keepCompiled();
  const { main } = require(program);
  const { stdin, stdout, stderr, env: variables } = process;
  process.exitCode = await main(process.argv.slice(2), { stdin, stdout, stderr, variables, signals: process });
}

/** Half of the time to start is compiling. Not in the shared temporary directory, where others could put code for us. */
function keepCompiled() {
  const { enableCompileCache } = require("node:module"); // old Nodes do not have it
  enableCompileCache(
    join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "kubectl-safe-rollback", "compiled"),
  );
}

/** In a checkout the project brings a Node of its own. */
function runOn(node) {
  const { spawn } = require("node:child_process");
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  // The terminal sends Ctrl-C to the child as well; other signals, and other senders, reach only us.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => refuse(`${node} cannot be run: ${error.message}`));
  child.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
}

function refuse(reason) {
  process.stderr.write(`error: kubectl safe-rollback cannot start: ${reason}\n`);
  process.exitCode = 1;
}
