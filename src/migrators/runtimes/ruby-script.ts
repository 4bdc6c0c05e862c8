import { MARK } from "./probe-output.ts";

/** For Ruby 2.5 and later: `answer(value)` prints it as marked JSON and ends the process. */
export const RUBY_SCRIPT: string = String.raw`
require 'json'
def answer(value)
  text = JSON.generate(value, ascii_only: true)
  parts = text.scan(/.{1,8000}/m).map { |part| '${MARK}part ' + part + "\n" }
  STDOUT.write("\n" + parts.join + '${MARK}end' + "\n")
  STDOUT.flush
  exit!(0)
end
`;
