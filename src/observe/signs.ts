import type { Signs } from "../model/signs.ts";
import type { Revision } from "../model/workload.ts";
import type { Environment } from "../ports/secret.ts";
import { imageProgram } from "./image-program.ts";

/** Whether a command of the revision's containers names the tool, or a variable is one that only the tool reads. */
export function speaksFor({ programs, variables }: Signs, revision: Revision, environment: Environment): boolean {
  const names = [...environment.variables.keys(), ...environment.unresolved.keys()];
  if (names.some((name) => variables.some((sign) => isMeant(sign, name)))) return true;
  const starts = [...revision.initContainers, ...revision.containers];
  return starts.some(({ image, command, args }) => {
    const words = [...(command === null ? [imageProgram(image)] : command), ...(args ?? [])].join(" ");
    return programs.some((program) => isNamed(program, words));
  });
}

function isMeant(sign: string, name: string): boolean {
  return sign.endsWith("_") ? name.startsWith(sign) : name === sign;
}

/** As a word or a part of a path, so that `node-pg-migrate` does not name `migrate`. */
function isNamed(program: string, words: string): boolean {
  const escaped = program.replaceAll(/[.\\+*?[\](){}^$|]/g, "\\$&");
  return new RegExp(`(?:^|[\\s/"'=])${escaped}(?=$|[\\s/"'@;&|:])`).test(words);
}
