import type { SequenceChange } from "../../model/change/sequences.ts";
import type { SequenceOption } from "../../model/definition.ts";
import type { ColumnDefinition, ConstraintDefinition, DefaultValue, Name } from "../../model/definition.ts";
import type { Source } from "./source.ts";
import type { ColumnDef, Constraint } from "libpg-query";
import { columnTypeOf, serialTypeOf } from "./column-type.ts";
import { columnConstraints } from "./constraints.ts";
import { conversionsIn } from "./conversions-in.ts";
import { defaultOf, namesIn } from "./expressions.ts";
import { nodesOf } from "./nodes.ts";
import { nullsOf } from "./nulls.ts";
import { sequenceNameOf } from "./sequence-name.ts";
import { optionsOf } from "./sequences.ts";
import { insideBrackets, rangeFrom, textBetween, textOf } from "./source.ts";

export interface WrittenColumn {
  readonly column: ColumnDefinition;
  readonly constraints: readonly ConstraintDefinition[];
}

export function columnOf(definition: ColumnDef, source: Source): WrittenColumn {
  const name = definition.colname ?? "";
  const written = nodesOf(definition.constraints, "Constraint");
  return {
    column: {
      name,
      type: typeOf(definition),
      nullable: !isSerial(definition) && !written.some(({ contype }) => NOT_NULL.has(contype ?? "")),
      default: defaultValueOf(written, source),
      identity: identityOf(definition, written),
      ...countingOf(written),
      generated: generatedOf(written, source),
      invisible: false,
      ...settingsOf(definition),
    },
    constraints: columnConstraints(written, { source, column: name }),
  };
}

/** What stands behind `default` among what is written at a column, or of a domain. */
export function defaultValueOf(written: readonly Constraint[], source: Source): DefaultValue {
  const index = written.findIndex(({ contype }) => contype === "CONSTR_DEFAULT");
  const { raw_expr, location } = written[index] ?? {};
  if (raw_expr === undefined) return { kind: "none" };
  const next = written[index + 1];
  const { start, end } = rangeFrom(source, location);
  const value = { start, end: next === undefined ? end : rangeFrom(source, next.location).start };
  return defaultOf(raw_expr, textBetween(source, value, { after: "default", before: [",", "collate"] }));
}

/** A serial column brings a sequence that comes and goes with it. */
export function sequencesOf(
  { table, ifNotExists }: { readonly table: Name; readonly ifNotExists: boolean },
  definitions: readonly ColumnDef[],
): readonly SequenceChange[] {
  return definitions.filter(isSerial).map(({ colname: column = "", typeName }) => ({
    kind: "create-sequence",
    sequence: sequenceNameOf(table, column),
    ifNotExists,
    ownedBy: { table, column },
    implicit: true,
    ...countedAs(typeName),
  }));
}

/** A serial's sequence counts in the column's type; bigint goes without saying. */
function countedAs(type: ColumnDef["typeName"]): { readonly options?: readonly SequenceOption[] } {
  const name = type === undefined ? undefined : serialTypeOf(type)?.name;
  return name === undefined || name === "bigint" ? {} : { options: [{ name: "as", value: name }] };
}

function settingsOf({ storage_name: storage, compression }: ColumnDef): Pick<ColumnDefinition, "settings"> {
  if (storage === undefined && compression === undefined) return {};
  return { settings: { ...(storage !== undefined && { storage }), ...(compression !== undefined && { compression }) } };
}

function isSerial({ typeName }: ColumnDef): boolean {
  return typeName !== undefined && serialTypeOf(typeName) !== null;
}

function typeOf({ typeName, collClause }: ColumnDef): ColumnDefinition["type"] {
  return typeName === undefined ? null : (serialTypeOf(typeName) ?? columnTypeOf(typeName, collClause));
}

function identityOf(definition: ColumnDef, written: readonly Constraint[]): ColumnDefinition["identity"] {
  const identity = written.find(({ contype }) => contype === "CONSTR_IDENTITY");
  if (identity === undefined) return isSerial(definition) ? "by-default" : "none";
  return identity.generated_when === "a" ? "always" : "by-default";
}

function countingOf(written: readonly Constraint[]): Pick<ColumnDefinition, "counting"> {
  const identity = written.find(({ contype }) => contype === "CONSTR_IDENTITY");
  const { options } = optionsOf(nodesOf(identity?.options, "DefElem"));
  return options === undefined ? {} : { counting: options };
}

function generatedOf(written: readonly Constraint[], source: Source): ColumnDefinition["generated"] {
  const generated = written.find(({ contype }) => contype === "CONSTR_GENERATED");
  if (generated === undefined) return null;
  const text = textOf(source, insideBrackets(source, rangeFrom(source, generated.location)));
  const { generated_kind, raw_expr } = generated;
  const kind = generated_kind === "v" ? "virtual" : "stored";
  return { kind, text, names: namesIn(raw_expr), nulls: nullsOf(raw_expr), ...conversionsIn(raw_expr) };
}

const NOT_NULL: ReadonlySet<string> = new Set(["CONSTR_NOTNULL", "CONSTR_PRIMARY", "CONSTR_IDENTITY"]);
