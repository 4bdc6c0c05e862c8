import type { Change, ChangeOf } from "../../model/change.ts";
import type { Parameter } from "../../model/change/code.ts";
import type { Name } from "../../model/definition.ts";
import type { Source } from "./source.ts";
import type {
  AlterFunctionStmt,
  CreateFunctionStmt,
  CreateTrigStmt,
  DefineStmt,
  FunctionParameter,
  Node,
  RangeVar,
  RuleStmt,
} from "libpg-query";
import { argumentsOf } from "./arguments.ts";
import { columnTypeOf } from "./column-type.ts";
import { namesIn, namesOfRow } from "./expressions.ts";
import { nameOfList, nameOfRelation } from "./names.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { notJudged } from "./opaque.ts";
import { tablesReadBy } from "./queries.ts";
import { routineOptionsIn } from "./routine-options.ts";
import { textBetween, wholeOf } from "./source.ts";
import { allOf } from "./walk.ts";

export function createRoutine(statement: CreateFunctionStmt, source: Source): readonly Change[] {
  return [
    {
      kind: "create-routine",
      routine: nameOfList(statement.funcname),
      of: statement.is_procedure === true ? "procedure" : "function",
      orReplace: statement.replace === true,
      signature: signatureOf(statement),
      body: bodyOf(statement) ?? source.text,
      parameters: parametersOf(statement),
      ...routineOptionsIn(statement.options),
      ...(statement.sql_body !== undefined && {
        names: namesIn(statement.sql_body),
        reads: tablesReadBy(statement.sql_body),
      }),
    },
  ];
}

export function alterRoutine({ func, actions }: AlterFunctionStmt, source: Source): readonly Change[] {
  const routine = nameOfList(func?.objname);
  const args = func && argumentsOf({ ObjectWithArgs: func });
  return [{ kind: "alter-routine", routine, ...args, text: source.text, ...routineOptionsIn(actions) }];
}

/** `create aggregate` and `create type`, and what else is made of a list of settings. */
export function define(statement: DefineStmt, source: Source): readonly Change[] {
  const name = nameOfList(statement.defnames);
  if (statement.kind === "OBJECT_TYPE") return [{ kind: "create-type", type: name, text: source.text }];
  if (statement.kind !== "OBJECT_AGGREGATE") return [notJudged(source.text)];
  const written = nodesOf(statement.args, "List").flatMap(({ items }) => nodesOf(items, "FunctionParameter"));
  const signature = `(${written.map(parameterText).join(", ")})`;
  const orReplace = statement.replace === true;
  return [{ kind: "create-routine", routine: name, of: "aggregate", orReplace, signature, body: source.text }];
}

export function createTrigger(statement: CreateTrigStmt, source: Source): readonly Change[] {
  const { events = 0, timing = 0 } = statement;
  return [
    {
      kind: "create-trigger",
      table: nameOfRelation(statement.relation),
      name: statement.trigname ?? "",
      timing: TIMINGS.find(([bit]) => (timing & bit) !== 0)?.[1] ?? "after",
      events: EVENTS.filter(([bit]) => (events & bit) !== 0).map(([, event]) => event),
      routine: nameOfList(statement.funcname),
      body: source.text,
      orReplace: statement.replace === true,
      constraintTrigger: statement.isconstraint === true,
      ...watchedBy(statement),
      ...(statement.whenClause !== undefined && {
        condition: textBetween(source, wholeOf(source), { after: "when", before: ["execute"] }),
      }),
      ...(statement.columns !== undefined && { updatesOf: wordsOf(statement.columns) }),
    },
  ];
}

export function createRule(statement: RuleStmt, source: Source): readonly Change[] {
  return [
    {
      kind: "create-rule",
      table: nameOfRelation(statement.relation),
      name: statement.rulename ?? "",
      event: (statement.event ?? "").replace(/^CMD_/, "").toLowerCase(),
      text: source.text,
      names: namesOfRow([statement.whereClause, statement.actions], ["new", "old"]),
      reads: [...tablesReadBy([statement.whereClause, statement.actions]), ...writtenBy(statement.actions)],
    },
  ];
}

/** The tables that statements write to. */
export function writtenBy(statements: readonly Node[] | undefined): readonly Name[] {
  const writes = WRITES.flatMap((kind): readonly { readonly relation?: RangeVar }[] => allOf(statements, kind));
  return writes.map(({ relation }) => nameOfRelation(relation));
}

const WRITES = ["InsertStmt", "UpdateStmt", "DeleteStmt"] as const;

function watchedBy({ columns, whenClause }: CreateTrigStmt): Partial<ChangeOf<"create-trigger">> {
  if (columns === undefined && whenClause === undefined) return {};
  const names = namesIn(whenClause);
  return { watches: { ...names, columns: [...new Set([...wordsOf(columns), ...names.columns])] } };
}

function parametersOf({ parameters }: CreateFunctionStmt): readonly Parameter[] {
  return nodesOf(parameters, "FunctionParameter")
    .filter(({ mode }) => mode !== "FUNC_PARAM_TABLE" && mode !== "FUNC_PARAM_OUT")
    .map(({ name = "", defexpr }) => ({ name, hasDefault: defexpr !== undefined }));
}

function signatureOf({ parameters, returnType }: CreateFunctionStmt): string {
  const written = nodesOf(parameters, "FunctionParameter");
  const result =
    returnType === undefined ? "" : ` returns ${returnType.setof === true ? "setof " : ""}${typeText(returnType)}`;
  return `(${written.map(parameterText).join(", ")})${result}`;
}

function parameterText({ argType, mode }: FunctionParameter): string {
  const written = MODES[mode ?? ""];
  return `${written === undefined ? "" : `${written} `}${argType === undefined ? "" : typeText(argType)}`;
}

function typeText(type: NonNullable<FunctionParameter["argType"]>): string {
  const { name, isArray } = columnTypeOf(type);
  return isArray ? `${name}[]` : name;
}

function bodyOf({ options }: CreateFunctionStmt): string | undefined {
  const as: Node | undefined = nodesOf(options, "DefElem").find(({ defname }) => defname === "as")?.arg;
  return as === undefined ? undefined : wordsOf(nodeOf(as, "List")?.items).join("\n");
}

/** The bits of src/include/catalog/pg_trigger.h. */
const TIMINGS: readonly (readonly [number, ChangeOf<"create-trigger">["timing"]])[] = [
  [2, "before"],
  [64, "instead-of"],
];

const EVENTS: readonly (readonly [number, ChangeOf<"create-trigger">["events"][number]])[] = [
  [4, "insert"],
  [16, "update"],
  [8, "delete"],
  [32, "truncate"],
];

const MODES: Readonly<Record<string, string>> = {
  FUNC_PARAM_OUT: "out",
  FUNC_PARAM_INOUT: "inout",
  FUNC_PARAM_VARIADIC: "variadic",
  FUNC_PARAM_TABLE: "table",
};
