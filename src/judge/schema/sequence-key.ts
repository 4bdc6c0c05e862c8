import type { ChangeOf } from "../../model/change.ts";
import type { Schema } from "./schema.ts";
import { keyOf } from "./schema.ts";
import { ownerKey } from "./serial.ts";

/** The sequence that a statement sets: by its name, or as the one that a column owns, whatever it is called. */
export function sequenceKeyOf({ sequence, of }: ChangeOf<"alter-sequence">, schema: Schema): string {
  const owner = of === undefined ? null : ownerKey(of, schema);
  const owned = owner === null ? undefined : [...schema.sequences].find(([, { ownedBy }]) => ownedBy === owner);
  return owned?.[0] ?? keyOf(schema, sequence);
}

/** A serial column's gets a number behind its name where that is taken (ChooseRelationName in src/backend/commands/indexcmds.c). */
export function newSequenceKey({ sequence, implicit }: ChangeOf<"create-sequence">, schema: Schema): string {
  const key = keyOf(schema, sequence);
  if (implicit !== true || !schema.sequences.has(key)) return key;
  let number = 1;
  while (schema.sequences.has(`${key}${number}`)) number += 1;
  return `${key}${number}`;
}
