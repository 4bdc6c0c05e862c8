import type { ChangeKinds, Down } from "../../model/migration.ts";

/** One changelog file, whichever of its formats it is in. Paths are as it spells them. */
export interface Changelog {
  readonly logicalPath: string | undefined;
  readonly entries: readonly Entry[];
}

export type Entry = ChangeSet | Include;

export interface ChangeSet {
  readonly kind: "changeset";
  readonly id: string;
  readonly author: string;
  readonly logicalPath: string | undefined;
  readonly down: Down;
  readonly changes: ChangeKinds;
  /** Where it is SQL that any client would run. */
  readonly up?: string;
}

/** Another file, or all files of a folder. */
export interface Include {
  readonly kind: "include" | "include-all";
  readonly path: string;
  readonly relative: boolean;
  /** Of a folder's files only those. */
  readonly endsWith: string;
}

/** As its attribute says, which may also be a placeholder: then it is not told. */
export function inTransaction(runInTransaction: string | undefined): Pick<ChangeKinds, "transaction"> {
  return runInTransaction === undefined || runInTransaction === "true" ? { transaction: true } : {};
}
