import type { KeepOrder } from "../../model/kept.ts";
import type { Ask, Counting, Found } from "../count/counting.ts";
import type { Copied, Keeping } from "./keeping.ts";
import { createHash } from "node:crypto";
import { failure } from "../../errors.ts";
import { placeOf } from "./keeping.ts";

export interface Keeper {
  readonly counting: Counting;
  readonly keeping: Keeping;
}

/**
 * One copy for each table: whole rows where it goes, or has no key; else its key and the columns that are lost.
 * @throws plan-stale when one of the things is not there any more
 */
export async function copiesOf({ counting, keeping }: Keeper, ask: Ask, order: KeepOrder): Promise<readonly Copied[]> {
  const found: Found[] = [];
  for (const loss of order.losses) {
    const thing = await counting.find(ask, loss);
    if (thing.kind === "not-found") throw failure("plan-stale", `${loss} cannot be kept: ${thing.because}`);
    found.push(thing);
  }
  const copies: Copied[] = [];
  for (const [source, things] of Map.groupBy(found, ({ quotedTable }) => quotedTable)) {
    const [thing] = things;
    if (thing === undefined) continue;
    const copy = `${placeOf(order.planId)}.${keeping.quoted(copyName(order.migration, source))}`;
    copies.push({ source, copy, ...chosenOf(things, await keeping.columnsOf(ask, thing)) });
  }
  return copies;
}

function chosenOf(things: readonly Found[], columns: Copied["columns"]): Pick<Copied, "columns" | "lost"> {
  if (things.some(({ quotedColumn }) => quotedColumn === null)) return { columns, lost: null };
  const lost = things.flatMap(({ quotedColumn }) => (quotedColumn === null ? [] : [quotedColumn]));
  const hasKey = columns.some(({ isKey }) => isKey);
  return { columns: hasKey ? columns.filter(({ name, isKey }) => isKey || lost.includes(name)) : columns, lost };
}

/** Told apart by eight hex digits, recognised by the table's name, and short enough for every product (63 bytes). */
function copyName(migration: string, source: string): string {
  const digits = createHash("sha256").update(`${migration} ${source}`).digest("hex").slice(0, 8);
  const readable = source.replaceAll(/[^A-Za-z0-9_]+/g, "_").replaceAll(/^_+|_+$/g, "");
  return `${readable.slice(-50)}_${digits}`;
}
