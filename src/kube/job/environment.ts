import type { Command } from "../../ports/image.ts";
import type { V1EnvVar, V1ObjectMeta } from "@kubernetes/client-node";

/**
 * The container's variables with the command's own, which win. A variable of the same name is replaced in its place,
 * because later ones may refer to it as `$(NAME)`. An alias refers to one itself, so it comes last of all, and the Job's
 * specification does not have the value.
 */
export function jobVariables(variables: readonly V1EnvVar[], { environment, aliases = {} }: Command): V1EnvVar[] {
  const named = Object.entries(aliases).filter(([name, variable]) => name !== variable);
  const hidden = new Set(named.map(([name]) => name));
  const names = new Set(variables.map(({ name }) => name));
  const added = Object.keys(environment).filter((name) => !names.has(name));
  return [
    ...variables.filter(({ name }) => !hidden.has(name)).map((variable) => own(environment, variable.name) ?? variable),
    ...added.flatMap((name) => own(environment, name) ?? []),
    ...named.map(([name, variable]) => ({ name, value: `$(${variable})` })),
  ];
}

/** Which variables a Secret holds in the place of a container's own. */
export interface StandInsIn {
  readonly secret: string;
  readonly names: readonly string[];
}

/**
 * The variables with those that a Secret stands in for. One that the container has is replaced in its place; the others
 * come first, so that what refers to one of them as `$(NAME)` gets the Secret's value too, and not that of an `envFrom`.
 */
export function withStandIns(variables: readonly V1EnvVar[], { secret, names }: StandInsIn): V1EnvVar[] {
  const own = new Set(variables.map(({ name }) => name));
  const standIn = (name: string): V1EnvVar => ({ name, valueFrom: { secretKeyRef: { name: secret, key: name } } });
  return [
    ...names.filter((name) => !own.has(name)).map(standIn),
    ...variables.map((variable) => (names.includes(variable.name) ? standIn(variable.name) : variable)),
  ];
}

/**
 * The Pod of a Job does not have the workload's labels and annotations, so variables taken from one (`fieldRef`) get
 * the value that the workload's Pods have.
 */
export function withTemplateFields(variable: V1EnvVar, metadata: V1ObjectMeta): V1EnvVar {
  const path = variable.valueFrom?.fieldRef?.fieldPath;
  const [, kind, key = ""] = METADATA_FIELD.exec(path ?? "") ?? [];
  if (kind === undefined) return variable;
  const values = kind === "labels" ? metadata.labels : metadata.annotations;
  return { name: variable.name, value: literal(values?.[key] ?? "") };
}

/** The kubelet replaces `$(NAME)` and turns `$$` into `$` in a command and in variables; this undoes both beforehand. */
export function literal(text: string): string {
  return text.replaceAll("$", "$$$$");
}

function own(environment: Command["environment"], name: string): V1EnvVar | undefined {
  const value = environment[name];
  return value === undefined ? undefined : { name, value: literal(value) };
}

const METADATA_FIELD = /^metadata\.(labels|annotations)\['([^']+)'\]$/;
