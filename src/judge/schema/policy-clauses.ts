// What is said of a policy, as the settings of its table keep it.
import type { ChangeOf } from "../../model/change.ts";
import type { Table } from "./schema.ts";

export interface PolicyClauses {
  readonly cmd_name?: string;
  readonly permissive?: string;
  /** For whom it is. */
  readonly roles?: string;
  /** It asks a setting of the application's own, and ends in an error where the session has not set it. */
  readonly asks_setting?: string;
}

export const POLICY = "policy ";

/** An alteration leaves as they are those that it does not say. */
export function clausesAfter(
  { name, clauses = {} }: ChangeOf<"create-policy" | "alter-policy" | "drop-policy">,
  known: Table | undefined,
): string {
  const before = known?.settings.get(`${POLICY}${name}`) ?? "{}";
  return JSON.stringify({ ...(JSON.parse(before) as object), ...clauses });
}

export function parsedClauses(text: string): PolicyClauses {
  return JSON.parse(text) as PolicyClauses;
}

/** Whoever reads has to set it first. */
export function refusesReads({ cmd_name, asks_setting }: PolicyClauses): boolean {
  return asks_setting !== undefined && (cmd_name === undefined || READING.has(cmd_name));
}

const READING: ReadonlySet<string> = new Set(['"all"', '"select"']);
