import type { ChangeOf } from "../../../model/change.ts";
import type { ColumnDefinition, ColumnType } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Column, Schema } from "../../schema/schema.ts";
import { keyThatSetsNull } from "../../constraints/foreign-key-obstacle.ts";
import { areOff } from "../../constraints/foreign-keys.ts";
import { keyOfItsType } from "../../constraints/held-type.ts";
import { keysMadeWith } from "../../constraints/made-alongside.ts";
import { losesCheck, withoutOwnCheck } from "../../constraints/own-check.ts";
import { COPY, INSTANT, IN_PLACE_REBUILD, NO_HAZARD, UNKNOWN_HAZARD, hazardOn } from "../../hazards/hazards.ts";
import { restatedHazard } from "../../hazards/restated-type.ts";
import { findColumn } from "../../on-column.ts";
import { UNDETERMINED, clientColumn, effect, impact } from "../../rule.ts";
import { unkeyedCounter } from "../../schema/counter-key.ts";
import { withDefinition, withTable } from "../../schema/edit-table.ts";
import { primaryKeyOf } from "../../schema/primary-key.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";
import { whereStated, withStated } from "../../schema/stated.ts";
import { underMode } from "../../schema/strictness.ts";
import { withCollisions } from "../../types/colliding-values.ts";
import { computedPart } from "../../types/computed-part.ts";
import { withoutFreed } from "../../types/freed-labels.ts";
import { jsonChange } from "../../types/json-text.ts";
import { keepsPlaces } from "../../types/label-change.ts";
import { numbersAsTexts } from "../../types/numbers-as-texts.ts";
import { withCharset } from "../../types/own-charset.ts";
import { mayHaveChanged } from "../../types/unknown-before.ts";
import { combined } from "../../worst.ts";
import { effectOfType } from "./change-type.ts";
import { dropDefault } from "./drop-default.ts";
import { dropNotNull } from "./drop-not-null.ts";
import { setDefault } from "./set-default.ts";
import { setInvisible } from "./set-invisible.ts";
import { setNotNull } from "./set-not-null.ts";

/** MySQL takes the whole column anew: what the statement does not repeat is gone. */
export const restateColumn: Rule<"restate-column"> = {
  effect: (written, at) => {
    const found = findColumn(at, written);
    if (found.kind === "missing") return found.effect;
    const { shown, column } = found;
    const stated = whereStated(at.before, written);
    if (stated !== undefined) return restateColumn.effect(written, { ...at, before: stated });
    const change = heldByKey(written, at.before);
    const before = column.definition;
    if (before === null)
      return effect(`what ${shown} was before, and so what is not repeated, is not known without the schema`, {
        impact: UNDETERMINED,
        loses: mayHaveChanged(column.former, written.definition.type) ? [`values:${shown}`] : [],
        succeeds: "undetermined",
        restorable: "none",
        hazard: UNKNOWN_HAZARD,
      });
    const obstacle = obstacleTo(change, at, before) ?? counterObstacle(change, at);
    if (obstacle !== undefined) return effect(`${shown} stays what it is for ${obstacle}`, { succeeds: "no" });
    const parts = partsOf(change, at, before);
    if (parts.length === 0)
      return effect(`${shown} stays as it is`, { restorable: "full", hazard: orderHazard(change, at) });
    return combined(at.before.dialect, parts);
  },
  after: (written, schema) => {
    const { table, column, definition } = heldByKey(written, schema);
    return withTable(schema, table, (known) =>
      withoutOwnCheck(withStated(known, column, { ...definition, name: column }), column, schema),
    );
  },
};

/** A column of the primary key takes no nulls, whether or not the statement says so. */
function heldByKey(change: ChangeOf<"restate-column">, schema: Schema): ChangeOf<"restate-column"> {
  const { table, column, definition } = change;
  if (!primaryKeyOf(schema, keyOf(schema, table)).includes(column) || !definition.nullable) return change;
  const value = definition.default.kind === "null" ? ({ kind: "none" } as const) : definition.default;
  return { ...change, definition: { ...definition, nullable: false, default: value } };
}

/** Both sides of a foreign key are of the same type, and one that sets null needs a column that takes it. */
function obstacleTo(change: ChangeOf<"restate-column">, at: At, was: ColumnDefinition): string | undefined {
  const { table, column, definition } = change;
  // Some versions of MariaDB let it pass then, and an up has run.
  if (at.side === "up" && areOff(at.before)) return undefined;
  const isRequired = was.nullable && !definition.nullable;
  const setter = isRequired ? keyThatSetsNull(tableIn(at.before, table), column) : undefined;
  return setter ?? keyOfItsType(change, at.before, was);
}

/** A column that begins to number rows is the only one, and some key begins with it. */
function counterObstacle({ table: name, column, definition }: ChangeOf<"restate-column">, at: At): string | undefined {
  const table = tableIn(at.before, name);
  if (table?.complete !== true || definition.identity === "none") return undefined;
  return unkeyedCounter(
    withDefinition(table, column, () => definition),
    keysMadeWith(at.alongside),
  );
}

function partsOf(change: ChangeOf<"restate-column">, at: At, before: ColumnDefinition): readonly Effect[] {
  const { table, column, definition: next } = change;
  const shown = `${table.name}.${column}`;
  const parts: Effect[] = [];
  if (before.type !== null && next.type !== null && JSON.stringify(before.type) !== JSON.stringify(next.type))
    parts.push(withoutFreed(typePart(change, at, [before.type, next.type]), change, at));
  parts.push(...nullPart(change, at, before), ...defaultPart(change, at, before));
  const computed = computedPart(shown, before, next);
  if (computed !== undefined) parts.push(computed);
  if (before.identity !== next.identity) parts.push(identityPart(shown, next.identity));
  if (before.invisible !== next.invisible)
    parts.push(setInvisible.effect({ kind: "set-invisible", table, column, invisible: next.invisible }, at));
  if (before.onUpdate !== next.onUpdate)
    parts.push(
      effect(`${shown} is set differently by updates`, {
        impact: impact("behaviour_change", "always"),
        restorable: "full",
        hazard: hazardOn(at.before, INSTANT_ON_MYSQL),
      }),
    );
  if (losesCheck(change, at))
    parts.push(
      effect(`the check of ${shown} is gone`, {
        impact: impact("behaviour_change", "if_data"),
        restorable: "full",
        hazard: hazardOn(at.before, INSTANT_ON_MYSQL),
      }),
    );
  if (change.position === "first-or-after")
    parts.push(effect(`${shown} has another place`, { restorable: "full", hazard: orderHazard(change, at) }));
  return parts;
}

function nullPart(change: ChangeOf<"restate-column">, at: At, before: ColumnDefinition): readonly Effect[] {
  const { table, column, definition } = change;
  if (before.nullable === definition.nullable) return [];
  return before.nullable
    ? [setNotNull.effect({ kind: "set-not-null", table, column }, withItsDefault(change, at))]
    : [dropNotNull.effect({ kind: "drop-not-null", table, column }, at)];
}

/** The statement gives the column its default as well. */
function withItsDefault({ table, column, definition: { default: value } }: ChangeOf<"restate-column">, at: At): At {
  const before = withTable(at.before, table, (known) =>
    withDefinition(known, column, (definition) => ({ ...definition, default: value })),
  );
  return { ...at, before };
}

/** Labels that a down puts back are known to the code that runs. */
function typePart(
  { table: name, column }: ChangeOf<"restate-column">,
  at: At,
  stated: readonly [ColumnType, ColumnType],
): Effect {
  const shown = `${name.name}.${column}`;
  const table = tableIn(at.before, name);
  const [from, to] = [withCharset(stated[0], table), withCharset(stated[1], table)];
  const hazard = restatedHazard([from, to], table, at.before);
  const changed = numbersAsTexts(jsonChange(from, to, at.before), from, to);
  const own = effectOfType(shown, underMode(changed, at.before), hazard);
  const part = table === undefined ? own : withCollisions(own, { table, column, types: [from, to] });
  if (clientColumn(at, name, column) === undefined && !holdsAnother(table?.columns.get(column)))
    return effect(`${shown} is not known to this code`, { hazard: part.hazard, succeeds: part.succeeds });
  const widens = from.labels !== undefined && keepsPlaces(from, to);
  return at.side === "down" && widens ? { ...part, impact: impact("compatible", "always") } : part;
}

/** Values of a column that the code may know. */
function holdsAnother(column: Column | undefined): boolean {
  return column !== undefined && column.holds !== null && column.holds !== column.id;
}

function defaultPart(change: ChangeOf<"restate-column">, at: At, before: ColumnDefinition): readonly Effect[] {
  const { table, column, definition: next } = change;
  if (textOf(before) === textOf(next)) return [];
  if (next.default.kind !== "none" && next.default.kind !== "null")
    return [setDefault.effect({ kind: "set-default", table, column, default: next.default }, at)];
  const dropped = dropDefault.effect({ kind: "drop-default", table, column }, at);
  if (!next.nullable || dropped.impact.verdict !== "writes_break") return [dropped];
  const isKnown = clientColumn(at, table, column) !== undefined;
  const instead = isKnown ? impact("behaviour_change", "if_referenced") : impact("compatible", "always");
  return [{ ...dropped, impact: instead, because: `rows that leave out ${table.name}.${column} get null` }];
}

function identityPart(shown: string, identity: ColumnDefinition["identity"]): Effect {
  if (identity !== "none") return effect(`${shown} numbers rows by itself`, { restorable: "full", hazard: COPY });
  return effect(`${shown} is not numbered any more`, {
    impact: impact("writes_break", "always"),
    restorable: "full",
    hazard: COPY,
  });
}

function textOf({ default: value }: ColumnDefinition): string {
  return value.kind === "none" || value.kind === "null" ? "none" : value.text;
}

function orderHazard({ position }: ChangeOf<"restate-column">, { before }: At): Effect["hazard"] {
  if (position === "same") return hazardOn(before, INSTANT_ON_MYSQL);
  return hazardOn(before, { postgresql: NO_HAZARD, mysql: IN_PLACE_REBUILD, mariadb: INSTANT, sqlite: NO_HAZARD });
}

const INSTANT_ON_MYSQL = { postgresql: NO_HAZARD, mysql: INSTANT, sqlite: NO_HAZARD } as const;
