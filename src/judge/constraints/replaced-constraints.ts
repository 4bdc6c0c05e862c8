import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Constraint, Schema, Table } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { plainText } from "../schema/same-text.ts";
import { keyOf } from "../schema/schema.ts";
import { clauseDifferences } from "../sqlite/conflict-clauses.ts";
import { takesWhatIsLeft } from "../values/left-by-others.ts";
import { isWider } from "./allowed-values.ts";
import { deferralImpact } from "./deferral.ts";
import { isFollowed } from "./foreign-keys.ts";
import { uniqueKeysOf } from "./held-unique.ts";
import { isLetThrough, isUpdateLetThrough } from "./refusers.ts";

/** What a table that took the place of another refuses or allows that the other did not. */
export function constraintDifferences(before: Table, now: Table, schema: Schema): readonly Impact[] {
  const [was, is] = [rulesOf(before, schema), rulesOf(now, schema)];
  const [wereUnique, areUnique] = [uniqueKeysOf(before), uniqueKeysOf(now)];
  const isTighter =
    hasOther(rulesOf(withoutNewChecks(before, now, schema), schema), was) ||
    areUnique.some((key) => !isImplied(key, wereUnique) || isSortedOtherwise(key, before, now));
  return [
    ...(isTighter ? [impact("writes_break", "if_data")] : []),
    ...(hasOther(was, is) ? [impact("behaviour_change", "if_data")] : []),
    ...otherActions([before, now], schema),
    ...clauseDifferences(before, now),
    ...(hasOther(wereUnique.map(sorted), areUnique.map(sorted)) || isCalledOtherwise(before, now, schema)
      ? [withoutKey(schema)]
      : []),
  ];
}

/** Without the checks that take what code leaves in the columns which it does not know. */
function withoutNewChecks(before: Table, now: Table, schema: Schema): Pick<Table, "constraints"> {
  const unknown = [...now.columns].flatMap(([name, { definition }]) =>
    definition === null || before.columns.has(name) ? [] : [definition],
  );
  const isFilled = ({ definition }: Constraint): boolean =>
    definition.kind === "check" && takesWhatIsLeft(definition, unknown, schema) === true;
  return { constraints: now.constraints.filter((constraint) => !isFilled(constraint)) };
}

/** PostgreSQL's `on conflict on constraint` names a key. */
function isCalledOtherwise(before: Table, now: Table, { dialect }: Schema): boolean {
  const [were, are] = [before, now].map(keyNames);
  return dialect === "postgresql" && were?.some((name) => are?.includes(name) === false) === true;
}

function keyNames({ constraints }: Table): readonly string[] {
  const keys = constraints.filter(({ definition: { kind } }) => kind === "primary-key" || kind === "unique");
  return keys.flatMap(({ definition: { name } }) => name ?? []);
}

/** What a column that went took with it, and the one that took its place did not bring back. */
export function lostWithColumn(
  column: string,
  [before, now]: readonly [Table, Table],
  schema: Schema,
): readonly Impact[] {
  const keys = uniqueKeysOf(before).filter((key) => key.includes(column));
  const constraints = before.constraints.filter(({ definition }) => definition.columns.includes(column));
  const isLooser = hasOther(rulesOf({ constraints }, schema), rulesOf(now, schema));
  return [
    ...(hasOther(keys.map(sorted), uniqueKeysOf(now).map(sorted)) ? [withoutKey(schema)] : []),
    ...(isLooser ? [impact("behaviour_change", "if_data")] : []),
  ];
}

/** `on conflict` finds no key any more; MySQL inserts where it updated. */
function withoutKey(schema: Schema): Impact {
  return impact(isInnoDb(schema) ? "behaviour_change" : "writes_break", "if_referenced");
}

function hasOther(some: readonly string[], known: readonly string[]): boolean {
  return some.some((one) => !known.some((other) => other === one || isWiderCheck(other, one)));
}

function isWiderCheck(known: string, next: string): boolean {
  return (
    [known, next].every((rule) => rule.startsWith(CHECK)) &&
    isWider(known.slice(CHECK.length), next.slice(CHECK.length))
  );
}

const CHECK = "check ";

function isImplied(key: readonly string[], others: readonly (readonly string[])[]): boolean {
  return others.some((other) => other.every((column) => key.includes(column)));
}

/** Texts that were told apart may be the same for another collation. */
export function isSortedOtherwise(key: readonly string[], before: Table, now: Table): boolean {
  const [was, is] = [before, now].map(({ columns }) =>
    key.map((column) => columns.get(column)?.definition?.type?.collation ?? "binary"),
  );
  return is?.some((collation, place) => collation !== "binary" && collation !== was?.[place]) === true;
}

function sorted(key: readonly string[]): string {
  return key.toSorted().join(",");
}

/** Checks and references as text that can be compared. */
function rulesOf({ constraints }: Pick<Table, "constraints">, schema: Schema): readonly string[] {
  return constraints.flatMap(({ definition }) =>
    definition.enforcement === "not-enforced" ? [] : ruleOf(definition, schema),
  );
}

function ruleOf(definition: ConstraintDefinition, schema: Schema): readonly string[] {
  if (definition.kind === "check") return [`${CHECK}${plainText(definition.text)}`];
  if (definition.kind === "exclude") return [`exclude ${plainText(definition.text)}`];
  if (definition.kind !== "foreign-key") return [];
  return [referenceOf(definition, schema)];
}

type ForeignKey = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

function referenceOf({ columns, references }: ForeignKey, schema: Schema): string {
  return [...columns, keyOf(schema, references)].join(" ");
}

/** What each reference does when a row of the parent goes or gets another key, and when it is looked at. */
function actionsOf({ constraints }: Table, schema: Schema): ReadonlyMap<string, ForeignKey> {
  return new Map(
    constraints.flatMap(({ definition }): readonly [string, ForeignKey][] =>
      definition.kind === "foreign-key" ? [[referenceOf(definition, schema), definition]] : [],
    ),
  );
}

/** What was followed may be refused now, and what was refused is followed. */
function otherActions([earlier, later]: readonly [Table, Table], schema: Schema): readonly Impact[] {
  const was = actionsOf(earlier, schema);
  return [...actionsOf(later, schema)].flatMap(([reference, now]) => {
    const before = was.get(reference);
    if (before === undefined) return [];
    const isSame = before.deferrable === now.deferrable && before.deferred === now.deferred;
    const table = { ...later, name: earlier.name };
    const isLet = isClearedInVain(before, earlier) && !isClearedInVain(now, later);
    return [
      ...otherAction(before.onDelete, now.onDelete, isLetThrough(now, table, schema)),
      ...otherAction(before.onUpdate, now.onUpdate, isUpdateLetThrough(now, table)),
      ...(isSame ? [] : [deferralImpact(before, now)]),
      ...(isLet ? [impact("behaviour_change", "if_data")] : []),
    ];
  });
}

/** A null would be left where there must be a value: the delete is refused. */
function isClearedInVain({ onDelete, columns }: ForeignKey, table: Table): boolean {
  return onDelete === "set null" && columns.some((column) => table.columns.get(column)?.definition?.nullable === false);
}

function otherAction(before: string, now: string, isLet: boolean): readonly Impact[] {
  if (before === now) return [];
  return [impact(isLet || !isFollowed(before) ? "behaviour_change" : "writes_break", "if_data")];
}
