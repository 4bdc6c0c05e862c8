import type { ChangeOf } from "../../../model/change.ts";
import type { ColumnType, DefaultValue } from "../../../model/definition.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Column, Schema, Table } from "../../schema/schema.ts";
import type { TypeChange } from "../../types/outcomes.ts";
import { guardedHazard, typeHazard } from "../../hazards/changed-type.ts";
import { UNKNOWN_HAZARD } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { effect } from "../../rule.ts";
import { withColumn, withDefinition, withTable } from "../../schema/edit-table.ts";
import { isListed } from "../../schema/schema.ts";
import { typeChange } from "../../types/change.ts";
import { isConstrained, isUnlistedType, valueType, withDomain } from "../../types/domain-type.ts";
import { familyOf } from "../../types/family.ts";
import { isComparedOn, isOtherKind, typeObstacle } from "../../types/obstacles.ts";
import { IN_ANOTHER_ZONE, IN_ZONES, changesValues } from "../../types/outcomes.ts";
import { withCollisions, withRebuilt } from "../../types/standing-on.ts";
import { withCasts } from "../../types/through.ts";
import { unknownBefore, withLosses } from "../../types/unknown-before.ts";
import { domainOf, typeNamed } from "../../types/user-types.ts";
import { withUsing } from "../../types/using.ts";
import { mayLackValue } from "../../values/may-be-null.ts";
import { worstSuccess } from "../../worst.ts";

/** Whether values fit the other type, and what code that knows the old one makes of it. */
export const changeType: Rule<"change-type"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return withLosses(found.effect, change, at.before);
    const { shown, isNew, column } = found;
    const from = typeOf(column);
    if (from === null)
      return unknownBefore(shown, change, {
        what: `the type of ${shown} before`,
        hazard: UNKNOWN_HAZARD,
        former: column.former,
      });
    const values = { from: valueType(from, at.before), to: valueType(change.type, at.before) };
    const isRefusing = refuses(change.type, from, at.before);
    const types = [values.from, values.to] as const;
    const of = { column: change.column, types, isListed: isNew || isListed(at.before, found.table) };
    const alone =
      isRefusing || isMeasuredAnew(change.type, from, at.before)
        ? guardedHazard(at.before)
        : typeHazard([values.from, values.to], change, at.before);
    const hazard = withRebuilt(alone, found.table, of);
    const obstacle = typeObstacle({ ...change, type: values.to }, at, withType(column, values.from));
    if (obstacle !== undefined) return effect(`${shown}: ${obstacle}`, { succeeds: "no", hazard });
    if (isNew) return effect(`${shown} is not known to this code`, { hazard });
    const unlisted = types.find((type) => isUnlistedType(type, at.before));
    if (unlisted !== undefined)
      return unknownBefore(shown, change, { what: `${shown}: what type ${unlisted.name} is`, hazard });
    const alike = effectOfType(
      shown,
      withDomain(changeOf(change, { ...values, before: at.before }, column), isRefusing),
      hazard,
    );
    const made = withCollisions(alike, found.table, of);
    return { ...made, succeeds: worstSuccess([made.succeeds, ...doubtsOf(change, values, found)]) };
  },
  after: (change, schema) => {
    const { table, column, type } = change;
    return withTable(schema, table, (known) => {
      const typed = withDefinition(known, column, (definition) => ({
        ...definition,
        type,
        default: castFrom(definition.type, definition.default, schema),
      }));
      const made = typed.columns.get(column);
      return made === undefined
        ? typed
        : withColumn(typed, column, {
            ...made,
            zone: zoneOf(change, schema),
            settings: { ...made.settings, storage: null, compression: null },
            ...recastBy(change, known.columns.get(column), schema),
            ...(made.definition === null && { typed: type }),
            ...(made.given !== undefined && { given: castFrom(made.typed ?? null, made.given, schema) }),
          });
    });
  },
};

function doubtsOf(
  { column: name, makes }: ChangeOf<"change-type">,
  { from, to }: { readonly from: ColumnType; readonly to: ColumnType },
  { table, column }: { readonly table: Table; readonly column: Column },
): readonly Effect["succeeds"][] {
  const isOpen = isOtherKind(from, to) && isComparedOn(table, name);
  const mayLack = makes !== undefined && mayLackValue(makes, column, table);
  return [...(isOpen ? (["undetermined"] as const) : []), ...(mayLack ? (["data_dependent"] as const) : [])];
}

interface Held extends Pick<Column, "freed"> {
  readonly before: Schema;
}

/** Every label that a row may have may be one of the other enum, or have no room in a text. */
function withLabels(
  changed: TypeChange,
  [from, to]: readonly [ColumnType, ColumnType],
  { freed = [], before }: Held,
): TypeChange {
  const [source, target] = [typeNamed(before, from.name), typeNamed(before, to.name)];
  if (source?.of !== "enum") return changed;
  const { family, size } = familyOf(to);
  if (family === "text" && source.labels.some(({ length }) => length > size)) return { ...changed, values: "fail" };
  if (target?.of !== "enum" || changed.values !== "fail") return changed;
  const isLabel = (label: string): boolean => target.labels.includes(label) || freed.includes(`'${label}'`);
  return source.labels.every(isLabel) ? { ...changed, values: "kept" } : changed;
}

function typeOf({ definition, typed }: Column): ColumnType | null {
  return definition?.type ?? typed ?? null;
}

/** It is a domain, and another than before. */
function refuses(type: ColumnType, from: ColumnType, schema: Schema): boolean {
  return from.name !== type.name && isConstrained(type, schema);
}

/** What a domain let in is held to the length again, though the type below it had the same. */
function isMeasuredAnew({ modifiers }: ColumnType, from: ColumnType, schema: Schema): boolean {
  return modifiers.length > 0 && domainOf(from, schema) !== undefined;
}

function changeOf(
  change: ChangeOf<"change-type">,
  { from, to, before }: { readonly from: ColumnType; readonly to: ColumnType; readonly before: Schema },
  column: Column,
): TypeChange {
  const cast = withLabels(typeChange(from, to), [from, to], { ...column, before });
  const used = withUsing(cast, { ...change, type: to }, from);
  const through = change.through === undefined ? used : withCasts(used, change.through, [from, to]);
  return shifted(through, zoneOf(change, before), column);
}

/** A copy that is cut, rounded or computed anew is none of all that was copied. */
function recastBy(
  change: ChangeOf<"change-type">,
  column: Column | undefined,
  before: Schema,
): Pick<Column, "recast"> | undefined {
  const type = column?.definition?.type ?? null;
  if (column === undefined || type === null || column.holds === column.id) return undefined;
  const [from, to] = [valueType(type, before), valueType(change.type, before)];
  const isChanged = changesValues(changeOf(change, { from, to, before }, column));
  return isChanged ? { recast: (column.recast ?? 0) + 1 } : undefined;
}

function withType(column: Column, type: ColumnType): Column {
  return { ...column, definition: column.definition && { ...column.definition, type } };
}

/** The default is cast from what it was, so that it goes on naming the old type; a domain's cast is taken off again. */
function castFrom(type: ColumnType | null, value: DefaultValue, schema: Schema): DefaultValue {
  if (type === null || !("text" in value) || domainOf(type, schema) !== undefined) return value;
  const { columns = [], routines = [], types = [] } = value.names ?? {};
  return { ...value, names: { columns, routines, types: [...types, type.name] } };
}

function shifted(changed: TypeChange, zone: string, { zone: before }: Column): TypeChange {
  if (changed.because !== IN_ZONES || before === undefined || before === zone) return changed;
  return { ...changed, values: "changed", because: `${changed.because}, ${IN_ANOTHER_ZONE}` };
}

/** Of the statement, or of the session that runs it. */
function zoneOf({ zone }: ChangeOf<"change-type">, { session }: Schema): string {
  return zone ?? session.get("timezone") ?? "default";
}

export function effectOfType(shown: string, changed: TypeChange, hazard: Effect["hazard"]): Effect {
  const succeeds: Readonly<Record<TypeChange["values"], Effect["succeeds"]>> = {
    kept: "yes",
    changed: "yes",
    fail: "data_dependent",
    "fail-or-changed": "data_dependent",
    undetermined: "undetermined",
  };
  return effect(`${shown}: ${changed.because}`, {
    impact: changed.impact,
    loses: changesValues(changed) ? [`values:${shown}`] : [],
    restorable: changed.restorable,
    succeeds: succeeds[changed.values],
    hazard,
  });
}
