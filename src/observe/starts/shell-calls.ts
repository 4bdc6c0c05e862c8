import type { ShellCall, ShellScript } from "./shell-script.ts";
import type {
  AndOr,
  ArithmeticExpansionPart,
  Command,
  Elif,
  HereDoc,
  If,
  ParsedScript,
  Pipeline,
  SyntaxNode,
  While,
} from "unbash";
import { forEachChild, parse } from "unbash";
import { argumentOf } from "./shell-argument.ts";

/**
 * The commands of a script for `sh` or bash in their order, but those whose output goes into a command come before it;
 * undefined where the script is not understood as a whole.
 */
export function shellScriptOf(text: string): ShellScript | undefined {
  const source = text.replaceAll("\r\n", "\n");
  const found: Found = { calls: [], functions: new Set(), broken: false };
  visit(found, parse(source), { source, line: 1, behind: ";", bare: false, asked: false, outermost: true });
  return found.broken ? undefined : found;
}

interface Found {
  readonly calls: ShellCall[];
  readonly functions: Set<string>;
  broken: boolean;
}

/** What a command has from where it stands, and the text in which positions count, with the number of its first line. */
interface Place extends Pick<ShellCall, "line" | "behind" | "bare" | "asked" | "outermost"> {
  readonly source: string;
}

type Kind = SyntaxNode["type"];

type NodeOf<K extends Kind> = Extract<SyntaxNode, { readonly type: K }>;

type Visit<N extends SyntaxNode> = (found: Found, node: N, place: Place) => void;

function visit<K extends Kind>(found: Found, node: NodeOf<K>, place: Place): void {
  const known: Visit<NodeOf<K>> | undefined = VISITS[node.type];
  if (known === undefined) broken(found);
  else known(found, node, place);
}

/** The parser goes on behind what it does not understand. */
function script(found: Found, node: ParsedScript, place: Place): void {
  if (node.errors !== undefined && node.errors.length > 0) broken(found);
  for (const statement of node.commands) visit(found, statement, place);
}

function andOr(found: Found, { commands, operators }: AndOr, place: Place): void {
  for (const [index, command] of commands.entries())
    visit(found, command, { ...place, bare: index > 0, behind: operators[index] ?? place.behind });
}

function pipeline(found: Found, { prefixes, commands, operators }: Pipeline, place: Place): void {
  const asked = place.asked || prefixes.some(({ type }) => type === "Negation");
  const bare = place.bare && prefixes.length === 0;
  for (const [index, command] of commands.entries())
    visit(found, command, { ...place, asked, bare: bare && index === 0, behind: operators[index] ?? place.behind });
}

function command(found: Found, node: Command, place: Place): void {
  within(found, node, place);
  const words = node.name === undefined ? [] : [node.name, ...node.args];
  const sets = node.prefix.flatMap((one) => (one.type === "Assignment" ? [one.name] : []));
  const { behind, bare, asked, outermost } = place;
  found.calls.push({ words: words.map(argumentOf), sets, line: lineOf(node, place), behind, bare, asked, outermost });
}

function conditional(found: Found, node: If | Elif | While, place: Place): void {
  const inside = { ...place, bare: false, outermost: false };
  forEachChild(node, (child) => visit(found, child, { ...inside, asked: place.asked || child === node.clause }));
}

/** A command's output goes into a word. With backslashes before backticks, its positions count in a text of its own. */
function substitution(found: Found, node: Substitution, place: Place): void {
  if (node.script === undefined) return broken(found);
  const { source } = node.script;
  const own = source === undefined ? {} : { source, line: lineOf(node, place) };
  visit(found, node.script, { ...place, ...own, asked: true, bare: false, outermost: false });
}

type Substitution = NodeOf<"CommandExpansion" | "ProcessSubstitution" | "ArithmeticCommandExpansion">;

function document(found: Found, node: HereDoc, place: Place): void {
  if (node.closing === undefined) broken(found);
  within(found, node, place);
}

/** `$[1 + 2]` is arithmetic to bash alone: to other shells it is text, which may end elsewhere. */
function arithmetic(found: Found, node: ArithmeticExpansionPart, place: Place): void {
  if (node.text.startsWith("$[")) broken(found);
  within(found, node, place);
}

function within(found: Found, node: SyntaxNode, place: Place): void {
  const inside = { ...place, bare: false, outermost: false };
  forEachChild(node, (child) => visit(found, child, inside));
}

function broken(found: Found): void {
  found.broken = true;
}

function lineOf({ pos }: SyntaxNode, { source, line }: Place): number {
  return line + source.slice(0, pos).split("\n").length - 1;
}

/** One row for each kind of node, so that none is passed over. */
const VISITS: { readonly [K in Kind]: Visit<NodeOf<K>> } = {
  Script: script,
  Statement: (found, { command: one, background }, place) =>
    visit(found, one, { ...place, bare: false, behind: background === true ? "&" : ";" }),
  AndOr: andOr,
  Pipeline: pipeline,
  Command: command,
  If: conditional,
  Elif: conditional,
  While: conditional,
  Function: (found, node, place) => {
    found.functions.add(node.name.value);
    within(found, node, place);
  },
  CommandExpansion: substitution,
  ProcessSubstitution: substitution,
  ArithmeticCommandExpansion: substitution,
  HereDoc: document,
  ArithmeticExpansion: arithmetic,
  Unknown: broken,
  CompoundList: within,
  BraceGroup: within,
  Subshell: within,
  Redirected: within,
  Case: within,
  CaseItem: within,
  For: within,
  ArithmeticFor: within,
  Select: within,
  Coproc: within,
  Time: within,
  Negation: within,
  Word: within,
  Literal: within,
  Glob: within,
  SingleQuoted: within,
  DoubleQuoted: within,
  AnsiCQuoted: within,
  LocaleString: within,
  SimpleExpansion: within,
  ParameterExpansion: within,
  ExtendedGlob: within,
  BraceExpansion: within,
  Default: within,
  Remove: within,
  Replace: within,
  Slice: within,
  CaseModification: within,
  Transform: within,
  Names: within,
  Assignment: within,
  ArrayValue: within,
  Redirect: within,
  HereString: within,
  FileDescriptor: within,
  FileDescriptorVariable: within,
  HereDocDelimiter: within,
  HereDocBody: within,
  TestCommand: within,
  TestUnary: within,
  TestBinary: within,
  TestLogical: within,
  TestNot: within,
  TestGroup: within,
  ArithmeticCommand: within,
  ArithmeticBinary: within,
  ArithmeticUnary: within,
  ArithmeticTernary: within,
  ArithmeticGroup: within,
  ArithmeticWord: within,
};
