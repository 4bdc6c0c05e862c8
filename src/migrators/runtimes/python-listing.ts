import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { listingOf } from "./listing-answer.ts";
import { markedJson } from "./probe-output.ts";
import { PYTHON_SCRIPT } from "./python-script.ts";

/** How one tool's migrations are listed by a Python script. */
export interface PythonListing {
  readonly tool: string;
  /** What a project of this tool has, for the message that the image has none. */
  readonly lacking: string;
  /**
   * Defines `look(told)`, given the directory that the operator named or None, which returns what `listingOf`
   * understands. At hand are the functions of PYTHON_SCRIPT.
   */
  readonly script: string;
}

/** Lists the migrations with the image's own Python 3.6 or later, without credentials and without a network. */
export function pythonListing(
  { tool, lacking, script }: PythonListing,
  { migrationsDir, variables }: ToolSettings,
): Probe<ImageListing> {
  const purpose = `listing the ${tool} migrations`;
  const told = migrationsDir === undefined ? [] : [migrationsDir];
  return {
    purpose,
    needs: "nothing",
    command: { argv: ["python3", "-c", `${PYTHON_SCRIPT}${script}${LOOKING}`, ...told], environment: variables },
    parse: (output) => listingOf(markedJson(output, purpose), lacking),
  };
}

const LOOKING = String.raw`
try:
    answer(look(sys.argv[1] if len(sys.argv) > 1 else None))
except Exception as error:
    answer({'kind': 'failed', 'message': str(error).split('\n')[0][:300] or type(error).__name__})
`;
