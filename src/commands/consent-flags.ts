// What is agreed to beforehand, and how the result is shown.
import type { Read } from "../observe/setting-values.ts";
import type { Flag } from "./flag.ts";
import type { OutputFormat } from "./invocation.ts";
import { readOneOf, readText } from "../observe/setting-values.ts";
import { readFindingIds } from "./accept.ts";
import { appended, grouped } from "./flag.ts";

export const CONSENT_FLAGS: readonly Flag[] = [
  ...grouped({ group: "consent", commands: ["rollback"], repeat: false }, [
    {
      syntax: "--dry-run <MODE>",
      meaning:
        "plan only. client: only read; server, or --dry-run alone: may also start short read-only Jobs, and sends " +
        "the undo as a server-side dry run (default none, and client for plan)",
      commands: ["rollback", "plan"],
      read: readDryRun,
    },
    { syntax: "-y, --yes", meaning: "do not ask; enough only when nothing needs consent by name" },
    {
      syntax: "--accept <ID,ID>",
      meaning: "consent to findings by their id; may be repeated",
      read: readFindingIds,
      join: appended,
    },
    { syntax: "--confirm <PLAN_ID>", meaning: "consent to exactly this plan, as a dry run printed it", read: readText },
    { syntax: "--no-input", meaning: "never ask, refuse instead (set when CI is or stdin is no terminal)" },
  ]),
  ...grouped({ group: "output", commands: ["rollback", "plan", "history"], repeat: false }, [
    {
      syntax: "-o, --output <FORMAT>",
      meaning: "text, json, yaml or name (default text)",
      commands: ["rollback", "plan", "history", "version"],
      read: readOutput,
    },
    {
      syntax: "-o, --output <FORMAT>",
      meaning: "text, json or yaml (default text)",
      commands: ["judge"],
      read: readOutput,
    },
    {
      syntax: "--color <WHEN>",
      meaning: "auto, always or never (default auto); NO_COLOR counts",
      commands: ["rollback", "plan", "history", "judge"],
      read: (text) => readOneOf(text, ["auto", "always", "never"]),
    },
    {
      syntax: "--detailed-exitcode",
      meaning: "exit 7 when the plan would revert migrations; only with plan or --dry-run",
      commands: ["rollback", "plan"],
    },
    { syntax: "--out <FILE>", meaning: "save the plan to a file, as JSON", commands: ["plan"], read: readText },
  ]),
];

function readDryRun(text: string): Read<string> {
  return readOneOf(text, ["none", "client", "server"]);
}

function readOutput(text: string): Read<OutputFormat> {
  const read = readOneOf(text, ["text", "json", "yaml", "name"]);
  if (text !== "markdown" || read.kind === "valid") return read;
  return { kind: "invalid", allowed: `${read.allowed} (markdown is not in this version)` };
}
