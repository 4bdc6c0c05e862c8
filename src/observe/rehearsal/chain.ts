import type { SchemaCheck } from "../../model/rehearsal.ts";
import type { SchemaDdl } from "../../model/schema-ddl.ts";
import type { Stage } from "../../ports/rehearsal.ts";
import type { Part } from "./downs.ts";
import { differencesBetween } from "./differences.ts";

/** What the files say each up started from, or why they do not. In the order of the parts. */
export type Chain =
  | { readonly kind: "compared"; readonly checks: readonly SchemaCheck[] }
  | { readonly kind: "not"; readonly because: string };

/** What was applied before the parts. */
export interface Earlier<Up> {
  readonly file: string;
  readonly up: Up;
}

/**
 * In an empty database, all ups from the first one, then the downs: each must lead to the schema from which its up
 * had started. Apart from the live schema, so that what somebody changed there by hand plays no part.
 * @param earlier oldest first
 */
export async function playChain<Down, Up>(
  stage: Stage<Down, Up>,
  earlier: readonly Earlier<Up>[],
  parts: readonly Part<Down, Up>[],
): Promise<Chain> {
  for (const { file, up } of earlier) {
    const tried = await stage.apply(up);
    if (tried.kind === "refused") return not(`${file} does not run there: ${tried.because}`);
  }
  const schemas = [await stage.schema()];
  for (const { file, up } of parts.toReversed()) {
    if (up.kind === "not") return not(`${file}: ${up.because}`);
    const tried = await stage.apply(up.what);
    if (tried.kind === "refused") return not(`the up of ${file} does not run there: ${tried.because}`);
    schemas.unshift(await stage.schema());
  }
  return { kind: "compared", checks: await playDowns(stage, parts, schemas.slice(1)) };
}

/** @param wanted the schema after each down */
async function playDowns<Down, Up>(
  stage: Stage<Down, Up>,
  parts: readonly Part<Down, Up>[],
  wanted: readonly SchemaDdl[],
): Promise<readonly SchemaCheck[]> {
  const checks: SchemaCheck[] = [];
  for (const [index, { down }] of parts.entries()) {
    const want = wanted[index];
    if (down.kind === "not" || want === undefined) return filled(checks, parts, "its down did not run there");
    const tried = await stage.revert(down.what);
    if (tried.kind === "refused") return filled(checks, parts, `its down fails there: ${tried.because}`);
    const differences = differencesBetween(want, await stage.schema());
    checks.push(differences.length === 0 ? { kind: "same" } : { kind: "differs", differences });
  }
  return checks;
}

function filled(checks: readonly SchemaCheck[], parts: readonly unknown[], because: string): readonly SchemaCheck[] {
  return parts.map((_, index) => checks[index] ?? { kind: "undetermined", because });
}

function not(because: string): Chain {
  return { kind: "not", because };
}
