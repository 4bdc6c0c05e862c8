import type { Command } from "../../ports/image.ts";
import { NODE_PROGRAM } from "./node-program.ts";
import { PERL_PROGRAM } from "./perl-program.ts";
import { PHP_PROGRAM } from "./php-program.ts";
import { PYTHON_PROGRAM } from "./python-program.ts";
import { RUBY_PROGRAM } from "./ruby-program.ts";

/** Where a relay leads to, as Pods name it. */
export interface FarEnd {
  readonly host: string;
  readonly port: number;
}

/**
 * A relay: it listens on a port of the Pod's own loopback, says which, and hands on what comes. Nobody reaches it but
 * through a port-forward. It ends when nobody was connected for a while. First in whatever language a shell finds in the
 * image, then, for images without a shell, in one after the other.
 */
export function relayCommands({ host, port }: FarEnd, idleSeconds: number = IDLE_SECONDS): readonly Command[] {
  const words = [host.replace(/^\[(.*)\]$/, "$1"), String(port), String(idleSeconds)];
  const programs = LANGUAGES.map(([, , text]) => text);
  const alone = LANGUAGES.map(([program, flag, text]) => [program, flag, text, ...words]);
  return [["sh", "-c", CHOOSE, "relay", ...words, ...programs], ...alone].map((argv) => ({ argv, environment: {} }));
}

/** The port that a line of a relay's output names, if it is the one that does. */
export function relayPortIn(line: string): number | undefined {
  const [, port] = /^relay listens on (\d+)$/.exec(line.trim()) ?? [];
  return port === undefined ? undefined : Number(port);
}

const LANGUAGES = [
  ["node", "-e", NODE_PROGRAM],
  ["python3", "-c", PYTHON_PROGRAM],
  ["ruby", "-e", RUBY_PROGRAM],
  ["php", "-r", PHP_PROGRAM],
  ["perl", "-e", PERL_PROGRAM],
] as const;

/** `$1` to `$3` are the words of a relay, `$4` and so on the programs. */
const CHOOSE = [
  ...LANGUAGES.map(
    ([program, flag], at) =>
      `command -v ${program} >/dev/null 2>&1 && exec ${program} ${flag} "$${at + 4}" "$1" "$2" "$3"`,
  ),
  `echo "none of ${LANGUAGES.map(([program]) => program).join(", ")} in the image"`,
  "exit 127",
].join("\n");

/** For when we are gone without having removed it. While it is needed and gone, it is started again. */
const IDLE_SECONDS = 3600;
