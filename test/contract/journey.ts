import type { Project } from "./project.ts";
import type { By, RealTool } from "./tools/tool.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { photograph } from "./photograph.ts";
import { applyByCommand, REVERTS } from "./reverting.ts";

/** What the ledger records, and what the migrations made. */
interface Sight {
  readonly names: readonly string[];
  readonly schema: unknown;
}

/** What was seen on one project's way through the fixture's migrations: each start of a real tool takes its time, so that many tests ask of one way. */
export interface Journey {
  /** With all five applied in the end. */
  readonly project: Project;
  /** After the first migration alone, once each way back had taken it away. */
  readonly emptied: ReadonlyMap<By, Sight>;
  /** After one migration, after two more at once, which some tools call a batch, and again. */
  readonly applied: { readonly one: Sight; readonly three: Sight; readonly five: Sight };
  /** After the last two went by each way back, and once all were applied again. */
  readonly returned: ReadonlyMap<By, { readonly back: Sight; readonly forth: Sight }>;
  /** After the fourth was applied again by itself; null where no command does that here. */
  readonly fourthAgain: Sight | null;
}

/** @throws what the tool said where it failed on the way */
export async function travel(tool: RealTool, project: Project, appliesAlone: boolean): Promise<Journey> {
  const [first = "", , , fourth = "", fifth = ""] = project.files.map(tool.nameOf);
  const goTo = async (count: number): Promise<Sight> => {
    project.add(count);
    await project.apply();
    return lookAt(project);
  };
  const emptied = new Map<By, Sight>();
  for (const by of tool.by) {
    await goTo(1);
    await REVERTS[by](project, first);
    emptied.set(by, await lookAt(project));
  }
  const applied = { one: await goTo(1), three: await goTo(3), five: await goTo(5) };
  const returned: Map<By, { readonly back: Sight; readonly forth: Sight }> = new Map();
  let fourthAgain: Sight | null = null;
  for (const by of tool.by) {
    for (const name of [fifth, fourth]) await REVERTS[by](project, name);
    const back = await lookAt(project);
    if (appliesAlone && fourthAgain === null) {
      await applyByCommand(project, fourth);
      fourthAgain = await lookAt(project);
    }
    returned.set(by, { back, forth: await goTo(5) });
  }
  return { project, emptied, applied, returned, fourthAgain };
}

async function lookAt(project: Project): Promise<Sight> {
  return { names: namesIn(await ledgerOf(project)), schema: await project.ask(photograph) };
}
