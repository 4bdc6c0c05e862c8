import type { Impact, JudgedStatement, Judgement, Loss } from "../model/judgement.ts";
import type { Style } from "./style.ts";
import { VERDICTS } from "../model/judgement.ts";
import { columns, page, section } from "./page.ts";
import { plainValue } from "./plain.ts";

/** One migration's judgement as people read it: the four answers, then the statements that led to them. */
export function judgementText(judgement: Judgement, style: Style): string {
  const {
    dialect,
    oldOnNew,
    upLoses,
    down,
    newOnReverted,
    hazard,
    statements,
    schemaDoubts = [],
  } = plainValue(judgement);
  return page([
    style.heading(`judged for ${dialect}`),
    ...columns([
      ["  old code on the new schema", impactText(oldOnNew)],
      ["  new code on the reverted one", impactText(newOnReverted)],
      ["  the up loses", lossText(upLoses, isClear(statements, "up"))],
      [
        "  the down",
        `${SUCCEEDS[down.succeeds]}${down.atomic ? "" : "; not atomic: a failure leaves half of it done"}`,
      ],
      ["  the down loses", `${lossText(down.loses, isClear(statements, "down"))}${takenBack(down)}`],
      ["  the down brings back", restoresText(judgement)],
      ["  the schema after the down", inverseText(judgement)],
      [
        "  the down on a live database",
        `${hazard.level}${hazard.lock === null ? "" : `, lock ${hazard.lock}`}${work(hazard)}`,
      ],
    ]),
    ...section("schema, as far as it is not understood", doubtLines(schemaDoubts), style),
    ...section("up", sideLines(statements, "up"), style),
    ...section("down", sideLines(statements, "down"), style),
  ]);
}

/** What it does before it fails. */
function takenBack({ succeeds, atomic, loses }: Judgement["down"]): string {
  return succeeds === "no" && atomic && loses.length > 0 ? ", unless all of it runs in one transaction" : "";
}

function restoresText({ down: { restores }, upLoses, statements }: Judgement): string {
  if (restores !== "none") return RESTORES[restores];
  if (isOpen(statements)) return "undetermined";
  return upLoses.length > 0 ? RESTORES.none : `${RESTORES.none}, which was no data`;
}

function inverseText({ down: { inverse, succeeds }, statements }: Judgement): string {
  if (inverse === "none" && succeeds === "no") return "as after the up: the down fails";
  return inverse === "differs" && isOpen(statements) ? "undetermined" : INVERSE[inverse];
}

/** Some of it is not understood at all. */
function isOpen(statements: readonly JudgedStatement[]): boolean {
  return statements.some(({ rule }) => rule === "opaque");
}

function impactText({ verdict, when }: Impact): string {
  return verdict === "compatible" || verdict === "undetermined" ? verdict : `${verdict}, ${when}`;
}

/** What a statement takes that is not understood is not among the losses: without it, nothing can be called safe. */
function isClear(statements: readonly JudgedStatement[], asked: JudgedStatement["side"]): boolean {
  return statements.every(({ side, verdict }) => side !== asked || verdict !== "undetermined");
}

function lossText(losses: readonly Loss[], clear: boolean): string {
  if (losses.length === 0) return clear ? "nothing" : "undetermined";
  return `${losses.join(", ")}${clear ? "" : ", and what is undetermined below"}`;
}

function work({ rewrite, scan }: Judgement["hazard"]): string {
  if (rewrite) return ", every row is written anew";
  return scan ? ", every row is read" : "";
}

function sideLines(all: readonly JudgedStatement[], side: "up" | "down"): readonly string[] {
  const statements = all.filter((statement) => statement.side === side);
  const shown = worstOf(statements);
  const others = statements.length - shown.length;
  return [
    ...shown.flatMap((one, place) => [
      ...headOf(one, shown[place - 1]),
      `  ${wordFor(one)} (${one.rule}): ${one.because}`,
    ]),
    ...(others === 0 ? [] : [`and ${others} more statements, none of which is worse; -o json has them all`]),
  ];
}

/** A statement that changes several things is shown once. */
function headOf({ text }: JudgedStatement, last: JudgedStatement | undefined): readonly string[] {
  return text === last?.text ? [] : [shortened(text)];
}

/** What a statement does to the code is no matter where it fails. */
function wordFor({ side, succeeds, verdict }: JudgedStatement): string {
  if (succeeds === "no") return "fails";
  return side === "down" && succeeds === "data_dependent" ? `may fail, ${verdict}` : verdict;
}

function doubtLines(doubts: NonNullable<Judgement["schemaDoubts"]>): readonly string[] {
  const others = doubts.length - MANY;
  return [
    ...doubts.slice(0, MANY).flatMap(({ text, because }) => [shortened(text), `  undetermined: ${because}`]),
    ...(others > 0 ? [`and ${others} more statements`] : []),
  ];
}

/** All of a few; of many, those that fail, or the first of the worst. */
function worstOf(statements: readonly JudgedStatement[]): readonly JudgedStatement[] {
  if (statements.length <= MANY) return statements;
  const failing = statements.filter(({ succeeds }) => succeeds === "no");
  if (failing.length > 0) return failing.slice(0, MANY);
  const found = new Set(statements.map(({ verdict }) => verdict));
  const worst = VERDICTS.findLast((verdict) => found.has(verdict));
  return statements.filter(({ verdict }) => verdict === worst).slice(0, MANY);
}

/** On one line, and no longer than tells which it is. */
function shortened(text: string): string {
  const line = text
    .slice(0, LONG * 2)
    .replaceAll(/\s+/g, " ")
    .trim();
  if (line === "") return "(all of it)";
  return line.length <= LONG && text.length <= LONG * 2 ? line : `${line.slice(0, LONG)} … (${text.length} characters)`;
}

const MANY = 100;

const LONG = 300;

const SUCCEEDS: Readonly<Record<Judgement["down"]["succeeds"], string>> = {
  yes: "succeeds",
  no: "fails",
  data_dependent: "succeeds or fails, depending on what it meets",
  no_down: "does nothing: there is none, or it is empty",
  undetermined: "undetermined",
};

const RESTORES: Readonly<Record<Judgement["down"]["restores"], string>> = {
  nothing_lost: "nothing, and nothing was lost",
  full: "everything",
  partial: "a part",
  structure_only: "the structure only: it comes back empty",
  none: "nothing of what the up took away",
};

const INVERSE: Readonly<Record<Judgement["down"]["inverse"], string>> = {
  exact: "as before the up",
  differs: "differs from before the up",
  noop: "as after the up: the down changes nothing of it",
  none: "as after the up: there is no down",
};
