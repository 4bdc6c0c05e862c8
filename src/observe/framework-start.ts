import type { ContainerStart } from "../model/workload.ts";

/** Whether a framework that a container starts migrates by itself; undefined where none is known to. */
export interface FrameworkStart {
  readonly migrates: boolean;
  readonly says: string;
}

/**
 * `variable` gives the value of a variable of the container. Rails: the entrypoint that its generator writes
 * (railties/…/templates/docker-entrypoint.tt) prepares the database before `./bin/rails server`; a `command` in the
 * template takes the entrypoint's place, `args` do not. Spring Boot: "Database Initialization" in its documentation,
 * `spring.flyway.enabled` and `spring.liquibase.enabled` are true by default.
 */
export function frameworkStart(
  tool: string,
  start: ContainerStart,
  variable: (name: string) => string | undefined,
): FrameworkStart | undefined {
  if (tool === "rails") return railsStart(start);
  const spring = SPRING_SWITCH[tool];
  return spring === undefined ? undefined : springStart(spring, start, variable);
}

function railsStart({ command, args }: ContainerStart): FrameworkStart | undefined {
  const words = [...(command ?? []), ...(args ?? [])];
  if (!/(?:^|\s)\.\/bin\/rails server(?:\s|$)/.test(words.join(" "))) return undefined;
  if (command !== null && !command.some((word) => word.endsWith("docker-entrypoint"))) return undefined;
  const says = `the entrypoint that Rails generates prepares the database before "${words.join(" ")}"`;
  return { migrates: true, says };
}

function springStart(
  { name, library }: SpringSwitch,
  { command, args }: ContainerStart,
  variable: (name: string) => string | undefined,
): FrameworkStart | undefined {
  const value = variable(name);
  if (value?.toLowerCase() === "false") return { migrates: false, says: `${name} is false` };
  const words = [...(command ?? []), ...(args ?? [])].join(" ");
  if (!/(?:^|[\s/])java(?:\s|$)|JarLauncher/.test(words) && value === undefined) return undefined;
  return { migrates: true, says: `Spring Boot runs ${library} when it starts, unless ${name} is false` };
}

interface SpringSwitch {
  readonly name: string;
  readonly library: string;
}

const SPRING_SWITCH: Readonly<Record<string, SpringSwitch>> = {
  flyway: { name: "SPRING_FLYWAY_ENABLED", library: "Flyway" },
  liquibase: { name: "SPRING_LIQUIBASE_ENABLED", library: "Liquibase" },
};
