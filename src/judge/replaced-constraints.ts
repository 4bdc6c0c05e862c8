import type { ConstraintDefinition } from "../model/definition.ts";
import type { Impact } from "../model/judgement.ts";
import type { Schema, Table } from "./schema.ts";
import { uniqueKeysOf } from "./held-unique.ts";
import { isInnoDb } from "./innodb.ts";
import { impact } from "./rule.ts";
import { plainText } from "./same-text.ts";
import { keyOf } from "./schema.ts";

/** What a table that took the place of another refuses or allows that the other did not. */
export function constraintDifferences(before: Table, now: Table, schema: Schema): readonly Impact[] {
  const [was, is] = [before, now].map((table) => rulesOf(table, schema));
  const [wereUnique, areUnique] = [before, now].map(uniqueKeysOf);
  const isTighter = has(is, was) || (areUnique ?? []).some((key) => !isImplied(key, wereUnique ?? []));
  const isLooser = has(was, is);
  const hasLostKey = has(wereUnique?.map(sorted), areUnique?.map(sorted));
  return [
    ...(isTighter ? [impact("writes_break", "if_data")] : []),
    ...(isLooser ? [impact("behaviour_change", "if_data")] : []),
    // `on conflict` finds no key any more; MySQL inserts where it updated.
    ...(hasLostKey ? [impact(isInnoDb(schema) ? "behaviour_change" : "writes_break", "if_referenced")] : []),
  ];
}

function has(some: readonly string[] = [], others: readonly string[] = []): boolean {
  return some.some((one) => !others.includes(one));
}

function isImplied(key: readonly string[], others: readonly (readonly string[])[]): boolean {
  return others.some((other) => other.every((column) => key.includes(column)));
}

function sorted(key: readonly string[]): string {
  return key.toSorted().join(",");
}

/** Checks and references as text that can be compared. */
function rulesOf({ constraints }: Table, schema: Schema): readonly string[] {
  return constraints.flatMap(({ definition }) =>
    definition.enforcement === "not-enforced" ? [] : ruleOf(definition, schema),
  );
}

function ruleOf(definition: ConstraintDefinition, schema: Schema): readonly string[] {
  if (definition.kind === "check") return [`check ${plainText(definition.text)}`];
  if (definition.kind === "exclude") return [`exclude ${plainText(definition.text)}`];
  if (definition.kind !== "foreign-key") return [];
  const { columns, references, onDelete, onUpdate } = definition;
  return [[...columns, keyOf(schema, references), onDelete, onUpdate].join(" ")];
}
