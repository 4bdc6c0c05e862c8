import type { Change, ChangeOf } from "../../model/change.ts";
import type { DomainCheck } from "../../model/change/types.ts";
import type { Source } from "./source.ts";
import type {
  AlterDomainStmt,
  AlterEnumStmt,
  CompositeTypeStmt,
  Constraint,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateRangeStmt,
  Node,
} from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { defaultValueOf } from "./columns.ts";
import { defaultOf } from "./expressions.ts";
import { nameOfList, nameOfRelation } from "./names.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { notJudged } from "./opaque.ts";
import { insideBrackets, rangeFrom, textBetween, textOf, wholeOf } from "./source.ts";

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
  const { oldVal, newVal, skipIfNewValExists, newValNeighbor, newValIsAfter } = statement;
  const type = nameOfList(statement.typeName);
  if (newVal === undefined) return [notJudged(source.text)];
  if (oldVal !== undefined) return [{ kind: "rename-enum-value", type, label: oldVal, to: newVal }];
  const added = { kind: "add-enum-value", type, label: newVal, ifNotExists: skipIfNewValExists === true } as const;
  if (newValNeighbor === undefined) return [added];
  return [{ ...added, beside: { label: newValNeighbor, place: newValIsAfter === true ? "after" : "before" } }];
}

export function createDomain(statement: CreateDomainStmt, source: Source): readonly Change[] {
  const constraints = nodesOf(statement.constraints, "Constraint");
  if (statement.typeName === undefined) return [notJudged(source.text)];
  return [
    {
      kind: "create-domain",
      type: nameOfList(statement.domainname),
      base: columnTypeOf(statement.typeName, statement.collClause),
      nullable: !constraints.some(({ contype }) => contype === "CONSTR_NOTNULL"),
      default: defaultValueOf(constraints, source),
      checks: constraints
        .filter(({ contype }) => contype === "CONSTR_CHECK")
        .map((constraint) => checkOf(constraint, source)),
    },
  ];
}

export function alterDomain(statement: AlterDomainStmt, source: Source): readonly Change[] {
  const { subtype = "", typeName, name, def } = statement;
  const constraint = nodeOf(def, "Constraint");
  const what = constraint?.contype === "CONSTR_NOTNULL" ? "set-not-null" : DOMAIN[subtype];
  if (what === undefined) return [notJudged(source.text)];
  const type = nameOfList(typeName);
  const named = name === undefined ? null : { name, text: "" };
  const frame = { kind: "alter-domain", type, check: null, default: { kind: "none" }, notValid: false } as const;
  if (what === "set-default") return [{ ...frame, ...defaultChange(def, source) }];
  if (constraint === undefined || what !== "add-constraint") return [{ ...frame, what, check: named }];
  return [{ ...frame, what, check: checkOf(constraint, source), notValid: constraint.skip_validation === true }];
}

function checkOf(constraint: Constraint, source: Source): DomainCheck {
  return {
    name: constraint.conname ?? null,
    text: textOf(source, insideBrackets(source, rangeFrom(source, constraint.location))),
  };
}

function defaultChange(value: Node | undefined, source: Source): Pick<ChangeOf<"alter-domain">, "what" | "default"> {
  if (value === undefined) return { what: "drop-default", default: { kind: "none" } };
  const text = textBetween(source, wholeOf(source), { after: "default", before: [] });
  return { what: "set-default", default: defaultOf(value, text) };
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
