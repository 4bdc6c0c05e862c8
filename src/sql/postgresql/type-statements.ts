import type { Change, ChangeOf } from "../../model/change.ts";
import type { Source } from "./source.ts";
import type {
  AlterDomainStmt,
  AlterEnumStmt,
  CompositeTypeStmt,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateRangeStmt,
} from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { defaultValueOf } from "./columns.ts";
import { constraintOf } from "./constraints.ts";
import { nameOfList, nameOfRelation } from "./names.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { notJudged } from "./opaque.ts";

export function createEnum({ typeName, vals }: CreateEnumStmt): readonly Change[] {
  return [{ kind: "create-enum", type: nameOfList(typeName), labels: wordsOf(vals) }];
}

export function createComposite({ typevar, coldeflist }: CompositeTypeStmt, source: Source): readonly Change[] {
  const attributes = nodesOf(coldeflist, "ColumnDef");
  const types = attributes.flatMap(({ typeName }) => (typeName === undefined ? [] : [typeName]));
  const parts = attributes.map(({ colname = "" }) => colname);
  const uses = types.map((type) => columnTypeOf(type).name);
  return [{ kind: "create-type", type: nameOfRelation(typevar), text: source.text, uses, parts }];
}

export function createRange({ typeName }: CreateRangeStmt, source: Source): readonly Change[] {
  return [{ kind: "create-type", type: nameOfList(typeName), text: source.text }];
}

export function alterEnum(statement: AlterEnumStmt, source: Source): readonly Change[] {
  const { oldVal, newVal, skipIfNewValExists } = statement;
  const type = nameOfList(statement.typeName);
  if (newVal === undefined) return [notJudged(source.text)];
  if (oldVal !== undefined) return [{ kind: "rename-enum-value", type, label: oldVal, to: newVal }];
  return [{ kind: "add-enum-value", type, label: newVal, ifNotExists: skipIfNewValExists === true }];
}

export function createDomain(statement: CreateDomainStmt, source: Source): readonly Change[] {
  if (statement.typeName === undefined) return [notJudged(source.text)];
  const constraints = nodesOf(statement.constraints, "Constraint");
  const checks = constraints.map((constraint) => constraintOf(constraint, { source }));
  return [
    {
      kind: "create-domain",
      type: nameOfList(statement.domainname),
      base: columnTypeOf(statement.typeName, statement.collClause),
      nullable: !constraints.some(({ contype }) => contype === "CONSTR_NOTNULL"),
      default: defaultValueOf(constraints, source),
      checks: checks.flatMap((check) => (check?.kind === "check" ? [check.text] : [])),
    },
  ];
}

export function alterDomain(statement: AlterDomainStmt, source: Source): readonly Change[] {
  const what =
    statement.subtype === "T" && statement.def === undefined ? "drop-default" : DOMAIN[statement.subtype ?? ""];
  if (what === undefined) return [notJudged(source.text)];
  const notValid = nodeOf(statement.def, "Constraint")?.skip_validation === true;
  return [{ kind: "alter-domain", type: nameOfList(statement.typeName), what, notValid }];
}

/** The letters by which the grammar tells the forms of `alter domain` apart. */
const DOMAIN: Readonly<Record<string, ChangeOf<"alter-domain">["what"]>> = {
  T: "set-default",
  N: "drop-not-null",
  O: "set-not-null",
  C: "add-constraint",
  X: "drop-constraint",
  V: "validate",
};
