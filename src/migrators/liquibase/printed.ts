import type { MarkedLine } from "../runtimes/probe-output.ts";
import type { Sections } from "./sections.ts";
import { failure } from "../../errors.ts";
import { maskCredentials } from "../../mask.ts";
import { markedLines } from "../runtimes/probe-output.ts";
import { plainName, sectionsIn } from "./sections.ts";

/** What LIQUIBASE_RECORDING_SCRIPT printed: the SQL of changesets, and why a side that is not there was not printed. */
export interface Printed {
  readonly ups: Sections;
  readonly downs: Sections;
  readonly because: { readonly up: string; readonly down: string };
}

/**
 * @param asked `path::id::author` of the changesets that may be in the answer
 * @throws image-not-readable
 */
export function printedIn(output: string, purpose: string, asked: ReadonlySet<string>): Printed {
  const lines = markedLines(output, purpose);
  const failed = saidIn(lines, "failed");
  if (failed !== undefined) throw notRecorded(failed);
  const rows = lines.flatMap(({ tag, rest }) => (tag === "row" ? rowOf(rest) : []));
  const reran = rows.filter(({ ending }) => ending === "RERAN").map(({ name }) => name);
  const ran = new Set(rows.filter(({ ending }) => ending === "EXECUTED").map(({ name }) => name));
  const ups = sectionsOf(lines, "up", new Set([...asked, ...reran]));
  const downs = [...sectionsOf(lines, "down", asked)];
  const downFailed = saidIn(lines, "down-failed");
  const [java] = restsOf(lines, "java");
  return {
    ups: new Map([...ups].filter(([name]) => ran.has(name))),
    // It failed in the midst of the last one.
    downs: new Map(downFailed === undefined ? downs : downs.slice(0, -1)),
    because: { up: reasonOf(saidIn(lines, "up-failed"), java), down: reasonOf(downFailed, undefined) },
  };
}

function sectionsOf(lines: readonly MarkedLine[], tag: string, expected: ReadonlySet<string>): Sections {
  const sections = sectionsIn(restsOf(lines, tag), expected);
  if (sections !== undefined) return sections;
  throw notRecorded("a changeset has comments like those by which Liquibase tells its changesets apart");
}

/** One of liquibase/changelog/OfflineChangeLogHistoryService.java: id, author, path, when, which, how it ended. */
function rowOf(line: string): readonly { readonly name: string; readonly ending: string }[] {
  const [, id = "", author = "", path = "", ending] = ROW.exec(line) ?? [];
  const plain = (text: string): string => text.replaceAll('""', '"');
  return ending === undefined ? [] : [{ name: plainName([path, id, author].map(plain).join("::")), ending }];
}

/** Its own words about what went wrong, else the last line. */
function saidIn(lines: readonly MarkedLine[], tag: string): string | undefined {
  const said = restsOf(lines, tag).map((line) => line.trim());
  if (said.length === 0) return undefined;
  const start = said.findIndex((line) => line.startsWith(UNEXPECTED));
  const end = said.findIndex((line) => line.startsWith("For more information"));
  const words = start === -1 ? (said.findLast((line) => line !== "") ?? "") : said.slice(start, end).join(" ");
  return maskCredentials(words.replace(UNEXPECTED, "").replaceAll(/\s+/g, " ").trim()).slice(0, SHOWN_CHARACTERS);
}

function reasonOf(failed: string | undefined, java: string | undefined): string {
  if (java !== undefined) return `Liquibase would have run Java of the changeset ${java} as well, which always runs`;
  if (failed !== undefined) return `Liquibase failed: ${failed}`;
  return "Liquibase passes over it here, by its contexts, labels, database or preconditions";
}

function restsOf(lines: readonly MarkedLine[], wanted: string): readonly string[] {
  return lines.flatMap(({ tag, rest }) => (tag === wanted ? [rest] : []));
}

function notRecorded(because: string): Error {
  return failure("image-not-readable", `the SQL of the changesets could not be recorded: ${because}`);
}

const ROW = /^"((?:[^"]|"")*)","((?:[^"]|"")*)","((?:[^"]|"")*)","[^"]*","\d+","(\w+)"/;

const UNEXPECTED = "Unexpected error running Liquibase:";

const SHOWN_CHARACTERS = 300;
