import type { LedgerScript } from "../ledger/probe.ts";
import { PYTHON_ANSWER_SCRIPT } from "./python-script.ts";

/**
 * How a Python image reads its ledger. `script` defines `look(told)`, which returns an answer as `ledgerProbe` wants it.
 * At hand are `answered(family, host, statements, run)`, where `run(text)` gives the rows as dictionaries, and
 * `without(text, password)`.
 */
export function pythonLedgerScript(by: string, script: string): LedgerScript {
  const whole = `${PYTHON_ANSWER_SCRIPT}${ANSWERED_SCRIPT}${script}${LOOKING}`;
  return {
    by,
    command: (told, { variables }) => ({ argv: ["python3", "-c", whole, told], environment: variables }),
  };
}

/** The same, run by a program that takes Python's text as its last word and need not keep its names together. */
export function pythonLedgerScriptIn(program: readonly string[], by: string, script: string): LedgerScript {
  const whole = `${PYTHON_ANSWER_SCRIPT}${ANSWERED_SCRIPT}${script}${LOOKING}`;
  const named = (told: string): string => `import sys\nsys.argv = ['-c', ${JSON.stringify(told)}]\n${whole}`;
  return {
    by,
    command: (told) => ({
      argv: [...program, `exec(${JSON.stringify(named(told))}, {'__name__': '__main__'})`],
      environment: {},
    }),
  };
}

const ANSWERED_SCRIPT = String.raw`
def without(text, password):
    return text.replace(str(password), '***') if password else text
def said(error, password=None):
    return without(str(error).strip().split('\n')[0][:300] or type(error).__name__, password)
def answered(family, host, statements, run):
    answers = {}
    try:
        for one in statements:
            if 'when' not in one or answers.get(one['when']):
                answers[one['name']] = run(one['text'])
        error = None
    except Exception as caught:
        error = said(caught)
    return {'kind': 'answers', 'family': family, 'host': host, 'answers': answers, 'error': error}
`;

const LOOKING = String.raw`
try:
    answer(look(json.loads(sys.argv[1])))
except (Exception, SystemExit) as error:
    answer({'kind': 'failed', 'message': said(error)})
`;
