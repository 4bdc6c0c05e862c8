import type { SafeRollbackError } from "../../../src/errors.ts";
import type { PackageScript } from "../../../src/model/scripts.ts";
import type { Settings } from "../../../src/model/settings.ts";
import type { Place, Prober } from "../../../src/ports/image.ts";
import type { Readers } from "../../../src/ports/world.ts";
import { describe, expect, it } from "vitest";
import { failure } from "../../../src/errors.ts";
import { downScriptsOf, startedScripts } from "../../../src/observe/started-scripts.ts";
import { situation } from "../../support/builders.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const seen = situation();

describe("the scripts that a command starts", () => {
  it("come from the image's package.json", async () => {
    const { readers, looks } = allowing([{ name: "down", text: "knex migrate:down" }]);
    expect(await startedScripts(["npm", "run", "down"], place(), readers)).toMatchObject({
      from: "image",
      value: [{ name: "down", text: "knex migrate:down" }],
    });
    expect(looks).toEqual(["reading package.json"]);
  });

  it("are none, without a look, where it starts none", async () => {
    const { readers, looks } = allowing([]);
    expect(await startedScripts(["dbmate", "rollback"], place(), readers)).toMatchObject({ known: true, value: [] });
    expect(looks).toEqual([]);
  });

  it.each<[string, readonly string[], Readers, string]>([
    ["nobody may look", ["npm", "run", "down"], without(), "its script was not looked at, no probe Job was allowed"],
    ["it is not there", ["npm", "run", "gone"], allowing([]).readers, "package.json in the image has no script gone"],
    [
      "the image does not tell",
      ["npm", "run", "down"],
      allowing(failure("image-not-readable", "there is no package.json in /app")).readers,
      "there is no package.json in /app",
    ],
    [
      "it stands elsewhere",
      ["npm", "--prefix", "api", "run", "down"],
      allowing([]).readers,
      "it starts a script of a package.json in another directory, which was not looked for",
    ],
  ])("are undetermined when %s", async (_, command, readers, because) => {
    expect(await startedScripts(command, place(), readers)).toMatchObject({ known: false, because });
  });

  it.each<[string, Partial<Settings>]>([
    ["there is no --down-command", {}],
    [
      "it is not used",
      { downCommand: { value: ["npm", "run", "down"], from: "flag" }, via: { value: "direct", from: "flag" } },
    ],
  ])("are not asked for when %s", async (_, settings) => {
    expect(await downScriptsOf(place(settings), allowing([]).readers)).toBeNull();
  });
});

function place(settings: Partial<Settings> = {}): Place {
  const { workload, container, leaving } = seen;
  return { workload, revision: leaving, container, settings: { ...seen.settings, ...settings } };
}

function without(): Readers {
  return fakeWorld(seen).world;
}

function allowing(answer: readonly PackageScript[] | SafeRollbackError): { readers: Readers; looks: string[] } {
  const looks: string[] = [];
  const prober: Prober = {
    look: async (_, probe) => {
      looks.push(probe.purpose);
      return probe.parse("");
    },
  };
  const { packageScripts } = without();
  const parse = (): readonly PackageScript[] => valueOf(answer);
  return { readers: { ...without(), prober, packageScripts: { ...packageScripts, parse } }, looks };
}

function valueOf(answer: readonly PackageScript[] | SafeRollbackError): readonly PackageScript[] {
  if (answer instanceof Error) throw answer;
  return answer;
}
