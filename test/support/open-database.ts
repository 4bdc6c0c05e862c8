import type { Address, Database } from "../../src/ports/database.ts";
import { createDatabases } from "../../src/database/connect.ts";
import { secretOf } from "../../src/secret.ts";

/** A connection for reading, as a plan opens it; whoever asks closes it. */
export async function openDatabase(url: string): Promise<Database> {
  return createDatabases(undefined).open(addressOf(url), undefined);
}

export function addressOf(url: string): Address {
  const settings = {} as Parameters<ReturnType<typeof createDatabases>["locate"]>[1];
  const nothing = { variables: new Map(), unresolved: new Map() };
  return createDatabases(secretOf(url)).locate(nothing, settings, { urlVariables: [] });
}
