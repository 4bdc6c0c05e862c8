import type { DirectRevert } from "../../model/direct-revert.ts";
import type { MigrationSql, SqlSeen } from "../../model/migration-sql.ts";
import type { MigrationName } from "../../model/migration.ts";
import type { Plan } from "../../model/plan.ts";
import type { Situation } from "../../model/situation.ts";
import type { Command } from "../../ports/image.ts";
import type { Migrator } from "../../ports/migrator.ts";
import type { Observation } from "../../ports/world.ts";
import type { Part, Side } from "./downs.ts";
import { revertTargetOf } from "../../model/revert-target.ts";
import { filesOf } from "../sql-between.ts";

/** A command of the migration tool, for a Job of the leaving image. */
export interface ByTool {
  readonly kind: "tool";
  readonly command: Command;
  readonly subject: MigrationName;
}

/** What can be run on a clone: SQL and knex from here, everything else by the tool. */
export type ClonePart = Part<DirectRevert | ByTool, string | ByTool>;

/**
 * Has the tool run what cannot be run from here, but only where recording showed that it is SQL alone: in a container,
 * whatever else it does would be done with the container's own credentials, and so to what is live. SQL in files it runs
 * where it would run it on the live database as well.
 * @param obstacle why the tool cannot be run at all
 */
export async function partsByTool(
  parts: readonly Part[],
  { plan, observation }: { readonly plan: Plan; readonly observation: Observation },
  obstacle: string | undefined,
): Promise<readonly ClonePart[]> {
  const { situation, migrator, toolSettings } = observation;
  const known = filesOf(situation);
  const code = parts.filter(({ down }) => down.kind === "not").flatMap(({ name }) => known.get(name) ?? []);
  const sql = obstacle === undefined ? await observation.sqlOf(code) : [];
  const byTools = parts.map((part): ClonePart => {
    const migration = known.get(part.name);
    const isCode = part.down.kind === "not" && migration?.down.kind === "code";
    if (migrator === undefined || !(isCode || isSqlForJob(part, situation))) return part;
    if (obstacle !== undefined) return unrun(part, obstacle);
    const target = revertTargetOf(plan, part.name, migration);
    const down = migrator.revertCommand(target, toolSettings);
    const commands = { down, up: migrator.applyCommand?.(target, toolSettings) };
    const asked = { part, migrator, sql: sql.find(({ name }) => name === part.name) };
    return isCode ? codeByTool(commands, asked) : sqlByTool(part, commands);
  });
  return byTools.map((part, index) => withoutLateUp(part, byTools.slice(index + 1)));
}

/** It can run from here, and on the live database it would run in a Job. */
export function isSqlForJob({ down }: Part, { settings }: Situation): boolean {
  return down.kind === "runs" && down.what.kind === "sql" && settings.via.value === "job";
}

export function needsTool(parts: readonly ClonePart[]): boolean {
  return parts.some(({ down }) => isByTool(down));
}

/** @param own the same parts as they are without the tool */
export function withoutTool(parts: readonly ClonePart[], own: readonly Part[], because: string): readonly ClonePart[] {
  const before = new Map(own.map((part) => [part.name, part]));
  return parts.map((part) => {
    const same = before.get(part.name);
    return same === undefined || !isByTool(part.down) ? part : unrun(same, because);
  });
}

interface Commands {
  readonly down: Command | undefined;
  readonly up: Command | undefined;
}

function codeByTool({ down, up }: Commands, asked: Asked): ClonePart {
  const { part } = asked;
  const upSide = sideOf("up", up, asked);
  return {
    ...part,
    down: sideOf("down", down, asked),
    up: upSide.kind === "not" && part.up.kind === "runs" ? part.up : upSide,
  };
}

/** An up that the tool cannot be told to run alone runs as its file has it. */
function sqlByTool(part: Part, { down, up }: Commands): ClonePart {
  if (down === undefined) return part;
  return { ...part, down: byTool(part, down), up: up === undefined ? part.up : byTool(part, up) };
}

/** An up that ran from here is not in the ledger, by which the tool would go then. */
function withoutLateUp(part: ClonePart, older: readonly ClonePart[]): ClonePart {
  const isUnrecorded = older.some(({ up }) => up.kind === "runs" && typeof up.what === "string");
  if (!isByTool(part.up) || !isUnrecorded) return part;
  return { ...part, up: not("an up before it was not run by the tool, and its ledger lacks it") };
}

/** What can be run from here still is. */
function unrun(part: Part, because: string): Part {
  return part.down.kind === "runs" ? part : { ...part, down: not(`${IS_CODE.down}, and ${because}`) };
}

function byTool({ name }: Part, command: Command): Side<ByTool> {
  return { kind: "runs", what: { kind: "tool", command, subject: name } };
}

interface Asked {
  readonly part: Part;
  readonly migrator: Migrator;
  readonly sql: MigrationSql | undefined;
}

function sideOf(side: "up" | "down", command: Command | undefined, asked: Asked): Side<ByTool> {
  const { part, migrator, sql } = asked;
  if (command === undefined) return not(`${IS_CODE[side]}, and ${migrator.name} has no command for it alone`);
  const more = besidesSql(sql?.[side]);
  if (more !== null) return not(`${IS_CODE[side]}, and only SQL is surely kept to the clone: ${more}`);
  return byTool(part, command);
}

/** Why it is not known that it is SQL alone; null where it is. */
function besidesSql(seen: SqlSeen | undefined): string | null {
  switch (seen?.kind) {
    case "sql":
      return null;
    case "recorded":
      return seen.doubts.length === 0 ? null : seen.doubts.join("; ");
    case "unseen":
      return seen.because;
    case "absent":
    case undefined:
      return "what it does was not seen";
  }
}

function isByTool(side: ClonePart["down"] | ClonePart["up"]): boolean {
  return side.kind === "runs" && typeof side.what !== "string" && side.what.kind === "tool";
}

function not(because: string): { readonly kind: "not"; readonly because: string } {
  return { kind: "not", because };
}

const IS_CODE = { down: "its down is code, not SQL", up: "its up is code, not SQL" } as const;
