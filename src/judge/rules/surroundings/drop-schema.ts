import type { ChangeKind, ChangeOf } from "../../../model/change.ts";
import type { Name } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { BRIEF, hazardOfAll, hazardOn } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { existence } from "../../schema/existence.ts";
import { MADE, extensionIn, withMark } from "../../schema/surroundings.ts";
import { dropView } from "../code/drop-view.ts";
import { dropSequence } from "../sequences/drop-sequence.ts";
import { dropTable } from "../tables/drop-table.ts";
import { dropType } from "../types/drop-type.ts";
import { dropExtension } from "./drop-extension.ts";

/** MySQL's `drop database` needs no cascade: everything in it goes. */
export const dropSchema: Rule<"drop-schema"> = {
  effect: ({ name, ifExists, cascade }, at) => {
    const { before, client } = at;
    const key = `schema ${name}`;
    const takesAll = cascade || before.dialect !== "postgresql";
    const content = [...FAMILIES.flatMap((family) => within(before[family], name)), ...extensionsIn(before, name)];
    if (content.length > 0 && !takesAll)
      return effect(`schema ${name} holds ${content.join(", ")}`, { succeeds: "no" });
    const isListed = before.surroundings.has(key) || isThereAnyway(name, before);
    if (before.complete && !isListed && content.length === 0)
      return existence(before, { family: "surroundings", key, ifExists });
    const isKnown = client.surroundings.has(key) || !before.surroundings.has(key);
    return gone(takesAll ? emptied(name, at).effects : [], { name, takesAll, isKnown, before });
  },
  after: ({ name, cascade }, schema) => {
    const left = cascade || schema.dialect !== "postgresql" ? emptied(name, alone(schema)).schema : schema;
    const without = withoutObject(left, "surroundings", `schema ${name}`);
    return isThereAnyway(name, schema) ? withMark(without, `no schema ${name}`, "yes") : without;
  },
};

function isThereAnyway(name: string, { dialect, dropped }: Schema): boolean {
  return dialect === "postgresql" && name === PUBLIC && !dropped.has(`surroundings:schema ${name}`);
}

const FAMILIES = ["tables", "views", "types", "routines", "sequences"] as const;

/** What is in `public` stands under its own name; behind a bracket are the types of a routine's arguments. */
function within(objects: ReadonlyMap<string, unknown>, name: string): readonly string[] {
  const isWithin = (key: string): boolean =>
    name === PUBLIC ? !(key.split("(")[0] ?? "").includes(".") : key.startsWith(`${name}.`);
  return [...objects.keys()].filter(isWithin);
}

const PUBLIC = "public";

function alone(schema: Schema): At {
  return { before: schema, client: schema, side: "up", alongside: [] };
}

/** Everything that is in it is dropped, with what depends on it elsewhere. */
function emptied(name: string, at: At): { readonly effects: readonly Effect[]; readonly schema: Schema } {
  const effects: Effect[] = [];
  let before = at.before;
  for (const [family, drop] of DROPS)
    for (const key of within(before[family], name)) {
      if (!before[family].has(key)) continue;
      const dropped = drop({ schema: name, name: nameIn(name, key) }, { ...at, before });
      effects.push(dropped.effect);
      before = dropped.after;
    }
  for (const key of extensionsIn(before, name)) {
    const change = { kind: "drop-extension", name: key.slice(EXTENSION.length), ...ALL } as const;
    effects.push(dropExtension.effect(change, { ...at, before }));
    before = dropExtension.after(change, before);
  }
  const schema = within(before.routines, name).reduce((left, key) => withoutObject(left, "routines", key), before);
  return { effects, schema };
}

function nameIn(schema: string, key: string): string {
  return schema === PUBLIC ? key : key.slice(schema.length + 1);
}

function extensionsIn({ surroundings }: Schema, name: string): readonly string[] {
  return [...surroundings].flatMap(([key, text]) =>
    key.startsWith(EXTENSION) && text === (name === PUBLIC ? MADE : extensionIn(name)) ? [key] : [],
  );
}

const EXTENSION = "extension ";

interface Dropped {
  readonly effect: Effect;
  readonly after: Schema;
}

type Drop = (name: Name, at: At) => Dropped;

/** Tables take the sequences along that count for them. */
const DROPS: readonly (readonly [Exclude<(typeof FAMILIES)[number], "routines">, Drop])[] = [
  ["views", by(dropView, (view) => ({ kind: "drop-view", view, materialized: false, ...ALL }))],
  ["tables", by(dropTable, (table) => ({ kind: "drop-table", table, temporary: false, ...ALL }))],
  ["types", by(dropType, (type) => ({ kind: "drop-type", type, ...ALL }))],
  ["sequences", by(dropSequence, (sequence) => ({ kind: "drop-sequence", sequence, ...ALL }))],
];

const ALL = { ifExists: false, cascade: true } as const;

function by<Kind extends ChangeKind>(rule: Rule<Kind>, changeOf: (name: Name) => ChangeOf<Kind>): Drop {
  return (name, at) => {
    const change = changeOf(name);
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
  const succeeds = takesAll || before.complete ? "yes" : "data_dependent";
  const mayHoldMore = takesAll && !isWhole(name, before);
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
  return complete || surroundings.get(`schema ${name}`) === MADE;
}
