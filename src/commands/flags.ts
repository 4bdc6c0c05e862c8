import type { Flag } from "./flag.ts";
import { CONSENT_FLAGS } from "./consent-flags.ts";
import { JUDGE_FLAGS } from "./judge-flags.ts";
import { KUBECTL_FLAGS } from "./kubectl-flags.ts";
import { SHAPING_FLAGS } from "./shaping-flags.ts";

/** Every flag of the program, in the order in which the help shows them. */
export const FLAGS: readonly Flag[] = [...JUDGE_FLAGS, ...SHAPING_FLAGS, ...CONSENT_FLAGS, ...KUBECTL_FLAGS];
