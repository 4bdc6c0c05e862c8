import type { RevertTarget } from "../../model/revert-target.ts";
import type { Command } from "../../ports/image.ts";
import { HELD_BACK } from "../../model/tried.ts";

/**
 * Without a licence Liquibase applies so many of the next changesets, and none by its name. Which is the next one is told
 * by its status, which also counts what always runs or runs anew: where that is another one, nothing is applied.
 */
export function applyArgv({ name }: RevertTarget): Command["argv"] {
  const [path = "", author = "", ...id] = name.split("::").toReversed();
  return ["sh", "-c", SCRIPT, "sh", [path, id.toReversed().join("::"), author].join("::")];
}

/** Lines of `status --verbose` begin with spaces (StatusCommandStep.java). Releases 3 record Spring's own prefix too. */
const SCRIPT = String.raw`
wanted=$1
status=$(liquibase status --verbose) || exit 1
next=$(printf '%s\n' "$status" | while IFS= read -r line; do
  case $line in '     '*::*::*) printf '%s' "${"$"}{line#     }" && break ;; esac
done)
case $next in
  "$wanted" | classpath:"$wanted" | classpath:/"$wanted") exec liquibase update-count --count=1 ;;
esac
echo "Liquibase would first run ${"$"}{next:-nothing}, so that this one cannot be run alone"
exit ${HELD_BACK}
`;
