import type { ChangeKind, ChangeOf } from "../../../model/change.ts";
import type { Name } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { BRIEF, hazardOfAll, hazardOn } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { existence } from "../../schema/existence.ts";
import { isInnoDb } from "../../schema/innodb.ts";
import { inputsOf } from "../../schema/routines.ts";
import { keyOf } from "../../schema/schema.ts";
import { MADE, PERHAPS_OLDER, extensionIn, withMark } from "../../schema/surroundings.ts";
import { dropRoutine } from "../code/drop-routine.ts";
import { dropView } from "../code/drop-view.ts";
import { dropSequence } from "../sequences/drop-sequence.ts";
import { dropTable } from "../tables/drop-table.ts";
import { dropType } from "../types/drop-type.ts";
import { dropExtension } from "./drop-extension.ts";

/** MySQL's `drop database` needs no cascade: everything in it goes. */
export const dropSchema: Rule<"drop-schema"> = {
  effect: ({ name, ifExists, cascade }, at) => {
    const { before } = at;
    const takesAll = cascade || before.dialect !== "postgresql";
    const prefix = prefixIn(before, name);
    const content = [...FAMILIES.flatMap((family) => within(before[family], prefix)), ...extensionsIn(before, name)];
    if (content.length > 0 && !takesAll)
      return effect(`schema ${name} holds ${content.join(", ")}`, { succeeds: "no" });
    if (content.length === 0 && isMissing(name, before))
      return existence(before, { family: "surroundings", key: `schema ${name}`, ifExists });
    return gone(takesAll ? emptied(name, at).effects : [], { name, takesAll, isKnown: isKnown(name, at), before });
  },
  after: ({ name, cascade }, schema) => {
    const left = cascade || schema.dialect !== "postgresql" ? emptied(name, alone(schema)).schema : schema;
    const without = withoutObject(left, "surroundings", `schema ${name}`);
    const mayBeOlder = schema.surroundings.get(`schema ${name}`) === PERHAPS_OLDER;
    return mayBeOlder || (schema.dialect === "postgresql" && isOwn(name, schema))
      ? withMark(without, `no schema ${name}`, "yes")
      : without;
  },
};

function isMissing(name: string, schema: Schema): boolean {
  return schema.complete && !schema.surroundings.has(`schema ${name}`) && !isOwn(name, schema);
}

function isKnown(name: string, { before, client }: At): boolean {
  const key = `schema ${name}`;
  return client.surroundings.has(key) || !before.surroundings.has(key) || isOwn(name, client);
}

/** It is there from the beginning. */
function isOwn(name: string, schema: Schema): boolean {
  return prefixIn(schema, name) === "" && !schema.dropped.has(`surroundings:schema ${name}`);
}

const FAMILIES = ["tables", "views", "types", "routines", "sequences"] as const;

/** Behind a bracket are the types of a routine's arguments. */
function within(objects: ReadonlyMap<string, unknown>, prefix: string): readonly string[] {
  const isWithin = (key: string): boolean =>
    prefix === "" ? !(key.split("(")[0] ?? "").includes(".") : key.startsWith(prefix);
  return [...objects.keys()].filter(isWithin);
}

/**
 * What the names in it begin with: nothing in the schema that needs no saying, or in a database of MySQL's that nothing
 * speaks of, as it may be the one that all is in.
 */
function prefixIn(schema: Schema, name: string): string {
  const prefix = keyOf(schema, { schema: name, name: "" });
  const isSpokenOf =
    schema.surroundings.has(`schema ${name}`) ||
    FAMILIES.some((family) => [...schema[family].keys()].some((key) => key.startsWith(prefix)));
  return isInnoDb(schema) && !isSpokenOf ? "" : prefix;
}

function alone(schema: Schema): At {
  return { before: schema, client: schema, side: "up", alongside: [] };
}

/** Everything that is in it is dropped, with what depends on it elsewhere. */
function emptied(name: string, at: At): { readonly effects: readonly Effect[]; readonly schema: Schema } {
  const effects: Effect[] = [];
  const prefix = prefixIn(at.before, name);
  const nameOf = (key: string): Name => ({ schema: prefix === "" ? null : name, name: key.slice(prefix.length) });
  let before = at.before;
  for (const [family, drop] of DROPS)
    for (const key of within(before[family], prefix)) {
      if (!before[family].has(key)) continue;
      const dropped = drop(key, nameOf, { ...at, before });
      effects.push(dropped.effect);
      before = dropped.after;
    }
  for (const key of extensionsIn(before, name)) {
    const change = { kind: "drop-extension", name: key.slice(EXTENSION.length), ...ALL } as const;
    effects.push(dropExtension.effect(change, { ...at, before }));
    before = dropExtension.after(change, before);
  }
  return { effects, schema: before };
}

function extensionsIn(schema: Schema, name: string): readonly string[] {
  const mark = prefixIn(schema, name) === "" ? MADE : extensionIn(name);
  return [...schema.surroundings].flatMap(([key, text]) => (key.startsWith(EXTENSION) && text === mark ? [key] : []));
}

const EXTENSION = "extension ";

interface Dropped {
  readonly effect: Effect;
  readonly after: Schema;
}

type NameOf = (key: string) => Name;

type Drop = (key: string, nameOf: NameOf, at: At) => Dropped;

/** Tables take the sequences along that count for them. */
const DROPS: readonly (readonly [(typeof FAMILIES)[number], Drop])[] = [
  ["views", by(dropView, (key, nameOf) => ({ kind: "drop-view", view: nameOf(key), materialized: false, ...ALL }))],
  ["tables", by(dropTable, (key, nameOf) => ({ kind: "drop-table", table: nameOf(key), temporary: false, ...ALL }))],
  ["types", by(dropType, (key, nameOf) => ({ kind: "drop-type", type: nameOf(key), ...ALL }))],
  ["sequences", by(dropSequence, (key, nameOf) => ({ kind: "drop-sequence", sequence: nameOf(key), ...ALL }))],
  ["routines", by(dropRoutine, routineGone)],
];

const ALL = { ifExists: false, cascade: true } as const;

/** Its key may go on with the types of its arguments. */
function routineGone(key: string, nameOf: NameOf, { routines }: Schema): ChangeOf<"drop-routine"> {
  const { name = key, signature = "()", of = "routine" } = routines.get(key) ?? {};
  return { kind: "drop-routine", routine: nameOf(name), args: inputsOf(signature), of, ...ALL };
}

function by<Kind extends ChangeKind>(
  rule: Rule<Kind>,
  changeOf: (key: string, nameOf: NameOf, schema: Schema) => ChangeOf<Kind>,
): Drop {
  return (key, nameOf, at) => {
    const change = changeOf(key, nameOf, at.before);
    return { effect: rule.effect(change, at), after: rule.after(change, at.before) };
  };
}

interface Frame {
  readonly name: string;
  readonly takesAll: boolean;
  readonly isKnown: boolean;
  readonly before: Schema;
}

function gone(parts: readonly Effect[], { name, takesAll, isKnown, before }: Frame): Effect {
  const isListed = isWhole(name, before);
  const succeeds = takesAll || isListed ? "yes" : "data_dependent";
  const mayHoldMore = takesAll && !isListed;
  const listed = [...new Set(parts.flatMap((part) => part.loses))];
  const loses = mayHoldMore ? [...listed, `schema:${name}`] : listed;
  const hazards = parts.map((part) => part.hazard);
  const hazard = hazardOfAll(before, mayHoldMore ? [...hazards, hazardOn(before, BRIEF)] : hazards);
  if (!isKnown) return effect(`schema ${name} is not known to this code`, { succeeds, hazard, loses });
  return effect(`schema ${name} is gone with all that is in it`, {
    succeeds,
    hazard,
    loses,
    impact: impact("reads_and_writes_break", "if_referenced"),
    restorable: loses.length > 0 ? "structure_only" : "full",
  });
}

/** All that is in it is listed, or was put there by the statements that made it. */
function isWhole(name: string, { complete, surroundings }: Schema): boolean {
  const mark = surroundings.get(`schema ${name}`);
  return mark === MADE || (complete && mark !== PERHAPS_OLDER);
}
