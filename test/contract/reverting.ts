import type { MigrationName } from "../../src/model/migration.ts";
import type { RevertTarget } from "../../src/model/revert-target.ts";
import type { Command } from "../../src/ports/image.ts";
import type { Project } from "./project.ts";
import type { By } from "./tools/tool.ts";
import { directRunner } from "../../src/database/revert.ts";
import { knownTo, ledgerOf, namesIn } from "./ledger.ts";

export async function revertByCommand(project: Project, name: MigrationName): Promise<void> {
  const { migrator, settings } = project;
  await expectToRun(project, migrator.revertCommand(await targetOf(project, name), settings));
}

export async function applyByCommand(project: Project, name: MigrationName): Promise<void> {
  const { migrator, settings } = project;
  await expectToRun(project, migrator.applyCommand?.(await targetOf(project, name), settings));
}

async function expectToRun({ migrator, run }: Project, command: Command | undefined): Promise<void> {
  if (command === undefined) throw new Error(`${migrator.name} has no such command`);
  const { code, output } = await run(command);
  if (code !== 0) throw new Error(output);
}

export async function revertDirectly(project: Project, name: MigrationName): Promise<void> {
  const migration = (await knownTo(project)).find((known) => known.name === name);
  if (migration === undefined) throw new Error(`the project has no ${name}`);
  const settings = { ...project.settings, localMigrations: project.migrations };
  const what = project.migrator.revertDirectly(migration, await targetOf(project, name), settings);
  if (what === undefined) throw new Error(`${name} cannot be reverted from here`);
  await directRunner.revert({ address: project.address, tunnel: undefined }, what, undefined);
}

export async function targetOf(project: Project, name: MigrationName): Promise<RevertTarget> {
  const migration = (await knownTo(project)).find((known) => known.name === name);
  const ledger = await ledgerOf(project);
  const staying = namesIn(ledger).filter((other) => other !== name);
  const target = { name, file: migration?.file ?? name, staying, ledger: ledger.table };
  return migration?.previous === undefined ? target : { ...target, previous: migration.previous };
}

export const REVERTS: Readonly<Record<By, typeof revertDirectly>> = {
  "its own commands": revertByCommand,
  "a direct connection": revertDirectly,
};
