import type { FindingId } from "../model/finding.ts";
import type { MigratorName } from "../model/migration.ts";
import type { ConnectionFlags } from "../model/request.ts";
import type { DryRun, KeepRows, Order, RevertPolicy, Via } from "../model/settings.ts";
import type { Dialect } from "../model/situation.ts";
import type { Flag } from "./flag.ts";
import type { ColorChoice, CommandName, OutputFormat } from "./invocation.ts";
import { shownValue } from "../observe/credentials.ts";
import { longNameOf } from "./flag.ts";
import { refusal } from "./usage.ts";

/** A flag as it was typed; `text` is null for a switch. */
export interface TypedFlag {
  readonly flag: Flag;
  readonly text: string | null;
}

/** The words of one call, sorted into a command, its words and its flags; not yet understood. */
export interface Typed {
  readonly command: CommandName;
  readonly words: readonly string[];
  readonly flags: readonly TypedFlag[];
}

/** The flags' values by their names in camel case. */
export interface FlagValues extends Omit<ConnectionFlags, "verbosity"> {
  readonly v?: string;
  readonly toRevision?: number;
  readonly container?: string;
  readonly tool?: MigratorName;
  readonly migrationsDir?: string;
  readonly toMigration?: string;
  readonly revert?: RevertPolicy;
  readonly localMigrations?: string;
  readonly databaseUrlEnv?: string;
  readonly databaseUrlFile?: string;
  readonly via?: Via;
  readonly order?: Order;
  readonly downCommand?: readonly string[];
  readonly jobTimeout?: number;
  readonly rolloutTimeout?: number;
  readonly jobLabel?: Readonly<Record<string, string>>;
  readonly rehearse?: true;
  readonly rehearseUrlFile?: string;
  readonly keepMesh?: true;
  readonly keepRows?: KeepRows;
  readonly keepRowsMax?: number;
  readonly dryRun?: DryRun;
  readonly yes?: true;
  readonly accept?: readonly FindingId[];
  readonly confirm?: string;
  readonly noInput?: true;
  readonly output?: OutputFormat;
  readonly color?: ColorChoice;
  readonly detailedExitcode?: true;
  readonly out?: string;
  readonly dialect?: Dialect;
  readonly up?: string;
  readonly down?: string;
  readonly schema?: string;
}

/** @throws usage for a value that a flag does not take, and for a flag that the command does not have */
export function valuesOf({ command, flags }: Typed): FlagValues {
  const values: Record<string, unknown> = {};
  for (const { flag, text } of flags) {
    const key = longNameOf(flag).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const value = valueOf(flag, text, command);
    values[key] = flag.join === undefined ? value : flag.join(values[key], value);
  }
  return values;
}

function valueOf(flag: Flag, text: string | null, command: CommandName): unknown {
  const name = `--${longNameOf(flag)}`;
  if (!flag.commands.includes(command)) throw refusal(`${name} means nothing with ${command}`, [], command);
  if (text === null) return true;
  if (flag.read === undefined) return text;
  const read = flag.read(text);
  if (read.kind === "valid") return read.value;
  throw refusal(`${name} cannot be ${shownValue(text)}`, [`allowed: ${read.allowed}`], command);
}
