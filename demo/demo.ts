// `npm run demo`: the main job on a real cluster and a real database, from nothing to both sides back, and away again.

import type { Shell } from "./screen.ts";
import { once } from "node:events";
import { untilSignal } from "../test/support/until-signal.ts";
import { createChecks } from "./checks.ts";
import { say, title, type } from "./screen.ts";
import { clearStage, setStage, wayIn } from "./stage.ts";
import { release, rollBack, undoAlone } from "./story.ts";

async function demo(words: readonly string[]): Promise<number> {
  switch (words.join(" ")) {
    case "":
      return untilSignal((stop) => perform(stop, false));
    case "--keep":
      return untilSignal((stop) => perform(stop, true));
    case "down":
      await clearStage();
      say("everything the demo has made is gone");
      return 0;
    default:
      console.error("usage: npm run demo, npm run demo -- --keep, npm run demo -- down");
      return 2;
  }
}

/** Plays everything and removes it again, unless it is to stay and there is something to stay. */
async function perform(stop: AbortSignal, keep: boolean): Promise<number> {
  const setting = setStage(stop);
  let environment: Shell["environment"] | undefined;
  try {
    environment = await Promise.race([setting, rejectionAt(stop)]);
    return await play({ environment, stop });
  } catch (error) {
    if (environment !== undefined && !stop.aborted) await examine({ environment, stop });
    throw error;
  } finally {
    if (keep && environment !== undefined && !stop.aborted) leave(environment);
    else await remove(setting);
  }
}

async function play(shell: Shell): Promise<number> {
  const checks = createChecks();
  await release(shell);
  await undoAlone(shell, checks);
  await rollBack(shell, checks);
  const failed = checks.failed();
  say(failed === 0 ? "\nthe demo has shown what it promised" : `\n${failed} of the demo's own checks failed`);
  return failed === 0 ? 0 : 1;
}

/** What one would look at before it is gone. */
async function examine(shell: Shell): Promise<void> {
  title("a command failed; how things stand");
  await type("kubectl get jobs,pods -o wide", shell);
  await type("kubectl get events --sort-by=.metadata.creationTimestamp", shell);
  await type("for pod in $(kubectl get pods -o name); do echo $pod; kubectl logs --tail=20 $pod; done", shell);
}

/** What is just being started cannot be ended before it is there. */
async function remove(setting: Promise<unknown>): Promise<void> {
  title("removing everything the demo has made");
  await setting.catch(() => undefined);
  await clearStage();
}

function leave(environment: Shell["environment"]): void {
  title("the demo stays up; to work on it");
  say(`${wayIn(environment)}\n\nand to remove it: npm run demo -- down`);
}

async function rejectionAt(stop: AbortSignal): Promise<never> {
  if (!stop.aborted) await once(stop, "abort");
  throw stop.reason;
}

process.exitCode = await demo(process.argv.slice(2));
