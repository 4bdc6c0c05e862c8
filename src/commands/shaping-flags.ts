// The flags that shape a rollback; most of them may stand on the workload as annotations too.
import type { Read } from "../observe/setting-values.ts";
import type { Flag } from "./flag.ts";
import type { CommandName } from "./invocation.ts";
import {
  readCommand,
  readKeepRows,
  readLabels,
  readOrder,
  readRevertPolicy,
  readSize,
  readText,
  readTimeout,
  readTool,
  readVariableName,
  readVia,
} from "../observe/setting-values.ts";
import { grouped } from "./flag.ts";

const PLANNING: readonly CommandName[] = ["rollback", "plan"];
const LOOKING: readonly CommandName[] = ["rollback", "plan", "history"];

export const SHAPING_FLAGS: readonly Flag[] = [
  ...grouped({ group: "target", commands: PLANNING, repeat: true }, [
    {
      syntax: "--to-revision <N>",
      meaning: "the revision to return to; 0 is the previous one (default 0)",
      read: readRevision,
    },
    {
      syntax: "-c, --container <NAME>",
      meaning: "whose image counts (default: the default-container annotation, else the only one)",
      commands: LOOKING,
      read: readText,
    },
  ]),
  ...grouped({ group: "migrations", commands: LOOKING, repeat: true }, [
    { syntax: "--tool <NAME>", meaning: "e.g. knex or dbmate (default: detected)", read: readTool },
    {
      syntax: "--migrations-dir <PATH>",
      meaning: "where the image keeps its migrations (default: the tool's own)",
      read: readText,
    },
    {
      syntax: "--local-migrations <DIR>",
      meaning: "a directory on this machine with the leaving image's migrations",
      read: readText,
    },
    {
      syntax: "--to-migration <NAME>",
      meaning: "keep everything up to and including this one, whatever other evidence says",
      commands: PLANNING,
      read: readText,
    },
    {
      syntax: "--revert <POLICY>",
      meaning:
        "auto: what the returning image cannot live with; all: whatever it does not know; " +
        "none: only prove that the image alone may go back (default auto)",
      commands: PLANNING,
      read: readRevertPolicy,
    },
  ]),
  ...grouped({ group: "database", commands: LOOKING, repeat: true }, [
    {
      syntax: "--database-url-env <NAME>",
      meaning: "the container's variable that holds the URL (default: the tool's convention)",
      read: readVariableName,
    },
    {
      syntax: "--database-url-file <FILE>",
      meaning: "read the URL from a file; - is standard input. SAFE_ROLLBACK_DATABASE_URL does the same",
      read: readText,
    },
  ]),
  ...grouped({ group: "execution", commands: PLANNING, repeat: true }, [
    { syntax: "--via <WAY>", meaning: "job or direct: how the downs run (default job)", read: readVia },
    {
      syntax: "--down-command <CMD>",
      meaning: 'reverts the newest migration, e.g. "npm run migrate:down" (default: the tool\'s own command)',
      read: readCommand,
    },
    {
      syntax: "--order <ORDER>",
      meaning:
        "which side goes back first: schema-first, or image-first with --revert all, where the returning image can " +
        "live with both schemas (default schema-first)",
      read: readOrder,
    },
    { syntax: "--job-timeout <DURATION>", meaning: "how long one down may take (default 10m)", read: readTimeout },
    {
      syntax: "--rollout-timeout <DURATION>",
      meaning: "how long the rollout may take (default: the progress deadline + 60s)",
      read: readTimeout,
    },
    {
      syntax: "--job-label <KEY=VALUE>",
      meaning: "a label for the Jobs' Pods, e.g. for a NetworkPolicy; may be repeated",
      read: readLabels,
      join: merged,
    },
    {
      syntax: "--rehearse",
      meaning: "run the downs first on the live schema, rebuilt without rows in a PostgreSQL within this process",
    },
    {
      syntax: "--rehearse-url-file <FILE>",
      meaning: "run them first on a copy of the database, whose URL is in a file; - is standard input",
      read: readText,
    },
    {
      syntax: "--keep-rows <WHEN>",
      meaning: "auto or off: copy what a down destroys into a schema of its own before it runs (default auto)",
      read: readKeepRows,
    },
    {
      syntax: "--keep-rows-max <SIZE>",
      meaning: "more than this, by estimate, is not copied but asked about (default 1GiB)",
      read: readSize,
    },
    { syntax: "--keep-mesh", meaning: "let a service mesh inject its sidecar into the Jobs' Pods" },
  ]),
];

function readRevision(text: string): Read<number> {
  if (/^\d{1,9}$/.test(text)) return { kind: "valid", value: Number(text) };
  return { kind: "invalid", allowed: "a revision's number, or 0 for the previous one" };
}

function merged(before: unknown, value: unknown): unknown {
  return Object.assign({}, before, value);
}
