import type { Change, ChangeOf } from "../../model/change.ts";
import type { ColumnSettings } from "../../model/column-settings.ts";
import type { Clause, ClauseReader, ClauseReaders } from "./clause.ts";
import type { DefElem, Node } from "libpg-query";
import { cascades, clauseText, ifExists, onColumn } from "./clause.ts";
import { columnTypeOf } from "./column-type.ts";
import { columnOf, sequencesOf } from "./columns.ts";
import { conversionOf } from "./conversion.ts";
import { defaultOf, namesIn } from "./expressions.ts";
import { needsOfExpression } from "./needed.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { numberOf } from "./numbers.ts";
import { resultTypeOf } from "./result-type.ts";
import { sequenceNameOf } from "./sequence-name.ts";
import { optionsOf } from "./sequences.ts";
import { insideBrackets, textBetween, textOf } from "./source.ts";
import { parametersOf } from "./storage-parameters.ts";

const addColumn: ClauseReader = (clause) => {
  const definition = nodeOf(clause.command.def, "ColumnDef");
  if (definition === undefined) return [];
  const { column, constraints } = columnOf(definition, clause.source);
  const where = { table: clause.table, ifNotExists: ifExists(clause) };
  return [{ kind: "add-column", ...where, column, constraints, position: "last" }, ...sequencesOf(where, [definition])];
};

const dropColumn: ClauseReader = (clause) => [
  { kind: "drop-column", ...onColumn(clause), ifExists: ifExists(clause), cascade: cascades(clause.command) },
];

const changeType: ClauseReader = (clause) => {
  const definition = nodeOf(clause.command.def, "ColumnDef");
  if (definition?.typeName === undefined) return [];
  const type = columnTypeOf(definition.typeName, definition.collClause);
  const column = clause.command.name ?? "";
  const expression = isItself(definition.raw_default, column) ? undefined : definition.raw_default;
  const using = textBetween(clause.source, clause.range, { after: "using", before: [] });
  const gives = resultTypeOf(expression);
  return [
    {
      kind: "change-type",
      ...onColumn(clause),
      type,
      using: expression === undefined ? null : using,
      ...(gives !== null && { gives }),
      ...conversionOf(expression, { name: column, type }),
      ...needsOfExpression(expression, clause.table),
    },
  ];
};

/** `using c` says what goes without saying. */
function isItself(expression: Node | undefined, column: string): boolean {
  return wordsOf(nodeOf(expression, "ColumnRef")?.fields).at(-1) === column;
}

const columnDefault: ClauseReader = (clause) => {
  const { def } = clause.command;
  if (def === undefined) return [{ kind: "drop-default", ...onColumn(clause) }];
  const text = textBetween(clause.source, clause.range, { after: "default", before: [] });
  return [{ kind: "set-default", ...onColumn(clause), default: defaultOf(def, text) }];
};

const addIdentity: ClauseReader = (clause) => {
  const constraint = nodeOf(clause.command.def, "Constraint");
  const identity = constraint?.generated_when === "a" ? "always" : "by-default";
  const given = nodesOf(constraint?.options, "DefElem");
  const isStarted = given.some(({ defname }) => defname === "start");
  return [
    { kind: "add-identity", ...onColumn(clause), identity, ...(isStarted && { isStarted }), ...optionsOf(given) },
  ];
};

/** One clause can say both: who may write the column, and where its sequence goes on. */
const setIdentity: ClauseReader = (clause) => {
  const options = nodesOf(nodeOf(clause.command.def, "List")?.items, "DefElem");
  const generated = options.find(({ defname }) => defname === "generated");
  const others = options.filter(({ defname }) => defname !== "generated");
  return [
    ...(generated === undefined ? [] : [identityChange(clause, generated)]),
    ...(others.length === 0 ? [] : [sequenceChange(clause, others)]),
  ];
};

function identityChange(clause: Clause, { arg }: DefElem): Change {
  const always = nodeOf(arg, "Integer")?.ival === ALWAYS;
  return { kind: "set-identity", ...onColumn(clause), identity: always ? "always" : "by-default" };
}

function sequenceChange(clause: Clause, options: readonly DefElem[]): Change {
  const { table, column } = onColumn(clause);
  const restart = options.find(({ defname }) => defname === "restart");
  return {
    kind: "alter-sequence",
    sequence: sequenceNameOf(table, column),
    of: { table, column },
    restart: restart !== undefined,
    value: numberOf(restart?.arg),
    text: clauseText(clause),
    through: "table",
    ...optionsOf(options),
  };
}

function plain(kind: "set-not-null" | "drop-not-null" | "drop-expression"): ClauseReader {
  return (clause) => [{ kind, ...onColumn(clause) }];
}

function property(name: Exclude<ChangeOf<"set-column-property">["property"], "options">): ClauseReader {
  return (clause) => {
    const { def } = clause.command;
    const value = nodeOf(def, "String")?.sval ?? numberOf(def)?.toString() ?? null;
    return [{ kind: "set-column-property", ...onColumn(clause), property: name, settings: { [name]: value } }];
  };
}

function options(isReset: boolean): ClauseReader {
  return (clause) => {
    const named = parametersOf(nodeOf(clause.command.def, "List")?.items);
    const settings = named.map(({ parameter = "", text }) => [parameter, isReset ? null : text]);
    return [
      {
        kind: "set-column-property",
        ...onColumn(clause),
        property: "options",
        settings: Object.fromEntries(settings) as ColumnSettings,
      },
    ];
  };
}

/** The character that the grammar keeps for `generated always`. */
const ALWAYS = "a".charCodeAt(0);

export const COLUMN_CLAUSES: ClauseReaders = {
  AT_AddColumn: addColumn,
  AT_DropColumn: dropColumn,
  AT_AlterColumnType: changeType,
  AT_ColumnDefault: columnDefault,
  AT_SetNotNull: plain("set-not-null"),
  AT_DropNotNull: plain("drop-not-null"),
  AT_AddIdentity: addIdentity,
  AT_SetIdentity: setIdentity,
  AT_DropIdentity: (clause) => [{ kind: "drop-identity", ...onColumn(clause), ifExists: ifExists(clause) }],
  AT_SetExpression: (clause) => [
    {
      kind: "set-expression",
      ...onColumn(clause),
      text: textOf(clause.source, insideBrackets(clause.source, clause.range)),
      names: namesIn(clause.command.def),
    },
  ],
  AT_DropExpression: plain("drop-expression"),
  AT_SetStatistics: property("statistics"),
  AT_SetOptions: options(false),
  AT_ResetOptions: options(true),
  AT_SetStorage: property("storage"),
  AT_SetCompression: property("compression"),
};
