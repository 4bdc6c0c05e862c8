import type { Plan } from "../model/plan.ts";
import type { Rehearsal, RehearsedDown, SchemaCheck, TriedDown } from "../model/rehearsal.ts";
import { counted } from "./page.ts";

/** None where no rehearsal was asked for. */
export function rehearsalLines(plan: Plan): readonly string[] {
  if (plan.rehearsal !== null) return rehearsedLines(plan.rehearsal, plan.tool ?? "its tool");
  if (!plan.settings.some(({ name }) => name === "rehearse")) return [];
  return [plan.revert.length === 0 ? "none: no migration is reverted" : "none: the plan is blocked without it"];
}

function rehearsedLines({ on, outcome, downs, lacks }: Rehearsal, tool: string): readonly string[] {
  return [
    `${outcome}, on ${on}`,
    ...downs.map(downLine),
    ...(lacks.length === 0
      ? []
      : [`${counted(lacks.length, "thing")} of the live schema not there: nothing is proven`]),
    ...(downs.some(({ recorded }) => recorded === true)
      ? [`a recorded down is the SQL that ${tool} said while it had no database; ${tool} itself was not run`]
      : []),
    ...(outcome === "passed" ? [NOT_PROVEN] : []),
  ];
}

function downLine({ file, recorded, down, schema }: RehearsedDown): string {
  return `${file}: its ${recorded === true ? "recorded " : ""}down ${triedText(down)}${down.kind === "succeeded" ? `; ${SCHEMA[schema.kind]}` : ""}`;
}

function triedText(down: TriedDown): string {
  switch (down.kind) {
    case "succeeded":
      return `succeeds${timeText(down.seconds)}`;
    case "failed":
      return `fails${timeText(down.seconds)}: ${down.because}`;
    case "not-run":
      return `was not run: ${down.because}`;
  }
}

function timeText(seconds: number | null): string {
  return seconds === null ? "" : ` after ${seconds} s`;
}

const SCHEMA: Readonly<Record<SchemaCheck["kind"], string>> = {
  same: "the schema is what its up started from",
  differs: "the schema is not what its up started from",
  undetermined: "whether the schema is what its up started from is not known",
};

const NOT_PROVEN =
  "it proves nothing about rows that are not there, locks, permissions and other clients of the live database";
