import type { MigrationName } from "../../model/migration.ts";
import type { ImageKnowledge, Situation } from "../../model/situation.ts";
import type { Gap } from "../gap.ts";
import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { compiledTwins } from "../compiled-name.ts";
import { namesIn, seen } from "../gap.ts";
import { toolOf } from "../wording.ts";

/**
 * A migration is applied under a name that an image has with another extension: it was compiled between two releases.
 * The tool takes the two for two, so that what is one migration would be reverted and applied again. Only shown when
 * the operator's word keeps it.
 */
export const nameDiffersByExtension: Rule = (situation, gap) => {
  const twins = [
    ...twinsIn("leaving", situation.leavingKnows, situation),
    ...twinsIn("returning", situation.returningKnows, situation),
  ];
  if (twins.length === 0) return [];
  return [
    {
      id: "name-differs-by-extension",
      weight: isKept(twins, situation, gap) ? "notice" : "blocker",
      summary: "applied migrations have other extensions in an image",
      facts: [
        ...twins.map(({ name, side, twin }) => `${name} is applied, the ${side} image has ${twin}`),
        `${toolOf(situation)} records the extension, and takes these for different migrations`,
      ],
      next: [
        edit("the build, or the names in the ledger", "an image must have a migration under the name that is applied"),
        choose("--to-migration NAME", "keeps every migration up to and including this one, whatever it is called"),
      ],
    },
  ];
};

interface Twin {
  readonly name: MigrationName;
  readonly side: "leaving" | "returning";
  readonly twin: MigrationName;
}

/** Applied names that an image's list lacks, and what is not applied of it under the same name but for its end. */
function twinsIn(side: Twin["side"], { relied }: ImageKnowledge, { ledger }: Situation): readonly Twin[] {
  const known = namesIn(relied);
  const applied = new Set(ledger.applied.map(({ name }) => name));
  const strangers = [...applied].filter((name) => known?.has(name) === false);
  const pending = seen(relied).filter(({ name }) => !applied.has(name));
  return [...compiledTwins(strangers, pending)].map(([name, twin]) => ({ name, side, twin }));
}

function isKept(twins: readonly Twin[], { keepUpTo }: Situation, { ahead }: Gap): boolean {
  const going = namesIn(ahead);
  return keepUpTo !== null && going !== undefined && twins.every(({ name }) => !going.has(name));
}
