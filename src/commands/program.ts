import type { CommandName, Invocation, Surroundings } from "./invocation.ts";
import type { Typed, TypedFlag } from "./typed.ts";
import { Command, Option } from "commander";
import { longNameOf } from "./flag.ts";
import { FLAGS } from "./flags.ts";
import { EPILOGUES, HEADINGS, SUMMARIES } from "./help.ts";
import { meaningOf } from "./meaning.ts";
import { usageError } from "./usage.ts";
import { normalised } from "./words.ts";

/**
 * What is typed → what is meant. Pure: nothing is read but the words and the surroundings.
 * @throws usage, kind-not-supported
 */
export function understand(words: readonly string[], surroundings: Surroundings): Invocation {
  const reading: Reading = { flags: [], help: [], typed: { command: "rollback", words: [], flags: [] } };
  try {
    programFor(reading).parse([...normalised(words)], { from: "user" });
  } catch (error) {
    if (error === HELP_WAS_SHOWN) return { kind: "help", text: reading.help.join("") };
    throw error;
  }
  return meaningOf(reading.typed, surroundings);
}

/** What the parser's callbacks write down. */
interface Reading {
  readonly flags: TypedFlag[];
  readonly help: string[];
  typed: Typed;
}

function programFor(reading: Reading): Command {
  const program = prepared(new Command("kubectl safe-rollback"), "rollback", reading)
    .usage("TYPE/NAME | TYPE NAME [flags]")
    .enablePositionalOptions()
    .helpCommand("help [command]", "Show the help of a command.");
  for (const name of ["plan", "history"] as const) {
    prepared(program.command(name), name, reading).usage("TYPE/NAME | TYPE NAME [flags]");
  }
  prepared(program.command("judge"), "judge", reading).usage("--dialect NAME --up FILE [--down FILE] [flags]");
  prepared(program.command("version"), "version", reading).usage("[flags]");
  return program;
}

function prepared(command: Command, name: CommandName, reading: Reading): Command {
  for (const option of optionsOf(name, reading)) command.addOption(option.option).on(option.event, option.noted);
  return command
    .summary(SUMMARIES[name])
    .description(SUMMARIES[name])
    .argument("[words...]")
    .addHelpText("after", EPILOGUES[name])
    .helpOption("-h, --help", "show this help")
    .configureHelp({
      visibleArguments: () => [],
      optionTerm,
      subcommandTerm: (listed) => listed.name(),
      helpWidth: 100,
    })
    .configureOutput({ writeOut: (text) => reading.help.push(text), writeErr: () => undefined })
    .exitOverride((error) => {
      throw error.exitCode === 0 ? HELP_WAS_SHOWN : usageError(error, name);
    })
    .action((words: readonly string[]) => {
      reading.typed = { command: name, words, flags: reading.flags };
    });
}

interface Noted {
  readonly option: Option;
  readonly event: string;
  readonly noted: (text?: string) => void;
}

/** Values are not left to commander: a flag may stand before or after the command, and both count. */
function optionsOf(name: CommandName, reading: Reading): readonly Noted[] {
  return FLAGS.filter(({ commands }) => commands.includes(name)).map((flag) => ({
    option: new Option(flag.syntax, flag.meaning).helpGroup(HEADINGS[flag.group]),
    event: `option:${longNameOf(flag)}`,
    noted: (text) => reading.flags.push({ flag, text: text ?? null }),
  }));
}

/** As kubectl writes it: no brackets, and `--dry-run` may stand alone, so that its value needs the `=`. */
function optionTerm({ flags }: Option): string {
  return flags.replace(/^--dry-run <(\w+)>$/, "--dry-run[=$1]").replaceAll(/[<>]/g, "");
}

/** Thrown to leave the parser; it carries nothing. */
const HELP_WAS_SHOWN = new Error("help was shown");
