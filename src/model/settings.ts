import type { MigrationName, MigratorName } from "./migration.ts";

export type RevertPolicy = "auto" | "all" | "none";
export type Order = "schema-first" | "image-first";
export type Via = "job" | "direct";
export type Rehearse = "in-process" | "clone";
export type KeepRows = "auto" | "off";
export type DryRun = "none" | "client" | "server";
export type SettingSource = "flag" | "environment" | "annotation" | "detected" | "default";

/** One setting as the plan shows it: what holds, and where it came from. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  readonly from: SettingSource;
}

/** A setting's value with its origin, while it is still being used. */
export interface Chosen<T> {
  readonly value: T;
  readonly from: SettingSource;
}

/**
 * What the operator asked for, flags and annotations already merged (a flag wins).
 * `undefined` means not given: then the tool's own default or detection applies.
 */
export interface Settings {
  readonly tool?: Chosen<MigratorName>;
  readonly migrationsDir?: Chosen<string>;
  readonly toMigration?: Chosen<MigrationName>;
  readonly databaseUrlEnv?: Chosen<string>;
  /** Where the URL is read from instead of the container; the URL itself never enters the model. */
  readonly databaseUrlFrom?: Chosen<"file" | "environment">;
  readonly downCommand?: Chosen<readonly string[]>;
  readonly localMigrations?: Chosen<string>;
  /** Where the downs are tried first; absent where they are not. */
  readonly rehearse?: Chosen<Rehearse>;
  readonly revert: Chosen<RevertPolicy>;
  readonly via: Chosen<Via>;
  /** Which side goes back first. */
  readonly order: Chosen<Order>;
  readonly jobTimeoutSeconds: Chosen<number>;
  readonly rolloutTimeoutSeconds?: Chosen<number>;
  readonly jobLabels: Chosen<Readonly<Record<string, string>>>;
  readonly keepMesh: Chosen<boolean>;
  readonly keepRows: Chosen<KeepRows>;
  /** More than this is not kept, by estimate and in all. */
  readonly keepRowsMaxBytes: Chosen<number>;
}
