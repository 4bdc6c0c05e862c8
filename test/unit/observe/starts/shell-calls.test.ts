import { describe, expect, it } from "vitest";
import { shellScriptOf } from "../../../../src/observe/starts/shell-calls.ts";

describe("the commands of a shell script", () => {
  it.each<[string, string, readonly (string | undefined)[]]>([
    ["one after the other", "a; b && c || d | e & f\ng", ["a", "b", "c", "d", "e", "f", "g"]],
    ["in conditions and branches", "if a; then b; elif c; then d; else e; fi", ["a", "b", "c", "d", "e"]],
    ["in loops", "while a; do b; done; until c; do d; done; for i in 1; do e; done", ["a", "b", "c", "d", "e"]],
    ["in bash's loops", "for ((i = $(a); i < 3; i++)); do b; done; select x in $(c); do d; done", ["a", "b", "c", "d"]],
    ["in a case", "case $(a) in x | $(b)) c ;; y) d ;& *) e ;; esac", ["a", "b", "c", "d", "e"]],
    ["in groups", "(a); { b; }; ! c; time -p d; coproc e; !(f)", ["a", "b", "c", "d", "e", "f"]],
    ["in functions", "f() { a; }; function g { b; }; h() if c; then d; fi", ["a", "b", "c", "d"]],
    ["behind variables and redirections", "A=1 B=$(a) >$(b) c 2>&1 <<<$(d)", ["a", "b", "d", "c"]],
    ["whose output goes into words", 'a "$(b `c`)" ${x:-$(d)} $((1 + $(e))) {1,$(f)}', ["c", "b", "d", "e", "f", "a"]],
    ["in backticks within backticks", "a `b \\`c\\``", ["c", "b", "a"]],
    ["in arrays", "x=($(a)); x[$(b)]=$(c); declare -a y=($(d))", ["a", undefined, "b", "c", undefined, "d", "declare"]],
    ["in processes and tests", "a <(b) >(c); [[ -f $(d) && x =~ $(e) ]]; (($(f)))", ["b", "c", "a", "d", "e", "f"]],
    ["in documents", "a <<A && b <<'B'\n$(c)\nA\n$(d)\nB\ne", ["c", "a", "b", "e"]],
    ["over several lines", "a \\\n  b &&\n  # c\n  d", ["a", "d"]],
  ])("are all found %s", (_, text, programs) => {
    expect(shellScriptOf(text)?.calls.map(({ words }) => words[0]?.text)).toEqual(programs);
  });

  it("have the lines on which they stand, also in backticks with backslashes", () => {
    const text = "a\n\nB=1 \\\n  b\nc `\n  d \\`e\\`\n`\nf <<END\n$(g)\nEND\n";
    const lines = shellScriptOf(text)?.calls.map(({ words, line }) => `${words[0]?.text} ${line}`);
    expect(lines).toEqual(["a 1", "b 3", "e 6", "d 6", "c 5", "g 9", "f 8"]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [`a 'b c' "d"'e' f\\ g $'h\\n'`, ["a", "b c", "de", "f g", "h\n"], ["a", "b c", "de", "f g", "h\n"]],
    [`a $b "c $d" \`e\` *.f {g,h}`, ["a", "$b", "c $d", "`e`", "*.f", "{g,h}"], ["a"]],
    [`"$@" "\${1}"`, ["$@", "${1}"], []],
    [`export PATH="/a b:$PATH" C=d`, ["export", "PATH=/a b:$PATH", "C=d"], ["export", "C=d"]],
    ["[ -f a ]", ["[", "-f", "a", "]"], ["[", "-f", "a", "]"]],
  ])("are words without quotes, of which some mean the same in every run: %s", (text, all, fixed) => {
    const words = shellScriptOf(text)?.calls.at(-1)?.words;
    expect(words?.map((word) => word.text)).toEqual(all);
    expect(words?.filter((word) => word.fixed).map((word) => word.text)).toEqual(fixed);
  });

  it("name the variables that they set, and the functions", () => {
    const script = shellScriptOf("A=1 B+=2 a; C=3; D=(); E[1]=4; f() { g; }");
    expect(script?.calls.map(({ sets }) => sets)).toEqual([["A", "B"], ["C"], ["D"], ["E"], []]);
    expect(script?.functions).toEqual(new Set(["f"]));
  });
});

describe("a script that is not understood as a whole", () => {
  it.each([
    `echo "never`,
    "echo 'never",
    "echo `never",
    "echo $(never",
    "echo ${never",
    "cat <<END\nnever\n",
    "if true; then echo",
    "while true; do echo",
    "case x in x) echo",
    "{ echo",
    "(echo",
    "echo)",
    "echo; fi",
    "a; ;",
    "f() echo",
    "echo (knex up)",
    'grep "a$[" b\nknex up\necho "]"',
    "[[ a b ]]",
    "echo ${x~$(knex up)}",
    "echo $(echo `fi`)",
    "echo ${x:-$(a; ;)}",
    "cat <<END\n$(a; ;)\nEND\n",
    "(( $(a; ;) ))",
  ])("is none: %j", (text) => {
    expect(shellScriptOf(text)).toBeUndefined();
  });
});
