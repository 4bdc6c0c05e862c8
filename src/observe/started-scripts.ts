import type { Evidence } from "../model/evidence.ts";
import type { PackageScript } from "../model/scripts.ts";
import type { Place } from "../ports/image.ts";
import type { Readers } from "../ports/world.ts";
import { SafeRollbackError } from "../errors.ts";
import { known, undetermined } from "../model/evidence.ts";
import { scriptsStartedBy, startsElsewhere, startsScript } from "./script-calls.ts";

/** The scripts of package.json that `--down-command` starts; null when there is no such command, or it is not used. */
export async function downScriptsOf(place: Place, readers: Readers): Promise<Scripts | null> {
  const { downCommand, via } = place.settings;
  if (downCommand === undefined || via.value === "direct") return null;
  return startedScripts(downCommand.value, place, readers);
}

type Scripts = Evidence<readonly PackageScript[]>;

/** Known to be none where the command starts no script; a look into the place's image only where it does. */
export async function startedScripts(command: readonly string[], place: Place, readers: Readers): Promise<Scripts> {
  const text = command.join(" ");
  if (startsElsewhere(text))
    return undetermined("it starts a script of a package.json in another directory, which was not looked for", []);
  if (!startsScript(text)) return known([], "operator", "it starts no script of package.json");
  if (readers.prober === undefined) return undetermined("its script was not looked at, no probe Job was allowed", []);
  try {
    const { started, missing } = scriptsStartedBy(text, await readers.prober.look(place, readers.packageScripts));
    if (missing.length === 0) return known(started, "image", "package.json in the image, read by a probe Job");
    return undetermined(`package.json in the image has no script ${missing.join(", ")}`, []);
  } catch (error) {
    if (!(error instanceof SafeRollbackError) || error.trouble.code !== "image-not-readable") throw error;
    return undetermined(error.message, error.trouble.facts);
  }
}
