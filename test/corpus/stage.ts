// One fresh database in which a case is played; what each product does its own way.
import type { Hazard } from "../../src/model/judgement.ts";
import type { Contents } from "./contents.ts";

export interface Stage {
  /** Runs a script and keeps what it did. */
  run(script: string): Promise<void>;
  /** Runs a script statement by statement, each by itself. */
  runApart(script: string): Promise<void>;
  /** Runs each statement by itself and takes it back. */
  attempt(statements: readonly string[], asApp: boolean): Promise<readonly Attempt[]>;
  /** The schema as sorted sentences; the order of columns is left out. */
  schema(): Promise<readonly string[]>;
  contents(): Promise<Contents>;
  revert(down: string, apart: boolean): Promise<Reverted>;
  /** Takes everything away, so that the next case finds nothing. */
  empty(): Promise<void>;
  end(): Promise<void>;
}

export interface Attempt {
  readonly statement: string;
  /** Undefined where it passed. */
  readonly error: string | undefined;
  readonly rows: readonly string[];
  readonly after: Contents;
}

export interface Reverted {
  readonly error: string | undefined;
  /** Undefined where the product does not tell. */
  readonly hold: Hold | undefined;
}

/** What a down did to those who wait, at its worst statement: a lock once taken is held until the end. */
export interface Hold {
  readonly level: Hazard["level"];
  readonly lock: string | null;
  readonly rewrite: boolean;
  readonly scan: boolean;
}
