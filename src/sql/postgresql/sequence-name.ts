import type { Name } from "../../model/definition.ts";

/** The name that serial and identity columns give their sequence (makeObjectName in src/backend/commands/indexcmds.c). */
export function sequenceNameOf({ schema, name: table }: Name, column: string): Name {
  let [one, other] = [table, column];
  while (byteLength(`${one}_${other}_seq`) > LONGEST_NAME) {
    if (byteLength(one) > byteLength(other)) one = one.slice(0, -1);
    else other = other.slice(0, -1);
  }
  return { schema, name: `${one}_${other}_seq` };
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/** In bytes: NAMEDATALEN is 64, with the zero at the end. */
const LONGEST_NAME = 63;
