import type { ConnectionFlags, Request } from "../model/request.ts";
import type { Dialect } from "../model/situation.ts";
import type { WorkloadKind } from "../model/workload.ts";

export type OutputFormat = "text" | "json" | "yaml" | "name";
export type ColorChoice = "auto" | "always" | "never";
export type ClusterCommand = "rollback" | "plan" | "history";
export type CommandName = ClusterCommand | "judge" | "version";

/** What was typed, understood: a value, so that "what is typed → what is meant" is a table in the tests. */
export type Invocation =
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "version"; readonly output: OutputFormat }
  | JudgeAsked
  | Asked;

/** One migration in files on this machine, to be judged without a cluster. */
export interface JudgeAsked {
  readonly kind: "judge";
  readonly dialect: Dialect;
  readonly up: string;
  readonly down?: string;
  readonly schema?: string;
  readonly output: OutputFormat;
  readonly color: ColorChoice;
}

/** A command about a workload. The namespace is not known yet: it may stand in the kubeconfig. */
export interface Asked {
  readonly kind: ClusterCommand;
  readonly target: { readonly kind: WorkloadKind; readonly name: string };
  readonly request: Omit<Request, "target">;
  readonly connection: ConnectionFlags;
  /** `-` is standard input. */
  readonly databaseUrlFile?: string;
  /** Of the clone on which the downs are rehearsed; `-` is standard input. */
  readonly rehearseUrlFile?: string;
  /** False when nobody can or may be asked. */
  readonly input: boolean;
  readonly output: OutputFormat;
  readonly color: ColorChoice;
  readonly detailedExitcode: boolean;
  readonly out?: string;
  /** The rollback itself as a command to type, with every flag that shapes it, and no credential. */
  readonly again: string;
}

/** What of the process around us has a say in what is meant. */
export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdinIsTerminal: boolean;
}
