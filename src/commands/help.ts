import type { FlagGroup } from "./flag.ts";
import type { CommandName } from "./invocation.ts";

/** The headings under which a command's help shows its flags. */
export const HEADINGS: Readonly<Record<FlagGroup, string>> = {
  judged: "Migration:",
  target: "Target:",
  migrations: "Migrations:",
  database: "Database:",
  execution: "Execution:",
  consent: "Dry run and consent:",
  output: "Output:",
  kubectl: "kubectl's own, handed on to every kubectl that is called:",
};

export const SUMMARIES: Readonly<Record<CommandName, string>> = {
  rollback: "Roll a Deployment back together with its database migrations: plan, show, ask, run, verify.",
  plan: "Show what a rollback would do, and change nothing.",
  judge: "Judge one migration: can the old code live with it, and what does its down do. No cluster needed.",
  history: "Show revisions, images and migrations as one timeline.",
  version: "Print the version.",
};

/** What stands below the flags: examples, then what a script needs to know. */
export const EPILOGUES: Readonly<Record<CommandName, string>> = {
  rollback: `
Examples:
  # what would happen, without changing anything
  kubectl safe-rollback deployment/myapp --dry-run

  # back to the previous revision, and its schema
  kubectl safe-rollback deployment/myapp

  # back to revision 3, in namespace shop, agreeing to one plan beforehand
  kubectl safe-rollback deployment/myapp -n shop --to-revision 3 --confirm PLAN_ID

  # how the migrations are reverted
  kubectl safe-rollback deploy myapp --down-command "npm run migrate:down"

Settings may also stand on the workload as annotations: safe-rollback.io/<flag name>, e.g. safe-rollback.io/tool.

Exit codes (below ten, nothing was touched):
  0    done and verified, or a plan without a blocker, or nothing to do
  1    could not do the job
  2    wrong words or flags
  3    the plan has a blocker
  4    declined, or consent was needed and nobody could give it
  5    the world moved since the plan
  6    another rollback or rollout is in progress
  7    the plan would revert migrations (only with --detailed-exitcode)
  10   stopped part-way; the report says where, and how to go on
  11   every step ran, but the look afterwards does not agree
  130  interrupted before the first step; 143 by a signal to end
`,
  plan: `
Examples:
  # the plan, from what can be read without creating anything
  kubectl safe-rollback plan deployment/myapp

  # with short read-only Jobs where images must be looked into, saved as JSON
  kubectl safe-rollback plan deployment/myapp --dry-run=server --out plan.json

Exit codes:
  0  a plan without a blocker, or nothing to do
  1  could not plan
  2  wrong words or flags
  3  the plan has a blocker
  7  the plan would revert migrations (only with --detailed-exitcode)
`,
  history: `
Examples:
  kubectl safe-rollback history deployment/myapp
  kubectl safe-rollback history deployment/myapp -o json

Exit codes:
  0  ok
  1  could not read it
  2  wrong words or flags
`,
  judge: `
Examples:
  kubectl safe-rollback judge --dialect postgresql --up up.sql --down down.sql
  kubectl safe-rollback judge --dialect mariadb --up up.sql --down down.sql --schema before.sql -o json

Exit codes:
  0  judged, whatever the verdict
  1  a file could not be read
  2  wrong words or flags
`,
  version: `
Examples:
  kubectl safe-rollback version
  kubectl safe-rollback version -o json
`,
};
