import type { FindingId } from "./finding.ts";
import type { MigratorName } from "./migration.ts";
import type { DryRun, KeepRows, Order, Rehearse, RevertPolicy, Via } from "./settings.ts";
import type { WorkloadKind } from "./workload.ts";

/** kubectl's connection flags, in kubectl's spelling. `token` is handled as a secret by whoever reads it. */
export interface ConnectionFlags {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly cluster?: string;
  readonly user?: string;
  readonly namespace?: string;
  readonly as?: string;
  readonly asGroup?: readonly string[];
  readonly asUid?: string;
  readonly server?: string;
  readonly token?: string;
  readonly certificateAuthority?: string;
  readonly insecureSkipTlsVerify?: boolean;
  readonly tlsServerName?: string;
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  readonly requestTimeout?: string;
  readonly cacheDir?: string;
  readonly verbosity?: string;
}

/** The flags that may also stand on the workload as annotations; `undefined` means not given. */
export interface SettingFlags {
  readonly tool?: MigratorName;
  readonly migrationsDir?: string;
  readonly toMigration?: string;
  readonly databaseUrlEnv?: string;
  readonly databaseUrlFrom?: "file" | "environment";
  readonly downCommand?: readonly string[];
  readonly localMigrations?: string;
  readonly rehearse?: Rehearse;
  readonly revert?: RevertPolicy;
  readonly via?: Via;
  readonly order?: Order;
  readonly jobTimeoutSeconds?: number;
  readonly rolloutTimeoutSeconds?: number;
  readonly jobLabels?: Readonly<Record<string, string>>;
  readonly keepMesh?: boolean;
  readonly keepRows?: KeepRows;
  readonly keepRowsMaxBytes?: number;
}

export interface ConsentFlags {
  readonly yes: boolean;
  readonly accept: readonly FindingId[];
  readonly confirm?: string;
}

/** What the stages need of what was typed; the rest (output, colour, files) stays with the commands. */
export interface Request {
  readonly target: { readonly kind: WorkloadKind; readonly namespace: string; readonly name: string };
  /** 0 = the previous revision, chosen by kubectl's rule. */
  readonly toRevision: number;
  readonly container?: string;
  readonly dryRun: DryRun;
  readonly flags: SettingFlags;
  readonly consent: ConsentFlags;
}
