// dbmate's migration files, by the rules of its own parser, pkg/dbmate/migration.go. Go's `(?m)` knows only "\n" as the
// end of a line and its `\s` only ASCII white space, so both are spelled out here.
import type { Down } from "../../model/migration.ts";
import { isCommentOnly } from "../sections/sql-text.ts";

/**
 * The way back in one file. Several up/down sections are reverted in the file's order, as dbmate does; if any of them
 * opts out of its transaction, all are run outside one. What dbmate itself would refuse to parse is absent.
 */
export function downIn(text: string): Down {
  const sections = sectionsOf(text);
  if (typeof sections === "string") return { kind: "absent", because: sections };
  const downs = sections.map(downOf);
  const missing = downs.find((down) => typeof down === "string");
  if (typeof missing === "string") return { kind: "absent", because: missing };
  const blocks = downs.filter((down) => typeof down !== "string");
  const statements = blocks.map(({ block }) => block).join("\n");
  if (isCommentOnly(statements)) return { kind: "absent", because: "its down block is empty" };
  return { kind: "sql", text: statements, transaction: blocks.every(({ transaction }) => transaction) };
}

/** Every up block of a file, in its order; undefined where dbmate refuses the file. */
export function upIn(text: string): string | undefined {
  const sections = sectionsOf(text);
  if (typeof sections === "string") return undefined;
  return sections.map(upOf).join("\n");
}

function upOf(section: string): string {
  const down = [...section.matchAll(DOWN)][0]?.index ?? section.length;
  const up = section.slice(0, down);
  const end = up.indexOf("\n");
  return end === -1 ? "" : up.slice(end + 1);
}

interface DownBlock {
  readonly block: string;
  readonly transaction: boolean;
}

/** The sections from each `-- migrate:up` to the next, or the reason why dbmate refuses the file. */
function sectionsOf(text: string): readonly string[] | string {
  const starts = [...text.matchAll(UP)].map(({ index }) => index);
  const [first] = starts;
  if (first === undefined) return "it has no '-- migrate:up' line, without which dbmate refuses the file";
  const before = text.slice(0, first).split("\n");
  if (before.some((line) => !/^[\t\n\f\r ]*(--.*)?$/s.test(line)))
    return "it has statements before '-- migrate:up', which dbmate refuses";
  return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length));
}

function downOf(section: string): DownBlock | string {
  const starts = [...section.matchAll(DOWN)].map(({ index }) => index);
  const [start, second] = starts;
  if (start === undefined) return "it has no '-- migrate:down' line";
  if (second !== undefined) return "it has two '-- migrate:down' lines after one '-- migrate:up', which dbmate refuses";
  const down = section.slice(start);
  const end = down.indexOf("\n");
  const directive = end === -1 ? down : down.slice(0, end);
  return { block: end === -1 ? "" : down.slice(end + 1), transaction: !optsOut(directive) };
}

/** Options follow the directive as `key:value`, separated by white space; the last one counts. */
function optsOut(directive: string): boolean {
  const options = directive
    .replace(/^--[\t\n\f\r ]*migrate:(up|down)/, "")
    .split(/[\t\n\f\r ]+/)
    .map((option) => option.split(":"))
    .filter((pair) => pair.length === 2);
  return options.findLast(([key]) => key === "transaction")?.[1] === "false";
}

const UP = /(?<![^\n])--[\t\n\f\r ]*migrate:up(?:[\t\n\f\r ]*(?![^\n])|[\t\n\f\r ]+[^\t\n\f\r ]+)/g;

const DOWN = /(?<![^\n])--[\t\n\f\r ]*migrate:down(?:[\t\n\f\r ]*(?![^\n])|[\t\n\f\r ]+[^\t\n\f\r ]+)/g;
